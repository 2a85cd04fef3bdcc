# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Which clause a document needs."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class TaxClause(Model):
    """Which clause a document needs."""

    tax_clause_type: str | None | Unset = UNSET
    """Kind of clause; its values are not documented."""
    issuer_country: str | None | Unset = UNSET
    """Country of the issuer."""
    client_country: str | None | Unset = UNSET
    """Country of the client."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("tax_clause_type", "taxClauseType", "string"),
        FieldSpec("issuer_country", "issuerCountry", "string"),
        FieldSpec("client_country", "clientCountry", "string"),
    )
