# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All models of the API, each loaded at its first use."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken as AccessToken
    from .access_token_create import AccessTokenCreate as AccessTokenCreate
    from .account import Account as Account
    from .account_create import AccountCreate as AccountCreate
    from .account_organization import AccountOrganization as AccountOrganization
    from .account_patch import AccountPatch as AccountPatch
    from .account_verification import AccountVerification as AccountVerification
    from .attachment_upload import AttachmentUpload as AttachmentUpload
    from .business_premise import BusinessPremise as BusinessPremise
    from .business_premise_create import BusinessPremiseCreate as BusinessPremiseCreate
    from .business_premise_patch import BusinessPremisePatch as BusinessPremisePatch
    from .category import Category as Category
    from .category_create import CategoryCreate as CategoryCreate
    from .category_replace import CategoryReplace as CategoryReplace
    from .certificate_existence import CertificateExistence as CertificateExistence
    from .certificate_upload import CertificateUpload as CertificateUpload
    from .client import Client as Client
    from .client_create import ClientCreate as ClientCreate
    from .client_patch import ClientPatch as ClientPatch
    from .client_replace import ClientReplace as ClientReplace
    from .comment import Comment as Comment
    from .comment_input import CommentInput as CommentInput
    from .company import Company as Company
    from .component import Component as Component
    from .component_input import ComponentInput as ComponentInput
    from .conversion_rate import ConversionRate as ConversionRate
    from .conversion_rate_input import ConversionRateInput as ConversionRateInput
    from .count import Count as Count
    from .country import Country as Country
    from .country_match import CountryMatch as CountryMatch
    from .country_tax import CountryTax as CountryTax
    from .currency import Currency as Currency
    from .data_entry import DataEntry as DataEntry
    from .data_entry_input import DataEntryInput as DataEntryInput
    from .default import Default as Default
    from .default_create import DefaultCreate as DefaultCreate
    from .default_patch import DefaultPatch as DefaultPatch
    from .default_replace import DefaultReplace as DefaultReplace
    from .dicts import AccessTokenCreateDict as AccessTokenCreateDict
    from .dicts import AccountCreateDict as AccountCreateDict
    from .dicts import AccountPatchDict as AccountPatchDict
    from .dicts import AttachmentUploadDict as AttachmentUploadDict
    from .dicts import BusinessPremiseCreateDict as BusinessPremiseCreateDict
    from .dicts import BusinessPremisePatchDict as BusinessPremisePatchDict
    from .dicts import CategoryCreateDict as CategoryCreateDict
    from .dicts import CategoryReplaceDict as CategoryReplaceDict
    from .dicts import CertificateUploadDict as CertificateUploadDict
    from .dicts import ClientCreateDict as ClientCreateDict
    from .dicts import ClientPatchDict as ClientPatchDict
    from .dicts import ClientReplaceDict as ClientReplaceDict
    from .dicts import CommentInputDict as CommentInputDict
    from .dicts import ComponentInputDict as ComponentInputDict
    from .dicts import ConversionRateInputDict as ConversionRateInputDict
    from .dicts import DataEntryInputDict as DataEntryInputDict
    from .dicts import DefaultCreateDict as DefaultCreateDict
    from .dicts import DefaultPatchDict as DefaultPatchDict
    from .dicts import DefaultReplaceDict as DefaultReplaceDict
    from .dicts import DocumentCategoryCreateDict as DocumentCategoryCreateDict
    from .dicts import DocumentCategoryInputDict as DocumentCategoryInputDict
    from .dicts import DocumentCategoryPatchDict as DocumentCategoryPatchDict
    from .dicts import DocumentCategoryReplaceDict as DocumentCategoryReplaceDict
    from .dicts import DocumentClientInputDict as DocumentClientInputDict
    from .dicts import DocumentCreateDict as DocumentCreateDict
    from .dicts import DocumentImageDict as DocumentImageDict
    from .dicts import DocumentIssuerInputDict as DocumentIssuerInputDict
    from .dicts import DocumentItemInputDict as DocumentItemInputDict
    from .dicts import DocumentItemTaxInputDict as DocumentItemTaxInputDict
    from .dicts import DocumentPatchDict as DocumentPatchDict
    from .dicts import DocumentReplaceDict as DocumentReplaceDict
    from .dicts import DocumentSendDict as DocumentSendDict
    from .dicts import DocumentShareDict as DocumentShareDict
    from .dicts import DocumentXmlDict as DocumentXmlDict
    from .dicts import ElectronicDeviceCreateDict as ElectronicDeviceCreateDict
    from .dicts import ElectronicDevicePatchDict as ElectronicDevicePatchDict
    from .dicts import ImageUploadDict as ImageUploadDict
    from .dicts import ImpersonationDict as ImpersonationDict
    from .dicts import ImportUploadDict as ImportUploadDict
    from .dicts import InvitationDict as InvitationDict
    from .dicts import ItemCreateDict as ItemCreateDict
    from .dicts import ItemReplaceDict as ItemReplaceDict
    from .dicts import ItemTaxInputDict as ItemTaxInputDict
    from .dicts import LoginDict as LoginDict
    from .dicts import OrganizationCreateDict as OrganizationCreateDict
    from .dicts import OrganizationPatchDict as OrganizationPatchDict
    from .dicts import OrganizationPaymentCreateDict as OrganizationPaymentCreateDict
    from .dicts import PasswordChangeDict as PasswordChangeDict
    from .dicts import PasswordResetDict as PasswordResetDict
    from .dicts import PasswordResetRequestDict as PasswordResetRequestDict
    from .dicts import PaymentCreateDict as PaymentCreateDict
    from .dicts import PaymentInputDict as PaymentInputDict
    from .dicts import PaymentReplaceDict as PaymentReplaceDict
    from .dicts import PriceCreateDict as PriceCreateDict
    from .dicts import PriceListCreateDict as PriceListCreateDict
    from .dicts import PriceListPatchDict as PriceListPatchDict
    from .dicts import PricePatchDict as PricePatchDict
    from .dicts import RecurrenceCreateDict as RecurrenceCreateDict
    from .dicts import RecurrenceReplaceDict as RecurrenceReplaceDict
    from .dicts import ReminderDict as ReminderDict
    from .dicts import RoleChangeDict as RoleChangeDict
    from .dicts import SendOptionsDict as SendOptionsDict
    from .dicts import TaxClauseQueryDict as TaxClauseQueryDict
    from .dicts import TaxCreateDict as TaxCreateDict
    from .dicts import TaxExemptionInputDict as TaxExemptionInputDict
    from .dicts import TaxRateInputDict as TaxRateInputDict
    from .dicts import TaxReplaceDict as TaxReplaceDict
    from .dicts import UnitCreateDict as UnitCreateDict
    from .dicts import UnitPatchDict as UnitPatchDict
    from .dicts import WarehouseCreateDict as WarehouseCreateDict
    from .dicts import WarehousePatchDict as WarehousePatchDict
    from .dicts import WarehouseReplaceDict as WarehouseReplaceDict
    from .dicts import WebhookCreateDict as WebhookCreateDict
    from .dicts import WebhookPatchDict as WebhookPatchDict
    from .dicts import WebhookReplaceDict as WebhookReplaceDict
    from .dicts import WhiteLabelCreateDict as WhiteLabelCreateDict
    from .dicts import WhiteLabelPatchDict as WhiteLabelPatchDict
    from .document import Document as Document
    from .document_category import DocumentCategory as DocumentCategory
    from .document_category_create import DocumentCategoryCreate as DocumentCategoryCreate
    from .document_category_input import DocumentCategoryInput as DocumentCategoryInput
    from .document_category_patch import DocumentCategoryPatch as DocumentCategoryPatch
    from .document_category_replace import DocumentCategoryReplace as DocumentCategoryReplace
    from .document_client import DocumentClient as DocumentClient
    from .document_client_input import DocumentClientInput as DocumentClientInput
    from .document_create import DocumentCreate as DocumentCreate
    from .document_image import DocumentImage as DocumentImage
    from .document_issuer import DocumentIssuer as DocumentIssuer
    from .document_issuer_input import DocumentIssuerInput as DocumentIssuerInput
    from .document_item import DocumentItem as DocumentItem
    from .document_item_input import DocumentItemInput as DocumentItemInput
    from .document_item_tax import DocumentItemTax as DocumentItemTax
    from .document_item_tax_input import DocumentItemTaxInput as DocumentItemTaxInput
    from .document_number import DocumentNumber as DocumentNumber
    from .document_patch import DocumentPatch as DocumentPatch
    from .document_replace import DocumentReplace as DocumentReplace
    from .document_send import DocumentSend as DocumentSend
    from .document_share import DocumentShare as DocumentShare
    from .document_tax import DocumentTax as DocumentTax
    from .document_unit import DocumentUnit as DocumentUnit
    from .document_xml import DocumentXml as DocumentXml
    from .electronic_device import ElectronicDevice as ElectronicDevice
    from .electronic_device_create import ElectronicDeviceCreate as ElectronicDeviceCreate
    from .electronic_device_patch import ElectronicDevicePatch as ElectronicDevicePatch
    from .email_uniqueness import EmailUniqueness as EmailUniqueness
    from .export import Export as Export
    from .image_upload import ImageUpload as ImageUpload
    from .impersonation import Impersonation as Impersonation
    from .import_upload import ImportUpload as ImportUpload
    from .inventory import Inventory as Inventory
    from .invitation import Invitation as Invitation
    from .item import Item as Item
    from .item_create import ItemCreate as ItemCreate
    from .item_replace import ItemReplace as ItemReplace
    from .item_tax_input import ItemTaxInput as ItemTaxInput
    from .log import Log as Log
    from .login import Login as Login
    from .month_invoices import MonthInvoices as MonthInvoices
    from .number_uniqueness import NumberUniqueness as NumberUniqueness
    from .order import Order as Order
    from .organization import Organization as Organization
    from .organization_create import OrganizationCreate as OrganizationCreate
    from .organization_patch import OrganizationPatch as OrganizationPatch
    from .organization_payment_create import OrganizationPaymentCreate as OrganizationPaymentCreate
    from .password_change import PasswordChange as PasswordChange
    from .password_reset import PasswordReset as PasswordReset
    from .password_reset_request import PasswordResetRequest as PasswordResetRequest
    from .payment import Payment as Payment
    from .payment_create import PaymentCreate as PaymentCreate
    from .payment_input import PaymentInput as PaymentInput
    from .payment_replace import PaymentReplace as PaymentReplace
    from .payment_stats import PaymentStats as PaymentStats
    from .price import Price as Price
    from .price_create import PriceCreate as PriceCreate
    from .price_list import PriceList as PriceList
    from .price_list_create import PriceListCreate as PriceListCreate
    from .price_list_patch import PriceListPatch as PriceListPatch
    from .price_patch import PricePatch as PricePatch
    from .recurrence import Recurrence as Recurrence
    from .recurrence_create import RecurrenceCreate as RecurrenceCreate
    from .recurrence_date import RecurrenceDate as RecurrenceDate
    from .recurrence_replace import RecurrenceReplace as RecurrenceReplace
    from .reminder import Reminder as Reminder
    from .role_change import RoleChange as RoleChange
    from .send_options import SendOptions as SendOptions
    from .shareable_document import ShareableDocument as ShareableDocument
    from .stats import Stats as Stats
    from .success import Success as Success
    from .tax import Tax as Tax
    from .tax_clause import TaxClause as TaxClause
    from .tax_clause_query import TaxClauseQuery as TaxClauseQuery
    from .tax_create import TaxCreate as TaxCreate
    from .tax_exemption import TaxExemption as TaxExemption
    from .tax_exemption_input import TaxExemptionInput as TaxExemptionInput
    from .tax_rate import TaxRate as TaxRate
    from .tax_rate_input import TaxRateInput as TaxRateInput
    from .tax_replace import TaxReplace as TaxReplace
    from .unit import Unit as Unit
    from .unit_create import UnitCreate as UnitCreate
    from .unit_patch import UnitPatch as UnitPatch
    from .usage import Usage as Usage
    from .warehouse import Warehouse as Warehouse
    from .warehouse_create import WarehouseCreate as WarehouseCreate
    from .warehouse_patch import WarehousePatch as WarehousePatch
    from .warehouse_replace import WarehouseReplace as WarehouseReplace
    from .webhook import Webhook as Webhook
    from .webhook_create import WebhookCreate as WebhookCreate
    from .webhook_patch import WebhookPatch as WebhookPatch
    from .webhook_replace import WebhookReplace as WebhookReplace
    from .white_label import WhiteLabel as WhiteLabel
    from .white_label_create import WhiteLabelCreate as WhiteLabelCreate
    from .white_label_patch import WhiteLabelPatch as WhiteLabelPatch

