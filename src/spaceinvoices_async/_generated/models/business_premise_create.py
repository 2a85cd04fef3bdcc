# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A new business premise."""

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
class BusinessPremiseCreate(InputModel):
    """A new business premise."""

    label: str
    """Name of the place with the tax office, unique in the organization."""
    type: str | None | Unset = UNSET
    """Kind of place, for example realestate."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("label", "businessPremiseId", "string", required=True),
        FieldSpec("type", "type", "string"),
        FieldSpec("custom", "custom", "json"),
    )
