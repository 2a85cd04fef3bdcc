# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Who shall get access, named by one of accountId and email."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from ..types import Role


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class Invitation(InputModel):
    """Who shall get access, named by one of accountId and email."""

    account_id: str | None | Unset = UNSET
    """Id of the account."""
    email: str | None | Unset = UNSET
    """Address of the account; it may not exist yet."""
    require_confirmation: bool | None | Unset = UNSET
    """Whether access begins only when the account accepts, which is the default. Only verified root
    accounts may say no, and only for accounts that exist."""
    send_email: bool | None | Unset = UNSET
    """Whether to mail the invitation, which is the default. No is possible only without
    confirmation."""
    role: Role | str | None | Unset = UNSET
    """What an account may do in an organization. One of `default`, `readonly`, `admin`."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("email", "email", "string"),
        FieldSpec("require_confirmation", "requireConfirmation", "boolean"),
        FieldSpec("send_email", "sendEmail", "boolean"),
        FieldSpec("role", "role", "string", enum="Role"),
    )
