# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What to change in a price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Number, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class PricePatch(InputModel):
    """What to change in a price."""

    item_id: str | None | Unset = UNSET
    """Id of the item."""
    price: Number | None | Unset = UNSET
    """Net price of one."""
    price_gross: Number | None | Unset = UNSET
    """Gross price of one; wins over price."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("item_id", "itemId", "string"),
        FieldSpec("price", "price", "decimal"),
        FieldSpec("price_gross", "priceGross", "decimal"),
        FieldSpec("custom", "custom", "json"),
    )
