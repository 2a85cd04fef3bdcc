# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The role an account shall have; the default one unless given."""

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
class RoleChange(InputModel):
    """The role an account shall have; the default one unless given."""

    role: Role | str | None | Unset = UNSET
    """What an account may do in an organization. One of `default`, `readonly`, `admin`."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (FieldSpec("role", "role", "string", enum="Role"),)
