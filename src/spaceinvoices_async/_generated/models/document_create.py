# Generated from the OpenAPI document by `make generate`. Do not edit.
"""A document to issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, final

import attrs
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.model_class import input_model
from spaceinvoices_async._serialization.models import no_properties
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset

from .. import models
from ..types import DocumentType


@final
@input_model(kw_only=True, repr=False, weakref_slot=False)
class DocumentCreate(InputModel):
    """A document to issue. The client is named by clientId, or described, and then found by its
    e-mail address or stored as a new one."""

    items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict]
    """The lines."""
    type: DocumentType | str | None | Unset = UNSET
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
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
    total: Number | None | Unset = UNSET
    """Net total; kept only with customTotals on a received document."""
    total_discount: Number | None | Unset = UNSET
    """Sum of the discounts; kept only with customTotals on a received document."""
    total_with_tax: Number | None | Unset = UNSET
    """Gross total; kept only with customTotals on a received document."""
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

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec(
            "items", "_documentItems", "model", model="DocumentItemInput", many=True, required=True
        ),
        FieldSpec("type", "type", "string", enum="DocumentType"),
        FieldSpec("number", "number", "string"),
        FieldSpec("number_internal", "numberInternal", "string"),
        FieldSpec("previous_document_id", "previousDocumentId", "string"),
        FieldSpec("display_name", "displayName", "string"),
        FieldSpec("draft", "draft", "boolean"),
        FieldSpec("incoming", "incoming", "boolean"),
        FieldSpec("custom_totals", "customTotals", "boolean"),
        FieldSpec("date", "date", "datetime"),
        FieldSpec("date_service", "dateService", "datetime"),
        FieldSpec("date_service_to", "dateServiceTo", "datetime"),
        FieldSpec("date_due", "dateDue", "datetime"),
        FieldSpec("date_valid_till", "dateValidTill", "datetime"),
        FieldSpec("date_paid", "datePaid", "datetime"),
        FieldSpec("date_received", "dateReceived", "datetime"),
        FieldSpec("reference", "reference", "string"),
        FieldSpec("currency_id", "currencyId", "string"),
        FieldSpec("client_id", "clientId", "string"),
        FieldSpec("unit_id", "unitId", "string"),
        FieldSpec("price_list_id", "priceListId", "string"),
        FieldSpec("warehouse_id", "warehouseId", "string"),
        FieldSpec("destination_warehouse_id", "destinationWarehouseId", "string"),
        FieldSpec("document_ids", "documentIds", "string", many=True),
        FieldSpec("note", "note", "string"),
        FieldSpec("footer", "footer", "string"),
        FieldSpec("signature", "signature", "string"),
        FieldSpec("tax_clause", "taxClause", "string"),
        FieldSpec("omit_taxes", "omitTaxes", "boolean"),
        FieldSpec("keep_prices_as_gross", "keepPricesAsGross", "boolean"),
        FieldSpec("ignore_omit_taxes", "ignoreOmitTaxes", "boolean"),
        FieldSpec("decimal_places", "decimalPlaces", "integer"),
        FieldSpec("equalization", "equalization", "decimal"),
        FieldSpec("validate_eslog", "validateEslog", "boolean"),
        FieldSpec("unique_id", "uniqueId", "string"),
        FieldSpec("charges_disabled", "chargesDisabled", "boolean"),
        FieldSpec("furs", "_furs", "json"),
        FieldSpec("fina", "_fina", "json"),
        FieldSpec("at", "_at", "json"),
        FieldSpec("fattura_pa", "_fatturaPa", "json"),
        FieldSpec("bpay", "_bPay", "json"),
        FieldSpec("custom", "custom", "json"),
        FieldSpec("l10n", "l10n", "json"),
        FieldSpec("client", "_documentClient", "model", model="DocumentClientInput"),
        FieldSpec("issuer", "_documentIssuer", "model", model="DocumentIssuerInput"),
        FieldSpec(
            "conversion_rate", "_documentConversionRate", "model", model="ConversionRateInput"
        ),
        FieldSpec("payments", "payments", "model", model="PaymentInput", many=True),
        FieldSpec("send", "send", "model", model="SendOptions", or_boolean=True),
        FieldSpec("total", "total", "decimal"),
        FieldSpec("total_discount", "totalDiscount", "decimal"),
        FieldSpec("total_with_tax", "totalWithTax", "decimal"),
        FieldSpec("expected_total_with_tax", "expectedTotalWithTax", "decimal"),
        FieldSpec(
            "document_categories",
            "documentCategories",
            "model",
            model="DocumentCategoryInput",
            many=True,
        ),
        FieldSpec("data", "_data", "model", model="DataEntryInput", many=True),
    )
