# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The answer to an export."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Export(Model):
    """The answer to an export."""

    success: bool
    """Whether the export was started."""
    link: str | None | Unset = UNSET
    """Where the file will be once it is written."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("success", "success", "boolean", required=True),
        FieldSpec("link", "link", "string"),
    )