_MODULES: Mapping[str, str] = {
    "AccessToken": "access_token",
    "AccessTokenCreate": "access_token_create",
    "AccessTokenCreateDict": "dicts",
    "Account": "account",
    "AccountCreate": "account_create",
    "AccountCreateDict": "dicts",
    "AccountOrganization": "account_organization",
    "AccountPatch": "account_patch",
    "AccountPatchDict": "dicts",
    "AccountVerification": "account_verification",
    "AttachmentUpload": "attachment_upload",
    "AttachmentUploadDict": "dicts",
    "BusinessPremise": "business_premise",
    "BusinessPremiseCreate": "business_premise_create",
    "BusinessPremiseCreateDict": "dicts",
    "BusinessPremisePatch": "business_premise_patch",
    "BusinessPremisePatchDict": "dicts",
    "Category": "category",
    "CategoryCreate": "category_create",
    "CategoryCreateDict": "dicts",
    "CategoryReplace": "category_replace",
    "CategoryReplaceDict": "dicts",
    "CertificateExistence": "certificate_existence",
    "CertificateUpload": "certificate_upload",
    "CertificateUploadDict": "dicts",
    "Client": "client",
    "ClientCreate": "client_create",
    "ClientCreateDict": "dicts",
    "ClientPatch": "client_patch",
    "ClientPatchDict": "dicts",
    "ClientReplace": "client_replace",
    "ClientReplaceDict": "dicts",
    "Comment": "comment",
    "CommentInput": "comment_input",
    "CommentInputDict": "dicts",
    "Company": "company",
    "Component": "component",
    "ComponentInput": "component_input",
    "ComponentInputDict": "dicts",
    "ConversionRate": "conversion_rate",
    "ConversionRateInput": "conversion_rate_input",
    "ConversionRateInputDict": "dicts",
    "Count": "count",
    "Country": "country",
    "CountryMatch": "country_match",
    "CountryTax": "country_tax",
    "Currency": "currency",
    "DataEntry": "data_entry",
    "DataEntryInput": "data_entry_input",
    "DataEntryInputDict": "dicts",
    "Default": "default",
    "DefaultCreate": "default_create",
    "DefaultCreateDict": "dicts",
    "DefaultPatch": "default_patch",
    "DefaultPatchDict": "dicts",
    "DefaultReplace": "default_replace",
    "DefaultReplaceDict": "dicts",
    "Document": "document",
    "DocumentCategory": "document_category",
    "DocumentCategoryCreate": "document_category_create",
    "DocumentCategoryCreateDict": "dicts",
    "DocumentCategoryInput": "document_category_input",
    "DocumentCategoryInputDict": "dicts",
    "DocumentCategoryPatch": "document_category_patch",
    "DocumentCategoryPatchDict": "dicts",
    "DocumentCategoryReplace": "document_category_replace",
    "DocumentCategoryReplaceDict": "dicts",
    "DocumentClient": "document_client",
    "DocumentClientInput": "document_client_input",
    "DocumentClientInputDict": "dicts",
    "DocumentCreate": "document_create",
    "DocumentCreateDict": "dicts",
    "DocumentImage": "document_image",
    "DocumentImageDict": "dicts",
    "DocumentIssuer": "document_issuer",
    "DocumentIssuerInput": "document_issuer_input",
    "DocumentIssuerInputDict": "dicts",
    "DocumentItem": "document_item",
    "DocumentItemInput": "document_item_input",
    "DocumentItemInputDict": "dicts",
    "DocumentItemTax": "document_item_tax",
    "DocumentItemTaxInput": "document_item_tax_input",
    "DocumentItemTaxInputDict": "dicts",
    "DocumentNumber": "document_number",
    "DocumentPatch": "document_patch",
    "DocumentPatchDict": "dicts",
    "DocumentReplace": "document_replace",
    "DocumentReplaceDict": "dicts",
    "DocumentSend": "document_send",
    "DocumentSendDict": "dicts",
    "DocumentShare": "document_share",
    "DocumentShareDict": "dicts",
    "DocumentTax": "document_tax",
    "DocumentUnit": "document_unit",
    "DocumentXml": "document_xml",
    "DocumentXmlDict": "dicts",
    "ElectronicDevice": "electronic_device",
    "ElectronicDeviceCreate": "electronic_device_create",
    "ElectronicDeviceCreateDict": "dicts",
    "ElectronicDevicePatch": "electronic_device_patch",
    "ElectronicDevicePatchDict": "dicts",
    "EmailUniqueness": "email_uniqueness",
    "Export": "export",
    "ImageUpload": "image_upload",
    "ImageUploadDict": "dicts",
    "Impersonation": "impersonation",
    "ImpersonationDict": "dicts",
    "ImportUpload": "import_upload",
    "ImportUploadDict": "dicts",
    "Inventory": "inventory",
    "Invitation": "invitation",
    "InvitationDict": "dicts",
    "Item": "item",
    "ItemCreate": "item_create",
    "ItemCreateDict": "dicts",
    "ItemReplace": "item_replace",
    "ItemReplaceDict": "dicts",
    "ItemTaxInput": "item_tax_input",
    "ItemTaxInputDict": "dicts",
    "Log": "log",
    "Login": "login",
    "LoginDict": "dicts",
    "MonthInvoices": "month_invoices",
    "NumberUniqueness": "number_uniqueness",
    "Order": "order",
    "Organization": "organization",
    "OrganizationCreate": "organization_create",
    "OrganizationCreateDict": "dicts",
    "OrganizationPatch": "organization_patch",
    "OrganizationPatchDict": "dicts",
    "OrganizationPaymentCreate": "organization_payment_create",
    "OrganizationPaymentCreateDict": "dicts",
    "PasswordChange": "password_change",
    "PasswordChangeDict": "dicts",
    "PasswordReset": "password_reset",
    "PasswordResetDict": "dicts",
    "PasswordResetRequest": "password_reset_request",
    "PasswordResetRequestDict": "dicts",
    "Payment": "payment",
    "PaymentCreate": "payment_create",
    "PaymentCreateDict": "dicts",
    "PaymentInput": "payment_input",
    "PaymentInputDict": "dicts",
    "PaymentReplace": "payment_replace",
    "PaymentReplaceDict": "dicts",
    "PaymentStats": "payment_stats",
    "Price": "price",
    "PriceCreate": "price_create",
    "PriceCreateDict": "dicts",
    "PriceList": "price_list",
    "PriceListCreate": "price_list_create",
    "PriceListCreateDict": "dicts",
    "PriceListPatch": "price_list_patch",
    "PriceListPatchDict": "dicts",
    "PricePatch": "price_patch",
    "PricePatchDict": "dicts",
    "Recurrence": "recurrence",
    "RecurrenceCreate": "recurrence_create",
    "RecurrenceCreateDict": "dicts",
    "RecurrenceDate": "recurrence_date",
    "RecurrenceReplace": "recurrence_replace",
    "RecurrenceReplaceDict": "dicts",
    "Reminder": "reminder",
    "ReminderDict": "dicts",
    "RoleChange": "role_change",
    "RoleChangeDict": "dicts",
    "SendOptions": "send_options",
    "SendOptionsDict": "dicts",
    "ShareableDocument": "shareable_document",
    "Stats": "stats",
    "Success": "success",
    "Tax": "tax",
    "TaxClause": "tax_clause",
    "TaxClauseQuery": "tax_clause_query",
    "TaxClauseQueryDict": "dicts",
    "TaxCreate": "tax_create",
    "TaxCreateDict": "dicts",
    "TaxExemption": "tax_exemption",
    "TaxExemptionInput": "tax_exemption_input",
    "TaxExemptionInputDict": "dicts",
    "TaxRate": "tax_rate",
    "TaxRateInput": "tax_rate_input",
    "TaxRateInputDict": "dicts",
    "TaxReplace": "tax_replace",
    "TaxReplaceDict": "dicts",
    "Unit": "unit",
    "UnitCreate": "unit_create",
    "UnitCreateDict": "dicts",
    "UnitPatch": "unit_patch",
    "UnitPatchDict": "dicts",
    "Usage": "usage",
    "Warehouse": "warehouse",
    "WarehouseCreate": "warehouse_create",
    "WarehouseCreateDict": "dicts",
    "WarehousePatch": "warehouse_patch",
    "WarehousePatchDict": "dicts",
    "WarehouseReplace": "warehouse_replace",
    "WarehouseReplaceDict": "dicts",
    "Webhook": "webhook",
    "WebhookCreate": "webhook_create",
    "WebhookCreateDict": "dicts",
    "WebhookPatch": "webhook_patch",
    "WebhookPatchDict": "dicts",
    "WebhookReplace": "webhook_replace",
    "WebhookReplaceDict": "dicts",
    "WhiteLabel": "white_label",
    "WhiteLabelCreate": "white_label_create",
    "WhiteLabelCreateDict": "dicts",
    "WhiteLabelPatch": "white_label_patch",
    "WhiteLabelPatchDict": "dicts",
}

