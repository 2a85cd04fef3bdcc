# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A new webhook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class WebhookCreate(InputModel):
    """A new webhook."""

    url: str
    """Address that events are posted to."""
    events: Sequence[str] | None | Unset = UNSET
    """Events wanted, such as `client/create`, or `*` alone for all."""
    enabled: bool | None | Unset = UNSET
    """Whether events are posted; yes unless given."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("url", "url", "string", required=True),
        FieldSpec("events", "events", "string", many=True),
        FieldSpec("enabled", "enabled", "boolean"),
    )
