# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A place that documents are fiscalized from."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class BusinessPremise(Model):
    """A place that documents are fiscalized from."""

    id: str
    """Id of the business premise."""
    label: str | None | Unset = UNSET
    """Name of the place with the tax office, unique in the organization."""
    type: str | None | Unset = UNSET
    """Kind of place, for example realestate."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    electronic_devices: list[models.ElectronicDevice] | None | Unset = UNSET
    """Its tills; only where `include` asks for them."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When it was deleted."""
    is_deleted: bool | None | Unset = UNSET
    """Whether it is deleted."""
    deleted_id: str | None | Unset = UNSET
    """Id it had before it was deleted."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("label", "businessPremiseId", "string"),
        FieldSpec("type", "type", "string"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec(
            "electronic_devices", "electronicDevices", "model", model="ElectronicDevice", many=True
        ),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
