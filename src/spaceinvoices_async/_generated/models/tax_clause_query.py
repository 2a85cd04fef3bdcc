# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Who issues a document to whom, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models
from ..types import DocumentType


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class TaxClauseQuery(InputModel):
    """Who issues a document to whom, and for what."""

    type: DocumentType | str | None | Unset = UNSET
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | None | Unset = UNSET
    """The lines."""
    client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET
    """What to print about the issuer; the rest comes from the organization."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("type", "type", "string", enum="DocumentType"),
        FieldSpec("items", "_documentItems", "model", model="DocumentItemInput", many=True),
        FieldSpec("client", "_documentClient", "model", model="DocumentClientInput"),
        FieldSpec("issuer", "_documentIssuer", "model", model="DocumentIssuerInput"),
    )
