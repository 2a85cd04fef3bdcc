# Generated from the OpenAPI document by `make generate`. Do not edit.
"""One repetition."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class RecurrenceDate(Model):
    """One repetition."""

    id: str | None | Unset = UNSET
    """Id of the repetition."""
    date: datetime | None | Unset = UNSET
    """When it is due."""
    iteration: Decimal | None | Unset = UNSET
    """Which one it is."""
    document_id: str | None | Unset = UNSET
    """Id of the document it issued."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("iteration", "iteration", "decimal"),
        FieldSpec("document_id", "documentId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
    )
