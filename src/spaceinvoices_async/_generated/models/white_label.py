# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A name and a domain that the vendor's pages are shown under."""

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
class WhiteLabel(Model):
    """A name and a domain that the vendor's pages are shown under."""

    id: str
    """Id of the white label."""
    name: str | None | Unset = UNSET
    """Name shown in place of the vendor's."""
    domain: str | None | Unset = UNSET
    """Domain the pages are shown at."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    account_id: str | None | Unset = UNSET
    """Id of the account."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("domain", "domain", "string"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
