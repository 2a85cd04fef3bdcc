# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Mappings that stand in place of the models that are sent."""

# Annotations are text within `NotRequired`, so that Python knows which keys are required and the
# mappings may name each other.
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from spaceinvoices_async.files import uploads as _uploads
from spaceinvoices_async.types import Moment, Number

from .. import models
from ..types import DocumentType, ImageType, PaymentType, RecurrenceType, Role


class AccessTokenCreateDict(TypedDict):
    """A mapping in place of `AccessTokenCreate`."""

    ttl: NotRequired["int | None"]
    """Seconds it shall live, -1 for ever; two weeks unless given."""
    scopes: NotRequired["Sequence[str] | None"]
    """What it is limited to; the values are not documented."""


class AccountCreateDict(TypedDict):
    """A mapping in place of `AccountCreate`."""

    email: "str"
    """The address the account logs in with."""
    password: "str"
    """The password; at most 72 bytes."""
    firstname: NotRequired["str | None"]
    """First name."""
    lastname: NotRequired["str | None"]
    """Last name."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows the person by."""
    locale: NotRequired["str | None"]
    """Language of the account; English unless given."""
    label: NotRequired["str | None"]
    """A name of one's own for the account."""
    software_supplier_tax_number: NotRequired["str | None"]
    """Tax number of who supplies the software, for fiscal verification."""
    activate_redirect: NotRequired["str | None"]
    """Where the activation mail of child accounts leads."""
    invitation_link: NotRequired["str | None"]
    """Where invitations of known accounts lead."""
    invitation_new_link: NotRequired["str | None"]
    """Where invitations of new accounts lead."""
    document_shareable_link: NotRequired["str | None"]
    """Where links to shared documents lead."""
    disable_creating_child_organizations: NotRequired["bool | None"]
    """Whether child accounts may not create organizations."""
    reset_redirect: NotRequired["str | None"]
    """Where the password reset mail leads."""
    billing_organization_id: NotRequired["str | None"]
    """Id of the organization that pays."""
    newsletter: NotRequired["bool | None"]
    """Whether the vendor may send its newsletter."""
    product_updates: NotRequired["bool | None"]
    """Whether the vendor may send news of the product."""
    skip_child_account_verification: NotRequired["bool | None"]
    """Whether child accounts need not confirm their address."""
    realm: NotRequired["str | None"]
    """Realm of the address; its use is not documented."""
    username: NotRequired["str | None"]
    """A name to log in with; its use is not documented."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class AccountPatchDict(TypedDict):
    """A mapping in place of `AccountPatch`."""

    firstname: NotRequired["str | None"]
    """First name."""
    lastname: NotRequired["str | None"]
    """Last name."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows the person by."""
    locale: NotRequired["str | None"]
    """Language of the account; English unless given."""
    label: NotRequired["str | None"]
    """A name of one's own for the account."""
    software_supplier_tax_number: NotRequired["str | None"]
    """Tax number of who supplies the software, for fiscal verification."""
    activate_redirect: NotRequired["str | None"]
    """Where the activation mail of child accounts leads."""
    invitation_link: NotRequired["str | None"]
    """Where invitations of known accounts lead."""
    invitation_new_link: NotRequired["str | None"]
    """Where invitations of new accounts lead."""
    document_shareable_link: NotRequired["str | None"]
    """Where links to shared documents lead."""
    disable_creating_child_organizations: NotRequired["bool | None"]
    """Whether child accounts may not create organizations."""
    reset_redirect: NotRequired["str | None"]
    """Where the password reset mail leads."""
    email: NotRequired["str | None"]
    """The address the account logs in with."""
    billing_organization_id: NotRequired["str | None"]
    """Id of the organization that pays."""
    newsletter: NotRequired["bool | None"]
    """Whether the vendor may send its newsletter."""
    product_updates: NotRequired["bool | None"]
    """Whether the vendor may send news of the product."""
    skip_child_account_verification: NotRequired["bool | None"]
    """Whether child accounts need not confirm their address."""
    realm: NotRequired["str | None"]
    """Realm of the address; its use is not documented."""
    username: NotRequired["str | None"]
    """A name to log in with; its use is not documented."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class AttachmentUploadDict(TypedDict):
    """A mapping in place of `AttachmentUpload`."""

    file: "_uploads.FileInput"
    """The file."""


class BusinessPremiseCreateDict(TypedDict):
    """A mapping in place of `BusinessPremiseCreate`."""

    label: "str"
    """Name of the place with the tax office, unique in the organization."""
    type: NotRequired["str | None"]
    """Kind of place, for example realestate."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class BusinessPremisePatchDict(TypedDict):
    """A mapping in place of `BusinessPremisePatch`."""

    label: NotRequired["str | None"]
    """Name of the place with the tax office, unique in the organization."""
    type: NotRequired["str | None"]
    """Kind of place, for example realestate."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class CategoryCreateDict(TypedDict):
    """A mapping in place of `CategoryCreate`."""

    name: "str"
    """Name of the category."""
    alias: "str"
    """Short name by which documents name it."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class CategoryReplaceDict(TypedDict):
    """A mapping in place of `CategoryReplace`."""

    name: "str"
    """Name of the category."""
    alias: "str"
    """Short name by which documents name it."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class CertificateUploadDict(TypedDict):
    """A mapping in place of `CertificateUpload`."""

    type: "str"
    """Kind of certificate, for example furs."""
    certificate: "_uploads.FileInput"
    """The certificate."""
    environment: NotRequired["str | None"]
    """production or test; production unless given."""
    passphrase: NotRequired["str | None"]
    """Passphrase of the certificate."""


class ClientCreateDict(TypedDict):
    """A mapping in place of `ClientCreate`."""

    name: "str"
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    contact: NotRequired["str | None"]
    """Whom to speak to there."""
    note: NotRequired["str | None"]
    """A note about the client."""
    is_end_customer: NotRequired["bool | None"]
    """Whether the client is a consumer; no unless given."""
    type: NotRequired["str | None"]
    """Whether the client is a customer, a supplier or both."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class ClientPatchDict(TypedDict):
    """A mapping in place of `ClientPatch`."""

    name: NotRequired["str | None"]
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    contact: NotRequired["str | None"]
    """Whom to speak to there."""
    note: NotRequired["str | None"]
    """A note about the client."""
    is_end_customer: NotRequired["bool | None"]
    """Whether the client is a consumer; no unless given."""
    type: NotRequired["str | None"]
    """Whether the client is a customer, a supplier or both."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts; replaces the list."""


