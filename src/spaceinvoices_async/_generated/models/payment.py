# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A payment of a document."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from ..types import PaymentType


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Payment(Model):
    """A payment of a document."""

    type: PaymentType | str
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    amount: Decimal
    """How much, in the document's currency; with a create the whole total unless given."""
    date: datetime
    """When it was made; with a create the date of the document unless given."""
    id: str
    """Id of the payment."""
    tag: str | None | Unset = UNSET
    """A mark of one's own."""
    note: str | None | Unset = UNSET
    """A note."""
    transaction_id: str | None | Unset = UNSET
    """Id of the transaction at the payment provider."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    document_id: str | None | Unset = UNSET
    """Id of the document it pays."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization it goes to."""
    created_at: datetime | None | Unset = UNSET
    """When it was recorded."""
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
        FieldSpec("type", "type", "string", enum="PaymentType", required=True),
        FieldSpec("amount", "amount", "decimal", required=True),
        FieldSpec("date", "date", "datetime", required=True),
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("tag", "tag", "string"),
        FieldSpec("note", "note", "string"),
        FieldSpec("transaction_id", "transactionId", "string"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("document_id", "documentId", "string"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
