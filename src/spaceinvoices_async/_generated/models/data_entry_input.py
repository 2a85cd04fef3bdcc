# Generated from the OpenAPI document by `make generate`. Do not edit.
"""One extra fact to keep with a record; its options say whether it is printed and exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class DataEntryInput(InputModel):
    """One extra fact to keep with a record; its options say whether it is printed and exported."""

    name: str
    """Name of the fact."""
    value: object | None | Unset = UNSET
    """The fact, as any JSON."""
    options: Mapping[str, object] | None | Unset = UNSET
    """Any properties; the server stores and returns them as they are."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("value", "value", "json"),
        FieldSpec("options", "options", "json"),
    )
