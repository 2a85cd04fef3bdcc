# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A till of a business premise."""

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
class ElectronicDevice(Model):
    """A till of a business premise."""

    id: str
    """Id of the electronic device."""
    label: str | None | Unset = UNSET
    """Name of the till, unique in its business premise."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    business_premise_id: str | None | Unset = UNSET
    """Id of the business premise."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("label", "electronicDeviceId", "string"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("business_premise_id", "businessPremiseId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
