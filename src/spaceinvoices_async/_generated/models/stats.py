# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Sums over stretches of time and over the whole period."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Stats(Model):
    """Sums over stretches of time and over the whole period."""

    stats: list[dict[str, JsonValue]] | None | Unset = UNSET
    """The sums by stretch."""
    total: list[dict[str, JsonValue]] | None | Unset = UNSET
    """The sums of the whole period."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("stats", "stats", "json", many=True),
        FieldSpec("total", "total", "json", many=True),
    )
