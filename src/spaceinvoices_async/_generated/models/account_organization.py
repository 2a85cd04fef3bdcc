# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The link that lets an account work in an organization."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from ..types import Role


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class AccountOrganization(Model):
    """The link that lets an account work in an organization."""

    id: str
    """Id of the link."""
    account_id: str | None | Unset = UNSET
    """Id of the account."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization."""
    role: Role | str | None | Unset = UNSET
    """What an account may do in an organization. One of `default`, `readonly`, `admin`."""
    active: bool | None | Unset = UNSET
    """Whether the invitation has been accepted."""
    disabled: bool | None | Unset = UNSET
    """Whether the access is suspended."""
    rejected: bool | None | Unset = UNSET
    """Whether the invitation has been declined."""
    invitation_email: str | None | Unset = UNSET
    """Where the invitation was sent."""
    inviter_id: str | None | Unset = UNSET
    """Id of the account that sent it."""
    inviter_master_id: str | None | Unset = UNSET
    """Id of the root account of the one that sent it."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("role", "role", "string", enum="Role"),
        FieldSpec("active", "active", "boolean"),
        FieldSpec("disabled", "disabled", "boolean"),
        FieldSpec("rejected", "rejected", "boolean"),
        FieldSpec("invitation_email", "invitationEmail", "string"),
        FieldSpec("inviter_id", "inviterId", "string"),
        FieldSpec("inviter_master_id", "inviterMasterId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("custom", "custom", "json"),
    )
