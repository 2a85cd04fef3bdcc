# Generated from the OpenAPI document by `make generate`. Do not edit.
"""To whom a document is mailed, and what the mail says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentSend(InputModel):
    """To whom a document is mailed, and what the mail says."""

    recipients: str
    """E-mail addresses, separated by commas."""
    message: str | None | Unset = UNSET
    """Text of the mail, smart codes allowed; the organization's unless given."""
    subject: str | None | Unset = UNSET
    """Subject of the mail, smart codes allowed; the organization's unless given."""
    send_copy: bool | None | Unset = UNSET
    """Whether the sender gets a copy."""
    associate_email: bool | None | Unset = UNSET
    """Whether to keep the address with the client."""
    excluded_attachment_ids: Sequence[str] | None | Unset = UNSET
    """Ids of attachments to leave out."""
    send_eslog_attachment: bool | None | Unset = UNSET
    """Whether to attach the Slovenian e-invoice."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("recipients", "recipients", "string", required=True),
        FieldSpec("message", "message", "string"),
        FieldSpec("subject", "subject", "string"),
        FieldSpec("send_copy", "sendCopy", "boolean"),
        FieldSpec("associate_email", "associateEmail", "boolean"),
        FieldSpec("excluded_attachment_ids", "excludedAttachmentIds", "string", many=True),
        FieldSpec("send_eslog_attachment", "sendEslogAttachment", "boolean"),
    )
