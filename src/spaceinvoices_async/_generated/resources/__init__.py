# Generated from the OpenAPI document by `make generate`. Do not edit.
"""All resources of the API, each loaded at its first use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._requestor import Requestor

    from .account_organizations import AccountOrganizationsResource
    from .accounts import AccountsResource
    from .clients import ClientsResource
    from .documents import DocumentsResource
    from .organizations import OrganizationsResource
    from .units import UnitsResource


class Resources:
    """The resources of one account, one attribute each."""

    _requestor: Requestor
    account_organizations: AccountOrganizationsResource
    """Which account may work in which organization, and in which role."""
    accounts: AccountsResource
    """Users who log in; a root account owns the child accounts it creates."""
    clients: ClientsResource
    """The people and businesses that receive documents."""
    documents: DocumentsResource
    """Invoices, estimates, advances, credit notes and delivery notes."""
    organizations: OrganizationsResource
    """The legal entities that issue documents."""
    units: UnitsResource
    """Brands or branches of an organization with their own details and images."""

    _RESOURCES: ClassVar[Mapping[str, str]] = {
        "account_organizations": "AccountOrganizationsResource",
        "accounts": "AccountsResource",
        "clients": "ClientsResource",
        "documents": "DocumentsResource",
        "organizations": "OrganizationsResource",
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
