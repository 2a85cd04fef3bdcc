# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A tax to charge, named by its id, its rate or its classification, in this order."""

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
class DocumentItemTaxInput(InputModel):
    """A tax to charge, named by its id, its rate or its classification, in this order."""

    tax_id: str | None | Unset = UNSET
    """Id of the stored tax; its rate on the day of the document is used."""
    rate: Number | None | Unset = UNSET
    """Rate in percent; cut after two digits."""
    classification: str | None | Unset = UNSET
    """Class of the tax, for example standard or reduced."""
    name: str | None | Unset = UNSET
    """Full name of the tax."""
    abbreviation: str | None | Unset = UNSET
    """Short name of the tax."""
    recoverable: bool | None | Unset = UNSET
    """Whether it can be reclaimed; yes unless given."""
    reverse_charged: bool | None | Unset = UNSET
    """Whether the client owes it itself; no unless given, and then in no total."""
    compound: bool | None | Unset = UNSET
    """Whether it is charged on top of the other taxes; no unless given."""
    tax_number: str | None | Unset = UNSET
    """Number the tax is registered under."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("tax_id", "taxId", "string"),
        FieldSpec("rate", "rate", "decimal"),
        FieldSpec("classification", "classification", "string"),
        FieldSpec("name", "name", "string"),
        FieldSpec("abbreviation", "abbreviation", "string"),
        FieldSpec("recoverable", "recoverable", "boolean"),
        FieldSpec("reverse_charged", "reverseCharged", "boolean"),
        FieldSpec("compound", "compound", "boolean"),
        FieldSpec("tax_number", "taxNumber", "string"),
    )
