# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A currency; its code is the id that documents name."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from ..types import CurrencyType


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Currency(Model):
    """A currency; its code is the id that documents name."""

    id: str | None | Unset = UNSET
    """Three-letter code."""
    iso_name: str | None | Unset = UNSET
    """Three-letter code."""
    name: str | None | Unset = UNSET
    """Name."""
    name_plural: str | None | Unset = UNSET
    """Name of several."""
    symbol: str | None | Unset = UNSET
    """Symbol."""
    symbol_native: str | None | Unset = UNSET
    """Symbol where it is used."""
    decimal_digits: Decimal | None | Unset = UNSET
    """Digits after the point."""
    type: CurrencyType | str | None | Unset = UNSET
    """What kind of currency it is. One of `fiat`, `crypto`."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string"),
        FieldSpec("iso_name", "isoName", "string"),
        FieldSpec("name", "name", "string"),
        FieldSpec("name_plural", "namePlural", "string"),
        FieldSpec("symbol", "symbol", "string"),
        FieldSpec("symbol_native", "symbolNative", "string"),
        FieldSpec("decimal_digits", "decimalDigits", "decimal"),
        FieldSpec("type", "type", "string", enum="CurrencyType"),
    )
