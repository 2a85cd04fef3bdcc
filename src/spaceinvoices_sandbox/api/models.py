"""The models of Space Invoices: their properties, their types, and what a client may not set."""

from __future__ import annotations

from typing import Final

from spaceinvoices_sandbox.api.model_parts import (
    ADDRESS,
    DELETION,
    ID,
    OWN,
    OWN_DELETABLE,
    STAMPS,
    TO_ORGANIZATION,
    attached,
    many,
    plain,
    typed,
)
from spaceinvoices_sandbox.loopback.schemas import Relation, Schema

ACCOUNT: Final = Schema(
    model="Account",
    table="accounts",
    properties={
        **typed("string", "firstname lastname taxNumber locale label softwareSupplierTaxNumber"),
        **typed("string", "activateRedirect invitationLink invitationNewLink"),
        **typed("string", "documentShareableLink resetRedirect"),
        **typed("boolean", "disableCreatingChildOrganizations newsletter productUpdates"),
        **typed("boolean", "skipChildAccountVerification"),
        **typed("string", "realm username role"),
        **typed("string", "password email verificationToken"),
        **typed("boolean", "emailVerified"),
        **ID,
        **typed("string", "masterId parentId billingOrganizationId"),
        **STAMPS,
    },
    required=("password", "email"),
    defaults={"custom": {}},
    read_only=OWN | {"masterId", "parentId", "emailVerified", "verificationToken", "role"},
    hidden=frozenset({"password", "verificationToken"}),
    indexed=("email", "parentId", "masterId"),
)

ACCESS_TOKEN: Final = Schema(
    model="AccessToken",
    table="access_tokens",
    properties={
        **ID,
        **typed("number", "ttl"),
        **typed("array", "scopes"),
        **typed("date", "created"),
        **typed("string", "userId"),
    },
    indexed=("userId",),
)

ORGANIZATION: Final = Schema(
    model="Organization",
    table="organizations",
    properties={
        **typed("string", "locale timezone"),
        **typed("boolean", "active"),
        **typed("string", "size industry billingEmail companyId"),
        **typed("number", "supportPin"),
        **typed("boolean", "sandbox"),
        **typed("date", "activatedAt deactivatedAt"),
        **ADDRESS,
        **ID,
        **STAMPS,
        **typed("array", "_data"),
    },
    required=("name",),
    defaults={"active": True, "custom": {}, "_data": []},
    read_only=frozenset(
        {"id", "createdAt", "updatedAt", "active", "activatedAt", "deactivatedAt"}
        | {"companyId", "supportPin", "sandbox"}
    ),
    relations={
        "clients": many("Client", "organizationId"),
        "documents": many("Document", "organizationId"),
        "units": many("Unit", "organizationId"),
    },
)

ACCOUNT_ORGANIZATION: Final = Schema(
    model="AccountOrganization",
    table="account_organizations",
    properties={
        **typed("string", "role"),
        **typed("boolean", "active disabled rejected"),
        **typed("string", "invitationEmail inviterId inviterMasterId"),
        **ID,
        **typed("string", "accountId organizationId"),
        **STAMPS,
    },
    defaults={"role": "admin", "active": True, "disabled": False, "rejected": False, "custom": {}},
    indexed=("accountId", "organizationId", "invitationEmail"),
)

CLIENT: Final = Schema(
    model="Client",
    table="clients",
    properties={
        **typed("string", "contact note"),
        **typed("boolean", "isEndCustomer"),
        **typed("string", "type"),
        **ADDRESS,
        **ID,
        **STAMPS,
        **DELETION,
        **typed("string", "organizationId unitId companyId"),
        **typed("strings", "unitIds"),
        **typed("array", "_data"),
    },
    required=("name",),
    defaults={"isEndCustomer": False, "custom": {}, "_isDeleted": False, "_data": []},
    read_only=OWN_DELETABLE | {"companyId"},
    indexed=("organizationId", "email"),
    soft_delete=True,
    relations={"organization": TO_ORGANIZATION, "documents": many("Document", "clientId")},
)

UNIT: Final = Schema(
    model="Unit",
    table="units",
    properties={
        **ADDRESS,
        **ID,
        **typed("string", "organizationId"),
        **STAMPS,
        **DELETION,
        **typed("array", "_data"),
    },
    required=("name",),
    defaults={"custom": {}, "_isDeleted": False, "_data": []},
    read_only=OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
    relations={"organization": TO_ORGANIZATION},
)

TAX: Final = Schema(
    model="Tax",
    table="taxes",
    properties={
        **typed("string", "name abbreviation classification country countryAlpha2Code taxNumber"),
        **typed("boolean", "recoverable compound reverseCharged"),
        **ID,
        **typed("string", "organizationId"),
        **STAMPS,
        **DELETION,
        **typed("array", "_taxRates"),
    },
    required=("name", "_taxRates"),
    defaults={
        "recoverable": True,
        "compound": False,
        "reverseCharged": False,
        "custom": {},
        "_isDeleted": False,
    },
    read_only=OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
)

