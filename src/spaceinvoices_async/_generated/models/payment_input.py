# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A payment to record with a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset

from ..types import PaymentType


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class PaymentInput(InputModel):
    """A payment to record with a document."""

    type: PaymentType | str
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    amount: Number | None | Unset = UNSET
    """How much, in the document's currency; with a create the whole total unless given."""
    date: Moment | None | Unset = UNSET
    """When it was made; with a create the date of the document unless given."""
    tag: str | None | Unset = UNSET
    """A mark of one's own."""
    note: str | None | Unset = UNSET
    """A note."""
    transaction_id: str | None | Unset = UNSET
    """Id of the transaction at the payment provider."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("type", "type", "string", enum="PaymentType", required=True),
        FieldSpec("amount", "amount", "decimal"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("tag", "tag", "string"),
        FieldSpec("note", "note", "string"),
        FieldSpec("transaction_id", "transactionId", "string"),
        FieldSpec("custom", "custom", "json"),
    )
