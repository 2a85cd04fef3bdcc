# Generated from the OpenAPI document by `make generate`. Do not edit.
"""An image and what it is."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.files import uploads as _uploads
from spaceinvoices_async.types import JsonValue

from ..types import ImageType


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class ImageUpload(InputModel):
    """An image and what it is."""

    type: ImageType | str
    """Which of the images printed on documents is meant. One of `logo`, `signature`."""
    file: _uploads.FileInput
    """The image."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("type", "type", "string", enum="ImageType", required=True),
        FieldSpec("file", "file", "file", required=True),
    )
