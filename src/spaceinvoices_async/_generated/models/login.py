# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Credentials of an account."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class Login(InputModel):
    """Credentials of an account."""

    email: str
    """The address of the account, with its case."""
    password: str
    """The password."""
    ttl: int | None | Unset = UNSET
    """Seconds the token shall live, -1 for ever; about two months unless given."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("email", "email", "string", required=True),
        FieldSpec("password", "password", "string", required=True, secret=True),
        FieldSpec("ttl", "ttl", "integer"),
    )
