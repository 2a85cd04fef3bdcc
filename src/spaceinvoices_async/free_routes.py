"""Routes that are not in the table of operations, described as if they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .errors import InvalidInputError
from .operations import Operation
from .request import literal_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .operations import Safety

_BY_METHOD: Final[Mapping[str, Safety]] = {
    "GET": "safe",
    "HEAD": "safe",
    "PUT": "idempotent",
    "PATCH": "idempotent",
    "DELETE": "idempotent",
    "POST": "unsafe",
}


def free_operation(method: str, path: str, safety: Safety | None = None) -> Operation:
    """The operation of a method and a literal path; its safety is told by the method if not given.

    Raises:
        InvalidInputError: No request can be made of it.
    """
    verb = str(method).upper()
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
