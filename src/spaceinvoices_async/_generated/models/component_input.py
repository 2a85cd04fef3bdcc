# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A part of an item to store."""

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
class ComponentInput(InputModel):
    """A part of an item to store."""

    part_id: str | None | Unset = UNSET
    """Id of the item that is a part."""
    name: str | None | Unset = UNSET
    """Name of the part."""
    quantity: Number | None | Unset = UNSET
    """How many of it are in one item."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("part_id", "itemId", "string"),
        FieldSpec("name", "name", "string"),
        FieldSpec("quantity", "quantity", "decimal"),
        FieldSpec("custom", "custom", "json"),
    )
