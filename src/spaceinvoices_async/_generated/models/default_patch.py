# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What to change in a default."""

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
class DefaultPatch(InputModel):
    """What to change in a default."""

    name: str | None | Unset = UNSET
    """Name of the setting, unique in the organization; it cannot be changed."""
    value: object | None | Unset = UNSET
    """Value of the setting, as any JSON."""
    description: str | None | Unset = UNSET
    """What it is for."""
    l10n: Mapping[str, object] | None | Unset = UNSET
    """Texts in other languages, such as value_de."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string"),
        FieldSpec("value", "value", "json"),
        FieldSpec("description", "description", "string"),
        FieldSpec("l10n", "l10n", "json"),
    )
