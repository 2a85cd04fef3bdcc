"""Files of rows that can be read again and again, a row at a time."""

from __future__ import annotations

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Final

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import Row, SourceRow
from spaceinvoices_async.batch.report import Remark
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.models import DocumentCreate


class Source(ABC):
    """Base of the files a batch reads; iterating opens the file anew.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows; without it each row is a document.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, mapping: DocumentMapping | None = None
    ) -> None:
        self.path: Final = _validation.path(path, "path")
        self.mapping: Final = mapping

    @abstractmethod
    def __iter__(self) -> Iterator[SourceRow]:
        """Return the rows, in the order of the file; one that cannot be read as a `WrongRow`.

        Raises:
            SourceError: The file cannot be read any further.
        """

    def settings(self) -> tuple[object, ...]:
        """Return what beside its content decides about the documents of the file."""
        return ("" if self.mapping is None else self.mapping.signature,)

    def fingerprint(self) -> str | None:
        """Return a text that changes with content or settings; None where there is no file.

        Raises:
            SourceError: The file cannot be read.
        """
        if not self.path.is_file():
            return None
        try:
            with self.path.open("rb") as file:
                digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", file=self.path) from error
        digest.update(repr((type(self).__name__, *self.settings())).encode("utf-8", "replace"))
        return digest.hexdigest()

    def remarks(self, *_: str) -> Iterator[Remark]:
        """Return what a person should know of the file, once it has been read.

        The columns that the batch reads, beside those of the mapping, are given for files that have
        columns.
        """
        return iter(())

    def locate(self, row: Row, error: InvalidInputError) -> InvalidInputError:
        """Return the same error, with where in the file its cause stands."""
        if isinstance(error, SourceError) or not isinstance(row, SourceRow):
            return error
        if self.mapping is not None:
            return self.mapping.locate(row, error)
        return SourceError(error.message, file=self.path, line=row.line, field=error.field)

    def to_document(self, row: Row) -> Mapping[str, object] | DocumentCreate:
        """Return the document of a row.

        Raises:
            SourceError: The row has none; says in which line and column.
        """
        if self.mapping is None or not isinstance(row, SourceRow):
            raise SourceError("has no mapping to a document", file=self.path)
        return self.mapping.document(row)
