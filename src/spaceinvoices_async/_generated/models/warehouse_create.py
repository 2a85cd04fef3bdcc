# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A new warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class WarehouseCreate(InputModel):
    """A new warehouse."""

    name: str
    """Name of the warehouse."""
    address: str | None | Unset = UNSET
    """Street and number."""
    city: str | None | Unset = UNSET
    """City."""
    zip: str | None | Unset = UNSET
    """Postal code."""
    country: str | None | Unset = UNSET
    """Country, as free text."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("address", "address", "string"),
        FieldSpec("city", "city", "string"),
        FieldSpec("zip", "zip", "string"),
        FieldSpec("country", "country", "string"),
        FieldSpec("custom", "custom", "json"),
    )
