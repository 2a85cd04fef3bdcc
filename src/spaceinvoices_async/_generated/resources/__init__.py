# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All resources of the API, each loaded at its first use."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from spaceinvoices_async import _requestor

    from . import account_organizations as _account_organizations
    from . import accounts as _accounts
    from . import clients as _clients
    from . import documents as _documents
    from . import items as _items
    from . import organizations as _organizations
    from . import payments as _payments
    from . import taxes as _taxes
    from . import units as _units
else:
    from spaceinvoices_async._lazy import LazyModule

    _requestor = LazyModule("spaceinvoices_async._requestor")
    _account_organizations = LazyModule(f"{__name__}.account_organizations")
    _accounts = LazyModule(f"{__name__}.accounts")
    _clients = LazyModule(f"{__name__}.clients")
    _documents = LazyModule(f"{__name__}.documents")
    _items = LazyModule(f"{__name__}.items")
    _organizations = LazyModule(f"{__name__}.organizations")
    _payments = LazyModule(f"{__name__}.payments")
    _taxes = LazyModule(f"{__name__}.taxes")
    _units = LazyModule(f"{__name__}.units")


SUMMARIES: Final[Mapping[str, str]] = {
    "account_organizations": "Which account may work in which organization, and in which role.",
    "accounts": "Users who log in; a root account owns the child accounts it creates.",
    "clients": "The people and businesses that receive documents.",
    "documents": "Invoices, estimates, advances, credit notes and delivery notes.",
    "items": "Products and services that documents are filled from.",
    "organizations": "The legal entities that issue documents.",
    "payments": "What has been paid for documents.",
    "taxes": "The taxes an organization charges, and their rates.",
    "units": "Brands or branches of an organization with their own details and images.",
}
"""What each resource is, in one sentence, by its name."""


class Resources:
    """The resources of one account, one attribute each."""

    _requestor: _requestor.Requestor
    account_organizations: _account_organizations.AccountOrganizationsResource
    """Which account may work in which organization, and in which role."""
    accounts: _accounts.AccountsResource
    """Users who log in; a root account owns the child accounts it creates."""
    clients: _clients.ClientsResource
    """The people and businesses that receive documents."""
    documents: _documents.DocumentsResource
    """Invoices, estimates, advances, credit notes and delivery notes."""
    items: _items.ItemsResource
    """Products and services that documents are filled from."""
    organizations: _organizations.OrganizationsResource
    """The legal entities that issue documents."""
    payments: _payments.PaymentsResource
    """What has been paid for documents."""
    taxes: _taxes.TaxesResource
    """The taxes an organization charges, and their rates."""
    units: _units.UnitsResource
    """Brands or branches of an organization with their own details and images."""

    _RESOURCES: ClassVar[Mapping[str, str]] = {
        "account_organizations": "AccountOrganizationsResource",
        "accounts": "AccountsResource",
        "clients": "ClientsResource",
        "documents": "DocumentsResource",
        "items": "ItemsResource",
        "organizations": "OrganizationsResource",
        "payments": "PaymentsResource",
        "taxes": "TaxesResource",
        "units": "UnitsResource",
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
