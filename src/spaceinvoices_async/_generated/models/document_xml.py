# Generated from the OpenAPI document by `make generate`. Do not edit.
"""An XML invoice."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.files import uploads as _uploads
from spaceinvoices_async.types import JsonValue


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentXml(InputModel):
    """An XML invoice."""

    file: _uploads.FileInput
    """The file."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (FieldSpec("file", "file", "file", required=True),)
