# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All models of the API, each loaded at its first use."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken as AccessToken
    from .account import Account as Account
    from .account_create import AccountCreate as AccountCreate
    from .account_organization import AccountOrganization as AccountOrganization
    from .account_patch import AccountPatch as AccountPatch
    from .account_verification import AccountVerification as AccountVerification
    from .client import Client as Client
    from .client_create import ClientCreate as ClientCreate
    from .client_patch import ClientPatch as ClientPatch
    from .client_replace import ClientReplace as ClientReplace
    from .comment import Comment as Comment
    from .component import Component as Component
    from .component_input import ComponentInput as ComponentInput
    from .conversion_rate import ConversionRate as ConversionRate
    from .conversion_rate_input import ConversionRateInput as ConversionRateInput
    from .count import Count as Count
    from .data_entry import DataEntry as DataEntry
    from .data_entry_input import DataEntryInput as DataEntryInput
    from .dicts import AccountCreateDict as AccountCreateDict
    from .dicts import AccountPatchDict as AccountPatchDict
    from .dicts import ClientCreateDict as ClientCreateDict
    from .dicts import ClientPatchDict as ClientPatchDict
    from .dicts import ClientReplaceDict as ClientReplaceDict
    from .dicts import ComponentInputDict as ComponentInputDict
    from .dicts import ConversionRateInputDict as ConversionRateInputDict
    from .dicts import DataEntryInputDict as DataEntryInputDict
    from .dicts import DocumentCategoryInputDict as DocumentCategoryInputDict
    from .dicts import DocumentClientInputDict as DocumentClientInputDict
    from .dicts import DocumentCreateDict as DocumentCreateDict
    from .dicts import DocumentIssuerInputDict as DocumentIssuerInputDict
    from .dicts import DocumentItemInputDict as DocumentItemInputDict
    from .dicts import DocumentItemTaxInputDict as DocumentItemTaxInputDict
    from .dicts import DocumentPatchDict as DocumentPatchDict
    from .dicts import DocumentReplaceDict as DocumentReplaceDict
    from .dicts import DocumentSendDict as DocumentSendDict
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
    from .dicts import ReminderDict as ReminderDict
    from .dicts import RoleChangeDict as RoleChangeDict
    from .dicts import SendOptionsDict as SendOptionsDict
    from .dicts import TaxCreateDict as TaxCreateDict
    from .dicts import TaxExemptionInputDict as TaxExemptionInputDict
    from .dicts import TaxRateInputDict as TaxRateInputDict
    from .dicts import TaxReplaceDict as TaxReplaceDict
    from .dicts import UnitCreateDict as UnitCreateDict
    from .dicts import UnitPatchDict as UnitPatchDict
    from .document import Document as Document
    from .document_category_input import DocumentCategoryInput as DocumentCategoryInput
    from .document_client import DocumentClient as DocumentClient
    from .document_client_input import DocumentClientInput as DocumentClientInput
    from .document_create import DocumentCreate as DocumentCreate
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
    from .document_tax import DocumentTax as DocumentTax
    from .document_unit import DocumentUnit as DocumentUnit
    from .email_uniqueness import EmailUniqueness as EmailUniqueness
    from .export import Export as Export
    from .image_upload import ImageUpload as ImageUpload
    from .impersonation import Impersonation as Impersonation
    from .import_upload import ImportUpload as ImportUpload
    from .invitation import Invitation as Invitation
    from .item import Item as Item
    from .item_create import ItemCreate as ItemCreate
    from .item_replace import ItemReplace as ItemReplace
    from .item_tax_input import ItemTaxInput as ItemTaxInput
    from .login import Login as Login
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
    from .reminder import Reminder as Reminder
    from .role_change import RoleChange as RoleChange
    from .send_options import SendOptions as SendOptions
    from .stats import Stats as Stats
    from .success import Success as Success
    from .tax import Tax as Tax
    from .tax_create import TaxCreate as TaxCreate
    from .tax_exemption import TaxExemption as TaxExemption
    from .tax_exemption_input import TaxExemptionInput as TaxExemptionInput
    from .tax_rate import TaxRate as TaxRate
    from .tax_rate_input import TaxRateInput as TaxRateInput
    from .tax_replace import TaxReplace as TaxReplace
    from .unit import Unit as Unit
    from .unit_create import UnitCreate as UnitCreate
    from .unit_patch import UnitPatch as UnitPatch

