"""Reports of a batch: the result of each row, the progress, and the report at the end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from spaceinvoices_async.batch import html


@frozen(kw_only=True)
class Existing:
    """A document that was on the server before its row was issued.

    Attributes:
        line: Line of the row in the input, from 1.
        key: Key of the row.
        organization_id: Organization of the row.
        document_id: Id of the document on the server.
        number: Number of the document.
        total: `totalWithTax` of the document.
        currency: Currency of the document, an ISO 4217 code.
        difference: The part that differs from the row, such as "lines"; None if nothing differs.
    """

    line: int
    key: str
    organization_id: str
    document_id: str | None
    number: str | None
    total: Decimal | None
    currency: str | None
    difference: str | None


_SHOWN: Final = 20


@frozen(kw_only=True)
class Problem:
    """The error of one row."""

    line: int
    key: str
    error: Exception


class Problems:
    """Counts problems, and keeps the first twenty."""

    def __init__(self) -> None:
        self.count: int = 0
        self._first: list[Problem] = []

    def add(self, line: int, key: str, error: Exception) -> None:
        """Count a row that cannot be sent."""
        self.count += 1
        if len(self._first) < _SHOWN:
            self._first.append(Problem(line=line, key=key, error=error))

    def first(self) -> tuple[Problem, ...]:
        """Return the first problems."""
        return tuple(self._first)


RemarkKind: TypeAlias = Literal[
    "repeated",
    "twin",
    "cut",
    "unknown",
    "client",
    "expected",
    "number",
    "percent",
    "empty",
    "columns",
    "left_out",
    "cell",
    "undocumented",
]


@frozen(kw_only=True)
class Remark:
    """Something in an input that is allowed, and that a person should look at.

    Attributes:
        kind: "repeated": the same row is in the input before, and counts once. "twin": another key
            is nearly the same. "cut": the API keeps fewer decimal places. "unknown": the total
            depends on facts that only the server knows. "client": the document has no client, and
            the server will refuse it. "expected": the total may differ from the expected one.
            "number": the cell can be read in two ways. "percent": a rate or discount below one
            percent. "empty": a rate or quantity is missing. "columns": columns are not used.
            "left_out": the mapping leaves the row out. "cell": a number where a text is meant, or
            the other way round. "undocumented": the API's documentation has no such field or value,
            so that the server may ignore or refuse it.
        message: Explanation for a person.
        line: Line in the input, from 1; None if it is about the whole input.
        column: Column that it is about.
        key: Key of the row.
    """

    kind: RemarkKind
    message: str
    line: int | None = None
    column: str | None = None
    key: str = ""

    def __str__(self) -> str:
        place = [] if self.line is None else [f"line {self.line}"]
        if self.column is not None:
            place.append(f"column {self.column!r}")
        return ": ".join(part for part in (", ".join(place), self.message) if part)


class Remarks:
    """Counts remarks by kind, and keeps the first twenty of each kind."""

    def __init__(self) -> None:
        self.counts: dict[RemarkKind, int] = {}
        self._first: list[Remark] = []

    def add(self, remark: Remark) -> None:
        """Count a remark."""
        count = self.counts[remark.kind] = self.counts.get(remark.kind, 0) + 1
        if count <= _SHOWN:
            self._first.append(remark)

    def first(self) -> tuple[Remark, ...]:
        """Return the first remarks of each kind, in the order of the input."""
        return tuple(self._first)


Status: TypeAlias = Literal[
    "issued", "replayed", "skipped", "refused", "invalid", "conflict", "changed", "unresolved"
]
"""State of a row. "issued": by this run. "replayed": the document was on the server before.
"skipped": issued by an earlier run, or the same row twice. "refused": by the server. "invalid": it
cannot be sent. "conflict": the key stands for another row or document. "changed": issued before, with
another content. "unresolved": its outcome is not known yet."""

StopKind: TypeAlias = Literal[
    "asked",
    "credentials",
    "unreachable",
    "no_progress",
    "failures",
    "mapping",
    "lookups",
    "workers",
]


@frozen(kw_only=True)
class Stop:
    """Reason for which a run stopped early; run again with the same journal to continue.

    Attributes:
        kind: Asked for; bad credentials; server not reached; no definite answer for too long, or
            the retry budget used up; too many rows refused; refused from the start, as by a wrong
            mapping; look-ups that the server does not understand; or workers that are gone, or
            cannot work.
        message: Explanation for a person, with what to do.
        error: The error that stopped the run, if there was one.
    """

    kind: StopKind
    message: str
    error: Exception | None = None


@frozen(kw_only=True)
class RowResult:
    """Result of one row; reported at least once, in the order in which rows end."""

    key: str
    line: int
    organization_id: str
    status: Status
    document_id: str | None = None
    number: str | None = None
    total: Decimal | None = None
    error: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the row's document is on the server."""
        return self.status in {"issued", "replayed", "skipped"}