class ClientReplaceDict(TypedDict):
    """A mapping in place of `ClientReplace`."""

    name: "str"
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    contact: NotRequired["str | None"]
    """Whom to speak to there."""
    note: NotRequired["str | None"]
    """A note about the client."""
    is_end_customer: NotRequired["bool | None"]
    """Whether the client is a consumer; no unless given."""
    type: NotRequired["str | None"]
    """Whether the client is a customer, a supplier or both."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class CommentInputDict(TypedDict):
    """A mapping in place of `CommentInput`."""

    text: "str"
    """What it says."""


class ComponentInputDict(TypedDict):
    """A mapping in place of `ComponentInput`."""

    part_id: NotRequired["str | None"]
    """Id of the item that is a part."""
    name: NotRequired["str | None"]
    """Name of the part."""
    quantity: NotRequired["Number | None"]
    """How many of it are in one item."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class ConversionRateInputDict(TypedDict):
    """A mapping in place of `ConversionRateInput`."""

    from_currency: NotRequired["str | None"]
    """Currency of the document."""
    to_currency: NotRequired["str | None"]
    """Currency of the organization."""
    rate: NotRequired["Number | None"]
    """What one unit of the first is worth in the second."""
    date: NotRequired["Moment | None"]
    """The day of the rate."""
    source: NotRequired["str | None"]
    """Who published it."""
    dual_currency: NotRequired["object | None"]
    """Whether amounts are printed in both; its type is not documented."""


class DataEntryInputDict(TypedDict):
    """A mapping in place of `DataEntryInput`."""

    name: "str"
    """Name of the fact."""
    value: NotRequired["object | None"]
    """The fact, as any JSON."""
    options: NotRequired["Mapping[str, object] | None"]
    """Any properties; the server stores and returns them as they are."""


class DefaultCreateDict(TypedDict):
    """A mapping in place of `DefaultCreate`."""

    name: "str"
    """Name of the setting, unique in the organization; it cannot be changed."""
    value: NotRequired["object | None"]
    """Value of the setting, as any JSON."""
    description: NotRequired["str | None"]
    """What it is for."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as value_de."""


class DefaultPatchDict(TypedDict):
    """A mapping in place of `DefaultPatch`."""

    name: NotRequired["str | None"]
    """Name of the setting, unique in the organization; it cannot be changed."""
    value: NotRequired["object | None"]
    """Value of the setting, as any JSON."""
    description: NotRequired["str | None"]
    """What it is for."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as value_de."""


class DefaultReplaceDict(TypedDict):
    """A mapping in place of `DefaultReplace`."""

    name: "str"
    """Name of the setting, unique in the organization; it cannot be changed."""
    value: NotRequired["object | None"]
    """Value of the setting, as any JSON."""
    description: NotRequired["str | None"]
    """What it is for."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as value_de."""


