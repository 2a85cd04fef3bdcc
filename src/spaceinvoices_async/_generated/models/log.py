# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A request made for an account."""

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
class Log(Model):
    """A request made for an account."""

    id: str | None | Unset = UNSET
    """Id of the entry."""
    account_id: str | None | Unset = UNSET
    """Id of the account."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization it was made for."""
    unique_id: str | None | Unset = UNSET
    """Id of the request, by which a repeat is known."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string"),
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("unique_id", "uniqueId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
