"""What a batch raises beside the errors of its calls."""

from __future__ import annotations

import os
from collections.abc import Iterable

from spaceinvoices_async.errors import InvalidInputError, SpaceInvoicesError


class JournalError(SpaceInvoicesError):
    """The journal cannot be used as asked."""


class JournalLocked(JournalError):
    """Another run holds the journal; two runs on one journal would issue rows twice."""


class JournalMismatch(JournalError):
    """The journal belongs to another organization, job or server, or is no journal at all."""


class KeysNotRecognised(JournalError):
    """The journal has rows, and does not know those of this input: their keys may have been changed.

    A spreadsheet makes 1 of 0001, and each would be issued a second time.
    """


class JournalFailed(JournalError):
    """The journal cannot be read or written: disk full, read-only, or damaged.

    Nothing is sent that is not claimed, so the run can be resumed once the cause is gone.
    """


class SourceError(InvalidInputError):
    """A row of the input cannot become a document; says in which file, line and column."""

    def __init__(
        self,
        message: str,
        *,
        file: str | os.PathLike[str] | None = None,
        line: int | None = None,
        column: str | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message, field=field)
        self.file: str | None = None if file is None else str(file)
        self.line = line
        self.column = column
        self.others: tuple[SourceError, ...] = ()
        """What else is wrong with the same row."""

    def with_others(self, others: Iterable[SourceError]) -> SourceError:
        """Return the same error, which tells these too."""
        self.others = tuple(others)
        return self

    def __str__(self) -> str:
        place = [self.file or ""]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column!r}")
        where = ", ".join(part for part in place if part)
        told = f"{where}: {super().__str__()}" if where else super().__str__()
        return "; ".join([told, *(other.beside(self) for other in self.others)])

    def beside(self, first: SourceError) -> str:
        """Return the same as a text, less what the first error has said already."""
        place = [] if self.line in {None, first.line} else [f"line {self.line}"]
        if self.column is not None:
            place.append(f"column {self.column!r}")
        return f"{', '.join(place)}: {super().__str__()}" if place else super().__str__()
