# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A tax and its rates over time."""

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
class Tax(Model):
    """A tax and its rates over time."""

    id: str
    """Id of the tax."""
    name: str | None | Unset = UNSET
    """Full name of the tax."""
    abbreviation: str | None | Unset = UNSET
    """Short name of the tax, for display."""
    classification: str | None | Unset = UNSET
    """Class of the tax, for example standard or reduced."""
    country: str | None | Unset = UNSET
    """Country that charges it."""
    country_alpha2_code: str | None | Unset = UNSET
    """Two-letter code of the country."""
    recoverable: bool | None | Unset = UNSET
    """Whether it can be reclaimed; yes unless given."""
    compound: bool | None | Unset = UNSET
    """Whether it is charged on top of the other taxes; no unless given."""
    reverse_charged: bool | None | Unset = UNSET
    """Whether the client owes it itself; no unless given."""
    tax_number: str | None | Unset = UNSET
    """Number the tax is registered under."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization that charges it."""
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
    rates: list[models.TaxRate] | None | Unset = UNSET
    """The rates, newest first."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("abbreviation", "abbreviation", "string"),
        FieldSpec("classification", "classification", "string"),
        FieldSpec("country", "country", "string"),
        FieldSpec("country_alpha2_code", "countryAlpha2Code", "string"),
        FieldSpec("recoverable", "recoverable", "boolean"),
        FieldSpec("compound", "compound", "boolean"),
        FieldSpec("reverse_charged", "reverseCharged", "boolean"),
        FieldSpec("tax_number", "taxNumber", "string"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
        FieldSpec("rates", "_taxRates", "model", model="TaxRate", many=True),
    )
