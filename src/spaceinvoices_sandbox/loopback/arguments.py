"""Arguments of a method: the types the framework bends them to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from spaceinvoices_sandbox.loopback import coercion, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

ArgumentType: TypeAlias = Literal["object", "list", "strings", "string", "boolean", "date"]

_TIMESTAMP = re.compile(r"-?\d+\Z")
_NUMBER = re.compile(r"-?(?:\d|[1-9]\d*|\d*\.\d+)\Z", re.ASCII)
_SAFE: Final = 2**53 - 1


def coerced(kind: ArgumentType, value: Json) -> Json:
    """Return the value as an argument of this type, None where it counts as not given."""
    if value == "":
        return None
    convert = _CONVERTERS.get(kind, coercion.to_text)
    return convert(value)


def guessed(text: str) -> Json:
    """Read an argument of any type: null, a boolean, a number, JSON, or the text itself."""
    if text == "null":
        return None
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if _NUMBER.match(text) and abs(float(text)) <= _SAFE:
        return javascript.doubles(float(text))
    if (text[:1], text[-1:]) in {("{", "}"), ("[", "]")}:
        try:
            return load(text)
        except ValueError:
            return text
    return text


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


def _strings(value: Json) -> Json:
    """Return a list of texts, given as such or as JSON; anything else is the only one of a list."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        value = _list(value)
    if not isinstance(value, list):
        return None if value is None else [coercion.to_text(value)]
    if not all(isinstance(item, str) for item in value):
        raise bad_request("Value is not a string.")
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


_CONVERTERS: Final[Mapping[ArgumentType, Callable[[Json], Json]]] = {
    "object": _object,
    "list": _list,
    "strings": _strings,
    "boolean": _boolean,
    "date": _date,
}
