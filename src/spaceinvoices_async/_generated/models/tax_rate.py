# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A rate of a tax, from a day on."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class TaxRate(Model):
    """A rate of a tax, from a day on."""

    rate: Decimal
    """Rate in percent."""
    id: str
    """Id of the rate."""
    date_valid_from: datetime | None | Unset = UNSET
    """From when on it holds; from 1970 unless given."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("rate", "rate", "decimal", required=True),
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("date_valid_from", "dateValidFrom", "datetime"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
