# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Whether an action was carried out."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import JsonValue


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Success(Model):
    """Whether an action was carried out."""

    success: bool
    """True when it was."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("success", "success", "boolean", required=True),
    )
