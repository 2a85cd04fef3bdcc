# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A country and what it taxes."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Country(Model):
    """A country and what it taxes."""

    name: str
    """Name in English."""
    alpha2_code: str
    """Two-letter code."""
    alpha3_code: str | None | Unset = UNSET
    """Three-letter code."""
    native_name: str | None | Unset = UNSET
    """Name in its own language."""
    numeric_code: str | None | Unset = UNSET
    """Code of three digits."""
    taxes: list[models.CountryTax] | None | Unset = UNSET
    """Taxes usual there."""
    states: list[dict[str, JsonValue]] | None | Unset = UNSET
    """States or provinces."""
    currency: str | None | Unset = UNSET
    """Code of the currency."""
    translations: JsonValue | None | Unset = UNSET
    """Names in other languages, by language."""
    union: str | None | Unset = UNSET
    """Union it belongs to."""
    defaults: list[dict[str, JsonValue]] | None | Unset = UNSET
    """Settings for organizations there; not documented."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("alpha2_code", "alpha2Code", "string", required=True),
        FieldSpec("alpha3_code", "alpha3Code", "string"),
        FieldSpec("native_name", "nativeName", "string"),
        FieldSpec("numeric_code", "numericCode", "string"),
        FieldSpec("taxes", "taxes", "model", model="CountryTax", many=True),
        FieldSpec("states", "states", "json", many=True),
        FieldSpec("currency", "currency", "string"),
        FieldSpec("translations", "translations", "json"),
        FieldSpec("union", "union", "string"),
        FieldSpec("defaults", "defaults", "json", many=True),
    )