class DocumentCategoryCreateDict(TypedDict):
    """A mapping in place of `DocumentCategoryCreate`."""

    amount: "Number"
    """How much of the total."""
    category_id: "str"
    """Id of the category."""
    date: NotRequired["Moment | None"]
    """When it counts; the document's date unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class DocumentCategoryInputDict(TypedDict):
    """A mapping in place of `DocumentCategoryInput`."""

    category_alias: NotRequired["str | None"]
    """Alias of the category."""
    category_id: NotRequired["str | None"]
    """Id of the category."""
    amount: NotRequired["Number | None"]
    """How much of the total."""
    date: NotRequired["Moment | None"]
    """When it counts."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class DocumentCategoryPatchDict(TypedDict):
    """A mapping in place of `DocumentCategoryPatch`."""

    amount: NotRequired["Number | None"]
    """How much of the total."""
    category_id: NotRequired["str | None"]
    """Id of the category."""
    date: NotRequired["Moment | None"]
    """When it counts; the document's date unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class DocumentCategoryReplaceDict(TypedDict):
    """A mapping in place of `DocumentCategoryReplace`."""

    amount: "Number"
    """How much of the total."""
    category_id: "str"
    """Id of the category."""
    date: NotRequired["Moment | None"]
    """When it counts; the document's date unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class DocumentClientInputDict(TypedDict):
    """A mapping in place of `DocumentClientInput`."""

    name: NotRequired["str | None"]
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    contact: NotRequired["str | None"]
    """Whom the document is for there."""
    is_end_customer: NotRequired["bool | None"]
    """Whether the client is a consumer; no unless given."""
    ip_address: NotRequired["str | None"]
    """Address the client ordered from."""
    fattura_pa_channel_id: NotRequired["str | None"]
    """Where Italian e-invoices for the client go."""
    throw_eslog_errors: NotRequired["bool | None"]
    """Whether to refuse what makes no valid Slovenian e-invoice."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentCreateDict(TypedDict):
    """A mapping in place of `DocumentCreate`."""

    items: "Sequence[models.DocumentItemInput | models.DocumentItemInputDict]"
    """The lines."""
    type: NotRequired["DocumentType | str | None"]
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    number: NotRequired["str | None"]
    """Number of the document, unique per type in the organization; the next one of the year unless
    given."""
    number_internal: NotRequired["str | None"]
    """A number of one's own for a received document."""
    previous_document_id: NotRequired["str | None"]
    """Id of the document this one follows."""
    display_name: NotRequired["str | None"]
    """What an estimate is called on paper."""
    draft: NotRequired["bool | None"]
    """Whether an invoice is not issued yet; once issued it cannot become a draft again."""
    incoming: NotRequired["bool | None"]
    """Whether the document was received instead of issued."""
    custom_totals: NotRequired["bool | None"]
    """Whether to keep the totals as supplied; received documents only."""
    date: NotRequired["Moment | None"]
    """Date of issue; today unless given."""
    date_service: NotRequired["Moment | None"]
    """When the service was rendered, or began; invoices only, today unless given."""
    date_service_to: NotRequired["Moment | None"]
    """When the service ended; invoices only."""
    date_due: NotRequired["Moment | None"]
    """When an invoice is due; set by the organization's payment term unless given."""
    date_valid_till: NotRequired["Moment | None"]
    """Until when an estimate holds; set by the organization's settings unless given."""
    date_paid: NotRequired["Moment | None"]
    """When an advance was paid; today unless given."""
    date_received: NotRequired["Moment | None"]
    """When a received document came in."""
    reference: NotRequired["str | None"]
    """Payment reference, unique per type in the organization."""
    currency_id: NotRequired["str | None"]
    """Three-letter code of the currency; the organization's unless given."""
    client_id: NotRequired["str | None"]
    """Id of a stored client, whose details are copied into the document; details given with the
    document win over the stored ones."""
    unit_id: NotRequired["str | None"]
    """Id of the unit the document is issued for."""
    price_list_id: NotRequired["str | None"]
    """Id of the price list to take prices from."""
    warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods leave."""
    destination_warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods go to."""
    document_ids: NotRequired["Sequence[str] | None"]
    """Ids of documents this one refers to; they are printed."""
    note: NotRequired["str | None"]
    """Text below the lines, smart codes allowed; from the organization's settings unless given."""
    footer: NotRequired["str | None"]
    """Text at the foot of the page; from the organization's settings unless given."""
    signature: NotRequired["str | None"]
    """Text at the place of the signature; from the organization's settings unless given."""
    tax_clause: NotRequired["str | None"]
    """Why no tax is charged; set by the server where the law wants it."""
    omit_taxes: NotRequired["bool | None"]
    """Whether to issue without taxes; from the organization's settings unless given."""
    keep_prices_as_gross: NotRequired["bool | None"]
    """Whether gross prices become net prices when taxes are omitted."""
    ignore_omit_taxes: NotRequired["bool | None"]
    """Whether to charge taxes although the organization's settings omit them."""
    decimal_places: NotRequired["int | None"]
    """Digits after the point that are kept of prices and quantities; 4 or 9 unless given, the
    documentation differs."""
    equalization: NotRequired["Number | None"]
    """Added to the final total, to make up for a cent another system rounds otherwise."""
    validate_eslog: NotRequired["bool | None"]
    """Whether to refuse a document that makes no valid Slovenian e-invoice."""
    unique_id: NotRequired["str | None"]
    """Id of the create, chosen by the caller: a second create with it does not issue a second
    document."""
    charges_disabled: NotRequired["bool | None"]
    """Whether the client cannot pay online."""
    furs: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Slovenia."""
    fina: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Croatia."""
    at: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Portugal."""
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    """Electronic invoice in Italy."""
    bpay: NotRequired["Mapping[str, object] | None"]
    """Any properties; the server stores and returns them as they are."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as note_de."""
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    """What to print about the issuer; the rest comes from the organization."""
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    """A conversion rate to use in place of the server's."""
    payments: NotRequired["Sequence[models.PaymentInput | models.PaymentInputDict] | None"]
    """Payments that have been made already; they are recorded with the document."""
    send: NotRequired["bool | models.SendOptions | models.SendOptionsDict | None"]
    """Whether to mail the document to the client, with the organization's message or with one's own;
    the client needs an address."""
    total: NotRequired["Number | None"]
    """Net total; kept only with customTotals on a received document."""
    total_discount: NotRequired["Number | None"]
    """Sum of the discounts; kept only with customTotals on a received document."""
    total_with_tax: NotRequired["Number | None"]
    """Gross total; kept only with customTotals on a received document."""
    expected_total_with_tax: NotRequired["Number | None"]
    """The gross total expected; when the server's differs, it issues nothing."""
    document_categories: NotRequired[
        "Sequence[models.DocumentCategoryInput | models.DocumentCategoryInputDict] | None"
    ]
    """The categories the document belongs to."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentImageDict(TypedDict):
    """A mapping in place of `DocumentImage`."""

    file: "_uploads.FileInput"
    """The file."""


class DocumentIssuerInputDict(TypedDict):
    """A mapping in place of `DocumentIssuerInput`."""

    name: NotRequired["str | None"]
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    throw_eslog_errors: NotRequired["bool | None"]
    """Whether to refuse what makes no valid Slovenian e-invoice."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentItemInputDict(TypedDict):
    """A mapping in place of `DocumentItemInput`."""

    item_id: NotRequired["str | None"]
    """Id of the stored item."""
    name: NotRequired["str | None"]
    """What is sold; needed unless the line separates or is filled from a stored item."""
    description: NotRequired["str | None"]
    """More about it."""
    quantity: NotRequired["Number | None"]
    """How many; cut after the document's decimal places."""
    price: NotRequired["Number | None"]
    """Net price of one; cut after the document's decimal places."""
    price_gross: NotRequired["Number | None"]
    """Gross price of one; the net price is worked out from it."""
    discount: NotRequired["Number | None"]
    """Discount, in percent unless discountIsAmount says otherwise."""
    discount_is_amount: NotRequired["bool | None"]
    """Whether the discount is an amount of money; no unless given."""
    unit: NotRequired["str | None"]
    """Unit of measure."""
    sku: NotRequired["str | None"]
    """Stock number of the item, without spaces."""
    ean: NotRequired["str | None"]
    """Bar code of the item."""
    classification: NotRequired["str | None"]
    """Class of the item, for its taxes."""
    is_separator: NotRequired["bool | None"]
    """Whether the line is a heading; all but name and description is dropped."""
    track_inventory: NotRequired["bool | None"]
    """Whether the line changes the stock."""
    on_behalf: NotRequired["str | None"]
    """On whose behalf it is sold."""
    tax_exemption_code: NotRequired["str | None"]
    """Code of the reason why no tax is charged."""
    tax_exemption_reason: NotRequired["str | None"]
    """The reason why no tax is charged."""
    components: NotRequired["Sequence[Mapping[str, object]] | None"]
    """What the item is made of."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as note_de."""
    load: NotRequired["bool | None"]
    """Whether to fill the line from the stored item named by itemId or SKU."""
    save: NotRequired["bool | None"]
    """Whether to store the line as a new item; no unless given, never with itemId."""
    taxes: NotRequired[
        "Sequence[models.DocumentItemTaxInput | models.DocumentItemTaxInputDict] | None"
    ]
    """The taxes on the line."""
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    """Why no tax shall be charged."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentItemTaxInputDict(TypedDict):
    """A mapping in place of `DocumentItemTaxInput`."""

    tax_id: NotRequired["str | None"]
    """Id of the stored tax; its rate on the day of the document is used."""
    rate: NotRequired["Number | None"]
    """Rate in percent; cut after two digits."""
    classification: NotRequired["str | None"]
    """Class of the tax, for example standard or reduced."""
    name: NotRequired["str | None"]
    """Full name of the tax."""
    abbreviation: NotRequired["str | None"]
    """Short name of the tax."""
    recoverable: NotRequired["bool | None"]
    """Whether it can be reclaimed; yes unless given."""
    reverse_charged: NotRequired["bool | None"]
    """Whether the client owes it itself; no unless given, and then in no total."""
    compound: NotRequired["bool | None"]
    """Whether it is charged on top of the other taxes; no unless given."""
    tax_number: NotRequired["str | None"]
    """Number the tax is registered under."""


class DocumentPatchDict(TypedDict):
    """A mapping in place of `DocumentPatch`."""

    type: NotRequired["DocumentType | str | None"]
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    number: NotRequired["str | None"]
    """Number of the document, unique per type in the organization; the next one of the year unless
    given."""
    number_internal: NotRequired["str | None"]
    """A number of one's own for a received document."""
    previous_document_id: NotRequired["str | None"]
    """Id of the document this one follows."""
    display_name: NotRequired["str | None"]
    """What an estimate is called on paper."""
    draft: NotRequired["bool | None"]
    """Whether an invoice is not issued yet; once issued it cannot become a draft again."""
    incoming: NotRequired["bool | None"]
    """Whether the document was received instead of issued."""
    custom_totals: NotRequired["bool | None"]
    """Whether to keep the totals as supplied; received documents only."""
    date: NotRequired["Moment | None"]
    """Date of issue; today unless given."""
    date_service: NotRequired["Moment | None"]
    """When the service was rendered, or began; invoices only, today unless given."""
    date_service_to: NotRequired["Moment | None"]
    """When the service ended; invoices only."""
    date_due: NotRequired["Moment | None"]
    """When an invoice is due; set by the organization's payment term unless given."""
    date_valid_till: NotRequired["Moment | None"]
    """Until when an estimate holds; set by the organization's settings unless given."""
    date_paid: NotRequired["Moment | None"]
    """When an advance was paid; today unless given."""
    date_received: NotRequired["Moment | None"]
    """When a received document came in."""
    reference: NotRequired["str | None"]
    """Payment reference, unique per type in the organization."""
    currency_id: NotRequired["str | None"]
    """Three-letter code of the currency; the organization's unless given."""
    client_id: NotRequired["str | None"]
    """Id of a stored client, whose details are copied into the document; details given with the
    document win over the stored ones."""
    unit_id: NotRequired["str | None"]
    """Id of the unit the document is issued for."""
    price_list_id: NotRequired["str | None"]
    """Id of the price list to take prices from."""
    warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods leave."""
    destination_warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods go to."""
    document_ids: NotRequired["Sequence[str] | None"]
    """Ids of documents this one refers to; they are printed."""
    note: NotRequired["str | None"]
    """Text below the lines, smart codes allowed; from the organization's settings unless given."""
    footer: NotRequired["str | None"]
    """Text at the foot of the page; from the organization's settings unless given."""
    signature: NotRequired["str | None"]
    """Text at the place of the signature; from the organization's settings unless given."""
    tax_clause: NotRequired["str | None"]
    """Why no tax is charged; set by the server where the law wants it."""
    omit_taxes: NotRequired["bool | None"]
    """Whether to issue without taxes; from the organization's settings unless given."""
    keep_prices_as_gross: NotRequired["bool | None"]
    """Whether gross prices become net prices when taxes are omitted."""
    ignore_omit_taxes: NotRequired["bool | None"]
    """Whether to charge taxes although the organization's settings omit them."""
    decimal_places: NotRequired["int | None"]
    """Digits after the point that are kept of prices and quantities; 4 or 9 unless given, the
    documentation differs."""
    equalization: NotRequired["Number | None"]
    """Added to the final total, to make up for a cent another system rounds otherwise."""
    validate_eslog: NotRequired["bool | None"]
    """Whether to refuse a document that makes no valid Slovenian e-invoice."""
    unique_id: NotRequired["str | None"]
    """Id of the create, chosen by the caller: a second create with it does not issue a second
    document."""
    charges_disabled: NotRequired["bool | None"]
    """Whether the client cannot pay online."""
    furs: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Slovenia."""
    fina: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Croatia."""
    at: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Portugal."""
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    """Electronic invoice in Italy."""
    bpay: NotRequired["Mapping[str, object] | None"]
    """Any properties; the server stores and returns them as they are."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as note_de."""
    items: NotRequired["Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | None"]
    """The lines."""
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    """What to print about the issuer; the rest comes from the organization."""
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    """A conversion rate to use in place of the server's."""
    total: NotRequired["Number | None"]
    """Net total; kept only with customTotals on a received document."""
    total_discount: NotRequired["Number | None"]
    """Sum of the discounts; kept only with customTotals on a received document."""
    total_with_tax: NotRequired["Number | None"]
    """Gross total; kept only with customTotals on a received document."""
    expected_total_with_tax: NotRequired["Number | None"]
    """The gross total expected; when the server's differs, it changes nothing."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentReplaceDict(TypedDict):
    """A mapping in place of `DocumentReplace`."""

    items: "Sequence[models.DocumentItemInput | models.DocumentItemInputDict]"
    """The lines."""
    type: NotRequired["DocumentType | str | None"]
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    number: NotRequired["str | None"]
    """Number of the document, unique per type in the organization; the next one of the year unless
    given."""
    number_internal: NotRequired["str | None"]
    """A number of one's own for a received document."""
    previous_document_id: NotRequired["str | None"]
    """Id of the document this one follows."""
    display_name: NotRequired["str | None"]
    """What an estimate is called on paper."""
    draft: NotRequired["bool | None"]
    """Whether an invoice is not issued yet; once issued it cannot become a draft again."""
    incoming: NotRequired["bool | None"]
    """Whether the document was received instead of issued."""
    custom_totals: NotRequired["bool | None"]
    """Whether to keep the totals as supplied; received documents only."""
    date: NotRequired["Moment | None"]
    """Date of issue; today unless given."""
    date_service: NotRequired["Moment | None"]
    """When the service was rendered, or began; invoices only, today unless given."""
    date_service_to: NotRequired["Moment | None"]
    """When the service ended; invoices only."""
    date_due: NotRequired["Moment | None"]
    """When an invoice is due; set by the organization's payment term unless given."""
    date_valid_till: NotRequired["Moment | None"]
    """Until when an estimate holds; set by the organization's settings unless given."""
    date_paid: NotRequired["Moment | None"]
    """When an advance was paid; today unless given."""
    date_received: NotRequired["Moment | None"]
    """When a received document came in."""
    reference: NotRequired["str | None"]
    """Payment reference, unique per type in the organization."""
    currency_id: NotRequired["str | None"]
    """Three-letter code of the currency; the organization's unless given."""
    client_id: NotRequired["str | None"]
    """Id of a stored client, whose details are copied into the document; details given with the
    document win over the stored ones."""
    unit_id: NotRequired["str | None"]
    """Id of the unit the document is issued for."""
    price_list_id: NotRequired["str | None"]
    """Id of the price list to take prices from."""
    warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods leave."""
    destination_warehouse_id: NotRequired["str | None"]
    """Id of the warehouse goods go to."""
    document_ids: NotRequired["Sequence[str] | None"]
    """Ids of documents this one refers to; they are printed."""
    note: NotRequired["str | None"]
    """Text below the lines, smart codes allowed; from the organization's settings unless given."""
    footer: NotRequired["str | None"]
    """Text at the foot of the page; from the organization's settings unless given."""
    signature: NotRequired["str | None"]
    """Text at the place of the signature; from the organization's settings unless given."""
    tax_clause: NotRequired["str | None"]
    """Why no tax is charged; set by the server where the law wants it."""
    omit_taxes: NotRequired["bool | None"]
    """Whether to issue without taxes; from the organization's settings unless given."""
    keep_prices_as_gross: NotRequired["bool | None"]
    """Whether gross prices become net prices when taxes are omitted."""
    ignore_omit_taxes: NotRequired["bool | None"]
    """Whether to charge taxes although the organization's settings omit them."""
    decimal_places: NotRequired["int | None"]
    """Digits after the point that are kept of prices and quantities; 4 or 9 unless given, the
    documentation differs."""
    equalization: NotRequired["Number | None"]
    """Added to the final total, to make up for a cent another system rounds otherwise."""
    validate_eslog: NotRequired["bool | None"]
    """Whether to refuse a document that makes no valid Slovenian e-invoice."""
    unique_id: NotRequired["str | None"]
    """Id of the create, chosen by the caller: a second create with it does not issue a second
    document."""
    charges_disabled: NotRequired["bool | None"]
    """Whether the client cannot pay online."""
    furs: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Slovenia."""
    fina: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Croatia."""
    at: NotRequired["Mapping[str, object] | None"]
    """Fiscalization in Portugal."""
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    """Electronic invoice in Italy."""
    bpay: NotRequired["Mapping[str, object] | None"]
    """Any properties; the server stores and returns them as they are."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as note_de."""
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    """What to print about the issuer; the rest comes from the organization."""
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    """A conversion rate to use in place of the server's."""
    total: NotRequired["Number | None"]
    """Net total; kept only with customTotals on a received document."""
    total_discount: NotRequired["Number | None"]
    """Sum of the discounts; kept only with customTotals on a received document."""
    total_with_tax: NotRequired["Number | None"]
    """Gross total; kept only with customTotals on a received document."""
    expected_total_with_tax: NotRequired["Number | None"]
    """The gross total expected; when the server's differs, it changes nothing."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class DocumentSendDict(TypedDict):
    """A mapping in place of `DocumentSend`."""

    recipients: "str"
    """E-mail addresses, separated by commas."""
    message: NotRequired["str | None"]
    """Text of the mail, smart codes allowed; the organization's unless given."""
    subject: NotRequired["str | None"]
    """Subject of the mail, smart codes allowed; the organization's unless given."""
    send_copy: NotRequired["bool | None"]
    """Whether the sender gets a copy."""
    associate_email: NotRequired["bool | None"]
    """Whether to keep the address with the client."""
    excluded_attachment_ids: NotRequired["Sequence[str] | None"]
    """Ids of attachments to leave out."""
    send_eslog_attachment: NotRequired["bool | None"]
    """Whether to attach the Slovenian e-invoice."""