@frozen(kw_only=True)
class Progress:
    """Progress of a run at one moment.

    Attributes:
        checked: Number of rows checked so far, while the file is checked as a whole before anything
            is sent, or by `check`; `failed` and `per_second` are then about the check. None
            afterwards.
        read: Number of rows read from the input.
        total: Number of rows of the input; None if it is not known.
        issued: Number of rows that this run has issued, or found on the server.
        skipped: Number of rows that an earlier run has issued.
        to_skip: Number of rows still to be read that earlier runs have issued, as far as known.
        failed: Number of rows that were refused, invalid or in conflict.
        in_flight: Number of rows being sent.
        parked: Number of rows with an unknown outcome, which are being looked up.
        unresolved: Number of rows left to the next run.
        per_second: Rows issued per second, averaged over the last seconds.
        elapsed: Seconds since the run began.
        wait: Seconds until the last of the parked rows may be sent again; None if there are none.
        workers: With a backend, rows per second of each live worker, averaged in the same way.
        reruns: With a backend, number of chunks that were run more than once.
    """

    checked: int | None = None
    read: int = 0
    total: int | None = None
    issued: int = 0
    skipped: int = 0
    to_skip: int = 0
    failed: int = 0
    in_flight: int = 0
    parked: int = 0
    unresolved: int = 0
    per_second: float = 0.0
    elapsed: float = 0.0
    wait: float | None = None
    workers: Mapping[str, float] = field(factory=dict[str, float])
    reruns: int = 0

    @property
    def left(self) -> int | None:
        """Number of rows that have not ended; None if the total is not known."""
        if self.total is None:
            return None
        return max(0, self.total - self.issued - self.skipped - self.failed - self.unresolved)

    @property
    def eta(self) -> float | None:
        """Estimated seconds to the end at the current speed; None if they cannot be estimated.

        Rows that earlier runs have issued are skipped, and take no time.
        """
        if self.left is None or self.per_second <= 0:
            return None
        return max(0, self.left - self.to_skip) / self.per_second


@frozen(kw_only=True)
class BatchReport:
    """Report of a run: figures of the whole journal, and of this run.

    Attributes:
        journal: Path of the journal's file.
        issued: Rows with a document on the server.
        replayed: Those of them whose document was there before the row was first claimed.
        failed: Rows with a key that were refused by the server, or that could not be sent; the next
            run sends those that have changed.
        unresolved: Rows whose outcome is not known; the next run looks them up.
        totals: Exact sum of `totalWithTax` of the invoices that are issued, by currency.
        totals_by_type: The same of every type of document, by type and currency; what is credited or
            estimated is never added to what is invoiced.
        rows: Rows this run has read.
        new: Those of them that it has issued, or found on the server.
        skipped: Those that were done before.
        conflicts: Rows that were not issued, as their key names another row or document.
        changed: Rows whose content has changed since they were issued; left as they are.
        invalid: Rows without a key, or that are no row; `failed` does not count them.
        duplicates: Unique ids of which the server holds several documents, and rows whose document
            stands for another row of the journal as well.
        throttled: Answers 429 of the client so far.
        problems: The first twenty rows that this run could not send, for want of a document or key.
        seconds: How long the run took.
        stopped: Why it ended early; None if it went through all rows.
        repeated: Rows of this run that were in its input before, with the same content.
        remarks: What a person should look at, such as keys that are nearly the same; the first
            twenty of each kind.
    """

    journal: Path
    issued: int
    replayed: int
    failed: int
    unresolved: int
    totals: Mapping[str, Decimal]
    rows: int
    new: int
    skipped: int
    conflicts: int
    changed: int
    invalid: int
    duplicates: int
    throttled: int
    seconds: float
    stopped: Stop | None = None
    problems: tuple[Problem, ...] = ()
    totals_by_type: Mapping[str, Mapping[str, Decimal]] = field(
        factory=dict[str, "Mapping[str, Decimal]"]
    )
    repeated: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every row of the input is issued once, with the content of the input."""
        troubles = (
            self.failed,
            self.unresolved,
            self.conflicts,
            self.changed,
            self.invalid,
            self.duplicates,
        )
        return self.stopped is None and not any(troubles)

    def _repr_html_(self) -> str:
        """Return the report as a notebook shows it."""
        state = "all issued" if self.ok else "not all issued"
        stopped = None if self.stopped is None else self.stopped.message
        counts = (
            ("issued", self.issued),
            ("issued by this run", self.new),
            ("found on the server", self.replayed),
            ("refused", self.failed),
            ("invalid", self.invalid),
            ("in conflict", self.conflicts),
            ("changed since", self.changed),
            ("duplicates", self.duplicates),
            ("unresolved", self.unresolved),
        )
        rows = [
            (kind, currency, f"{total:f}")
            for kind, sums in self.totals_by_type.items()
            for currency, total in sums.items()
        ]
        return "".join(
            (
                html.paragraph(f"Batch {self.journal.name}: {state}"),
                html.facts([("stopped", stopped)]),
                html.table(
                    ("Rows", "Count"),
                    [one for one in counts if one[1] or one[0] == "issued"],
                    numbers=["Count"],
                ),
                html.table(("Type", "Currency", "Total"), rows, numbers=["Total"]),
            )
        )
