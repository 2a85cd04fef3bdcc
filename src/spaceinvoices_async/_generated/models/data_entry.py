# Generated from the OpenAPI document by `make generate`. Do not edit.
"""One extra fact kept with a record."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class DataEntry(Model):
    """One extra fact kept with a record."""

    id: str
    """Id of the entry."""
    name: str | None | Unset = UNSET
    """Name of the fact."""
    value: JsonValue | None | Unset = UNSET
    """The fact, as any JSON."""
    options: dict[str, JsonValue] | None | Unset = UNSET
    """Any properties; the server stores and returns them as they are."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("value", "value", "json"),
        FieldSpec("options", "options", "json"),
    )