class DocumentShareDict(TypedDict):
    """A mapping in place of `DocumentShare`."""

    regenerate: NotRequired["bool | None"]
    """Whether to make a new link and end the earlier one."""


class DocumentXmlDict(TypedDict):
    """A mapping in place of `DocumentXml`."""

    file: "_uploads.FileInput"
    """The file."""


class ElectronicDeviceCreateDict(TypedDict):
    """A mapping in place of `ElectronicDeviceCreate`."""

    label: "str"
    """Name of the till, unique in its business premise."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class ElectronicDevicePatchDict(TypedDict):
    """A mapping in place of `ElectronicDevicePatch`."""

    label: NotRequired["str | None"]
    """Name of the till, unique in its business premise."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class ImageUploadDict(TypedDict):
    """A mapping in place of `ImageUpload`."""

    type: "ImageType | str"
    """Which of the images printed on documents is meant. One of `logo`, `signature`."""
    file: "_uploads.FileInput"
    """The image."""


class ImpersonationDict(TypedDict):
    """A mapping in place of `Impersonation`."""

    email: NotRequired["str | None"]
    """The address of the child account."""
    id: NotRequired["str | None"]
    """Id of the child account."""
    ttl: NotRequired["int | None"]
    """Seconds the token shall live; two months unless given."""


