# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A setting of an organization."""

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
class Default(Model):
    """A setting of an organization."""

    id: str
    """Id of the setting."""
    name: str | None | Unset = UNSET
    """Name of the setting, unique in the organization; it cannot be changed."""
    value: JsonValue | None | Unset = UNSET
    """Value of the setting, as any JSON."""
    description: str | None | Unset = UNSET
    """What it is for."""
    l10n: dict[str, JsonValue] | None | Unset = UNSET
    """Texts in other languages, such as value_de."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("value", "value", "json"),
        FieldSpec("description", "description", "string"),
        FieldSpec("l10n", "l10n", "json"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
