"""What a test needs to be there before it begins, made by the same rules as everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Final, Protocol, Self, TypeAlias, cast

from spaceinvoices_async import models
from spaceinvoices_async.types import JsonValue
from spaceinvoices_sandbox.api import access, webhooks
from spaceinvoices_sandbox.api import models as kept
from spaceinvoices_sandbox.api.call import Call
from spaceinvoices_sandbox.api.registry import handlers
from spaceinvoices_sandbox.app import SandboxApp
from spaceinvoices_sandbox.loopback.json_types import Json, Record, is_list
from spaceinvoices_sandbox.loopback.names import check_known
from spaceinvoices_sandbox.loopback.schemas import Schema

Runner: TypeAlias = "Callable[[Callable[[], Record]], Record]"


class _Fields(Protocol):
    """An input model of the SDK: it knows its names, and keeps what it does not know apart."""

    additional_properties: dict[str, JsonValue]

    @classmethod
    def wire_names(cls) -> dict[str, str]: ...

    @classmethod
    def from_dict(cls, data: Mapping[str, JsonValue]) -> Self: ...


_INPUTS: Final[Mapping[str, tuple[type[_Fields], Schema]]] = {
    "accounts_create": (models.AccountCreate, kept.ACCOUNT),
    "organizations_create": (models.OrganizationCreate, kept.ORGANIZATION),
    "clients_create": (models.ClientCreate, kept.CLIENT),
    "units_create": (models.UnitCreate, kept.UNIT),
    "organizations_invite": (models.Invitation, kept.ACCOUNT_ORGANIZATION),
    "documents_create": (models.DocumentCreate, kept.DOCUMENT),
}
_PASSWORD: Final = "sandbox"  # noqa: S105 - documented, of accounts for tests


class Seeds:
    """Makes accounts, organizations, clients and documents as the root account; returns their ids.

    Fields are named as on the wire: `seed.client(organization_id, taxNumber="SI123")`. What the
    API would refuse is refused here too, by `errors.ApiError`. What the API would take and forget is
    refused as well: a field that there is not is a `ValueError` with the names there are, also
    within lines, taxes and payments; only `custom` and `l10n` hold any name.
    """

    def __init__(self, app: SandboxApp, origin: str, run: Runner) -> None:
        self._app = app
        self._origin = origin
        self._run = run
        self._numbers = count(1)

    def account(self, email: str | None = None, **fields: Json) -> str:
        """Return a child account of the root; its password is `sandbox` unless given."""
        email = email or f"account{next(self._numbers)}@example.com"
        body: Record = {"email": email, "password": _PASSWORD, **fields}
        return self._make("accounts_create", "", body)

    def token(self, account_id: str | None = None) -> str:
        """Return a token without end of the account, or of the root."""
        return str(self._run(lambda: self._token(account_id))["id"])

    def organization(self, account_id: str | None = None, **fields: Json) -> str:
        """Return an organization of the account, or of the root.

        In Belgium unless said otherwise.
        """
        body: Record = {"name": "International Space Agency", "country": "Belgium", **fields}
        return self._make("organizations_create", account_id or self._app.root_id, body)

    def client(self, organization_id: str, **fields: Json) -> str:
        """Return a client of the organization."""
        return self._make("clients_create", organization_id, {"name": "Rocket man", **fields})

    def unit(self, organization_id: str, **fields: Json) -> str:
        """Return a branch or brand of the organization."""
        return self._make("units_create", organization_id, {"name": "Branch", **fields})

    def invitation(self, organization_id: str, email: str, **fields: Json) -> str:
        """Return an open invitation into the organization."""
        return self._make("organizations_invite", organization_id, {"email": email, **fields})

    def document(self, organization_id: str, **fields: Json) -> str:
        """Return a document: an invoice of one line at 100 unless said otherwise."""
        body: Record = {
            "_documentClient": {"name": "Rocket man", "email": "rocket.man@example.com"},
            "_documentItems": [{"name": "Space suit", "price": 100}],
            **fields,
        }
        return self._make("documents_create", organization_id, body)

    def documents(self, organization_id: str, number: int, **fields: Json) -> list[str]:
        """Many documents alike, for pages and exports."""
        return [self.document(organization_id, **fields) for _ in range(number)]

    def made(self, operation_id: str, parent_id: str, **fields: Json) -> str:
        """Return what a create makes of these fields, under the parent in its path."""
        return self._make(operation_id, parent_id, fields)

    def _make(self, operation_id: str, parent: str, body: Record) -> str:
        return str(self._run(lambda: self._handle(operation_id, parent, body))["id"])

    def _handle(self, operation_id: str, parent: str, body: Record) -> Record:
        if operation_id in _INPUTS:
            model, schema = _INPUTS[operation_id]
            given = model.from_dict(cast("Mapping[str, JsonValue]", body))
            _check_fields(given, frozenset(schema.properties) - schema.read_only)
        operation = self._app.operations[operation_id]
        path: Mapping[str, str] = {"id": parent} if parent else {}
        call = Call(
            world=self._app.world,
            operation=operation,
            path=path,
            arguments={},
            body=body,
            origin=self._origin,
            account=self._root(),
        )
        with self._app.world.store.transaction():
            made = handlers()[operation_id](call)
        webhooks.notify(self._app.world)
        if not isinstance(made, dict):
            raise TypeError(f"{operation_id} makes no record")
        return made

    def _token(self, account_id: str | None) -> Record:
        world = self._app.world
        account = (
            self._root() if account_id is None else access.account(world, self._root(), account_id)
        )
        return access.issue_token(world, account, -1)

    def _root(self) -> Record:
        found = self._app.world.store.get(kept.ACCOUNT, self._app.root_id)
        if found is None:
            raise LookupError("the root account is gone")
        return found


def _check_fields(given: _Fields, kept_names: frozenset[str] = frozenset()) -> None:
    """Raise `ValueError` for a field that the model, or one inside it, does not have."""
    names = given.wire_names()
    for name in given.additional_properties:
        check_known("field", name, sorted(kept_names.union(names.values())))
    for name in names:
        value: object = getattr(given, name)
        for inner in value if is_list(value) else [value]:
            if hasattr(inner, "additional_properties"):
                _check_fields(cast("_Fields", inner))
