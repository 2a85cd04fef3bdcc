# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Where to send a reminder and in which language."""

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
class Reminder(InputModel):
    """Where to send a reminder and in which language."""

    email: str | None | Unset = UNSET
    """Where to send it; the client's address unless given."""
    language: str | None | Unset = UNSET
    """Language, as a two-letter code."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("email", "email", "string"),
        FieldSpec("language", "l", "string"),
    )