ITEM: Final = Schema(
    model="Item",
    table="items",
    properties={
        **typed("string", "type name description"),
        **typed("number", "price priceGross purchasePrice purchasePriceGross"),
        **typed("string", "classification unit SKU EAN"),
        **typed("boolean", "trackInventory"),
        **typed("string", "onBehalf taxExemptionCode taxExemptionReason"),
        **ID,
        **typed("strings", "taxIds purchaseTaxIds"),
        **typed("string", "organizationId unitId"),
        **typed("strings", "unitIds"),
        **STAMPS,
        **typed("object", "l10n _taxExemption"),
        **DELETION,
        **typed("array", "_components _data"),
    },
    required=("name",),
    defaults={
        "description": "",
        "taxIds": [],
        "trackInventory": False,
        "custom": {},
        "l10n": {},
        "_isDeleted": False,
        "_components": [],
        "_data": [],
    },
    read_only=OWN_DELETABLE,
    indexed=("organizationId", "SKU"),
    relations={
        "organization": TO_ORGANIZATION,
        "taxes": Relation(model="Tax", key_from="taxIds", key_to="id", many=True, embedded=True),
    },
    soft_delete=True,
)

PAYMENT: Final = Schema(
    model="Payment",
    table="payments",
    properties={
        **typed("string", "type"),
        **typed("number", "amount"),
        **typed("date", "date"),
        **typed("string", "tag note transactionId"),
        **ID,
        **typed("string", "documentId organizationId"),
        **STAMPS,
        **DELETION,
    },
    required=("type", "date"),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=OWN_DELETABLE | {"documentId"},
    indexed=("organizationId", "documentId"),
    soft_delete=True,
)

RECURRENCE: Final = Schema(
    model="Recurrence",
    table="recurrences",
    properties={
        **typed("string", "name type"),
        **typed("date", "dateFirst"),
        **typed("number", "numRecurrences"),
        **typed("boolean", "autoSend notify saveAsDraft"),
        **ID,
        **typed("string", "organizationId documentId accountId nextDate"),
        **STAMPS,
        **DELETION,
        **typed("array", "_recurrenceDates"),
    },
    required=("name", "type", "dateFirst", "numRecurrences"),
    defaults={
        "autoSend": False,
        "notify": True,
        "saveAsDraft": False,
        "custom": {},
        "_isDeleted": False,
        "_recurrenceDates": [],
    },
    read_only=OWN_DELETABLE | {"documentId", "accountId", "nextDate", "_recurrenceDates"},
    hidden=frozenset({"nextDate"}),
    indexed=("organizationId", "documentId", "nextDate"),
    soft_delete=True,
)

DEFAULT: Final = Schema(
    model="Default",
    table="defaults",
    properties={
        **typed("string", "name description"),
        **ID,
        **typed("string", "organizationId"),
        **typed("date", "createdAt updatedAt"),
        **typed("object", "l10n"),
    },
    required=("name",),
    defaults={"l10n": {}},
    read_only=OWN,
    indexed=("organizationId", "name"),
)

CATEGORY: Final = plain("Category", "categories", "name alias", required=("name", "alias"))

DOCUMENT_CATEGORY: Final = Schema(
    model="DocumentCategory",
    table="document_categories",
    properties={
        **typed("number", "amount"),
        **typed("string", "categoryId"),
        **typed("date", "date"),
        **ID,
        **typed("string", "documentId organizationId"),
        **STAMPS,
        **DELETION,
    },
    required=("amount", "categoryId"),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=OWN_DELETABLE | {"documentId"},
    indexed=("organizationId", "documentId"),
    soft_delete=True,
)

WEBHOOK: Final = Schema(
    model="Webhook",
    table="webhooks",
    properties={
        **typed("strings", "events"),
        **typed("string", "url"),
        **typed("boolean", "enabled"),
        **ID,
        **typed("string", "organizationId"),
        **typed("date", "createdAt updatedAt"),
        **DELETION,
    },
    required=("url",),
    defaults={"events": [], "enabled": True, "_isDeleted": False},
    read_only=OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
)

