# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A conversion rate to use in place of the server's."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class ConversionRateInput(InputModel):
    """A conversion rate to use in place of the server's."""

    from_currency: str | None | Unset = UNSET
    """Currency of the document."""
    to_currency: str | None | Unset = UNSET
    """Currency of the organization."""
    rate: Number | None | Unset = UNSET
    """What one unit of the first is worth in the second."""
    date: Moment | None | Unset = UNSET
    """The day of the rate."""
    source: str | None | Unset = UNSET
    """Who published it."""
    dual_currency: object | None | Unset = UNSET
    """Whether amounts are printed in both; its type is not documented."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("from_currency", "from", "string"),
        FieldSpec("to_currency", "to", "string"),
        FieldSpec("rate", "rate", "decimal"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("source", "source", "string"),
        FieldSpec("dual_currency", "dualCurrency", "json"),
    )
