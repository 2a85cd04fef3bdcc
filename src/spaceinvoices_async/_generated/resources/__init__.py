# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All resources of the API, each loaded at its first use."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from spaceinvoices_async import _requestor

    from . import access_tokens as _access_tokens
    from . import account_organizations as _account_organizations
    from . import accounts as _accounts
    from . import business_premises as _business_premises
    from . import categories as _categories
    from . import clients as _clients
    from . import companies as _companies
    from . import countries as _countries
    from . import currencies as _currencies
    from . import defaults as _defaults
    from . import document_categories as _document_categories
    from . import documents as _documents
    from . import electronic_devices as _electronic_devices
    from . import items as _items
    from . import orders as _orders
    from . import organizations as _organizations
    from . import payments as _payments
    from . import price_lists as _price_lists
    from . import prices as _prices
    from . import recurrences as _recurrences
    from . import taxes as _taxes
    from . import units as _units
    from . import warehouses as _warehouses
    from . import webhooks as _webhooks
    from . import white_labels as _white_labels
else:
    from spaceinvoices_async._lazy import LazyModule

    _requestor = LazyModule("spaceinvoices_async._requestor")
    _access_tokens = LazyModule(f"{__name__}.access_tokens")
    _account_organizations = LazyModule(f"{__name__}.account_organizations")
    _accounts = LazyModule(f"{__name__}.accounts")
    _business_premises = LazyModule(f"{__name__}.business_premises")
    _categories = LazyModule(f"{__name__}.categories")
    _clients = LazyModule(f"{__name__}.clients")
    _companies = LazyModule(f"{__name__}.companies")
    _countries = LazyModule(f"{__name__}.countries")
    _currencies = LazyModule(f"{__name__}.currencies")
    _defaults = LazyModule(f"{__name__}.defaults")
    _document_categories = LazyModule(f"{__name__}.document_categories")
    _documents = LazyModule(f"{__name__}.documents")
    _electronic_devices = LazyModule(f"{__name__}.electronic_devices")
    _items = LazyModule(f"{__name__}.items")
    _orders = LazyModule(f"{__name__}.orders")
    _organizations = LazyModule(f"{__name__}.organizations")
    _payments = LazyModule(f"{__name__}.payments")
    _price_lists = LazyModule(f"{__name__}.price_lists")
    _prices = LazyModule(f"{__name__}.prices")
    _recurrences = LazyModule(f"{__name__}.recurrences")
    _taxes = LazyModule(f"{__name__}.taxes")
    _units = LazyModule(f"{__name__}.units")
    _warehouses = LazyModule(f"{__name__}.warehouses")
    _webhooks = LazyModule(f"{__name__}.webhooks")
    _white_labels = LazyModule(f"{__name__}.white_labels")


SUMMARIES: Final[Mapping[str, str]] = {
    "access_tokens": "The tokens an account can be used with.",
    "account_organizations": "Which account may work in which organization, and in which role.",
    "accounts": "Users who log in; a root account owns the child accounts it creates.",
    "business_premises": "Places that documents are fiscalized from.",
    "categories": "Groups that documents are put into, for statistics.",
    "clients": "The people and businesses that receive documents.",
    "companies": "Companies from public registers.",
    "countries": "The countries of the world.",
    "currencies": "The currencies documents can be in.",
    "defaults": "The settings of an organization.",
    "document_categories": "How much of a document belongs to which category.",
    "documents": "Invoices, estimates, advances, credit notes and delivery notes.",
    "electronic_devices": "Tills of business premises.",
    "items": "Products and services that documents are filled from.",
    "orders": "Orders that came from connected shops.",
    "organizations": "The legal entities that issue documents.",
    "payments": "What has been paid for documents.",
    "price_lists": "Lists of prices that differ from the items\u0027 own.",
    "prices": "What items cost in price lists.",
    "recurrences": "How documents are issued again and again.",
    "taxes": "The taxes an organization charges, and their rates.",
    "units": "Brands or branches of an organization with their own details and images.",
    "warehouses": "Places where goods are kept.",
    "webhooks": "Addresses that are told of events.",
    "white_labels": "Names and domains the vendor\u0027s pages are shown under.",
}
"""What each resource is, in one sentence, by its name."""


