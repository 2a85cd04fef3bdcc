"""The models of Space Invoices: their properties, their types, and what a client may not set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from spaceinvoices_sandbox.loopback.schemas import Relation, Schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.schemas import PropertyType

_Properties: TypeAlias = "dict[str, PropertyType]"


def _typed(kind: PropertyType, names: str) -> _Properties:
    return dict.fromkeys(names.split(), kind)


_ID: _Properties = _typed("string", "id")
_STAMPS: _Properties = {**_typed("date", "createdAt updatedAt"), **_typed("object", "custom")}
_DELETION: _Properties = {
    **_typed("date", "deletedAt"),
    **_typed("boolean", "_isDeleted"),
    **_typed("string", "deletedId"),
}
_ADDRESS: _Properties = {
    **_typed("string", "name address address2 city zip state country countryAlpha2Code taxNumber"),
    **_typed("boolean", "taxSubject"),
    **_typed("string", "companyNumber IBAN bank SWIFT website email phone businessType"),
    **_typed("string", "fiscalRegionCode"),
}
_OWN: Final = frozenset({"id", "organizationId", "createdAt", "updatedAt"})
_OWN_DELETABLE: Final = _OWN | {"deletedAt", "_isDeleted", "deletedId"}


def _plain(
    model: str,
    table: str,
    names: str,
    *,
    required: tuple[str, ...] = ("name",),
    relations: Mapping[str, Relation] | None = None,
) -> Schema:
    """A model of an organization that holds texts only and is deleted softly."""
    return Schema(
        model=model,
        table=table,
        properties={
            **_typed("string", names),
            **_ID,
            **_typed("string", "organizationId"),
            **_STAMPS,
            **_DELETION,
        },
        required=required,
        defaults={"custom": {}, "_isDeleted": False},
        read_only=_OWN_DELETABLE,
        indexed=("organizationId",),
        relations=relations or {},
        soft_delete=True,
    )


_TO_ORGANIZATION: Final = Relation(model="Organization", key_from="organizationId", key_to="id")


def _attached(model: str, key_to: str) -> Relation:
    """A relation that the handler itself puts into its answer."""
    return Relation(model=model, key_from="id", key_to=key_to, many=True, embedded=True)


def _many(model: str, key_to: str) -> Relation:
    return Relation(model=model, key_from="id", key_to=key_to, many=True)


ACCOUNT: Final = Schema(
    model="Account",
    table="accounts",
    properties={
        **_typed("string", "firstname lastname taxNumber locale label softwareSupplierTaxNumber"),
        **_typed("string", "activateRedirect invitationLink invitationNewLink"),
        **_typed("string", "documentShareableLink resetRedirect"),
        **_typed("boolean", "disableCreatingChildOrganizations newsletter productUpdates"),
        **_typed("boolean", "skipChildAccountVerification"),
        **_typed("string", "realm username role"),
        **_typed("string", "password email verificationToken"),
        **_typed("boolean", "emailVerified"),
        **_ID,
        **_typed("string", "masterId parentId billingOrganizationId"),
        **_STAMPS,
    },
    required=("password", "email"),
    defaults={"custom": {}},
    read_only=_OWN | {"masterId", "parentId", "emailVerified", "verificationToken", "role"},
    hidden=frozenset({"password", "verificationToken"}),
    indexed=("email", "parentId", "masterId"),
)

ACCESS_TOKEN: Final = Schema(
    model="AccessToken",
    table="access_tokens",
    properties={
        **_ID,
        **_typed("number", "ttl"),
        **_typed("array", "scopes"),
        **_typed("date", "created"),
        **_typed("string", "userId"),
    },
    indexed=("userId",),
)

ORGANIZATION: Final = Schema(
    model="Organization",
    table="organizations",
    properties={
        **_typed("string", "locale timezone"),
        **_typed("boolean", "active"),
        **_typed("string", "size industry billingEmail companyId"),
        **_typed("number", "supportPin"),
        **_typed("boolean", "sandbox"),
        **_typed("date", "activatedAt deactivatedAt"),
        **_ADDRESS,
        **_ID,
        **_STAMPS,
        **_typed("array", "_data"),
    },
    required=("name",),
    defaults={"active": True, "custom": {}, "_data": []},
    read_only=frozenset(
        {"id", "createdAt", "updatedAt", "active", "activatedAt", "deactivatedAt"}
        | {"companyId", "supportPin", "sandbox"}
    ),
    relations={
        "clients": _many("Client", "organizationId"),
        "documents": _many("Document", "organizationId"),
        "units": _many("Unit", "organizationId"),
    },
)

ACCOUNT_ORGANIZATION: Final = Schema(
    model="AccountOrganization",
    table="account_organizations",
    properties={
        **_typed("string", "role"),
        **_typed("boolean", "active disabled rejected"),
        **_typed("string", "invitationEmail inviterId inviterMasterId"),
        **_ID,
        **_typed("string", "accountId organizationId"),
        **_STAMPS,
    },
    defaults={"role": "admin", "active": True, "disabled": False, "rejected": False, "custom": {}},
    indexed=("accountId", "organizationId", "invitationEmail"),
)

CLIENT: Final = Schema(
    model="Client",
    table="clients",
    properties={
        **_typed("string", "contact note"),
        **_typed("boolean", "isEndCustomer"),
        **_typed("string", "type"),
        **_ADDRESS,
        **_ID,
        **_STAMPS,
        **_DELETION,
        **_typed("string", "organizationId unitId companyId"),
        **_typed("strings", "unitIds"),
        **_typed("array", "_data"),
    },
    required=("name",),
    defaults={"isEndCustomer": False, "custom": {}, "_isDeleted": False, "_data": []},
    read_only=_OWN_DELETABLE | {"companyId"},
    indexed=("organizationId", "email"),
    soft_delete=True,
    relations={"organization": _TO_ORGANIZATION, "documents": _many("Document", "clientId")},
)

UNIT: Final = Schema(
    model="Unit",
    table="units",
    properties={
        **_ADDRESS,
        **_ID,
        **_typed("string", "organizationId"),
        **_STAMPS,
        **_DELETION,
        **_typed("array", "_data"),
    },
    required=("name",),
    defaults={"custom": {}, "_isDeleted": False, "_data": []},
    read_only=_OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
    relations={"organization": _TO_ORGANIZATION},
)

TAX: Final = Schema(
    model="Tax",
    table="taxes",
    properties={
        **_typed("string", "name abbreviation classification country countryAlpha2Code taxNumber"),
        **_typed("boolean", "recoverable compound reverseCharged"),
        **_ID,
        **_typed("string", "organizationId"),
        **_STAMPS,
        **_DELETION,
        **_typed("array", "_taxRates"),
    },
    required=("name", "_taxRates"),
    defaults={
        "recoverable": True,
        "compound": False,
        "reverseCharged": False,
        "custom": {},
        "_isDeleted": False,
    },
    read_only=_OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
)

ITEM: Final = Schema(
    model="Item",
    table="items",
    properties={
        **_typed("string", "type name description"),
        **_typed("number", "price priceGross purchasePrice purchasePriceGross"),
        **_typed("string", "classification unit SKU EAN"),
        **_typed("boolean", "trackInventory"),
        **_typed("string", "onBehalf taxExemptionCode taxExemptionReason"),
        **_ID,
        **_typed("strings", "taxIds purchaseTaxIds"),
        **_typed("string", "organizationId unitId"),
        **_typed("strings", "unitIds"),
        **_STAMPS,
        **_typed("object", "l10n _taxExemption"),
        **_DELETION,
        **_typed("array", "_components _data"),
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
    read_only=_OWN_DELETABLE,
    indexed=("organizationId", "SKU"),
    relations={
        "organization": _TO_ORGANIZATION,
        "taxes": Relation(model="Tax", key_from="taxIds", key_to="id", many=True, embedded=True),
    },
    soft_delete=True,
)

PAYMENT: Final = Schema(
    model="Payment",
    table="payments",
    properties={
        **_typed("string", "type"),
        **_typed("number", "amount"),
        **_typed("date", "date"),
        **_typed("string", "tag note transactionId"),
        **_ID,
        **_typed("string", "documentId organizationId"),
        **_STAMPS,
        **_DELETION,
    },
    required=("type", "date"),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=_OWN_DELETABLE | {"documentId"},
    indexed=("organizationId", "documentId"),
    soft_delete=True,
)

RECURRENCE: Final = Schema(
    model="Recurrence",
    table="recurrences",
    properties={
        **_typed("string", "name type"),
        **_typed("date", "dateFirst"),
        **_typed("number", "numRecurrences"),
        **_typed("boolean", "autoSend notify saveAsDraft"),
        **_ID,
        **_typed("string", "organizationId documentId accountId nextDate"),
        **_STAMPS,
        **_DELETION,
        **_typed("array", "_recurrenceDates"),
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
    read_only=_OWN_DELETABLE | {"documentId", "accountId", "nextDate", "_recurrenceDates"},
    hidden=frozenset({"nextDate"}),
    indexed=("organizationId", "documentId", "nextDate"),
    soft_delete=True,
)

DEFAULT: Final = Schema(
    model="Default",
    table="defaults",
    properties={
        **_typed("string", "name description"),
        **_ID,
        **_typed("string", "organizationId"),
        **_typed("date", "createdAt updatedAt"),
        **_typed("object", "l10n"),
    },
    required=("name",),
    defaults={"l10n": {}},
    read_only=_OWN,
    indexed=("organizationId", "name"),
)

CATEGORY: Final = _plain("Category", "categories", "name alias", required=("name", "alias"))

DOCUMENT_CATEGORY: Final = Schema(
    model="DocumentCategory",
    table="document_categories",
    properties={
        **_typed("number", "amount"),
        **_typed("string", "categoryId"),
        **_typed("date", "date"),
        **_ID,
        **_typed("string", "documentId organizationId"),
        **_STAMPS,
        **_DELETION,
    },
    required=("amount", "categoryId"),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=_OWN_DELETABLE | {"documentId"},
    indexed=("organizationId", "documentId"),
    soft_delete=True,
)

WEBHOOK: Final = Schema(
    model="Webhook",
    table="webhooks",
    properties={
        **_typed("strings", "events"),
        **_typed("string", "url"),
        **_typed("boolean", "enabled"),
        **_ID,
        **_typed("string", "organizationId"),
        **_typed("date", "createdAt updatedAt"),
        **_DELETION,
    },
    required=("url",),
    defaults={"events": [], "enabled": True, "_isDeleted": False},
    read_only=_OWN_DELETABLE,
    indexed=("organizationId",),
    soft_delete=True,
)

BUSINESS_PREMISE: Final = _plain(
    "BusinessPremise",
    "business_premises",
    "businessPremiseId type",
    required=("businessPremiseId",),
    relations={"electronicDevices": _attached("ElectronicDevice", "businessPremiseId")},
)
ELECTRONIC_DEVICE: Final = Schema(
    model="ElectronicDevice",
    table="electronic_devices",
    properties={
        **_typed("string", "electronicDeviceId"),
        **_ID,
        **_typed("string", "businessPremiseId organizationId"),
        **_STAMPS,
    },
    required=("electronicDeviceId",),
    defaults={"custom": {}},
    read_only=_OWN | {"businessPremiseId"},
    indexed=("businessPremiseId",),
)
PRICE_LIST: Final = _plain("PriceList", "price_lists", "name description")
WAREHOUSE: Final = _plain("Warehouse", "warehouses", "name address city zip country")
ORDER: Final = _plain("Order", "orders", "documentId source", required=())
PRICE: Final = Schema(
    model="Price",
    table="prices",
    properties={
        **_typed("string", "itemId"),
        **_typed("number", "price priceGross"),
        **_ID,
        **_typed("string", "priceListId organizationId"),
        **_STAMPS,
        **_DELETION,
    },
    required=("itemId",),
    defaults={"custom": {}, "_isDeleted": False},
    read_only=_OWN_DELETABLE | {"priceListId"},
    indexed=("priceListId", "itemId"),
    soft_delete=True,
)
INVENTORY: Final = Schema(
    model="Inventory",
    table="inventories",
    properties={
        **_ID,
        **_typed("string", "itemId warehouseId organizationId"),
        **_typed("number", "quantity"),
        **_STAMPS,
    },
    indexed=("itemId",),
)
ATTACHMENT: Final = Schema(
    model="Attachment",
    table="attachments",
    properties={
        **_ID,
        **_typed("string", "documentId organizationId name type"),
        **_typed("number", "size"),
        **_STAMPS,
    },
    indexed=("documentId",),
)
WHITE_LABEL: Final = Schema(
    model="WhiteLabel",
    table="white_labels",
    properties={
        **_typed("string", "name domain"),
        **_ID,
        **_typed("string", "accountId"),
        **_STAMPS,
    },
    defaults={"custom": {}},
    read_only=_OWN | {"accountId"},
    indexed=("accountId",),
)

DOCUMENT: Final = Schema(
    model="Document",
    table="documents",
    properties={
        **_ID,
        **_typed("string", "number numberInternal previousDocumentId type displayName"),
        **_typed("boolean", "draft incoming customTotals"),
        **_typed("date", "date dateService dateServiceTo dateDue dateValidTill datePaid"),
        **_typed("date", "dateReceived issuedAt"),
        **_typed("number", "dateYear"),
        **_typed("string", "reference currencyId clientId unitId priceListId warehouseId"),
        **_typed("string", "destinationWarehouseId note footer signature taxClause"),
        **_typed("boolean", "omitTaxes keepPricesAsGross ignoreOmitTaxes"),
        **_typed("number", "total totalDiscount totalWithTax totalConverted totalWithTaxConverted"),
        **_typed("number", "totalPaid totalDue decimalPlaces equalization"),
        **_typed("boolean", "paidInFull hasUnit canceled sentSnailMail validateEslog"),
        **_typed("boolean", "isValidEslog chargesDisabled sandbox"),
        **_typed("string", "uniqueId shareableId organizationId accountId"),
        **_STAMPS,
        **_DELETION,
        **_typed("object", "_documentClient _documentIssuer _documentUnit l10n"),
        **_typed("object", "_documentConversionRate stripeConnectPaymentIntent"),
        **_typed("object", "_furs _fina _at _fatturaPa _bPay"),
        **_typed("array", "_documentItems _documentTaxes _documentReverseTaxes"),
        **_typed("strings", "documentIds"),
        **_typed("array", "_comments _data payments"),
    },
    read_only=_OWN_DELETABLE,
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
        "payments": _attached("Payment", "documentId"),
        "recurrence": _attached("Recurrence", "documentId"),
        "client": Relation(model="Client", key_from="clientId", key_to="id"),
        "organization": _TO_ORGANIZATION,
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
