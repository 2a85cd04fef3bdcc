# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A tax usual in a country."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class CountryTax(Model):
    """A tax usual in a country."""

    name: str | None | Unset = UNSET
    """Full name."""
    abbreviation: str | None | Unset = UNSET
    """Short name."""
    rate: str | None | Unset = UNSET
    """Rate in percent, as text."""
    classification: str | None | Unset = UNSET
    """Class, for example standard or reduced."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string"),
        FieldSpec("abbreviation", "abbreviation", "string"),
        FieldSpec("rate", "rate", "string"),
        FieldSpec("classification", "classification", "string"),
    )
