# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What one tax comes to on a whole document."""

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
class DocumentTax(Model):
    """What one tax comes to on a whole document."""

    tax: Decimal | None | Unset = UNSET
    """Rate in percent."""
    tax_id: str | None | Unset = UNSET
    """Id of the stored tax."""
    abbreviation: str | None | Unset = UNSET
    """Short name of the tax."""
    base: Decimal | None | Unset = UNSET
    """Net amount it is charged on."""
    total_tax: Decimal | None | Unset = UNSET
    """The tax."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("tax", "tax", "decimal"),
        FieldSpec("tax_id", "taxId", "string"),
        FieldSpec("abbreviation", "abbreviation", "string"),
        FieldSpec("base", "base", "decimal"),
        FieldSpec("total_tax", "totalTax", "decimal"),
    )
