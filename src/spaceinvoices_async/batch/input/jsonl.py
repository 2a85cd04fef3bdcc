"""Rows from a file of JSON objects, one a line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source

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
            value = responses.loads_input(text.strip())
        except responses.KeyTwice as error:
            return self._wrong(number, raw, str(error))
        except ValueError as error:
            return self._wrong(number, raw, f"is not JSON ({error})")
        if not isinstance(value, dict):
            return self._wrong(number, raw, "is not a JSON object")
        if UNREAD in value:
            return self._wrong(number, value[UNREAD], f"has {UNREAD!r}, which is to be mended")
        make = None if self.mapping is None else self.mapping.document
        return SourceRow(value, file=self.path, line=number, raw=value, mapping=make)

    def _wrong(self, number: int, raw: object, message: str) -> WrongRow:
        error = SourceError(message, file=self.path, line=number)
        return WrongRow(error, file=self.path, line=number, raw=raw)


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
