# Generated from the OpenAPI document by `make generate`. Do not edit.
"""An old password and the one to replace it."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import JsonValue


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class PasswordChange(InputModel):
    """An old password and the one to replace it."""

    old_password: str
    """The password until now."""
    new_password: str
    """The password from now on."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("old_password", "oldPassword", "string", required=True, secret=True),
        FieldSpec("new_password", "newPassword", "string", required=True, secret=True),
    )
