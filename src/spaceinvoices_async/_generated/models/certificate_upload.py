# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A certificate of a tax office."""

from __future__ import annotations

from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.files import uploads as _uploads
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class CertificateUpload(InputModel):
    """A certificate of a tax office."""

    type: str
    """Kind of certificate, for example furs."""
    certificate: _uploads.FileInput
    """The certificate."""
    environment: str | None | Unset = UNSET
    """production or test; production unless given."""
    passphrase: str | None | Unset = UNSET
    """Passphrase of the certificate."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("type", "type", "string", required=True),
        FieldSpec("certificate", "certificate", "file", required=True),
        FieldSpec("environment", "environment", "string"),
        FieldSpec("passphrase", "passphrase", "string", secret=True),
    )
