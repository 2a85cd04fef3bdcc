# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A token and what it is good for."""

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
class AccessToken(Model):
    """A token and what it is good for."""

    id: str
    """The token itself, a secret."""
    ttl: int
    """Seconds from its creation until it ends; -1 for never."""
    created: datetime
    """When it was created."""
    user_id: str
    """Id of the account it acts as."""
    scopes: list[str] | None | Unset = UNSET
    """What the token is limited to; missing when it is not."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True, secret=True),
        FieldSpec("ttl", "ttl", "integer", required=True),
        FieldSpec("created", "created", "datetime", required=True),
        FieldSpec("user_id", "userId", "string", required=True),
        FieldSpec("scopes", "scopes", "string", many=True),
    )
