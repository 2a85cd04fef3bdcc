"""Arguments of a method: the types the framework bends them to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from spaceinvoices_sandbox.loopback import coercion, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import load

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json

ArgumentType: TypeAlias = Literal["object", "list", "string", "boolean", "date"]

_TIMESTAMP = re.compile(r"-?\d+\Z")


def coerced(kind: ArgumentType, value: Json) -> Json:
    """The value as an argument of this type, None where it counts as not given."""
    if value == "":
        return None
    if kind == "object":
        return _object(value)
    if kind == "list":
        return _list(value)
    if kind == "boolean":
        return _boolean(value)
    if kind == "date":
        return _date(value)
    return coercion.to_text(value)


def _object(value: Json) -> Json:
    if value == "null":
        return None
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        try:
            return javascript.doubles(load(value))
        except ValueError:
            raise bad_request("Cannot parse JSON-encoded object value.") from None
    if value is not None and not isinstance(value, dict):
        raise bad_request("Value is not an object.")
    return value


def _list(value: Json) -> Json:
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        try:
            value = load(value)
        except ValueError:
            raise bad_request("Cannot parse JSON-encoded array value.") from None
    if not isinstance(value, list):
        raise bad_request("Value is not an array.")
    return value


def _boolean(value: Json) -> Json:
    if isinstance(value, str) and value.lower() in {"true", "1", "false", "0"}:
        return value.lower() in {"true", "1"}
    raise bad_request("Value is not a boolean.")


def _date(value: Json) -> Json:
    given: object = value
    if isinstance(value, str) and _TIMESTAMP.match(value):
        given = int(value)
    date = coercion.to_date(given) if isinstance(given, (str, int)) else None
    if date is None:
        raise bad_request("Value is not a valid date.")
    return date.iso()
