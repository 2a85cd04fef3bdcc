"""Finds what the API's documentation does not know in a document: a misspelt field, an odd value.

Rows that are documents may hold more than the documentation has, as `body=` of a call may. The
server ignores what it does not know, so a misspelt `price` would be issued at 0.00 without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async._generated.models.document_create import DocumentCreate
from spaceinvoices_async._serialization.field_names import closest_name
from spaceinvoices_async._serialization.models import documented_values, nested_model
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spaceinvoices_async._serialization.fields import FieldSpec
    from spaceinvoices_async._serialization.models import Model
    from spaceinvoices_async.types import JsonValue


def undocumented(body: Mapping[str, JsonValue]) -> Iterator[InvalidInputError]:
    """Return what of a document's body the API may ignore or refuse, with its place.

    Args:
        body: Of a document, in wire names.
    """
    return _inside(DocumentCreate, body, "")


def _inside(
    model: type[Model], body: Mapping[str, JsonValue], place: str
) -> Iterator[InvalidInputError]:
    fields = _fields(model)
    for name, value in body.items():
        field = fields.get(name)
        if field is None:
            yield InvalidInputError(_unknown_field(model, name), field=f"{place}{name}")
        elif field.model is not None:
            nested = nested_model(model, field)
            for path, inner in _objects(value, f"{place}{field.name}"):
                yield from _inside(nested, inner, f"{path}.")
        elif field.enum is not None and isinstance(value, str):
            known = documented_values(model, field.enum)
            if value not in known:
                yield InvalidInputError(
                    f"is {value!r}, which the API's documentation does not have: "
                    f"{', '.join(sorted(known))}",
                    field=f"{place}{field.name}",
                )


_FIELDS: Final[dict[type[Model], Mapping[str, FieldSpec]]] = {}


def _fields(model: type[Model]) -> Mapping[str, FieldSpec]:
    known = _FIELDS.get(model)
    if known is None:
        known = _FIELDS[model] = {field.wire: field for field in model.FIELDS}
    return known


def _objects(value: JsonValue, place: str) -> Iterator[tuple[str, Mapping[str, JsonValue]]]:
    """Yield the object, or those of the list, with their places."""
    if isinstance(value, dict):
        yield place, value
    elif isinstance(value, list):
        for number, one in enumerate(value):
            if isinstance(one, dict):
                yield f"{place}[{number}]", one


def _unknown_field(model: type[Model], name: str) -> str:
    close = closest_name(model, name)
    hint = "" if close is None else f"; did you mean {close!r}?"
    return f"is no field that the API's documentation has: the server may ignore it{hint}"
