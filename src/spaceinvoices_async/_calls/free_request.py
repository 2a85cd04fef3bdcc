"""Makes an operation of a method and a path that no table has, for `si.request()`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from spaceinvoices_async._calls.request import CONTROL
from spaceinvoices_async._serialization.values import base_value
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.operations import Safety

_BY_METHOD: Final[Mapping[str, Safety]] = {
    "GET": "safe",
    "HEAD": "safe",
    "PUT": "idempotent",
    # Sent again, it would undo what somebody else has changed meanwhile (RFC 9110, 9.2.2).
    "PATCH": "unsafe",
    "DELETE": "idempotent",
    "POST": "unsafe",
}


def free_operation(method: str, path: str, safety: Safety | None = None) -> Operation:
    """Return the operation of a method and a literal path.

    Its safety is told by the method if not given.

    Raises:
        InvalidInputError: No request can be made of it.
    """
    verb = str(base_value(method)).upper()
    if verb not in _BY_METHOD:
        raise InvalidInputError(f"must be one of {', '.join(_BY_METHOD)}", field="method")
    if safety == "keyed":
        raise InvalidInputError("keyed is for operations with a unique key", field="safety")
    if safety not in {None, *_BY_METHOD.values()}:
        raise InvalidInputError("must be safe, idempotent or unsafe", field="safety")
    route = literal_path(path)
    return Operation(
        # The path may hold ids, even a token: it stays out of logs and errors.
        id=f"request_{verb.lower()}",
        tag="",
        method=verb,
        path=route,
        wire_path=route,
        safety=safety or _BY_METHOD[verb],
        summary="",
        docs="",
    )


def literal_path(path: str) -> str:
    """Check and escape a path that is not in the operation table.

    Raises:
        InvalidInputError: The path could leave the configured server, or holds a query.
    """
    problem: str | None = None
    if not isinstance(cast("object", path), str):
        raise InvalidInputError(f"must be text, not {type(path).__name__}", field="path")
    segments = path.split("/")
    if not path.startswith("/") or path.startswith("//"):
        problem = "must start with one slash, as in /v1/Accounts/authorized"
    elif any(mark in path for mark in "?#\\") or CONTROL.search(path):
        problem = "must be a path alone; give parameters as query="
    elif any(
        segment.replace("%2e", ".").replace("%2E", ".") in {".", ".."} for segment in segments
    ):
        problem = "must not hold dot segments"
    if problem is None:
        try:
            return quote(path, safe="/%:@!$&'()*+,;=~")
        except UnicodeEncodeError:
            problem = "must not hold half a surrogate pair"
    raise InvalidInputError(problem, field="path")