_MODULES = {
    "AccessToken": "access_token",
    "Account": "account",
    "AccountCreate": "account_create",
    "AccountCreateDict": "dicts",
    "AccountOrganization": "account_organization",
    "AccountPatch": "account_patch",
    "AccountPatchDict": "dicts",
    "AccountVerification": "account_verification",
    "Client": "client",
    "ClientCreate": "client_create",
    "ClientCreateDict": "dicts",
    "ClientPatch": "client_patch",
    "ClientPatchDict": "dicts",
    "ClientReplace": "client_replace",
    "ClientReplaceDict": "dicts",
    "Comment": "comment",
    "Component": "component",
    "ComponentInput": "component_input",
    "ComponentInputDict": "dicts",
    "ConversionRate": "conversion_rate",
    "ConversionRateInput": "conversion_rate_input",
    "ConversionRateInputDict": "dicts",
    "Count": "count",
    "DataEntry": "data_entry",
    "DataEntryInput": "data_entry_input",
    "DataEntryInputDict": "dicts",
    "Document": "document",
    "DocumentCategoryInput": "document_category_input",
    "DocumentCategoryInputDict": "dicts",
    "DocumentClient": "document_client",
    "DocumentClientInput": "document_client_input",
    "DocumentClientInputDict": "dicts",
    "DocumentCreate": "document_create",
    "DocumentCreateDict": "dicts",
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
    "DocumentTax": "document_tax",
    "DocumentUnit": "document_unit",
    "EmailUniqueness": "email_uniqueness",
    "Export": "export",
    "ImageUpload": "image_upload",
    "ImageUploadDict": "dicts",
    "Impersonation": "impersonation",
    "ImpersonationDict": "dicts",
    "ImportUpload": "import_upload",
    "ImportUploadDict": "dicts",
    "Invitation": "invitation",
    "InvitationDict": "dicts",
    "Item": "item",
    "ItemCreate": "item_create",
    "ItemCreateDict": "dicts",
    "ItemReplace": "item_replace",
    "ItemReplaceDict": "dicts",
    "ItemTaxInput": "item_tax_input",
    "ItemTaxInputDict": "dicts",
    "Login": "login",
    "LoginDict": "dicts",
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
    "Reminder": "reminder",
    "ReminderDict": "dicts",
    "RoleChange": "role_change",
    "RoleChangeDict": "dicts",
    "SendOptions": "send_options",
    "SendOptionsDict": "dicts",
    "Stats": "stats",
    "Success": "success",
    "Tax": "tax",
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
}

__all__ = [
    "AccessToken",
    "Account",
    "AccountCreate",
    "AccountCreateDict",
    "AccountOrganization",
    "AccountPatch",
    "AccountPatchDict",
    "AccountVerification",
    "Client",
    "ClientCreate",
    "ClientCreateDict",
    "ClientPatch",
    "ClientPatchDict",
    "ClientReplace",
    "ClientReplaceDict",
    "Comment",
    "Component",
    "ComponentInput",
    "ComponentInputDict",
    "ConversionRate",
    "ConversionRateInput",
    "ConversionRateInputDict",
    "Count",
    "DataEntry",
    "DataEntryInput",
    "DataEntryInputDict",
    "Document",
    "DocumentCategoryInput",
    "DocumentCategoryInputDict",
    "DocumentClient",
    "DocumentClientInput",
    "DocumentClientInputDict",
    "DocumentCreate",
    "DocumentCreateDict",
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
    "DocumentTax",
    "DocumentUnit",
    "EmailUniqueness",
    "Export",
    "ImageUpload",
    "ImageUploadDict",
    "Impersonation",
    "ImpersonationDict",
    "ImportUpload",
    "ImportUploadDict",
    "Invitation",
    "InvitationDict",
    "Item",
    "ItemCreate",
    "ItemCreateDict",
    "ItemReplace",
    "ItemReplaceDict",
    "ItemTaxInput",
    "ItemTaxInputDict",
    "Login",
    "LoginDict",
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
    "Reminder",
    "ReminderDict",
    "RoleChange",
    "RoleChangeDict",
    "SendOptions",
    "SendOptionsDict",
    "Stats",
    "Success",
    "Tax",
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
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
