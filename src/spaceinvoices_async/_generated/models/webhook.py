# Generated from the OpenAPI document by `make generate`. Do not edit.
"""An address that is told of events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Webhook(Model):
    """An address that is told of events."""

    id: str
    """Id of the webhook."""
    url: str | None | Unset = UNSET
    """Address that events are posted to."""
    events: list[str] | None | Unset = UNSET
    """Events wanted, such as `client/create`, or `*` alone for all."""
    enabled: bool | None | Unset = UNSET
    """Whether events are posted; yes unless given."""
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
        FieldSpec("url", "url", "string"),
        FieldSpec("events", "events", "string", many=True),
        FieldSpec("enabled", "enabled", "boolean"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
