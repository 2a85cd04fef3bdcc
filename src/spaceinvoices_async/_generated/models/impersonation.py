# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The child account to act as, named by one of email and id."""

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
class Impersonation(InputModel):
    """The child account to act as, named by one of email and id."""

    email: str | None | Unset = UNSET
    """The address of the child account."""
    id: str | None | Unset = UNSET
    """Id of the child account."""
    ttl: int | None | Unset = UNSET
    """Seconds the token shall live; two months unless given."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("email", "email", "string"),
        FieldSpec("id", "id", "string"),
        FieldSpec("ttl", "ttl", "integer"),
    )
