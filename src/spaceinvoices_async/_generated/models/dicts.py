# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Mappings that stand in place of the models that are sent."""

# Annotations are text within `NotRequired`, so that Python knows which keys are required and the
# mappings may name each other.
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from spaceinvoices_async.files.uploads import FileInput
from spaceinvoices_async.types import Moment, Number

from .. import models
from ..types import DocumentType, ImageType, PaymentType, RecurrenceType, Role


class AccessTokenCreateDict(TypedDict):
    """A mapping in place of `AccessTokenCreate`."""

    ttl: NotRequired["int | None"]
    scopes: NotRequired["Sequence[str] | None"]


class AccountCreateDict(TypedDict):
    """A mapping in place of `AccountCreate`."""

    email: "str"
    password: "str"
    firstname: NotRequired["str | None"]
    lastname: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    locale: NotRequired["str | None"]
    label: NotRequired["str | None"]
    software_supplier_tax_number: NotRequired["str | None"]
    activate_redirect: NotRequired["str | None"]
    invitation_link: NotRequired["str | None"]
    invitation_new_link: NotRequired["str | None"]
    document_shareable_link: NotRequired["str | None"]
    disable_creating_child_organizations: NotRequired["bool | None"]
    reset_redirect: NotRequired["str | None"]
    billing_organization_id: NotRequired["str | None"]
    newsletter: NotRequired["bool | None"]
    product_updates: NotRequired["bool | None"]
    skip_child_account_verification: NotRequired["bool | None"]
    realm: NotRequired["str | None"]
    username: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class AccountPatchDict(TypedDict):
    """A mapping in place of `AccountPatch`."""

    firstname: NotRequired["str | None"]
    lastname: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    locale: NotRequired["str | None"]
    label: NotRequired["str | None"]
    software_supplier_tax_number: NotRequired["str | None"]
    activate_redirect: NotRequired["str | None"]
    invitation_link: NotRequired["str | None"]
    invitation_new_link: NotRequired["str | None"]
    document_shareable_link: NotRequired["str | None"]
    disable_creating_child_organizations: NotRequired["bool | None"]
    reset_redirect: NotRequired["str | None"]
    email: NotRequired["str | None"]
    billing_organization_id: NotRequired["str | None"]
    newsletter: NotRequired["bool | None"]
    product_updates: NotRequired["bool | None"]
    skip_child_account_verification: NotRequired["bool | None"]
    realm: NotRequired["str | None"]
    username: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class AttachmentUploadDict(TypedDict):
    """A mapping in place of `AttachmentUpload`."""

    file: "FileInput"


class BusinessPremiseCreateDict(TypedDict):
    """A mapping in place of `BusinessPremiseCreate`."""

    label: "str"
    type: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class BusinessPremisePatchDict(TypedDict):
    """A mapping in place of `BusinessPremisePatch`."""

    label: NotRequired["str | None"]
    type: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class CategoryCreateDict(TypedDict):
    """A mapping in place of `CategoryCreate`."""

    name: "str"
    alias: "str"
    custom: NotRequired["Mapping[str, object] | None"]


class CategoryReplaceDict(TypedDict):
    """A mapping in place of `CategoryReplace`."""

    name: "str"
    alias: "str"
    custom: NotRequired["Mapping[str, object] | None"]


class CertificateUploadDict(TypedDict):
    """A mapping in place of `CertificateUpload`."""

    type: "str"
    certificate: "FileInput"
    environment: NotRequired["str | None"]
    passphrase: NotRequired["str | None"]