class ImportUploadDict(TypedDict):
    """A mapping in place of `ImportUpload`."""

    type: "str"
    """What the rows are; the values are not documented."""
    file: "_uploads.FileInput"
    """The CSV file."""


class InvitationDict(TypedDict):
    """A mapping in place of `Invitation`."""

    account_id: NotRequired["str | None"]
    """Id of the account."""
    email: NotRequired["str | None"]
    """Address of the account; it may not exist yet."""
    require_confirmation: NotRequired["bool | None"]
    """Whether access begins only when the account accepts, which is the default. Only verified root
    accounts may say no, and only for accounts that exist."""
    send_email: NotRequired["bool | None"]
    """Whether to mail the invitation, which is the default. No is possible only without
    confirmation."""
    role: NotRequired["Role | str | None"]
    """What an account may do in an organization. One of `default`, `readonly`, `admin`."""


class ItemCreateDict(TypedDict):
    """A mapping in place of `ItemCreate`."""

    name: "str"
    """What is sold."""
    type: NotRequired["str | None"]
    """Whether it is sold, bought or both."""
    description: NotRequired["str | None"]
    """More about it."""
    price: NotRequired["Number | None"]
    """Net price of one; needed unless priceGross is given."""
    price_gross: NotRequired["Number | None"]
    """Gross price of one; wins over price."""
    purchase_price: NotRequired["Number | None"]
    """Net price it is bought for."""
    purchase_price_gross: NotRequired["Number | None"]
    """Gross price it is bought for."""
    classification: NotRequired["str | None"]
    """Class of the item, for its taxes."""
    unit: NotRequired["str | None"]
    """Unit of measure."""
    sku: NotRequired["str | None"]
    """Stock number, unique in the organization and without spaces."""
    ean: NotRequired["str | None"]
    """Bar code."""
    track_inventory: NotRequired["bool | None"]
    """Whether its stock is kept."""
    on_behalf: NotRequired["str | None"]
    """On whose behalf it is sold."""
    tax_exemption_code: NotRequired["str | None"]
    """Code of the reason why no tax is charged."""
    tax_exemption_reason: NotRequired["str | None"]
    """The reason why no tax is charged."""
    tax_ids: NotRequired["Sequence[str] | None"]
    """Ids of the taxes charged when it is sold."""
    purchase_tax_ids: NotRequired["Sequence[str] | None"]
    """Ids of the taxes charged when it is bought."""
    unit_id: NotRequired["str | None"]
    """Id of the unit it belongs to."""
    unit_ids: NotRequired["Sequence[str] | None"]
    """Ids of the units it belongs to."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as name_de."""
    taxes: NotRequired["Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None"]
    """The taxes charged when it is sold, by rate or classification."""
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    """Why no tax shall be charged."""
    components: NotRequired["Sequence[models.ComponentInput | models.ComponentInputDict] | None"]
    """What it is made of."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class ItemReplaceDict(TypedDict):
    """A mapping in place of `ItemReplace`."""

    name: "str"
    """What is sold."""
    type: NotRequired["str | None"]
    """Whether it is sold, bought or both."""
    description: NotRequired["str | None"]
    """More about it."""
    price: NotRequired["Number | None"]
    """Net price of one; needed unless priceGross is given."""
    price_gross: NotRequired["Number | None"]
    """Gross price of one; wins over price."""
    purchase_price: NotRequired["Number | None"]
    """Net price it is bought for."""
    purchase_price_gross: NotRequired["Number | None"]
    """Gross price it is bought for."""
    classification: NotRequired["str | None"]
    """Class of the item, for its taxes."""
    unit: NotRequired["str | None"]
    """Unit of measure."""
    sku: NotRequired["str | None"]
    """Stock number, unique in the organization and without spaces."""
    ean: NotRequired["str | None"]
    """Bar code."""
    track_inventory: NotRequired["bool | None"]
    """Whether its stock is kept."""
    on_behalf: NotRequired["str | None"]
    """On whose behalf it is sold."""
    tax_exemption_code: NotRequired["str | None"]
    """Code of the reason why no tax is charged."""
    tax_exemption_reason: NotRequired["str | None"]
    """The reason why no tax is charged."""
    tax_ids: NotRequired["Sequence[str] | None"]
    """Ids of the taxes charged when it is sold."""
    purchase_tax_ids: NotRequired["Sequence[str] | None"]
    """Ids of the taxes charged when it is bought."""
    unit_id: NotRequired["str | None"]
    """Id of the unit it belongs to."""
    unit_ids: NotRequired["Sequence[str] | None"]
    """Ids of the units it belongs to."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    l10n: NotRequired["Mapping[str, object] | None"]
    """Texts in other languages, such as name_de."""
    taxes: NotRequired["Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None"]
    """The taxes charged when it is sold, by rate or classification."""
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    """Why no tax shall be charged."""
    components: NotRequired["Sequence[models.ComponentInput | models.ComponentInputDict] | None"]
    """What it is made of."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class ItemTaxInputDict(TypedDict):
    """A mapping in place of `ItemTaxInput`."""

    rate: NotRequired["Number | None"]
    """Rate in percent."""
    classification: NotRequired["str | None"]
    """Class of the tax, for example standard or reduced."""


class LoginDict(TypedDict):
    """A mapping in place of `Login`."""

    email: "str"
    """The address of the account, with its case."""
    password: "str"
    """The password."""
    ttl: NotRequired["int | None"]
    """Seconds the token shall live, -1 for ever; about two months unless given."""


class OrganizationCreateDict(TypedDict):
    """A mapping in place of `OrganizationCreate`."""

    name: "str"
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    locale: NotRequired["str | None"]
    """Language and country, for example nl-BE; found from the country unless given."""
    timezone: NotRequired["str | None"]
    """Time zone, for example Europe/Brussels."""
    size: NotRequired["str | None"]
    """How many people work there."""
    industry: NotRequired["str | None"]
    """Line of business."""
    billing_email: NotRequired["str | None"]
    """Where bills for the service itself go."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class OrganizationPatchDict(TypedDict):
    """A mapping in place of `OrganizationPatch`."""

    name: NotRequired["str | None"]
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    locale: NotRequired["str | None"]
    """Language and country, for example nl-BE; found from the country unless given."""
    timezone: NotRequired["str | None"]
    """Time zone, for example Europe/Brussels."""
    size: NotRequired["str | None"]
    """How many people work there."""
    industry: NotRequired["str | None"]
    """Line of business."""
    billing_email: NotRequired["str | None"]
    """Where bills for the service itself go."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts; replaces the list."""


