"""Records made from what a client sent: values coerced, defaults filled in, rules checked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import coercion, errors, ids, javascript
from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import PropertyType, Schema

_METHODS: Final = frozenset({"constructor", "isValid", "setAttributes", "toObject", "trigger"})
"""Names of what the framework calls on each record: data of that name is called, and fails."""

Problem = tuple[str, str, str]
BLANK = "can't be blank"
_TOO_DEEP: Final = 32


def coerced(schema: Schema, data: Mapping[str, Json]) -> tuple[Record, list[Problem]]:
    """Return the data as the model holds it, and what is wrong with it.

    Raises 400 or 500 for the rest.
    """
    readable(data)
    _named(data)
    coercion.sanitized(data, frozenset(), depth=_TOO_DEEP)
    return _coerced(schema, data)


def readable(record: Mapping[str, Json]) -> None:
    """Raise the 500 that the framework gives for whatever has a property with a dot in its name."""
    dotted = next((name for name in record if "." in name), None)
    if dotted is not None:
        raise errors.server_error(f"Property names containing dot(s) are not supported: {dotted}")


def _named(data: Mapping[str, Json]) -> None:
    """Raise the 500 of a property that hides what the framework needs of each record."""
    hidden = next((name for name in data if name in _METHODS), None)
    if hidden is not None:
        raise errors.server_error(f'Property name "{hidden}" is not allowed')
    prototype = data.get("__proto__", "")
    if prototype is None or isinstance(prototype, (dict, list)):
        raise errors.server_error("The prototype of the data was replaced")


def _coerced(schema: Schema, data: Mapping[str, Json]) -> tuple[Record, list[Problem]]:
    record: Record = {}
    problems: list[Problem] = []
    for name, value in data.items():
        kind = schema.properties.get(name)
        if name == "__proto__":  # no property to JavaScript
            continue
        if kind is None:
            _unknown(schema, name, value, record, problems)
            continue
        held, valid = coerce_value(kind, value)
        record[name] = identified(held) if name == "_data" else held
        if not valid:
            problems.append((name, "date", "is not a valid date"))
    return record, problems


def _unknown(
    schema: Schema, name: str, value: Json, record: Record, problems: list[Problem]
) -> None:
    if schema.unknown == "refuse":
        problems.append((name, "unknown-property", "is not defined in the model"))
    elif schema.unknown == "keep":
        record[name] = value


def identified(entries: Json) -> Json:
    """Embedded objects, each with an id of its own."""
    if not isinstance(entries, list):
        return entries
    return [
        {"id": ids.embedded_id(), **entry} if isinstance(entry, dict) else entry
        for entry in entries
    ]


def _number(value: Json) -> Json:
    return javascript.number(coercion.number_of(value))


_PLAIN: Final[Mapping[str, Callable[[Json], Json]]] = {
    "string": javascript.text,
    "number": _number,
    "boolean": coercion.to_boolean,
}
"""What becomes of a value whatever it is; dates and lists may be none."""


def coerce_value(kind: PropertyType, value: Json) -> tuple[Json, bool]:
    """Return the value as a property of this type holds it; false for a date that is none."""
    if value is None:
        return None, True
    if kind in _PLAIN:
        return _PLAIN[kind](value), True
    if kind == "date":
        date = coercion.to_date(value)
        return (None, False) if date is None else (date.iso(), True)
    if kind in {"array", "strings"}:
        items = list_of(value)
        if kind == "strings":
            return [
                item if isinstance(item, list) else javascript.text(item) for item in items
            ], True
        return [{} if item is None else item for item in items], True
    return value, True


def list_of(value: Json) -> list[Json]:
    """Return the value as an embedded list.

    Text is read as JSON. Raises the 400 of what is none.
    """
    if isinstance(value, str):
        try:
            value = load(value)
        except ValueError:
            raise bad_request(
                f"could not create List from JSON string: {javascript.json_text(value)}"
            ) from None
    if not javascript.truthy(value):
        return []
    if not isinstance(value, list):
        raise bad_request(f"Items must be an array: {javascript.json_text(value)}")
    return value


def missing(schema: Schema, record: Mapping[str, Json], problems: list[Problem]) -> list[Problem]:
    """Return the required properties that are blank, and not told to be no date already."""
    told = {name for name, code, _ in problems if code == "date"}
    return [
        (name, "presence", BLANK)
        for name in schema.required
        if name not in told and blank(record.get(name))
    ]


def blank(value: Json) -> bool:
    """Null, empty, or no number."""
    return value is None or value in ("", []) or (isinstance(value, float) and math.isnan(value))


def check(schema: Schema, record: Mapping[str, Json], problems: list[Problem]) -> None:
    """Raise the 422 that lists all problems, if there are any."""
    if problems:
        raise errors.invalid(schema.model, problems, record)


def created(schema: Schema, data: Mapping[str, Json], given: Mapping[str, Json]) -> Record:
    """Return a new record: what the client may set, the defaults, and what the server gives it.

    An id sent by the client is refused, other read-only properties are ignored.
    """
    record, problems = coerced(schema, _writable(schema, data))
    for name, default in schema.defaults.items():
        record.setdefault(name, copied(default))
    identity = data.get("id")
    shown: Record = {**record, "id": None if identity is None else javascript.text(identity)}
    identified_by: list[Problem] = [("id", "absence", "can't be set")] if shown["id"] else []
    check(schema, shown, [*identified_by, *missing(schema, record, problems), *problems])
    return {**record, **given}


def patched(schema: Schema, current: Record, data: Mapping[str, Json], stamp: str) -> Record:
    """Return the record with the sent properties put in; read-only ones are ignored.

    One with a dot in its name is taken, and the record cannot be read from then on.
    """
    readable(current)
    _named(data)
    coercion.sanitized(data, frozenset(), depth=_TOO_DEEP)
    check_changed_id(str(current["id"]), data)
    changes, problems = _coerced(schema, _writable(schema, data))
    record = {**current, **changes}
    check(schema, record, [*missing(schema, record, problems), *problems])
    return {**record, "updatedAt": stamp}


def replaced(schema: Schema, current: Record, data: Mapping[str, Json], stamp: str) -> Record:
    """Return the record anew, from what was sent; only what the client may not set survives."""
    check_replaced_id(str(current["id"]), data)
    record, problems = coerced(schema, _writable(schema, data))
    for name, default in schema.defaults.items():
        record.setdefault(name, copied(default))
    kept = {name: current[name] for name in schema.read_only if name in current}
    record = {**record, **kept, "updatedAt": stamp}
    check(schema, record, [*missing(schema, record, problems), *problems])
    return record


def check_changed_id(current: str, data: Mapping[str, Json]) -> None:
    """Raise the 400 of another id in a change, be it null."""
    sent = javascript.text(data.get("id"))
    if "id" in data and sent != current:
        raise bad_request(
            f"id cannot be updated from {current} to {sent} when forceId is set to true"
        )


def check_replaced_id(current: str, data: Mapping[str, Json]) -> None:
    """Raise the 400 of another id in what is put in the place of a record."""
    identity = data.get("id")
    if javascript.truthy(identity) and identity != current:
        sent = javascript.text(identity)
        raise bad_request(f"id property (id) cannot be updated from {current} to {sent}")


def copied(default: Json) -> Json:
    """Return a default that no two records share."""
    if isinstance(default, dict):
        return {**default}
    return [*default] if isinstance(default, list) else default


def _writable(schema: Schema, data: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in data.items() if name not in schema.read_only}


__all__ = [
    "BLANK",
    "Date",
    "Problem",
    "blank",
    "check",
    "check_changed_id",
    "check_replaced_id",
    "coerce_value",
    "coerced",
    "copied",
    "created",
    "identified",
    "missing",
    "patched",
    "readable",
    "replaced",
]
