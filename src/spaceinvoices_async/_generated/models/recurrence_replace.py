# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All that a recurrence shall be from now on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset

from ..types import RecurrenceType


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class RecurrenceReplace(InputModel):
    """All that a recurrence shall be from now on."""

    name: str
    """Name of the recurrence."""
    type: RecurrenceType | str
    """How often a document is repeated. One of `week`, `month`, `year`."""
    date_first: Moment
    """Date of the first repetition."""
    num_recurrences: Number
    """How many repetitions there are in all."""
    auto_send: bool | None | Unset = UNSET
    """Whether each is mailed to the client, who needs an address; no unless given."""
    notify: bool | None | Unset = UNSET
    """Whether the account that made the recurrence gets a mail each time; yes unless given."""
    save_as_draft: bool | None | Unset = UNSET
    """Whether drafts are made instead of issued documents; no unless given."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("name", "name", "string", required=True),
        FieldSpec("type", "type", "string", enum="RecurrenceType", required=True),
        FieldSpec("date_first", "dateFirst", "datetime", required=True),
        FieldSpec("num_recurrences", "numRecurrences", "decimal", required=True),
        FieldSpec("auto_send", "autoSend", "boolean"),
        FieldSpec("notify", "notify", "boolean"),
        FieldSpec("save_as_draft", "saveAsDraft", "boolean"),
        FieldSpec("custom", "custom", "json"),
    )
