"""One request as a handler sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback import errors, filters, javascript
from spaceinvoices_sandbox.loopback.answers import Upload
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.operations import Operation
    from spaceinvoices_sandbox.loopback.filters import Query
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import Schema
    from spaceinvoices_sandbox.world import World


@dataclass(slots=True, kw_only=True)
class Call:
    """One request: arguments are coerced, the token is read, no right is checked yet."""

    world: World
    operation: Operation
    path: Mapping[str, str]
    arguments: Mapping[str, Json]
    body: Json
    origin: str
    token: Record | None = None
    account: Record | None = None
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])

    @property
    def id(self) -> str:
        """The one id in the path."""
        return next(iter(self.path.values()))

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids in the path, in its order."""
        return (*self.path.values(),)

    @property
    def data(self) -> dict[str, Json]:
        """The body as an object; anything else counts as empty."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def me(self) -> Record:
        """The account of the token; raises the 401 without one."""
        if self.account is None:
            raise errors.unauthorized()
        return self.account

    def require_account(self) -> None:
        """Raise the 401 without a token."""
        if self.account is None:
            raise errors.unauthorized()

    def query(self, schema: Schema) -> Query:
        """Return the `filter` argument."""
        return filters.read_filter(self.arguments.get("filter"), schema)

    def selection(self, schema: Schema) -> Query:
        """Return the `filter` argument of a method on one record."""
        return filters.read_selection(self.arguments.get("filter"), schema)

    def where(self, schema: Schema) -> Mapping[str, object]:
        """Return the `where` argument."""
        return filters.read_where(self.arguments.get("where"), schema)

    def text(self, name: str) -> str | None:
        """Return an argument from the query or the body, as text."""
        value = self.arguments.get(name, self.data.get(name))
        return None if value is None else javascript.text(value)

    def flag(self, name: str) -> bool | None:
        """Return a boolean argument."""
        value = self.arguments.get(name)
        return value if isinstance(value, bool) else None

    def check_texts(self, *names: str) -> None:
        """Raise the framework's 400 for arguments in the body that are given, and no texts."""
        if self.body is None or not all(isinstance(self.data.get(name, ""), str) for name in names):
            raise bad_request("Value is not a string.")

    def require_body(self, name: str) -> None:
        """Raise the framework's 400 for a body that is null, where the body is one argument."""
        if self.body is None:
            raise bad_request(f"{name} is a required argument")

    def required(self, name: str) -> str:
        """Return an argument that must have a value; raises the framework's 400 without one."""
        value = self.text(name)
        if not value:
            raise bad_request(f"{name} is a required argument")
        return value
