"""The error bodies of the framework: one exception, and one function per kind of refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import javascript
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*\Z")
_SHOWN: Final = 32
_SERVER_ERROR: Final = 500
_NOT_IMPLEMENTED: Final = 501
_STATUS_TEXT = {500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable"}


class ApiError(Exception):
    """A refusal, with the body the framework would write for it."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: str | None = None,
        name: str = "Error",
        details: Json = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.name = name
        self.details = details

    def body(self) -> Record:
        """Return the error document; of a failure of the server only the status is told."""
        error: Record = {"statusCode": self.status}
        if self.status >= _SERVER_ERROR and self.status != _NOT_IMPLEMENTED:
            error["message"] = _STATUS_TEXT.get(self.status, "Unknown Error")
            if self.details is not None:
                error.update(message=self.message, details=self.details)
            return {"error": error}
        error.update(name=self.name, message=self.message)
        if self.code is not None:
            error["code"] = self.code
        if self.details is not None:
            error["details"] = self.details
        return {"error": error}


def bad_request(message: str, *, code: str | None = None, name: str = "Error") -> ApiError:
    """400: the arguments cannot be understood."""
    return ApiError(400, message, code=code, name=name)


def unauthorized() -> ApiError:
    """401: no token, an unknown one, or one without the right; the framework tells none apart."""
    return ApiError(401, "Authorization Required", code="AUTHORIZATION_REQUIRED")


def unknown_id(model: str, identity: str) -> ApiError:
    """404 of a record that is read."""
    return ApiError(404, f'Unknown "{model}" id "{identity}".', code="MODEL_NOT_FOUND")


def no_model(identity: str) -> ApiError:
    """404 of a record on which a method is called."""
    return ApiError(404, f"could not find a model with id {identity}", code="MODEL_NOT_FOUND")


def no_instance(identity: str) -> ApiError:
    """404 of a record that is replaced."""
    return ApiError(404, f"Could not replace. Object with id {identity} does not exist!")


def server_error(reason: str) -> ApiError:
    """500: what the framework trips over; the reason stays in the log."""
    return ApiError(500, reason)


def refused(message: str, *, code: str, status: int = 422) -> ApiError:
    """Refuse by a rule of the API itself."""
    return ApiError(status, message, code=code, name="Error")


def invalid(
    model: str,
    problems: Sequence[tuple[str, str, str]],
    values: Mapping[str, object],
) -> ApiError:
    """422: every problem is (property, code, message)."""
    codes: dict[str, list[Json]] = {}
    messages: dict[str, list[Json]] = {}
    for field, code, message in problems:
        codes.setdefault(field, []).append(code)
        messages.setdefault(field, []).append(message)
    told = "; ".join(
        f"`{field}` {message} (value: {_named(code, values.get(field, javascript.UNDEFINED))})"
        for field, texts in messages.items()
        for code, message in zip(codes[field], texts, strict=True)
    )
    return ApiError(
        422,
        f"The `{model}` instance is not valid. Details: {told}.",
        name="ValidationError",
        details={"context": model, "codes": {**codes}, "messages": {**messages}},
    )


def _named(code: Json, value: object) -> str:
    """Return the value in the message; what was no date is a date without a time by then."""
    return "Invalid Date" if code == "date" else _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, str):
        quoted = _cut(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{quoted}"'
    return _cut(_inspected(value, 1 if isinstance(value, list) else 0))


def _inspected(value: object, depth: int) -> str:
    """`util.inspect(value)`, which shows what is deeper by its kind alone."""
    if is_list(value):
        if depth < 0:
            return "[Array]"
        return f"[ {', '.join(_inspected(item, depth - 1) for item in value)} ]" if value else "[]"
    if is_object(value):
        if depth < 0:
            return "[Object]"
        members = (f"{_name(name)}: {_inspected(item, depth - 1)}" for name, item in value.items())
        return f"{{ {', '.join(members)} }}" if value else "{}"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return javascript.text(value)


def _name(name: str) -> str:
    return name if _IDENTIFIER.match(name) else f"'{name}'"


def _cut(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    closing = len(text) - len(text.rstrip(" \t})]"))
    tail = text[-min(closing, 3) :] if closing else text[-3:]
    return f"{text[: _SHOWN - len(tail) - 4]}...{tail}"
