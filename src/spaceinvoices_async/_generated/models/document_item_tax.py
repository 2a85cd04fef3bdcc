# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A tax on a line."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentItemTax(Model):
    """A tax on a line."""

    id: str
    """Id of the tax on this line."""
    tax_id: str | None | Unset = UNSET
    """Id of the stored tax; its rate on the day of the document is used."""
    rate: Decimal | None | Unset = UNSET
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
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
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
