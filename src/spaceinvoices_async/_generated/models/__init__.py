# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All models of the API, each loaded at its first use."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken as AccessToken
    from .account import Account as Account
    from .account_create import AccountCreate as AccountCreate
    from .account_create import AccountCreateDict as AccountCreateDict
    from .account_organization import AccountOrganization as AccountOrganization
    from .account_patch import AccountPatch as AccountPatch
    from .account_patch import AccountPatchDict as AccountPatchDict
    from .account_verification import AccountVerification as AccountVerification
    from .client import Client as Client
    from .client_create import ClientCreate as ClientCreate
    from .client_create import ClientCreateDict as ClientCreateDict
    from .client_patch import ClientPatch as ClientPatch
    from .client_patch import ClientPatchDict as ClientPatchDict
    from .client_replace import ClientReplace as ClientReplace
    from .client_replace import ClientReplaceDict as ClientReplaceDict
    from .comment import Comment as Comment
    from .conversion_rate import ConversionRate as ConversionRate
    from .conversion_rate_input import ConversionRateInput as ConversionRateInput
    from .conversion_rate_input import ConversionRateInputDict as ConversionRateInputDict
    from .count import Count as Count
    from .data_entry import DataEntry as DataEntry
    from .data_entry_input import DataEntryInput as DataEntryInput
    from .data_entry_input import DataEntryInputDict as DataEntryInputDict
    from .document import Document as Document
    from .document_category_input import DocumentCategoryInput as DocumentCategoryInput
    from .document_category_input import DocumentCategoryInputDict as DocumentCategoryInputDict
    from .document_client import DocumentClient as DocumentClient
    from .document_client_input import DocumentClientInput as DocumentClientInput
    from .document_client_input import DocumentClientInputDict as DocumentClientInputDict
    from .document_create import DocumentCreate as DocumentCreate
    from .document_create import DocumentCreateDict as DocumentCreateDict
    from .document_issuer import DocumentIssuer as DocumentIssuer
    from .document_issuer_input import DocumentIssuerInput as DocumentIssuerInput
    from .document_issuer_input import DocumentIssuerInputDict as DocumentIssuerInputDict
    from .document_item import DocumentItem as DocumentItem
    from .document_item_input import DocumentItemInput as DocumentItemInput
    from .document_item_input import DocumentItemInputDict as DocumentItemInputDict
    from .document_item_tax import DocumentItemTax as DocumentItemTax
    from .document_item_tax_input import DocumentItemTaxInput as DocumentItemTaxInput
    from .document_item_tax_input import DocumentItemTaxInputDict as DocumentItemTaxInputDict
    from .document_number import DocumentNumber as DocumentNumber
    from .document_tax import DocumentTax as DocumentTax
    from .document_unit import DocumentUnit as DocumentUnit
    from .email_uniqueness import EmailUniqueness as EmailUniqueness
    from .export import Export as Export
    from .image_upload import ImageUpload as ImageUpload
    from .image_upload import ImageUploadDict as ImageUploadDict
    from .impersonation import Impersonation as Impersonation
    from .impersonation import ImpersonationDict as ImpersonationDict
    from .import_upload import ImportUpload as ImportUpload
    from .import_upload import ImportUploadDict as ImportUploadDict
    from .invitation import Invitation as Invitation
    from .invitation import InvitationDict as InvitationDict
    from .login import Login as Login
    from .login import LoginDict as LoginDict
    from .organization import Organization as Organization
    from .organization_create import OrganizationCreate as OrganizationCreate
    from .organization_create import OrganizationCreateDict as OrganizationCreateDict
    from .organization_patch import OrganizationPatch as OrganizationPatch
    from .organization_patch import OrganizationPatchDict as OrganizationPatchDict
    from .password_change import PasswordChange as PasswordChange
    from .password_change import PasswordChangeDict as PasswordChangeDict
    from .password_reset import PasswordReset as PasswordReset
    from .password_reset import PasswordResetDict as PasswordResetDict
    from .password_reset_request import PasswordResetRequest as PasswordResetRequest
    from .password_reset_request import PasswordResetRequestDict as PasswordResetRequestDict
    from .payment import Payment as Payment
    from .payment_input import PaymentInput as PaymentInput
    from .payment_input import PaymentInputDict as PaymentInputDict
    from .payment_stats import PaymentStats as PaymentStats
    from .reminder import Reminder as Reminder
    from .reminder import ReminderDict as ReminderDict
    from .role_change import RoleChange as RoleChange
    from .role_change import RoleChangeDict as RoleChangeDict
    from .send_options import SendOptions as SendOptions
    from .send_options import SendOptionsDict as SendOptionsDict
    from .stats import Stats as Stats
    from .success import Success as Success
    from .tax_exemption import TaxExemption as TaxExemption
    from .tax_exemption_input import TaxExemptionInput as TaxExemptionInput
    from .tax_exemption_input import TaxExemptionInputDict as TaxExemptionInputDict
    from .unit import Unit as Unit
    from .unit_create import UnitCreate as UnitCreate
    from .unit_create import UnitCreateDict as UnitCreateDict
    from .unit_patch import UnitPatch as UnitPatch
    from .unit_patch import UnitPatchDict as UnitPatchDict

