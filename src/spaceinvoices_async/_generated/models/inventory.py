# Generated from the OpenAPI document by `make generate`. Do not edit.
"""How much of an item is in a warehouse."""

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
class Inventory(Model):
    """How much of an item is in a warehouse."""

    id: str | None | Unset = UNSET
    """Id of the stock."""
    item_id: str | None | Unset = UNSET
    """Id of the item."""
    warehouse_id: str | None | Unset = UNSET
    """Id of the warehouse."""
    quantity: Decimal | None | Unset = UNSET
    """How many there are."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string"),
        FieldSpec("item_id", "itemId", "string"),
        FieldSpec("warehouse_id", "warehouseId", "string"),
        FieldSpec("quantity", "quantity", "decimal"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