class Resources:
    """The resources of one account, one attribute each."""

    _requestor: _requestor.Requestor
    access_tokens: _access_tokens.AccessTokensResource
    """The tokens an account can be used with."""
    account_organizations: _account_organizations.AccountOrganizationsResource
    """Which account may work in which organization, and in which role."""
    accounts: _accounts.AccountsResource
    """Users who log in; a root account owns the child accounts it creates."""
    business_premises: _business_premises.BusinessPremisesResource
    """Places that documents are fiscalized from."""
    categories: _categories.CategoriesResource
    """Groups that documents are put into, for statistics."""
    clients: _clients.ClientsResource
    """The people and businesses that receive documents."""
    companies: _companies.CompaniesResource
    """Companies from public registers."""
    countries: _countries.CountriesResource
    """The countries of the world."""
    currencies: _currencies.CurrenciesResource
    """The currencies documents can be in."""
    defaults: _defaults.DefaultsResource
    """The settings of an organization."""
    document_categories: _document_categories.DocumentCategoriesResource
    """How much of a document belongs to which category."""
    documents: _documents.DocumentsResource
    """Invoices, estimates, advances, credit notes and delivery notes."""
    electronic_devices: _electronic_devices.ElectronicDevicesResource
    """Tills of business premises."""
    items: _items.ItemsResource
    """Products and services that documents are filled from."""
    orders: _orders.OrdersResource
    """Orders that came from connected shops."""
    organizations: _organizations.OrganizationsResource
    """The legal entities that issue documents."""
    payments: _payments.PaymentsResource
    """What has been paid for documents."""
    price_lists: _price_lists.PriceListsResource
    """Lists of prices that differ from the items' own."""
    prices: _prices.PricesResource
    """What items cost in price lists."""
    recurrences: _recurrences.RecurrencesResource
    """How documents are issued again and again."""
    taxes: _taxes.TaxesResource
    """The taxes an organization charges, and their rates."""
    units: _units.UnitsResource
    """Brands or branches of an organization with their own details and images."""
    warehouses: _warehouses.WarehousesResource
    """Places where goods are kept."""
    webhooks: _webhooks.WebhooksResource
    """Addresses that are told of events."""
    white_labels: _white_labels.WhiteLabelsResource
    """Names and domains the vendor's pages are shown under."""

    _RESOURCES: ClassVar[Mapping[str, str]] = {
        "access_tokens": "AccessTokensResource",
        "account_organizations": "AccountOrganizationsResource",
        "accounts": "AccountsResource",
        "business_premises": "BusinessPremisesResource",
        "categories": "CategoriesResource",
        "clients": "ClientsResource",
        "companies": "CompaniesResource",
        "countries": "CountriesResource",
        "currencies": "CurrenciesResource",
        "defaults": "DefaultsResource",
        "document_categories": "DocumentCategoriesResource",
        "documents": "DocumentsResource",
        "electronic_devices": "ElectronicDevicesResource",
        "items": "ItemsResource",
        "orders": "OrdersResource",
        "organizations": "OrganizationsResource",
        "payments": "PaymentsResource",
        "price_lists": "PriceListsResource",
        "prices": "PricesResource",
        "recurrences": "RecurrencesResource",
        "taxes": "TaxesResource",
        "units": "UnitsResource",
        "warehouses": "WarehousesResource",
        "webhooks": "WebhooksResource",
        "white_labels": "WhiteLabelsResource",
    }

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name not in self._RESOURCES:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            module = importlib.import_module(f".{name}", __name__)
            resource = getattr(module, self._RESOURCES[name])(self._requestor)
            object.__setattr__(self, name, resource)
            return resource

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._RESOURCES})
