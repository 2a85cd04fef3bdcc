# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A tax of the organization, named by its rate or its classification."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Number, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class ItemTaxInput(InputModel):
    """A tax of the organization, named by its rate or its classification."""

    rate: Number | None | Unset = UNSET
    """Rate in percent."""
    classification: str | None | Unset = UNSET
    """Class of the tax, for example standard or reduced."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("rate", "rate", "decimal"),
        FieldSpec("classification", "classification", "string"),
    )
