# Generated from the OpenAPI document by `make generate`. Do not edit.
"""An issued, drafted or received document."""

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
from ..types import DocumentType


@final
@frozen_model(kw_only=True, repr=False, weakref_slot=False)
class Document(Model):
    """An issued, drafted or received document."""

    type: DocumentType | str
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    draft: bool
    """Whether an invoice is not issued yet; once issued it cannot become a draft again."""
    date: datetime
    """Date of issue; today unless given."""
    id: str
    """Id of the document."""
    total: Decimal
    """Net total."""
    total_discount: Decimal
    """Sum of the discounts."""
    total_with_tax: Decimal
    """Gross total."""
    total_paid: Decimal
    """Sum of the payments."""
    total_due: Decimal
    """What is left to pay."""
    paid_in_full: bool
    """Whether nothing is left to pay."""
    canceled: bool
    """Whether it has been cancelled."""
    items: list[models.DocumentItem]
    """The lines."""
    number: str | None | Unset = UNSET
    """Number of the document, unique per type in the organization; the next one of the year unless
    given."""
    number_internal: str | None | Unset = UNSET
    """A number of one's own for a received document."""
    previous_document_id: str | None | Unset = UNSET
    """Id of the document this one follows."""
    display_name: str | None | Unset = UNSET
    """What an estimate is called on paper."""
    incoming: bool | None | Unset = UNSET
    """Whether the document was received instead of issued."""
    custom_totals: bool | None | Unset = UNSET
    """Whether to keep the totals as supplied; received documents only."""
    date_service: datetime | None | Unset = UNSET
    """When the service was rendered, or began; invoices only, today unless given."""
    date_service_to: datetime | None | Unset = UNSET
    """When the service ended; invoices only."""
    date_due: datetime | None | Unset = UNSET
    """When an invoice is due; set by the organization's payment term unless given."""
    date_valid_till: datetime | None | Unset = UNSET
    """Until when an estimate holds; set by the organization's settings unless given."""
    date_paid: datetime | None | Unset = UNSET
    """When an advance was paid; today unless given."""
    date_received: datetime | None | Unset = UNSET
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
    document_ids: list[str] | None | Unset = UNSET
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
    equalization: Decimal | None | Unset = UNSET
    """Added to the final total, to make up for a cent another system rounds otherwise."""
    validate_eslog: bool | None | Unset = UNSET
    """Whether to refuse a document that makes no valid Slovenian e-invoice."""
    unique_id: str | None | Unset = UNSET
    """Id of the create, chosen by the caller: a second create with it does not issue a second
    document."""
    charges_disabled: bool | None | Unset = UNSET
    """Whether the client cannot pay online."""
    furs: dict[str, JsonValue] | None | Unset = UNSET
    """Fiscalization in Slovenia."""
    fina: dict[str, JsonValue] | None | Unset = UNSET
    """Fiscalization in Croatia."""
    at: dict[str, JsonValue] | None | Unset = UNSET
    """Fiscalization in Portugal."""
    fattura_pa: dict[str, JsonValue] | None | Unset = UNSET
    """Electronic invoice in Italy."""
    bpay: dict[str, JsonValue] | None | Unset = UNSET
    """Any properties; the server stores and returns them as they are."""
    custom: dict[str, JsonValue] | None | Unset = UNSET
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: dict[str, JsonValue] | None | Unset = UNSET
    """Texts in other languages, such as note_de."""
    organization_id: str | None | Unset = UNSET
    """Id of the organization that issued it."""
    account_id: str | None | Unset = UNSET
    """Id of the account that created it."""
    total_converted: Decimal | None | Unset = UNSET
    """Net total in the organization's currency."""
    total_with_tax_converted: Decimal | None | Unset = UNSET
    """Gross total in the organization's currency."""
    has_unit: bool | None | Unset = UNSET
    """Whether any line has a unit of measure."""
    is_valid_eslog: bool | None | Unset = UNSET
    """Whether it makes a valid Slovenian e-invoice."""
    issued_at: datetime | None | Unset = UNSET
    """When it was issued; for a former draft later than its creation."""
    date_year: int | None | Unset = UNSET
    """Year of its date."""
    sent_snail_mail: bool | None | Unset = UNSET
    """Whether it has been marked as sent by post."""
    shareable_id: str | None | Unset = UNSET
    """Id in its public link."""
    stripe_connect_payment_intent: dict[str, JsonValue] | None | Unset = UNSET
    """Any properties; the server stores and returns them as they are."""
    sandbox: bool | None | Unset = UNSET
    """Whether it was issued for trying things out."""
    pdf: str | None | Unset = UNSET
    """Address of the PDF; fetching it takes a token."""
    taxes: list[models.DocumentTax] | None | Unset = UNSET
    """The taxes, summed up by rate."""
    reverse_taxes: list[models.DocumentTax] | None | Unset = UNSET
    """The taxes the client owes itself, by rate; in no total."""
    client: models.DocumentClient | None | Unset = UNSET
    """The client as printed on a document."""
    issuer: models.DocumentIssuer | None | Unset = UNSET
    """The issuer as printed on a document."""
    unit: models.DocumentUnit | None | Unset = UNSET
    """The unit as printed on a document."""
    conversion_rate: models.ConversionRate | None | Unset = UNSET
    """How the document's currency converts to the organization's."""
    payments: list[models.Payment] | None | Unset = UNSET
    """The payments made so far."""
    recurrence: models.Recurrence | None | Unset = UNSET
    """How it is repeated; only where `include` asks for it."""
    comments: list[models.Comment] | None | Unset = UNSET
    """The comments."""
    data: list[models.DataEntry] | None | Unset = UNSET
    """Extra facts."""
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
    additional_properties: dict[str, JsonValue] = attrs.field(factory=no_properties)
    """What came beyond the fields above, in wire names."""

    FIELDS: ClassVar[tuple[FieldSpec, ...]] = (
        FieldSpec("type", "type", "string", enum="DocumentType", required=True),
        FieldSpec("draft", "draft", "boolean", required=True),
        FieldSpec("date", "date", "datetime", required=True),
        FieldSpec("id", "id", "string", required=True),
        FieldSpec("total", "total", "decimal", required=True),
        FieldSpec("total_discount", "totalDiscount", "decimal", required=True),
        FieldSpec("total_with_tax", "totalWithTax", "decimal", required=True),
        FieldSpec("total_paid", "totalPaid", "decimal", required=True),
        FieldSpec("total_due", "totalDue", "decimal", required=True),
        FieldSpec("paid_in_full", "paidInFull", "boolean", required=True),
        FieldSpec("canceled", "canceled", "boolean", required=True),
        FieldSpec(
            "items", "_documentItems", "model", model="DocumentItem", many=True, required=True
        ),
        FieldSpec("number", "number", "string"),
        FieldSpec("number_internal", "numberInternal", "string"),
        FieldSpec("previous_document_id", "previousDocumentId", "string"),
        FieldSpec("display_name", "displayName", "string"),
        FieldSpec("incoming", "incoming", "boolean"),
        FieldSpec("custom_totals", "customTotals", "boolean"),
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
        FieldSpec("organization_id", "organizationId", "string"),
        FieldSpec("account_id", "accountId", "string"),
        FieldSpec("total_converted", "totalConverted", "decimal"),
        FieldSpec("total_with_tax_converted", "totalWithTaxConverted", "decimal"),
        FieldSpec("has_unit", "hasUnit", "boolean"),
        FieldSpec("is_valid_eslog", "isValidEslog", "boolean"),
        FieldSpec("issued_at", "issuedAt", "datetime"),
        FieldSpec("date_year", "dateYear", "integer"),
        FieldSpec("sent_snail_mail", "sentSnailMail", "boolean"),
        FieldSpec("shareable_id", "shareableId", "string"),
        FieldSpec("stripe_connect_payment_intent", "stripeConnectPaymentIntent", "json"),
        FieldSpec("sandbox", "sandbox", "boolean"),
        FieldSpec("pdf", "pdf", "string"),
        FieldSpec("taxes", "_documentTaxes", "model", model="DocumentTax", many=True),
        FieldSpec(
            "reverse_taxes", "_documentReverseTaxes", "model", model="DocumentTax", many=True
        ),
        FieldSpec("client", "_documentClient", "model", model="DocumentClient"),
        FieldSpec("issuer", "_documentIssuer", "model", model="DocumentIssuer"),
        FieldSpec("unit", "_documentUnit", "model", model="DocumentUnit"),
        FieldSpec("conversion_rate", "_documentConversionRate", "model", model="ConversionRate"),
        FieldSpec("payments", "payments", "model", model="Payment", many=True),
        FieldSpec("recurrence", "recurrence", "model", model="Recurrence"),
        FieldSpec("comments", "_comments", "model", model="Comment", many=True),
        FieldSpec("data", "_data", "model", model="DataEntry", many=True),
        FieldSpec("created_at", "createdAt", "datetime"),
        FieldSpec("updated_at", "updatedAt", "datetime"),
        FieldSpec("deleted_at", "deletedAt", "datetime"),
        FieldSpec("is_deleted", "_isDeleted", "boolean"),
        FieldSpec("deleted_id", "deletedId", "string"),
    )
