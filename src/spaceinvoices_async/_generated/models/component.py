# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A part of an item."""

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
class Component(Model):
    """A part of an item."""

    part_id: str | None | Unset = UNSET
    """Id of the item that is a part."""
    name: str | None | Unset = UNSET
    """Name of the part."""
    quantity: Decimal | None | Unset = UNSET
    """How many of it are in one item."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    id: str | None | Unset = UNSET
    """Id of the part."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("part_id", "itemId", "string"),
        FieldSpec("name", "name", "string"),
        FieldSpec("quantity", "quantity", "decimal"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("id", "id", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
