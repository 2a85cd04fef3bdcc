# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A document to issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.models import Field, no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset

from .. import models
from ..types import DocumentType


@final
@attrs.define(kw_only=True, repr=False, weakref_slot=False)
class DocumentCreate(InputModel):
    """A document to issue. The client is named by clientId, or described, and then found by its
    e-mail address or stored as a new one."""

    items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict]
    """The lines."""
    type: DocumentType | str | None | Unset = UNSET
    """What a document is; it cannot be changed later."""
    number: str | None | Unset = UNSET
    """Number of the document, unique per type in the organization; the next one of the year unless
    given."""
    number_internal: str | None | Unset = UNSET
    """A number of one's own for a received document."""
    previous_document_id: str | None | Unset = UNSET
    """Id of the document this one follows."""
    display_name: str | None | Unset = UNSET
    """What an estimate is called on paper."""
    draft: bool | None | Unset = UNSET
    """Whether an invoice is not issued yet; once issued it cannot become a draft again."""
    incoming: bool | None | Unset = UNSET
    """Whether the document was received instead of issued."""
    custom_totals: bool | None | Unset = UNSET
    """Whether to keep the totals as supplied; received documents only."""
    date: Moment | None | Unset = UNSET
    """Date of issue; today unless given."""
    date_service: Moment | None | Unset = UNSET
    """When the service was rendered, or began; invoices only, today unless given."""
    date_service_to: Moment | None | Unset = UNSET
    """When the service ended; invoices only."""
    date_due: Moment | None | Unset = UNSET
    """When an invoice is due; set by the organization's payment term unless given."""
    date_valid_till: Moment | None | Unset = UNSET
    """Until when an estimate holds; set by the organization's settings unless given."""
    date_paid: Moment | None | Unset = UNSET
    """When an advance was paid; today unless given."""
    date_received: Moment | None | Unset = UNSET
    """When a received document came in."""
    reference: str | None | Unset = UNSET
    """Payment reference, unique per type in the organization."""
    currency_id: str | None | Unset = UNSET
    """Three-letter code of the currency; the organization's unless given."""
    client_id: str | None | Unset = UNSET
    """Id of a stored client, whose details are copied into the document; details given with the
    document win over the stored ones."""
    unit_id: str | None | Unset = UNSET
    """Id of the unit the document is issued for."""
    price_list_id: str | None | Unset = UNSET
    """Id of the price list to take prices from."""
    warehouse_id: str | None | Unset = UNSET
    """Id of the warehouse goods leave."""
    destination_warehouse_id: str | None | Unset = UNSET
    """Id of the warehouse goods go to."""
    document_ids: Sequence[str] | None | Unset = UNSET
    """Ids of documents this one refers to; they are printed."""
    note: str | None | Unset = UNSET
    """Text below the lines, smart codes allowed; from the organization's settings unless given."""
    footer: str | None | Unset = UNSET
    """Text at the foot of the page; from the organization's settings unless given."""
    signature: str | None | Unset = UNSET
    """Text at the place of the signature; from the organization's settings unless given."""
    tax_clause: str | None | Unset = UNSET
    """Why no tax is charged; set by the server where the law wants it."""
    omit_taxes: bool | None | Unset = UNSET
    """Whether to issue without taxes; from the organization's settings unless given."""
    keep_prices_as_gross: bool | None | Unset = UNSET
    """Whether gross prices become net prices when taxes are omitted."""
    ignore_omit_taxes: bool | None | Unset = UNSET
    """Whether to charge taxes although the organization's settings omit them."""
    decimal_places: int | None | Unset = UNSET
    """Digits after the point that are kept of prices and quantities; 4 or 9 unless given, the
    documentation differs."""
    equalization: Number | None | Unset = UNSET
    """Added to the final total, to make up for a cent another system rounds otherwise."""
    validate_eslog: bool | None | Unset = UNSET
    """Whether to refuse a document that makes no valid Slovenian e-invoice."""
    unique_id: str | None | Unset = UNSET
    """Id of the create, chosen by the caller: a second create with it does not issue a second
    document."""
    charges_disabled: bool | None | Unset = UNSET
    """Whether the client cannot pay online."""
    furs: Mapping[str, object] | None | Unset = UNSET
    """Fiscalization in Slovenia."""
    fina: Mapping[str, object] | None | Unset = UNSET
    """Fiscalization in Croatia."""
    at: Mapping[str, object] | None | Unset = UNSET
    """Fiscalization in Portugal."""
    fattura_pa: Mapping[str, object] | None | Unset = UNSET
    """Electronic invoice in Italy."""
    bpay: Mapping[str, object] | None | Unset = UNSET
    """Any properties; the server stores and returns them as they are."""
    custom: Mapping[str, object] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: Mapping[str, object] | None | Unset = UNSET
    """Texts in other languages, such as note_de."""
    client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET
    """What to print about the issuer; the rest comes from the organization."""
    conversion_rate: models.ConversionRateInput | models.ConversionRateInputDict | None | Unset = (
        UNSET
    )
    """A conversion rate to use in place of the server's."""
    payments: Sequence[models.PaymentInput | models.PaymentInputDict] | None | Unset = UNSET
    """Payments that have been made already; they are recorded with the document."""
    send: bool | models.SendOptions | models.SendOptionsDict | None | Unset = UNSET
    """Whether to mail the document to the client, with the organization's message or with one's own;
    the client needs an address."""
    expected_total_with_tax: Number | None | Unset = UNSET
    """The gross total expected; when the server's differs, it issues nothing."""
    document_categories: (
        Sequence[models.DocumentCategoryInput | models.DocumentCategoryInputDict] | None | Unset
    ) = UNSET
    """The categories the document belongs to."""
    data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET
    """Extra facts."""
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """Sent beside the fields above, in wire names."""

    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(
            "items", "_documentItems", "model", model="DocumentItemInput", many=True, required=True
        ),
        Field("type", "type", "string", enum="DocumentType"),
        Field("number", "number", "string"),
        Field("number_internal", "numberInternal", "string"),
        Field("previous_document_id", "previousDocumentId", "string"),
        Field("display_name", "displayName", "string"),
        Field("draft", "draft", "boolean"),
        Field("incoming", "incoming", "boolean"),
        Field("custom_totals", "customTotals", "boolean"),
        Field("date", "date", "datetime"),
        Field("date_service", "dateService", "datetime"),
        Field("date_service_to", "dateServiceTo", "datetime"),
        Field("date_due", "dateDue", "datetime"),
        Field("date_valid_till", "dateValidTill", "datetime"),
        Field("date_paid", "datePaid", "datetime"),
        Field("date_received", "dateReceived", "datetime"),
        Field("reference", "reference", "string"),
        Field("currency_id", "currencyId", "string"),
        Field("client_id", "clientId", "string"),
        Field("unit_id", "unitId", "string"),
        Field("price_list_id", "priceListId", "string"),
        Field("warehouse_id", "warehouseId", "string"),
        Field("destination_warehouse_id", "destinationWarehouseId", "string"),
        Field("document_ids", "documentIds", "string", many=True),
        Field("note", "note", "string"),
        Field("footer", "footer", "string"),
        Field("signature", "signature", "string"),
        Field("tax_clause", "taxClause", "string"),
        Field("omit_taxes", "omitTaxes", "boolean"),
        Field("keep_prices_as_gross", "keepPricesAsGross", "boolean"),
        Field("ignore_omit_taxes", "ignoreOmitTaxes", "boolean"),
        Field("decimal_places", "decimalPlaces", "integer"),
        Field("equalization", "equalization", "decimal"),
        Field("validate_eslog", "validateEslog", "boolean"),
        Field("unique_id", "uniqueId", "string"),
        Field("charges_disabled", "chargesDisabled", "boolean"),
        Field("furs", "_furs", "json"),
        Field("fina", "_fina", "json"),
        Field("at", "_at", "json"),
        Field("fattura_pa", "_fatturaPa", "json"),
        Field("bpay", "_bPay", "json"),
        Field("custom", "custom", "json"),
        Field("l10n", "l10n", "json"),
        Field("client", "_documentClient", "model", model="DocumentClientInput"),
        Field("issuer", "_documentIssuer", "model", model="DocumentIssuerInput"),
        Field("conversion_rate", "_documentConversionRate", "model", model="ConversionRateInput"),
        Field("payments", "payments", "model", model="PaymentInput", many=True),
        Field("send", "send", "model", model="SendOptions", or_boolean=True),
        Field("expected_total_with_tax", "expectedTotalWithTax", "decimal"),
        Field(
            "document_categories",
            "documentCategories",
            "model",
            model="DocumentCategoryInput",
            many=True,
        ),
        Field("data", "_data", "model", model="DataEntryInput", many=True),
    )