class OrganizationPaymentCreateDict(TypedDict):
    """A mapping in place of `OrganizationPaymentCreate`."""

    type: "PaymentType | str"
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    date: "Moment"
    """When it was made; with a create the date of the document unless given."""
    document_id: "str"
    """Id of the document it pays."""
    amount: NotRequired["Number | None"]
    """How much, in the document's currency; with a create the whole total unless given."""
    tag: NotRequired["str | None"]
    """A mark of one's own."""
    note: NotRequired["str | None"]
    """A note."""
    transaction_id: NotRequired["str | None"]
    """Id of the transaction at the payment provider."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PasswordChangeDict(TypedDict):
    """A mapping in place of `PasswordChange`."""

    old_password: "str"
    """The password until now."""
    new_password: "str"
    """The password from now on."""


class PasswordResetDict(TypedDict):
    """A mapping in place of `PasswordReset`."""

    new_password: "str"
    """The password from now on."""


class PasswordResetRequestDict(TypedDict):
    """A mapping in place of `PasswordResetRequest`."""

    email: "str"
    """The address of the account."""


class PaymentCreateDict(TypedDict):
    """A mapping in place of `PaymentCreate`."""

    type: "PaymentType | str"
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    date: "Moment"
    """When it was made; with a create the date of the document unless given."""
    amount: NotRequired["Number | None"]
    """How much, in the document's currency; with a create the whole total unless given."""
    tag: NotRequired["str | None"]
    """A mark of one's own."""
    note: NotRequired["str | None"]
    """A note."""
    transaction_id: NotRequired["str | None"]
    """Id of the transaction at the payment provider."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PaymentInputDict(TypedDict):
    """A mapping in place of `PaymentInput`."""

    type: "PaymentType | str"
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    amount: NotRequired["Number | None"]
    """How much, in the document's currency; with a create the whole total unless given."""
    date: NotRequired["Moment | None"]
    """When it was made; with a create the date of the document unless given."""
    tag: NotRequired["str | None"]
    """A mark of one's own."""
    note: NotRequired["str | None"]
    """A note."""
    transaction_id: NotRequired["str | None"]
    """Id of the transaction at the payment provider."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PaymentReplaceDict(TypedDict):
    """A mapping in place of `PaymentReplace`."""

    type: "PaymentType | str"
    """How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`, `crypto`, `coupon`,
    `other`."""
    amount: "Number"
    """How much, in the document's currency; with a create the whole total unless given."""
    date: "Moment"
    """When it was made; with a create the date of the document unless given."""
    tag: NotRequired["str | None"]
    """A mark of one's own."""
    note: NotRequired["str | None"]
    """A note."""
    transaction_id: NotRequired["str | None"]
    """Id of the transaction at the payment provider."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    document_id: NotRequired["str | None"]
    """Id of the document it pays; it cannot be changed."""


class PriceCreateDict(TypedDict):
    """A mapping in place of `PriceCreate`."""

    item_id: "str"
    """Id of the item."""
    price: NotRequired["Number | None"]
    """Net price of one."""
    price_gross: NotRequired["Number | None"]
    """Gross price of one; wins over price."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PriceListCreateDict(TypedDict):
    """A mapping in place of `PriceListCreate`."""

    name: "str"
    """Name of the list."""
    description: NotRequired["str | None"]
    """What it is for."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PriceListPatchDict(TypedDict):
    """A mapping in place of `PriceListPatch`."""

    name: NotRequired["str | None"]
    """Name of the list."""
    description: NotRequired["str | None"]
    """What it is for."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class PricePatchDict(TypedDict):
    """A mapping in place of `PricePatch`."""

    item_id: NotRequired["str | None"]
    """Id of the item."""
    price: NotRequired["Number | None"]
    """Net price of one."""
    price_gross: NotRequired["Number | None"]
    """Gross price of one; wins over price."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class RecurrenceCreateDict(TypedDict):
    """A mapping in place of `RecurrenceCreate`."""

    name: "str"
    """Name of the recurrence."""
    type: "RecurrenceType | str"
    """How often a document is repeated. One of `week`, `month`, `year`."""
    date_first: "Moment"
    """Date of the first repetition."""
    num_recurrences: "Number"
    """How many repetitions there are in all."""
    auto_send: NotRequired["bool | None"]
    """Whether each is mailed to the client, who needs an address; no unless given."""
    notify: NotRequired["bool | None"]
    """Whether the account that made the recurrence gets a mail each time; yes unless given."""
    save_as_draft: NotRequired["bool | None"]
    """Whether drafts are made instead of issued documents; no unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class RecurrenceReplaceDict(TypedDict):
    """A mapping in place of `RecurrenceReplace`."""

    name: "str"
    """Name of the recurrence."""
    type: "RecurrenceType | str"
    """How often a document is repeated. One of `week`, `month`, `year`."""
    date_first: "Moment"
    """Date of the first repetition."""
    num_recurrences: "Number"
    """How many repetitions there are in all."""
    auto_send: NotRequired["bool | None"]
    """Whether each is mailed to the client, who needs an address; no unless given."""
    notify: NotRequired["bool | None"]
    """Whether the account that made the recurrence gets a mail each time; yes unless given."""
    save_as_draft: NotRequired["bool | None"]
    """Whether drafts are made instead of issued documents; no unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class ReminderDict(TypedDict):
    """A mapping in place of `Reminder`."""

    email: NotRequired["str | None"]
    """Where to send it; the client's address unless given."""
    language: NotRequired["str | None"]
    """Language, as a two-letter code."""


class RoleChangeDict(TypedDict):
    """A mapping in place of `RoleChange`."""

    role: NotRequired["Role | str | None"]
    """What an account may do in an organization. One of `default`, `readonly`, `admin`."""


class SendOptionsDict(TypedDict):
    """A mapping in place of `SendOptions`."""

    message: NotRequired["str | None"]
    """Text of the mail, in place of the organization's."""


class TaxClauseQueryDict(TypedDict):
    """A mapping in place of `TaxClauseQuery`."""

    type: NotRequired["DocumentType | str | None"]
    """What a document is; it cannot be changed later. One of `invoice`, `estimate`, `advance`,
    `credit-note`, `delivery-note`."""
    items: NotRequired["Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | None"]
    """The lines."""
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    """Who shall receive a document; what is given wins over the stored client."""
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    """What to print about the issuer; the rest comes from the organization."""


class TaxCreateDict(TypedDict):
    """A mapping in place of `TaxCreate`."""

    name: "str"
    """Full name of the tax."""
    rates: "Sequence[models.TaxRateInput | models.TaxRateInputDict]"
    """The rates; the server sorts them, newest first."""
    abbreviation: NotRequired["str | None"]
    """Short name of the tax, for display."""
    classification: NotRequired["str | None"]
    """Class of the tax, for example standard or reduced."""
    country: NotRequired["str | None"]
    """Country that charges it."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country."""
    recoverable: NotRequired["bool | None"]
    """Whether it can be reclaimed; yes unless given."""
    compound: NotRequired["bool | None"]
    """Whether it is charged on top of the other taxes; no unless given."""
    reverse_charged: NotRequired["bool | None"]
    """Whether the client owes it itself; no unless given."""
    tax_number: NotRequired["str | None"]
    """Number the tax is registered under."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class TaxExemptionInputDict(TypedDict):
    """A mapping in place of `TaxExemptionInput`."""

    code: NotRequired["str | None"]
    """Code of the reason."""
    reason: NotRequired["str | None"]
    """The reason in words."""


class TaxRateInputDict(TypedDict):
    """A mapping in place of `TaxRateInput`."""

    rate: "Number"
    """Rate in percent."""
    date_valid_from: NotRequired["Moment | None"]
    """From when on it holds; from 1970 unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class TaxReplaceDict(TypedDict):
    """A mapping in place of `TaxReplace`."""

    name: "str"
    """Full name of the tax."""
    rates: "Sequence[models.TaxRateInput | models.TaxRateInputDict]"
    """The rates; the server sorts them, newest first."""
    abbreviation: NotRequired["str | None"]
    """Short name of the tax, for display."""
    classification: NotRequired["str | None"]
    """Class of the tax, for example standard or reduced."""
    country: NotRequired["str | None"]
    """Country that charges it."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country."""
    recoverable: NotRequired["bool | None"]
    """Whether it can be reclaimed; yes unless given."""
    compound: NotRequired["bool | None"]
    """Whether it is charged on top of the other taxes; no unless given."""
    reverse_charged: NotRequired["bool | None"]
    """Whether the client owes it itself; no unless given."""
    tax_number: NotRequired["str | None"]
    """Number the tax is registered under."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class UnitCreateDict(TypedDict):
    """A mapping in place of `UnitCreate`."""

    name: "str"
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts."""


class UnitPatchDict(TypedDict):
    """A mapping in place of `UnitPatch`."""

    name: NotRequired["str | None"]
    """Name of the person or business."""
    address: NotRequired["str | None"]
    """Street and number."""
    address2: NotRequired["str | None"]
    """Second line of the address."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    state: NotRequired["str | None"]
    """State or province, where a country has them."""
    country: NotRequired["str | None"]
    """Country, as free text in English or in its own language."""
    tax_number: NotRequired["str | None"]
    """Number the tax office knows them by."""
    tax_subject: NotRequired["bool | None"]
    """Whether they are registered for value added tax."""
    company_number: NotRequired["str | None"]
    """Number in the company register."""
    iban: NotRequired["str | None"]
    """Bank account."""
    bank: NotRequired["str | None"]
    """Name of the bank."""
    swift: NotRequired["str | None"]
    """Code of the bank."""
    website: NotRequired["str | None"]
    """Address of the website."""
    email: NotRequired["str | None"]
    """E-mail address."""
    phone: NotRequired["str | None"]
    """Telephone number."""
    business_type: NotRequired["str | None"]
    """Legal form."""
    fiscal_region_code: NotRequired["str | None"]
    """Region code of the tax office, where it uses them."""
    country_alpha2_code: NotRequired["str | None"]
    """Two-letter code of the country; found from the country unless given."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]
    """Extra facts; replaces the list."""


class WarehouseCreateDict(TypedDict):
    """A mapping in place of `WarehouseCreate`."""

    name: "str"
    """Name of the warehouse."""
    address: NotRequired["str | None"]
    """Street and number."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    country: NotRequired["str | None"]
    """Country, as free text."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class WarehousePatchDict(TypedDict):
    """A mapping in place of `WarehousePatch`."""

    name: NotRequired["str | None"]
    """Name of the warehouse."""
    address: NotRequired["str | None"]
    """Street and number."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    country: NotRequired["str | None"]
    """Country, as free text."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class WarehouseReplaceDict(TypedDict):
    """A mapping in place of `WarehouseReplace`."""

    name: "str"
    """Name of the warehouse."""
    address: NotRequired["str | None"]
    """Street and number."""
    city: NotRequired["str | None"]
    """City."""
    zip: NotRequired["str | None"]
    """Postal code."""
    country: NotRequired["str | None"]
    """Country, as free text."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class WebhookCreateDict(TypedDict):
    """A mapping in place of `WebhookCreate`."""

    url: "str"
    """Address that events are posted to."""
    events: NotRequired["Sequence[str] | None"]
    """Events wanted, such as `client/create`, or `*` alone for all."""
    enabled: NotRequired["bool | None"]
    """Whether events are posted; yes unless given."""


class WebhookPatchDict(TypedDict):
    """A mapping in place of `WebhookPatch`."""

    url: NotRequired["str | None"]
    """Address that events are posted to."""
    events: NotRequired["Sequence[str] | None"]
    """Events wanted, such as `client/create`, or `*` alone for all."""
    enabled: NotRequired["bool | None"]
    """Whether events are posted; yes unless given."""


class WebhookReplaceDict(TypedDict):
    """A mapping in place of `WebhookReplace`."""

    url: "str"
    """Address that events are posted to."""
    events: NotRequired["Sequence[str] | None"]
    """Events wanted, such as `client/create`, or `*` alone for all."""
    enabled: NotRequired["bool | None"]
    """Whether events are posted; yes unless given."""


class WhiteLabelCreateDict(TypedDict):
    """A mapping in place of `WhiteLabelCreate`."""

    name: NotRequired["str | None"]
    """Name shown in place of the vendor's."""
    domain: NotRequired["str | None"]
    """Domain the pages are shown at."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""


class WhiteLabelPatchDict(TypedDict):
    """A mapping in place of `WhiteLabelPatch`."""

    name: NotRequired["str | None"]
    """Name shown in place of the vendor's."""
    domain: NotRequired["str | None"]
    """Domain the pages are shown at."""
    custom: NotRequired["Mapping[str, object] | None"]
    """Data of one's own, kept as it is; `custom.key` can stand in a filter."""
