# Generated from the OpenAPI document by `make generate`. Do not edit.
"""How much of a document belongs to a category."""

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
class DocumentCategory(Model):
    """How much of a document belongs to a category."""

    id: str
    """Id of the entry."""
    amount: Decimal | None | Unset = UNSET
    """How much of the total."""
    category_id: str | None | Unset = UNSET
    """Id of the category."""
    date: datetime | None | Unset = UNSET
    """When it counts; the document's date unless given."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    document_id: str | None | Unset = UNSET
    """Id of the document."""
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
        FieldSpec("amount", "amount", "decimal"),
        FieldSpec("category_id", "categoryId", "string"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("document_id", "documentId", "string"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