_MODULES = {
    "AccessToken": "access_token",
    "Account": "account",
    "AccountCreate": "account_create",
    "AccountOrganization": "account_organization",
    "AccountPatch": "account_patch",
    "AccountVerification": "account_verification",
    "Client": "client",
    "ClientCreate": "client_create",
    "ClientPatch": "client_patch",
    "ClientReplace": "client_replace",
    "Comment": "comment",
    "ConversionRate": "conversion_rate",
    "ConversionRateInput": "conversion_rate_input",
    "Count": "count",
    "DataEntry": "data_entry",
    "DataEntryInput": "data_entry_input",
    "Document": "document",
    "DocumentCategoryInput": "document_category_input",
    "DocumentClient": "document_client",
    "DocumentClientInput": "document_client_input",
    "DocumentCreate": "document_create",
    "DocumentIssuer": "document_issuer",
    "DocumentIssuerInput": "document_issuer_input",
    "DocumentItem": "document_item",
    "DocumentItemInput": "document_item_input",
    "DocumentItemTax": "document_item_tax",
    "DocumentItemTaxInput": "document_item_tax_input",
    "DocumentNumber": "document_number",
    "DocumentTax": "document_tax",
    "DocumentUnit": "document_unit",
    "EmailUniqueness": "email_uniqueness",
    "Export": "export",
    "ImageUpload": "image_upload",
    "Impersonation": "impersonation",
    "ImportUpload": "import_upload",
    "Invitation": "invitation",
    "Login": "login",
    "Organization": "organization",
    "OrganizationCreate": "organization_create",
    "OrganizationPatch": "organization_patch",
    "PasswordChange": "password_change",
    "PasswordReset": "password_reset",
    "PasswordResetRequest": "password_reset_request",
    "Payment": "payment",
    "PaymentInput": "payment_input",
    "PaymentStats": "payment_stats",
    "Reminder": "reminder",
    "RoleChange": "role_change",
    "SendOptions": "send_options",
    "Stats": "stats",
    "Success": "success",
    "TaxExemption": "tax_exemption",
    "TaxExemptionInput": "tax_exemption_input",
    "Unit": "unit",
    "UnitCreate": "unit_create",
    "UnitPatch": "unit_patch",
}

__all__ = [
    "AccessToken",
    "Account",
    "AccountCreate",
    "AccountOrganization",
    "AccountPatch",
    "AccountVerification",
    "Client",
    "ClientCreate",
    "ClientPatch",
    "ClientReplace",
    "Comment",
    "ConversionRate",
    "ConversionRateInput",
    "Count",
    "DataEntry",
    "DataEntryInput",
    "Document",
    "DocumentCategoryInput",
    "DocumentClient",
    "DocumentClientInput",
    "DocumentCreate",
    "DocumentIssuer",
    "DocumentIssuerInput",
    "DocumentItem",
    "DocumentItemInput",
    "DocumentItemTax",
    "DocumentItemTaxInput",
    "DocumentNumber",
    "DocumentTax",
    "DocumentUnit",
    "EmailUniqueness",
    "Export",
    "ImageUpload",
    "Impersonation",
    "ImportUpload",
    "Invitation",
    "Login",
    "Organization",
    "OrganizationCreate",
    "OrganizationPatch",
    "PasswordChange",
    "PasswordReset",
    "PasswordResetRequest",
    "Payment",
    "PaymentInput",
    "PaymentStats",
    "Reminder",
    "RoleChange",
    "SendOptions",
    "Stats",
    "Success",
    "TaxExemption",
    "TaxExemptionInput",
    "Unit",
    "UnitCreate",
    "UnitPatch",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
