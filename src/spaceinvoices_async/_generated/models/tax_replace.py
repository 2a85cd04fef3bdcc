# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All that a tax shall be from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class TaxReplace(InputModel):
    """All that a tax shall be from now on."""

    name: str
    """Full name of the tax."""
    rates: Sequence[models.TaxRateInput | models.TaxRateInputDict]
    """The rates; the server sorts them, newest first."""
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
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("rates", "_taxRates", "model", model="TaxRateInput", many=True, required=True),
        FieldSpec("abbreviation", "abbreviation", "string"),
        FieldSpec("classification", "classification", "string"),
        FieldSpec("country", "country", "string"),
        FieldSpec("country_alpha2_code", "countryAlpha2Code", "string"),
        FieldSpec("recoverable", "recoverable", "boolean"),
        FieldSpec("compound", "compound", "boolean"),
        FieldSpec("reverse_charged", "reverseCharged", "boolean"),
        FieldSpec("tax_number", "taxNumber", "string"),
        FieldSpec("custom", "custom", "json"),
    )