__all__ = [
    "AccessToken",
    "AccessTokenCreate",
    "AccessTokenCreateDict",
    "Account",
    "AccountCreate",
    "AccountCreateDict",
    "AccountOrganization",
    "AccountPatch",
    "AccountPatchDict",
    "AccountVerification",
    "AttachmentUpload",
    "AttachmentUploadDict",
    "BusinessPremise",
    "BusinessPremiseCreate",
    "BusinessPremiseCreateDict",
    "BusinessPremisePatch",
    "BusinessPremisePatchDict",
    "Category",
    "CategoryCreate",
    "CategoryCreateDict",
    "CategoryReplace",
    "CategoryReplaceDict",
    "CertificateExistence",
    "CertificateUpload",
    "CertificateUploadDict",
    "Client",
    "ClientCreate",
    "ClientCreateDict",
    "ClientPatch",
    "ClientPatchDict",
    "ClientReplace",
    "ClientReplaceDict",
    "Comment",
    "CommentInput",
    "CommentInputDict",
    "Company",
    "Component",
    "ComponentInput",
    "ComponentInputDict",
    "ConversionRate",
    "ConversionRateInput",
    "ConversionRateInputDict",
    "Count",
    "Country",
    "CountryMatch",
    "CountryTax",
    "Currency",
    "DataEntry",
    "DataEntryInput",
    "DataEntryInputDict",
    "Default",
    "DefaultCreate",
    "DefaultCreateDict",
    "DefaultPatch",
    "DefaultPatchDict",
    "DefaultReplace",
    "DefaultReplaceDict",
    "Document",
    "DocumentCategory",
    "DocumentCategoryCreate",
    "DocumentCategoryCreateDict",
    "DocumentCategoryInput",
    "DocumentCategoryInputDict",
    "DocumentCategoryPatch",
    "DocumentCategoryPatchDict",
    "DocumentCategoryReplace",
    "DocumentCategoryReplaceDict",
    "DocumentClient",
    "DocumentClientInput",
    "DocumentClientInputDict",
    "DocumentCreate",
    "DocumentCreateDict",
    "DocumentImage",
    "DocumentImageDict",
    "DocumentIssuer",
    "DocumentIssuerInput",
    "DocumentIssuerInputDict",
    "DocumentItem",
    "DocumentItemInput",
    "DocumentItemInputDict",
    "DocumentItemTax",
    "DocumentItemTaxInput",
    "DocumentItemTaxInputDict",
    "DocumentNumber",
    "DocumentPatch",
    "DocumentPatchDict",
    "DocumentReplace",
    "DocumentReplaceDict",
    "DocumentSend",
    "DocumentSendDict",
    "DocumentShare",
    "DocumentShareDict",
    "DocumentTax",
    "DocumentUnit",
    "DocumentXml",
    "DocumentXmlDict",
    "ElectronicDevice",
    "ElectronicDeviceCreate",
    "ElectronicDeviceCreateDict",
    "ElectronicDevicePatch",
    "ElectronicDevicePatchDict",
    "EmailUniqueness",
    "Export",
    "ImageUpload",
    "ImageUploadDict",
    "Impersonation",
    "ImpersonationDict",
    "ImportUpload",
    "ImportUploadDict",
    "Inventory",
    "Invitation",
    "InvitationDict",
    "Item",
    "ItemCreate",
    "ItemCreateDict",
    "ItemReplace",
    "ItemReplaceDict",
    "ItemTaxInput",
    "ItemTaxInputDict",
    "Log",
    "Login",
    "LoginDict",
    "MonthInvoices",
    "NumberUniqueness",
    "Order",
    "Organization",
    "OrganizationCreate",
    "OrganizationCreateDict",
    "OrganizationPatch",
    "OrganizationPatchDict",
    "OrganizationPaymentCreate",
    "OrganizationPaymentCreateDict",
    "PasswordChange",
    "PasswordChangeDict",
    "PasswordReset",
    "PasswordResetDict",
    "PasswordResetRequest",
    "PasswordResetRequestDict",
    "Payment",
    "PaymentCreate",
    "PaymentCreateDict",
    "PaymentInput",
    "PaymentInputDict",
    "PaymentReplace",
    "PaymentReplaceDict",
    "PaymentStats",
    "Price",
    "PriceCreate",
    "PriceCreateDict",
    "PriceList",
    "PriceListCreate",
    "PriceListCreateDict",
    "PriceListPatch",
    "PriceListPatchDict",
    "PricePatch",
    "PricePatchDict",
    "Recurrence",
    "RecurrenceCreate",
    "RecurrenceCreateDict",
    "RecurrenceDate",
    "RecurrenceReplace",
    "RecurrenceReplaceDict",
    "Reminder",
    "ReminderDict",
    "RoleChange",
    "RoleChangeDict",
    "SendOptions",
    "SendOptionsDict",
    "ShareableDocument",
    "Stats",
    "Success",
    "Tax",
    "TaxClause",
    "TaxClauseQuery",
    "TaxClauseQueryDict",
    "TaxCreate",
    "TaxCreateDict",
    "TaxExemption",
    "TaxExemptionInput",
    "TaxExemptionInputDict",
    "TaxRate",
    "TaxRateInput",
    "TaxRateInputDict",
    "TaxReplace",
    "TaxReplaceDict",
    "Unit",
    "UnitCreate",
    "UnitCreateDict",
    "UnitPatch",
    "UnitPatchDict",
    "Usage",
    "Warehouse",
    "WarehouseCreate",
    "WarehouseCreateDict",
    "WarehousePatch",
    "WarehousePatchDict",
    "WarehouseReplace",
    "WarehouseReplaceDict",
    "Webhook",
    "WebhookCreate",
    "WebhookCreateDict",
    "WebhookPatch",
    "WebhookPatchDict",
    "WebhookReplace",
    "WebhookReplaceDict",
    "WhiteLabel",
    "WhiteLabelCreate",
    "WhiteLabelCreateDict",
    "WhiteLabelPatch",
    "WhiteLabelPatchDict",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
