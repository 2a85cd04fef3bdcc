# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What to change in a document category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentCategoryPatch(InputModel):
    """What to change in a document category."""

    amount: Number | None | Unset = UNSET
    """How much of the total."""
    category_id: str | None | Unset = UNSET
    """Id of the category."""
    date: Moment | None | Unset = UNSET
    """When it counts; the document's date unless given."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("amount", "amount", "decimal"),
        FieldSpec("category_id", "categoryId", "string"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("custom", "custom", "json"),
    )
