# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What an item costs in a price list."""

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
class Price(Model):
    """What an item costs in a price list."""

    id: str
    """Id of the price."""
    item_id: str | None | Unset = UNSET
    """Id of the item."""
    price: Decimal | None | Unset = UNSET
    """Net price of one."""
    price_gross: Decimal | None | Unset = UNSET
    """Gross price of one; wins over price."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    price_list_id: str | None | Unset = UNSET
    """Id of the price list."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When it was deleted."""
    is_deleted: bool | None | Unset = UNSET
    """Whether it is deleted."""
    deleted_id: str | None | Unset = UNSET
    """Id it had before it was deleted."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("item_id", "itemId", "string"),
        FieldSpec("price", "price", "decimal"),
        FieldSpec("price_gross", "priceGross", "decimal"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("price_list_id", "priceListId", "string"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
