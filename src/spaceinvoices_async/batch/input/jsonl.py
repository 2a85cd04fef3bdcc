"""Rows from a file of JSON objects, one a line."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator
from typing import Final, cast

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source

_NAME: Final = re.compile(rb'"\s*:')
UNREAD: Final = "_unread"
"""Where `write_refused` keeps a line that is no object, to be mended."""


class JsonlSource(Source):
    """A file of JSON objects, one a line, in UTF-8; empty lines are passed over."""

    def __iter__(self) -> Iterator[SourceRow]:
        """Yield the rows, numbers with a fraction as exact `Decimal`."""
        try:
            with self.path.open("rb") as file:
                for number, text in enumerate(file, start=1):
                    if text.strip():
                        yield self._row(number, text)
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", file=self.path) from error

    def _row(self, number: int, text: bytes) -> SourceRow:
        raw: object = text.strip().decode("utf-8", "backslashreplace")
        try:
            value = responses.loads(text.strip().removeprefix(codecs.BOM_UTF8))
            twice = _key_twice(text, value)
        except ValueError as error:
            return self._wrong(number, raw, f"is not JSON ({error})")
        except RecursionError:
            return self._wrong(number, raw, "is nested too deeply to be read")
        if twice is not None:
            return self._wrong(number, raw, f"has the name {twice!r} twice in one object")
        if not isinstance(value, dict):
            return self._wrong(number, raw, "is not a JSON object")
        if UNREAD in value:
            return self._wrong(number, value[UNREAD], f"has {UNREAD!r}, which is to be mended")
        make = None if self.mapping is None else self.mapping.document
        return SourceRow(value, file=self.path, line=number, raw=value, mapping=make)

    def _wrong(self, number: int, raw: object, message: str) -> WrongRow:
        error = SourceError(message, file=self.path, line=number)
        return WrongRow(error, file=self.path, line=number, raw=raw)


def _key_twice(text: bytes, value: object) -> str | None:
    """Return a name that stands twice in one object, of which a reader of JSON keeps the last."""
    # What looks like a name may be inside a text, but no name looks otherwise.
    if len(_NAME.findall(text)) == _names(value):
        return None
    found: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        names = [name for name, _ in pairs]
        found.extend(name for name in names if names.count(name) > 1)

    json.loads(text, object_pairs_hook=look)
    return found[0] if found else None


def _names(value: object) -> int:
    if isinstance(value, dict):
        inner = cast("dict[str, object]", value)
        return len(inner) + sum(_names(one) for one in inner.values())
    if isinstance(value, list):
        return sum(_names(one) for one in cast("list[object]", value))
    return 0


def read_jsonl(
    path: str | os.PathLike[str], *, mapping: DocumentMapping | None = None
) -> JsonlSource:
    """Return rows from a file of JSON objects, one a line; read when iterated, as often as wanted.

    Args:
        path: Of the file.
        mapping: Makes a document of a row, dots leading into nested objects (`"customer.name"`),
            brackets into a list of lines (`"lines[].sku"`); without it each row is a document,
            less the columns the batch is told of.
    """
    return JsonlSource(path, mapping=mapping)
