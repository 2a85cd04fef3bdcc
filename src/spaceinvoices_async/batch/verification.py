"""Compares a journal with the server."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Container, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from attrs import define, field, frozen

from spaceinvoices_async.batch.engine.finder import DocumentFinder
from spaceinvoices_async.batch.engine.lookup import LaneBatcher
from spaceinvoices_async.batch.engine.recorder import issued
from spaceinvoices_async.batch.errors import JournalMismatch
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Record, State
from spaceinvoices_async.types import JsonValue

_SHOWN: Final = 100


@frozen(kw_only=True)
class Discrepancy:
    """One row in which the journal and the server differ.

    Attributes:
        kind: "missing": the journal says issued, and the server has no document. "duplicate":
            several documents of one row, or one document for several rows. "total": the document
            has another total. "paid": less is paid than the row says, or more than the total.
            "unknown": the document is there, and the journal does not know it. "unexpected": the
            row was refused, and yet there is a document.
        key: Key of the row.
        organization_id: Organization of the row.
        line: Line of the row in the input, from 1.
        document_ids: Ids of the documents on the server.
        expected: Total in the journal; for "paid", the amount that the row pays.
        found: Total on the server; for "paid", the amount that is paid there.
    """

    kind: Literal["missing", "duplicate", "total", "paid", "unknown", "unexpected"]
    key: str
    organization_id: str
    line: int
    document_ids: tuple[str, ...] = ()
    expected: Decimal | None = None
    found: Decimal | None = None


@define(kw_only=True)
class Audit:
    """Result of a comparison of a journal with the server.

    Attributes:
        rows: Number of rows of the journal.
        agreed: Number of rows in which both agree.
        counts: Number of discrepancies by kind.
        discrepancies: The first hundred discrepancies.
    """

    rows: int = 0
    agreed: int = 0
    counts: dict[str, int] = field(factory=dict[str, int])
    discrepancies: list[Discrepancy] = field(factory=list[Discrepancy])

    @property
    def ok(self) -> bool:
        """Whether journal and server agree in every row."""
        return not self.counts

    def add(self, discrepancy: Discrepancy | None) -> None:
        """Count one row."""
        self.rows += 1
        if discrepancy is None:
            self.agreed += 1
            return
        self.counts[discrepancy.kind] = self.counts.get(discrepancy.kind, 0) + 1
        if len(self.discrepancies) < _SHOWN:
            self.discrepancies.append(discrepancy)


async def check_server(journal: Journal, base_url: str) -> None:
    """Refuse a journal of another server.

    Raises:
        JournalMismatch: It is one.
    """
    server = await journal.fact("server")
    if server != base_url:
        raise JournalMismatch(f"{journal.path} belongs to another server ({server})")


async def verify(journal: Journal, finder: DocumentFinder) -> Audit:
    """Look up every row, as the account that issued it.

    Raises:
        SpaceInvoicesError: The server could not be asked.
    """
    result = Audit()
    shared = frozenset(record.row for record in await journal.shared_documents())
    groups: list[list[Record]] = []
    async for records in by_lane(journal.records()):
        groups.append(records)
        if len(groups) >= finder.at_once:
            await _verify(result, finder, groups, shared)
            groups = []
    await _verify(result, finder, groups, shared)
    return result


async def by_lane(records: AsyncIterable[Record]) -> AsyncIterator[list[Record]]:
    """Yield lists of up to a hundred records of one lane each, which one request can look up."""
    waiting: LaneBatcher[Record] = LaneBatcher()
    async for record in records:
        full = waiting.add(record.lane, record)
        if full is not None:
            yield full[1]
    for _, group in waiting.rest():
        yield group


async def _verify(
    result: Audit,
    finder: DocumentFinder,
    groups: Sequence[Sequence[Record]],
    shared: Container[bytes],
) -> None:
    asked = [(records[0].lane, [record.row for record in records]) for records in groups]
    for records, found in zip(groups, await finder.find(asked), strict=True):
        for record in records:
            documents = found.documents.get(record.row, [])
            result.add(_compare(record, documents, is_shared=record.row in shared))


def _compare(
    record: Record, documents: Sequence[Mapping[str, JsonValue]], *, is_shared: bool
) -> Discrepancy | None:
    state, expected = record.outcome.state, record.outcome.total
    total = issued(documents[0]).total if documents else None
    kind: Literal["missing", "duplicate", "total", "paid", "unknown", "unexpected"]
    paid = _paid(documents[0]) if documents else None
    if len(documents) > 1 or is_shared:
        kind = "duplicate"
    elif state is State.DONE and not documents:
        kind = "missing"
    elif state is State.DONE and expected != total:
        kind = "total"
    elif state is State.DONE and _is_paid_otherwise(record.outcome.paid, paid, total):
        kind, expected, total = "paid", record.outcome.paid, paid
    elif state is State.SENT and documents:
        kind = "unknown"
    elif state is State.FAILED and documents:
        kind = "unexpected"
    else:
        return None
    return Discrepancy(
        kind=kind,
        key=record.key,
        organization_id=record.lane.organization_id,
        line=record.line,
        document_ids=tuple(str(document.get("id")) for document in documents),
        expected=expected,
        found=total,
    )


def _paid(document: Mapping[str, JsonValue]) -> Decimal | None:
    paid = document.get("totalPaid")
    return Decimal(paid) if isinstance(paid, (int, Decimal)) else None


def _is_paid_otherwise(asked: Decimal | None, paid: Decimal | None, total: Decimal | None) -> bool:
    """Return whether payments got lost or came twice; what a customer has paid since is neither."""
    if asked is None or paid is None or paid == asked:
        return False
    return paid < asked or total is None or paid > max(total, asked)
