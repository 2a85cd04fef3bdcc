# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What a new token shall be good for."""

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
class AccessTokenCreate(InputModel):
    """What a new token shall be good for."""

    ttl: int | None | Unset = UNSET
    """Seconds it shall live, -1 for ever; two weeks unless given."""
    scopes: Sequence[str] | None | Unset = UNSET
    """What it is limited to; the values are not documented."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("ttl", "ttl", "integer"),
        FieldSpec("scopes", "scopes", "string", many=True),
    )