class ClientCreateDict(TypedDict):
    """A mapping in place of `ClientCreate`."""

    name: "str"
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    contact: NotRequired["str | None"]
    note: NotRequired["str | None"]
    is_end_customer: NotRequired["bool | None"]
    type: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class ClientPatchDict(TypedDict):
    """A mapping in place of `ClientPatch`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    contact: NotRequired["str | None"]
    note: NotRequired["str | None"]
    is_end_customer: NotRequired["bool | None"]
    type: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class ClientReplaceDict(TypedDict):
    """A mapping in place of `ClientReplace`."""

    name: "str"
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    contact: NotRequired["str | None"]
    note: NotRequired["str | None"]
    is_end_customer: NotRequired["bool | None"]
    type: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class CommentInputDict(TypedDict):
    """A mapping in place of `CommentInput`."""

    text: "str"


class ComponentInputDict(TypedDict):
    """A mapping in place of `ComponentInput`."""

    part_id: NotRequired["str | None"]
    name: NotRequired["str | None"]
    quantity: NotRequired["Number | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class ConversionRateInputDict(TypedDict):
    """A mapping in place of `ConversionRateInput`."""

    from_currency: NotRequired["str | None"]
    to_currency: NotRequired["str | None"]
    rate: NotRequired["Number | None"]
    date: NotRequired["Moment | None"]
    source: NotRequired["str | None"]
    dual_currency: NotRequired["object | None"]


class DataEntryInputDict(TypedDict):
    """A mapping in place of `DataEntryInput`."""

    name: "str"
    value: NotRequired["object | None"]
    options: NotRequired["Mapping[str, object] | None"]


class DefaultCreateDict(TypedDict):
    """A mapping in place of `DefaultCreate`."""

    name: "str"
    value: NotRequired["object | None"]
    description: NotRequired["str | None"]
    l10n: NotRequired["Mapping[str, object] | None"]


class DefaultPatchDict(TypedDict):
    """A mapping in place of `DefaultPatch`."""

    name: NotRequired["str | None"]
    value: NotRequired["object | None"]
    description: NotRequired["str | None"]
    l10n: NotRequired["Mapping[str, object] | None"]


class DefaultReplaceDict(TypedDict):
    """A mapping in place of `DefaultReplace`."""

    name: "str"
    value: NotRequired["object | None"]
    description: NotRequired["str | None"]
    l10n: NotRequired["Mapping[str, object] | None"]


class DocumentCategoryCreateDict(TypedDict):
    """A mapping in place of `DocumentCategoryCreate`."""

    amount: "Number"
    category_id: "str"
    date: NotRequired["Moment | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class DocumentCategoryInputDict(TypedDict):
    """A mapping in place of `DocumentCategoryInput`."""

    category_alias: NotRequired["str | None"]
    category_id: NotRequired["str | None"]
    amount: NotRequired["Number | None"]
    date: NotRequired["Moment | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class DocumentCategoryPatchDict(TypedDict):
    """A mapping in place of `DocumentCategoryPatch`."""

    amount: NotRequired["Number | None"]
    category_id: NotRequired["str | None"]
    date: NotRequired["Moment | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class DocumentCategoryReplaceDict(TypedDict):
    """A mapping in place of `DocumentCategoryReplace`."""

    amount: "Number"
    category_id: "str"
    date: NotRequired["Moment | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class DocumentClientInputDict(TypedDict):
    """A mapping in place of `DocumentClientInput`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    contact: NotRequired["str | None"]
    is_end_customer: NotRequired["bool | None"]
    ip_address: NotRequired["str | None"]
    fattura_pa_channel_id: NotRequired["str | None"]
    throw_eslog_errors: NotRequired["bool | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentCreateDict(TypedDict):
    """A mapping in place of `DocumentCreate`."""

    items: "Sequence[models.DocumentItemInput | models.DocumentItemInputDict]"
    type: NotRequired["DocumentType | str | None"]
    number: NotRequired["str | None"]
    number_internal: NotRequired["str | None"]
    previous_document_id: NotRequired["str | None"]
    display_name: NotRequired["str | None"]
    draft: NotRequired["bool | None"]
    incoming: NotRequired["bool | None"]
    custom_totals: NotRequired["bool | None"]
    date: NotRequired["Moment | None"]
    date_service: NotRequired["Moment | None"]
    date_service_to: NotRequired["Moment | None"]
    date_due: NotRequired["Moment | None"]
    date_valid_till: NotRequired["Moment | None"]
    date_paid: NotRequired["Moment | None"]
    date_received: NotRequired["Moment | None"]
    reference: NotRequired["str | None"]
    currency_id: NotRequired["str | None"]
    client_id: NotRequired["str | None"]
    unit_id: NotRequired["str | None"]
    price_list_id: NotRequired["str | None"]
    warehouse_id: NotRequired["str | None"]
    destination_warehouse_id: NotRequired["str | None"]
    document_ids: NotRequired["Sequence[str] | None"]
    note: NotRequired["str | None"]
    footer: NotRequired["str | None"]
    signature: NotRequired["str | None"]
    tax_clause: NotRequired["str | None"]
    omit_taxes: NotRequired["bool | None"]
    keep_prices_as_gross: NotRequired["bool | None"]
    ignore_omit_taxes: NotRequired["bool | None"]
    decimal_places: NotRequired["int | None"]
    equalization: NotRequired["Number | None"]
    validate_eslog: NotRequired["bool | None"]
    unique_id: NotRequired["str | None"]
    charges_disabled: NotRequired["bool | None"]
    furs: NotRequired["Mapping[str, object] | None"]
    fina: NotRequired["Mapping[str, object] | None"]
    at: NotRequired["Mapping[str, object] | None"]
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    bpay: NotRequired["Mapping[str, object] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    payments: NotRequired["Sequence[models.PaymentInput | models.PaymentInputDict] | None"]
    send: NotRequired["bool | models.SendOptions | models.SendOptionsDict | None"]
    total: NotRequired["Number | None"]
    total_discount: NotRequired["Number | None"]
    total_with_tax: NotRequired["Number | None"]
    expected_total_with_tax: NotRequired["Number | None"]
    document_categories: NotRequired[
        "Sequence[models.DocumentCategoryInput | models.DocumentCategoryInputDict] | None"
    ]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentImageDict(TypedDict):
    """A mapping in place of `DocumentImage`."""

    file: "FileInput"


class DocumentIssuerInputDict(TypedDict):
    """A mapping in place of `DocumentIssuerInput`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    throw_eslog_errors: NotRequired["bool | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentItemInputDict(TypedDict):
    """A mapping in place of `DocumentItemInput`."""

    item_id: NotRequired["str | None"]
    name: NotRequired["str | None"]
    description: NotRequired["str | None"]
    quantity: NotRequired["Number | None"]
    price: NotRequired["Number | None"]
    price_gross: NotRequired["Number | None"]
    discount: NotRequired["Number | None"]
    discount_is_amount: NotRequired["bool | None"]
    unit: NotRequired["str | None"]
    sku: NotRequired["str | None"]
    ean: NotRequired["str | None"]
    classification: NotRequired["str | None"]
    is_separator: NotRequired["bool | None"]
    track_inventory: NotRequired["bool | None"]
    on_behalf: NotRequired["str | None"]
    tax_exemption_code: NotRequired["str | None"]
    tax_exemption_reason: NotRequired["str | None"]
    components: NotRequired["Sequence[Mapping[str, object]] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    load: NotRequired["bool | None"]
    save: NotRequired["bool | None"]
    taxes: NotRequired[
        "Sequence[models.DocumentItemTaxInput | models.DocumentItemTaxInputDict] | None"
    ]
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentItemTaxInputDict(TypedDict):
    """A mapping in place of `DocumentItemTaxInput`."""

    tax_id: NotRequired["str | None"]
    rate: NotRequired["Number | None"]
    classification: NotRequired["str | None"]
    name: NotRequired["str | None"]
    abbreviation: NotRequired["str | None"]
    recoverable: NotRequired["bool | None"]
    reverse_charged: NotRequired["bool | None"]
    compound: NotRequired["bool | None"]
    tax_number: NotRequired["str | None"]


class DocumentPatchDict(TypedDict):
    """A mapping in place of `DocumentPatch`."""

    type: NotRequired["DocumentType | str | None"]
    number: NotRequired["str | None"]
    number_internal: NotRequired["str | None"]
    previous_document_id: NotRequired["str | None"]
    display_name: NotRequired["str | None"]
    draft: NotRequired["bool | None"]
    incoming: NotRequired["bool | None"]
    custom_totals: NotRequired["bool | None"]
    date: NotRequired["Moment | None"]
    date_service: NotRequired["Moment | None"]
    date_service_to: NotRequired["Moment | None"]
    date_due: NotRequired["Moment | None"]
    date_valid_till: NotRequired["Moment | None"]
    date_paid: NotRequired["Moment | None"]
    date_received: NotRequired["Moment | None"]
    reference: NotRequired["str | None"]
    currency_id: NotRequired["str | None"]
    client_id: NotRequired["str | None"]
    unit_id: NotRequired["str | None"]
    price_list_id: NotRequired["str | None"]
    warehouse_id: NotRequired["str | None"]
    destination_warehouse_id: NotRequired["str | None"]
    document_ids: NotRequired["Sequence[str] | None"]
    note: NotRequired["str | None"]
    footer: NotRequired["str | None"]
    signature: NotRequired["str | None"]
    tax_clause: NotRequired["str | None"]
    omit_taxes: NotRequired["bool | None"]
    keep_prices_as_gross: NotRequired["bool | None"]
    ignore_omit_taxes: NotRequired["bool | None"]
    decimal_places: NotRequired["int | None"]
    equalization: NotRequired["Number | None"]
    validate_eslog: NotRequired["bool | None"]
    unique_id: NotRequired["str | None"]
    charges_disabled: NotRequired["bool | None"]
    furs: NotRequired["Mapping[str, object] | None"]
    fina: NotRequired["Mapping[str, object] | None"]
    at: NotRequired["Mapping[str, object] | None"]
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    bpay: NotRequired["Mapping[str, object] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    items: NotRequired["Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | None"]
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    total: NotRequired["Number | None"]
    total_discount: NotRequired["Number | None"]
    total_with_tax: NotRequired["Number | None"]
    expected_total_with_tax: NotRequired["Number | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentReplaceDict(TypedDict):
    """A mapping in place of `DocumentReplace`."""

    items: "Sequence[models.DocumentItemInput | models.DocumentItemInputDict]"
    type: NotRequired["DocumentType | str | None"]
    number: NotRequired["str | None"]
    number_internal: NotRequired["str | None"]
    previous_document_id: NotRequired["str | None"]
    display_name: NotRequired["str | None"]
    draft: NotRequired["bool | None"]
    incoming: NotRequired["bool | None"]
    custom_totals: NotRequired["bool | None"]
    date: NotRequired["Moment | None"]
    date_service: NotRequired["Moment | None"]
    date_service_to: NotRequired["Moment | None"]
    date_due: NotRequired["Moment | None"]
    date_valid_till: NotRequired["Moment | None"]
    date_paid: NotRequired["Moment | None"]
    date_received: NotRequired["Moment | None"]
    reference: NotRequired["str | None"]
    currency_id: NotRequired["str | None"]
    client_id: NotRequired["str | None"]
    unit_id: NotRequired["str | None"]
    price_list_id: NotRequired["str | None"]
    warehouse_id: NotRequired["str | None"]
    destination_warehouse_id: NotRequired["str | None"]
    document_ids: NotRequired["Sequence[str] | None"]
    note: NotRequired["str | None"]
    footer: NotRequired["str | None"]
    signature: NotRequired["str | None"]
    tax_clause: NotRequired["str | None"]
    omit_taxes: NotRequired["bool | None"]
    keep_prices_as_gross: NotRequired["bool | None"]
    ignore_omit_taxes: NotRequired["bool | None"]
    decimal_places: NotRequired["int | None"]
    equalization: NotRequired["Number | None"]
    validate_eslog: NotRequired["bool | None"]
    unique_id: NotRequired["str | None"]
    charges_disabled: NotRequired["bool | None"]
    furs: NotRequired["Mapping[str, object] | None"]
    fina: NotRequired["Mapping[str, object] | None"]
    at: NotRequired["Mapping[str, object] | None"]
    fattura_pa: NotRequired["Mapping[str, object] | None"]
    bpay: NotRequired["Mapping[str, object] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]
    conversion_rate: NotRequired[
        "models.ConversionRateInput | models.ConversionRateInputDict | None"
    ]
    total: NotRequired["Number | None"]
    total_discount: NotRequired["Number | None"]
    total_with_tax: NotRequired["Number | None"]
    expected_total_with_tax: NotRequired["Number | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class DocumentSendDict(TypedDict):
    """A mapping in place of `DocumentSend`."""

    recipients: "str"
    message: NotRequired["str | None"]
    subject: NotRequired["str | None"]
    send_copy: NotRequired["bool | None"]
    associate_email: NotRequired["bool | None"]
    excluded_attachment_ids: NotRequired["Sequence[str] | None"]
    send_eslog_attachment: NotRequired["bool | None"]


class DocumentShareDict(TypedDict):
    """A mapping in place of `DocumentShare`."""

    regenerate: NotRequired["bool | None"]


class DocumentXmlDict(TypedDict):
    """A mapping in place of `DocumentXml`."""

    file: "FileInput"


class ElectronicDeviceCreateDict(TypedDict):
    """A mapping in place of `ElectronicDeviceCreate`."""

    label: "str"
    custom: NotRequired["Mapping[str, object] | None"]


class ElectronicDevicePatchDict(TypedDict):
    """A mapping in place of `ElectronicDevicePatch`."""

    label: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class ImageUploadDict(TypedDict):
    """A mapping in place of `ImageUpload`."""

    type: "ImageType | str"
    file: "FileInput"


class ImpersonationDict(TypedDict):
    """A mapping in place of `Impersonation`."""

    email: NotRequired["str | None"]
    id: NotRequired["str | None"]
    ttl: NotRequired["int | None"]


class ImportUploadDict(TypedDict):
    """A mapping in place of `ImportUpload`."""

    type: "str"
    file: "FileInput"


class InvitationDict(TypedDict):
    """A mapping in place of `Invitation`."""

    account_id: NotRequired["str | None"]
    email: NotRequired["str | None"]
    require_confirmation: NotRequired["bool | None"]
    send_email: NotRequired["bool | None"]
    role: NotRequired["Role | str | None"]


class ItemCreateDict(TypedDict):
    """A mapping in place of `ItemCreate`."""

    name: "str"
    type: NotRequired["str | None"]
    description: NotRequired["str | None"]
    price: NotRequired["Number | None"]
    price_gross: NotRequired["Number | None"]
    purchase_price: NotRequired["Number | None"]
    purchase_price_gross: NotRequired["Number | None"]
    classification: NotRequired["str | None"]
    unit: NotRequired["str | None"]
    sku: NotRequired["str | None"]
    ean: NotRequired["str | None"]
    track_inventory: NotRequired["bool | None"]
    on_behalf: NotRequired["str | None"]
    tax_exemption_code: NotRequired["str | None"]
    tax_exemption_reason: NotRequired["str | None"]
    tax_ids: NotRequired["Sequence[str] | None"]
    purchase_tax_ids: NotRequired["Sequence[str] | None"]
    unit_id: NotRequired["str | None"]
    unit_ids: NotRequired["Sequence[str] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    taxes: NotRequired["Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None"]
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    components: NotRequired["Sequence[models.ComponentInput | models.ComponentInputDict] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class ItemReplaceDict(TypedDict):
    """A mapping in place of `ItemReplace`."""

    name: "str"
    type: NotRequired["str | None"]
    description: NotRequired["str | None"]
    price: NotRequired["Number | None"]
    price_gross: NotRequired["Number | None"]
    purchase_price: NotRequired["Number | None"]
    purchase_price_gross: NotRequired["Number | None"]
    classification: NotRequired["str | None"]
    unit: NotRequired["str | None"]
    sku: NotRequired["str | None"]
    ean: NotRequired["str | None"]
    track_inventory: NotRequired["bool | None"]
    on_behalf: NotRequired["str | None"]
    tax_exemption_code: NotRequired["str | None"]
    tax_exemption_reason: NotRequired["str | None"]
    tax_ids: NotRequired["Sequence[str] | None"]
    purchase_tax_ids: NotRequired["Sequence[str] | None"]
    unit_id: NotRequired["str | None"]
    unit_ids: NotRequired["Sequence[str] | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    l10n: NotRequired["Mapping[str, object] | None"]
    taxes: NotRequired["Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None"]
    tax_exemption: NotRequired["models.TaxExemptionInput | models.TaxExemptionInputDict | None"]
    components: NotRequired["Sequence[models.ComponentInput | models.ComponentInputDict] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class ItemTaxInputDict(TypedDict):
    """A mapping in place of `ItemTaxInput`."""

    rate: NotRequired["Number | None"]
    classification: NotRequired["str | None"]


class LoginDict(TypedDict):
    """A mapping in place of `Login`."""

    email: "str"
    password: "str"
    ttl: NotRequired["int | None"]


class OrganizationCreateDict(TypedDict):
    """A mapping in place of `OrganizationCreate`."""

    name: "str"
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    locale: NotRequired["str | None"]
    timezone: NotRequired["str | None"]
    size: NotRequired["str | None"]
    industry: NotRequired["str | None"]
    billing_email: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class OrganizationPatchDict(TypedDict):
    """A mapping in place of `OrganizationPatch`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    locale: NotRequired["str | None"]
    timezone: NotRequired["str | None"]
    size: NotRequired["str | None"]
    industry: NotRequired["str | None"]
    billing_email: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class OrganizationPaymentCreateDict(TypedDict):
    """A mapping in place of `OrganizationPaymentCreate`."""

    type: "PaymentType | str"
    date: "Moment"
    document_id: "str"
    amount: NotRequired["Number | None"]
    tag: NotRequired["str | None"]
    note: NotRequired["str | None"]
    transaction_id: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PasswordChangeDict(TypedDict):
    """A mapping in place of `PasswordChange`."""

    old_password: "str"
    new_password: "str"


class PasswordResetDict(TypedDict):
    """A mapping in place of `PasswordReset`."""

    new_password: "str"


class PasswordResetRequestDict(TypedDict):
    """A mapping in place of `PasswordResetRequest`."""

    email: "str"


class PaymentCreateDict(TypedDict):
    """A mapping in place of `PaymentCreate`."""

    type: "PaymentType | str"
    date: "Moment"
    amount: NotRequired["Number | None"]
    tag: NotRequired["str | None"]
    note: NotRequired["str | None"]
    transaction_id: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PaymentInputDict(TypedDict):
    """A mapping in place of `PaymentInput`."""

    type: "PaymentType | str"
    amount: NotRequired["Number | None"]
    date: NotRequired["Moment | None"]
    tag: NotRequired["str | None"]
    note: NotRequired["str | None"]
    transaction_id: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PaymentReplaceDict(TypedDict):
    """A mapping in place of `PaymentReplace`."""

    type: "PaymentType | str"
    amount: "Number"
    date: "Moment"
    tag: NotRequired["str | None"]
    note: NotRequired["str | None"]
    transaction_id: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    document_id: NotRequired["str | None"]


class PriceCreateDict(TypedDict):
    """A mapping in place of `PriceCreate`."""

    item_id: "str"
    price: NotRequired["Number | None"]
    price_gross: NotRequired["Number | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PriceListCreateDict(TypedDict):
    """A mapping in place of `PriceListCreate`."""

    name: "str"
    description: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PriceListPatchDict(TypedDict):
    """A mapping in place of `PriceListPatch`."""

    name: NotRequired["str | None"]
    description: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class PricePatchDict(TypedDict):
    """A mapping in place of `PricePatch`."""

    item_id: NotRequired["str | None"]
    price: NotRequired["Number | None"]
    price_gross: NotRequired["Number | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class RecurrenceCreateDict(TypedDict):
    """A mapping in place of `RecurrenceCreate`."""

    name: "str"
    type: "RecurrenceType | str"
    date_first: "Moment"
    num_recurrences: "Number"
    auto_send: NotRequired["bool | None"]
    notify: NotRequired["bool | None"]
    save_as_draft: NotRequired["bool | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class RecurrenceReplaceDict(TypedDict):
    """A mapping in place of `RecurrenceReplace`."""

    name: "str"
    type: "RecurrenceType | str"
    date_first: "Moment"
    num_recurrences: "Number"
    auto_send: NotRequired["bool | None"]
    notify: NotRequired["bool | None"]
    save_as_draft: NotRequired["bool | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class ReminderDict(TypedDict):
    """A mapping in place of `Reminder`."""

    email: NotRequired["str | None"]
    language: NotRequired["str | None"]


class RoleChangeDict(TypedDict):
    """A mapping in place of `RoleChange`."""

    role: NotRequired["Role | str | None"]


class SendOptionsDict(TypedDict):
    """A mapping in place of `SendOptions`."""

    message: NotRequired["str | None"]


class TaxClauseQueryDict(TypedDict):
    """A mapping in place of `TaxClauseQuery`."""

    type: NotRequired["DocumentType | str | None"]
    items: NotRequired["Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | None"]
    client: NotRequired["models.DocumentClientInput | models.DocumentClientInputDict | None"]
    issuer: NotRequired["models.DocumentIssuerInput | models.DocumentIssuerInputDict | None"]


class TaxCreateDict(TypedDict):
    """A mapping in place of `TaxCreate`."""

    name: "str"
    rates: "Sequence[models.TaxRateInput | models.TaxRateInputDict]"
    abbreviation: NotRequired["str | None"]
    classification: NotRequired["str | None"]
    country: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    recoverable: NotRequired["bool | None"]
    compound: NotRequired["bool | None"]
    reverse_charged: NotRequired["bool | None"]
    tax_number: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class TaxExemptionInputDict(TypedDict):
    """A mapping in place of `TaxExemptionInput`."""

    code: NotRequired["str | None"]
    reason: NotRequired["str | None"]


class TaxRateInputDict(TypedDict):
    """A mapping in place of `TaxRateInput`."""

    rate: "Number"
    date_valid_from: NotRequired["Moment | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class TaxReplaceDict(TypedDict):
    """A mapping in place of `TaxReplace`."""

    name: "str"
    rates: "Sequence[models.TaxRateInput | models.TaxRateInputDict]"
    abbreviation: NotRequired["str | None"]
    classification: NotRequired["str | None"]
    country: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    recoverable: NotRequired["bool | None"]
    compound: NotRequired["bool | None"]
    reverse_charged: NotRequired["bool | None"]
    tax_number: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class UnitCreateDict(TypedDict):
    """A mapping in place of `UnitCreate`."""

    name: "str"
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class UnitPatchDict(TypedDict):
    """A mapping in place of `UnitPatch`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    address2: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    state: NotRequired["str | None"]
    country: NotRequired["str | None"]
    tax_number: NotRequired["str | None"]
    tax_subject: NotRequired["bool | None"]
    company_number: NotRequired["str | None"]
    iban: NotRequired["str | None"]
    bank: NotRequired["str | None"]
    swift: NotRequired["str | None"]
    website: NotRequired["str | None"]
    email: NotRequired["str | None"]
    phone: NotRequired["str | None"]
    business_type: NotRequired["str | None"]
    fiscal_region_code: NotRequired["str | None"]
    country_alpha2_code: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
    data: NotRequired["Sequence[models.DataEntryInput | models.DataEntryInputDict] | None"]


class WarehouseCreateDict(TypedDict):
    """A mapping in place of `WarehouseCreate`."""

    name: "str"
    address: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    country: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class WarehousePatchDict(TypedDict):
    """A mapping in place of `WarehousePatch`."""

    name: NotRequired["str | None"]
    address: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    country: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class WarehouseReplaceDict(TypedDict):
    """A mapping in place of `WarehouseReplace`."""

    name: "str"
    address: NotRequired["str | None"]
    city: NotRequired["str | None"]
    zip: NotRequired["str | None"]
    country: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class WebhookCreateDict(TypedDict):
    """A mapping in place of `WebhookCreate`."""

    url: "str"
    events: NotRequired["Sequence[str] | None"]
    enabled: NotRequired["bool | None"]


class WebhookPatchDict(TypedDict):
    """A mapping in place of `WebhookPatch`."""

    url: NotRequired["str | None"]
    events: NotRequired["Sequence[str] | None"]
    enabled: NotRequired["bool | None"]


class WebhookReplaceDict(TypedDict):
    """A mapping in place of `WebhookReplace`."""

    url: "str"
    events: NotRequired["Sequence[str] | None"]
    enabled: NotRequired["bool | None"]


class WhiteLabelCreateDict(TypedDict):
    """A mapping in place of `WhiteLabelCreate`."""

    name: NotRequired["str | None"]
    domain: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]


class WhiteLabelPatchDict(TypedDict):
    """A mapping in place of `WhiteLabelPatch`."""

    name: NotRequired["str | None"]
    domain: NotRequired["str | None"]
    custom: NotRequired["Mapping[str, object] | None"]
