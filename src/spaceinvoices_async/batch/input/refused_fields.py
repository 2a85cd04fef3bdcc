"""Names the columns of a file that a server's refusal is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from spaceinvoices_async.models import DocumentCreate

if TYPE_CHECKING:
    from spaceinvoices_async.batch.input.mapping import DocumentMapping
    from spaceinvoices_async.errors import ApiError

Explain: TypeAlias = Callable[["ApiError"], tuple[str, str] | None]

_ELEMENT: Final = re.compile(r"\[(\d+)\] `([^`]+)` ?")
"""How the framework names a property of an element of a list."""


def explainer(mapping: DocumentMapping) -> Explain:
    """Return what says a refusal in the words of a file: its message, and the columns it is about.

    None where the server named no field.
    """

    def explain(error: ApiError) -> tuple[str, str] | None:
        texts: list[str] = []
        named: dict[str, None] = {}
        for field, messages in error.fields.items():
            for message in messages:
                path, said = _path(field, message)
                columns = mapping.columns_below(path)
                named.update(dict.fromkeys(columns or (path,)))
                texts.append(_sentence(path, columns, said))
        if not texts:
            return None
        status = f"{error.status}: " if error.status else ""
        return f"{status}{'; '.join(texts)}", ", ".join(named)

    return explain


def _path(field: str, message: str) -> tuple[str, str]:
    """Return the field's name in a mapping, and what is said of it."""
    for known in DocumentCreate.FIELDS:
        if known.wire == field:
            field = known.name
    element = _ELEMENT.match(message)
    if element is None:
        return field, message
    return f"{field}[{element[1]}].{element[2]}", message[element.end() :]


def _sentence(path: str, columns: list[str], said: str) -> str:
    if not columns:
        return f"{path}: {said}"
    word = "column" if len(columns) == 1 else "columns"
    return f"{word} {', '.join(map(repr, columns))} ({path}): {said}"
