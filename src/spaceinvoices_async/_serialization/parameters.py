"""Parameters whose text is not simply their value: lists, objects in brackets, JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard, cast

from spaceinvoices_async._serialization.responses import Pairs, dumps, query_text
from spaceinvoices_async._serialization.values import UnfitValue, encode_json
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import UNSET, JsonValue


def repeated(values: object) -> object:
    """Return a list as `a=1&a=2`."""
    if values is None:
        return None
    return Pairs(tuple(("", value) for value in _items(values)))


def joined(values: object, separator: str) -> str | None:
    """Return a list as `a=1,2`."""
    if values is None:
        return None
    return separator.join(query_text("value", value) or "" for value in _items(values))


def brackets(value: object) -> object:
    """Return an object as `a[b]=1&a[c][0]=2`; of a list, the items are numbered."""
    return None if value is None else Pairs(tuple(_flat("", value)))


def _flat(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[object, object]", value).items():
            yield from _flat(f"{name}[{key}]", inner)
    elif is_list(value):
        for index, inner in enumerate(value):
            yield from _flat(f"{name}[{index}]", inner)
    else:
        yield name, value


def json_text(value: object) -> str | None:
    """Return any value as JSON text, a text in quotes; None where it is not given.

    Raises:
        InvalidInputError: The value cannot be sent as JSON.
    """
    if value is None or value is UNSET:
        return None
    try:
        return dumps(encode_json(value)).decode()
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=problem.location or None) from None


def path_text(name: str, value: object) -> str:
    """Return the text of a value in a path; a list is joined by commas.

    Raises:
        InvalidInputError: There is no value, or it has no text.
    """
    text = joined(value, ",") if is_list(value) else query_text(name, value)
    if text is None:
        raise InvalidInputError("is required", field=name)
    return text


def form_text(fields: Mapping[str, JsonValue], deep: Iterable[str]) -> Iterator[tuple[str, object]]:
    """Yield the fields of a form in pairs: lists repeated, objects as JSON or in brackets."""
    bracketed = frozenset(deep)
    for name, value in fields.items():
        if name in bracketed:
            yield from _flat(name, value)
        elif isinstance(value, list):
            for item in value:
                yield name, item
        else:
            yield name, value


def _items(values: object) -> Iterable[object]:
    if not is_list(values):
        raise InvalidInputError(f"is a list: give a sequence, not {type(values).__name__}")
    return values


def is_list(value: object) -> TypeGuard[Iterable[object]]:
    """Return whether the value is a list of values, not a single one."""
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
