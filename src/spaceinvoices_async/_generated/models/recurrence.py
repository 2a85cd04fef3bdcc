# Generated from the OpenAPI document by `make generate`. Do not edit.
"""How a document is issued again and again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models
from ..types import RecurrenceType


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Recurrence(Model):
    """How a document is issued again and again."""

    id: str
    """Id of the recurrence."""
    name: str | None | Unset = UNSET
    """Name of the recurrence."""
    type: RecurrenceType | str | None | Unset = UNSET
    """How often a document is repeated. One of `week`, `month`, `year`."""
    date_first: datetime | None | Unset = UNSET
    """Date of the first repetition."""
    num_recurrences: Decimal | None | Unset = UNSET
    """How many repetitions there are in all."""
    auto_send: bool | None | Unset = UNSET
    """Whether each is mailed to the client, who needs an address; no unless given."""
    notify: bool | None | Unset = UNSET
    """Whether the account that made the recurrence gets a mail each time; yes unless given."""
    save_as_draft: bool | None | Unset = UNSET
    """Whether drafts are made instead of issued documents; no unless given."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization."""
    document_id: str | None | Unset = UNSET
    """Id of the document that is repeated."""
    account_id: str | None | Unset = UNSET
    """Id of the account that made it."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When it was deleted."""
    is_deleted: bool | None | Unset = UNSET
    """Whether it is deleted."""
    deleted_id: str | None | Unset = UNSET
    """Id it had before it was deleted."""
    dates: list[models.RecurrenceDate] | None | Unset = UNSET
    """When it is due, and what was issued."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("type", "type", "string", enum="RecurrenceType"),
        FieldSpec("date_first", "dateFirst", "datetime"),
        FieldSpec("num_recurrences", "numRecurrences", "decimal"),
        FieldSpec("auto_send", "autoSend", "boolean"),
        FieldSpec("notify", "notify", "boolean"),
        FieldSpec("save_as_draft", "saveAsDraft", "boolean"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("document_id", "documentId", "string"),
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
        FieldSpec("dates", "_recurrenceDates", "model", model="RecurrenceDate", many=True),
    )
