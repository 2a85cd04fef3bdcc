"""The parts of a filter that shape the answer: order, fields, include, skip and limit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async._serialization.values import UnfitValue, base_value, encode_string
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters.names import Names, check_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.types import JsonValue

_ORDER: Final = re.compile(
    r"(?P<name>[^\s,+-][^\s,]*)(?:\s+(?P<direction>asc|desc))?", re.IGNORECASE
)


def order(value: object, names: Names, *, tie_break: bool = True) -> list[JsonValue]:
    """Return the order in wire names, `["date DESC", "id ASC"]`.

    Without `id` at the end, rows that are alike would change places between two pages.

    Raises:
        InvalidInputError: It is not a property with `ASC` or `DESC`.
    """
    terms: list[JsonValue] = []
    ordered: set[str] = set()
    for text in _texts([] if value is None else value, "order"):
        for term in text.split(","):
            matched = _ORDER.fullmatch(term.strip())
            if matched is None:
                raise InvalidInputError(
                    f"{term.strip()!r} is no order: write 'date DESC' or 'date ASC'", field="order"
                )
            name = names.to_wire(matched["name"])
            ordered.add(name)
            terms.append(f"{name} {(matched['direction'] or 'ASC').upper()}")
    if tie_break and "id" not in ordered:
        terms.append("id ASC")
    return terms


def fields(value: object, names: Names) -> dict[str, JsonValue]:
    """Return the properties in wire names, `{"name": true}`.

    Raises:
        InvalidInputError: It is empty, or says both what is wanted and what is not: the server
            ignores the one and half of the other.
    """
    if isinstance(value, Mapping):
        wanted = {
            names.to_wire(check_text(name, "fields")): flag(choice, "fields")
            for name, choice in cast("Mapping[object, object]", value).items()
        }
    else:
        wanted = {names.to_wire(name): True for name in _texts(value, "fields")}
    if len(set(wanted.values())) != 1:
        raise InvalidInputError(
            "name the properties that are wanted, or, with False, those that are not",
            field="fields",
        )
    return {**wanted}


def with_id(wanted: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the same properties, and `id`.

    Raises:
        InvalidInputError: `id` alone is not wanted, and nothing would be left to leave out.
    """
    if True in wanted.values():
        return {**wanted, "id": True}
    kept = {name: choice for name, choice in wanted.items() if name != "id"}
    if not kept:
        raise InvalidInputError(
            "a list always fetches 'id', pages are told apart by it", field="fields"
        )
    return kept


def include(
    value: object,
    names: Names,
    scope: Callable[[object], dict[str, JsonValue]],
) -> JsonValue:
    """Return the relations in wire names; `scope` reads the filter of a relation's own rows.

    Raises:
        InvalidInputError: It is neither names nor mappings of names.
    """
    if isinstance(value, str):
        return names.relation(check_text(value, "include"))
    if isinstance(value, Mapping):
        return _relation(cast("Mapping[object, object]", value), names, scope)
    if isinstance(value, Sequence) and value and not isinstance(value, bytes):
        return [include(item, names, scope) for item in cast("Sequence[object]", value)]
    raise InvalidInputError("takes names of relations", field="include")


def _relation(
    value: Mapping[object, object],
    names: Names,
    scope: Callable[[object], dict[str, JsonValue]],
) -> JsonValue:
    if not value:
        raise InvalidInputError("takes names of relations", field="include")
    if "relation" not in value:
        return {
            names.relation(check_text(name, "include")): include(nested, Names(), scope)
            for name, nested in value.items()
        }
    if unknown := [key for key in value if key not in ("relation", "scope")]:
        raise InvalidInputError(
            f"the server ignores {unknown[0]!r} beside 'relation': only 'scope' may stand there",
            field="include",
        )
    relation: dict[str, JsonValue] = {
        "relation": names.relation(check_text(value["relation"], "include"))
    }
    if value.get("scope") is not None:
        relation["scope"] = scope(value["scope"])
    return relation


def whole(value: object, name: str) -> int:
    """Return a number of rows.

    Raises:
        InvalidInputError: It is not a whole number of at least 0.
    """
    value = plain(value, name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidInputError("is a whole number, 0 or more", field=name)
    return value


def flag(value: object, name: str) -> bool:
    """Return True or False.

    Raises:
        InvalidInputError: It is anything else.
    """
    value = plain(value, name)
    if not isinstance(value, bool):
        raise InvalidInputError("is True or False", field=name)
    return value


def check_text(value: object, name: str) -> str:
    """Return the name of a property or relation.

    Raises:
        InvalidInputError: It is no text.
    """
    return check_path(_text(value, name))


def _texts(value: object, name: str) -> list[str]:
    if isinstance(value, str):
        return [_text(value, name)]
    if not isinstance(value, Sequence) or isinstance(value, bytes):
        raise InvalidInputError("takes text or a list of texts", field=name)
    return [_text(item, name) for item in cast("Sequence[object]", value)]


def _text(value: object, name: str) -> str:
    try:
        return encode_string(value)
    except UnfitValue:
        raise InvalidInputError(f"takes text, not {type(value).__name__}", field=name) from None


def plain(value: object, name: str) -> object:
    """Return the value as a built-in type.

    Raises:
        InvalidInputError: It has none.
    """
    try:
        return base_value(value)
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=name) from None