BUSINESS_PREMISE: Final = plain(
    "BusinessPremise",
    "business_premises",
    "businessPremiseId type",
    required=("businessPremiseId",),
    relations={"electronicDevices": attached("ElectronicDevice", "businessPremiseId")},
)
ELECTRONIC_DEVICE: Final = Schema(
    model="ElectronicDevice",
    table="electronic_devices",
    properties={
        **typed("string", "electronicDeviceId"),
        **ID,
        **typed("string", "businessPremiseId organizationId"),
        **STAMPS,
    },
    required=("electronicDeviceId",),
    defaults={"custom": {}},
    read_only=OWN | {"businessPremiseId"},
    indexed=("businessPremiseId",),
)
PRICE_LIST: Final = plain("PriceList", "price_lists", "name description")
WAREHOUSE: Final = plain("Warehouse", "warehouses", "name address city zip country")
ORDER: Final = plain("Order", "orders", "documentId source", required=())
PRICE: Final = Schema(
    model="Price",
    table="prices",
    properties={
        **typed("string", "itemId"),
        **typed("number", "price priceGross"),
        **ID,
        **typed("string", "priceListId organizationId"),
        **STAMPS,
        **DELETION,
    },
    required=("itemId",),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=OWN_DELETABLE | {"priceListId"},
    indexed=("priceListId", "itemId"),
    soft_delete=True,
)
INVENTORY: Final = Schema(
    model="Inventory",
    table="inventories",
    properties={
        **ID,
        **typed("string", "itemId warehouseId organizationId"),
        **typed("number", "quantity"),
        **STAMPS,
    },
    indexed=("itemId",),
)
ATTACHMENT: Final = Schema(
    model="Attachment",
    table="attachments",
    properties={
        **ID,
        **typed("string", "documentId organizationId name type"),
        **typed("number", "size"),
        **STAMPS,
    },
    indexed=("documentId",),
)
WHITE_LABEL: Final = Schema(
    model="WhiteLabel",
    table="white_labels",
    properties={
        **typed("string", "name domain"),
        **ID,
        **typed("string", "accountId"),
        **STAMPS,
    },
    defaults={"custom": {}},
    read_only=OWN | {"accountId"},
    indexed=("accountId",),
)

DOCUMENT: Final = Schema(
    model="Document",
    table="documents",
    properties={
        **ID,
        **typed("string", "number numberInternal previousDocumentId type displayName"),
        **typed("boolean", "draft incoming customTotals"),
        **typed("date", "date dateService dateServiceTo dateDue dateValidTill datePaid"),
        **typed("date", "dateReceived issuedAt"),
        **typed("number", "dateYear"),
        **typed("string", "reference currencyId clientId unitId priceListId warehouseId"),
        **typed("string", "destinationWarehouseId note footer signature taxClause"),
        **typed("boolean", "omitTaxes keepPricesAsGross ignoreOmitTaxes"),
        **typed("number", "total totalDiscount totalWithTax totalConverted totalWithTaxConverted"),
        **typed("number", "totalPaid totalDue decimalPlaces equalization"),
        **typed("boolean", "paidInFull hasUnit canceled sentSnailMail validateEslog"),
        **typed("boolean", "isValidEslog chargesDisabled sandbox"),
        **typed("string", "uniqueId shareableId organizationId accountId"),
        **STAMPS,
        **DELETION,
        **typed("object", "_documentClient _documentIssuer _documentUnit l10n"),
        **typed("object", "_documentConversionRate stripeConnectPaymentIntent"),
        **typed("object", "_furs _fina _at _fatturaPa _bPay"),
        **typed("array", "_documentItems _documentTaxes _documentReverseTaxes"),
        **typed("strings", "documentIds"),
        **typed("array", "_comments _data payments"),
    },
    read_only=OWN_DELETABLE,
    indexed=("organizationId", "clientId", "number", "shareableId"),
    searched=(
        ("organizationId",),
        ("organizationId", "type", "number"),
        ("organizationId", "clientId", "date"),
        ("organizationId", "number"),
        ("organizationId", "date"),
        ("organizationId", "total"),
        ("organizationId", "createdAt"),
    ),
    unique=("organizationId", "uniqueId"),
    relations={
        "payments": attached("Payment", "documentId"),
        "recurrence": attached("Recurrence", "documentId"),
        "client": Relation(model="Client", key_from="clientId", key_to="id"),
        "organization": TO_ORGANIZATION,
        "unit": Relation(model="Unit", key_from="unitId", key_to="id"),
    },
    soft_delete=True,
)

ALL: Final = (
    ACCOUNT,
    ACCESS_TOKEN,
    ORGANIZATION,
    ACCOUNT_ORGANIZATION,
    CLIENT,
    UNIT,
    TAX,
    ITEM,
    PAYMENT,
    RECURRENCE,
    DEFAULT,
    CATEGORY,
    DOCUMENT_CATEGORY,
    WEBHOOK,
    BUSINESS_PREMISE,
    ELECTRONIC_DEVICE,
    PRICE_LIST,
    PRICE,
    WAREHOUSE,
    INVENTORY,
    ATTACHMENT,
    WHITE_LABEL,
    ORDER,
    DOCUMENT,
)
BY_NAME: Final = {schema.model: schema for schema in ALL}
"""Every model by the name that relations and errors use."""
