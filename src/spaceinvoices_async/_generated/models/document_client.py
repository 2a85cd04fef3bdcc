# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The client as printed on a document."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import frozen_model
from spaceinvoices_async._serialization.models import Model, no_properties
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentClient(Model):
    """The client as printed on a document."""

    id: str
    """Id of this copy; the stored client's is the document's clientId."""
    name: str | None | Unset = UNSET
    """Name of the person or business."""
    address: str | None | Unset = UNSET
    """Street and number."""
    address2: str | None | Unset = UNSET
    """Second line of the address."""
    city: str | None | Unset = UNSET
    """City."""
    zip: str | None | Unset = UNSET
    """Postal code."""
    state: str | None | Unset = UNSET
    """State or province, where a country has them."""
    country: str | None | Unset = UNSET
    """Country, as free text in English or in its own language."""
    tax_number: str | None | Unset = UNSET
    """Number the tax office knows them by."""
    tax_subject: bool | None | Unset = UNSET
    """Whether they are registered for value added tax."""
    company_number: str | None | Unset = UNSET
    """Number in the company register."""
    iban: str | None | Unset = UNSET
    """Bank account."""
    bank: str | None | Unset = UNSET
    """Name of the bank."""
    swift: str | None | Unset = UNSET
    """Code of the bank."""
    website: str | None | Unset = UNSET
    """Address of the website."""
    email: str | None | Unset = UNSET
    """E-mail address."""
    phone: str | None | Unset = UNSET
    """Telephone number."""
    business_type: str | None | Unset = UNSET
    """Legal form."""
    fiscal_region_code: str | None | Unset = UNSET
    """Region code of the tax office, where it uses them."""
    contact: str | None | Unset = UNSET
    """Whom the document is for there."""
    is_end_customer: bool | None | Unset = UNSET
    """Whether the client is a consumer; no unless given."""
    ip_address: str | None | Unset = UNSET
    """Address the client ordered from."""
    fattura_pa_channel_id: str | None | Unset = UNSET
    """Where Italian e-invoices for the client go."""
    throw_eslog_errors: bool | None | Unset = UNSET
    """Whether to refuse what makes no valid Slovenian e-invoice."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    country_alpha2_code: str | None | Unset = UNSET
    """Two-letter code of the country, found by the server."""
    created_at: datetime | None | Unset = UNSET
    """When it was created."""
    updated_at: datetime | None | Unset = UNSET
    """When it was last changed."""
    data: list[models.DataEntry] | None | Unset = UNSET
    """Extra facts."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("name", "name", "string"),
        FieldSpec("address", "address", "string"),
        FieldSpec("address2", "address2", "string"),
        FieldSpec("city", "city", "string"),
        FieldSpec("zip", "zip", "string"),
        FieldSpec("state", "state", "string"),
        FieldSpec("country", "country", "string"),
        FieldSpec("tax_number", "taxNumber", "string"),
        FieldSpec("tax_subject", "taxSubject", "boolean"),
        FieldSpec("company_number", "companyNumber", "string"),
        FieldSpec("iban", "IBAN", "string"),
        FieldSpec("bank", "bank", "string"),
        FieldSpec("swift", "SWIFT", "string"),
        FieldSpec("website", "website", "string"),
        FieldSpec("email", "email", "string"),
        FieldSpec("phone", "phone", "string"),
        FieldSpec("business_type", "businessType", "string"),
        FieldSpec("fiscal_region_code", "fiscalRegionCode", "string"),
        FieldSpec("contact", "contact", "string"),
        FieldSpec("is_end_customer", "isEndCustomer", "boolean"),
        FieldSpec("ip_address", "ipAddress", "string"),
        FieldSpec("fattura_pa_channel_id", "fatturaPaChannelId", "string"),
        FieldSpec("throw_eslog_errors", "throwEslogErrors", "boolean"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("country_alpha2_code", "countryAlpha2Code", "string"),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("data", "_data", "model", model="DataEntry", many=True),
    )
