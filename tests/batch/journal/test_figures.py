"""What the journal adds up: sums, reasons, and how fast each run was."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from spaceinvoices_async.batch.journal import figures
from spaceinvoices_async.batch.journal.figures import DocumentTotal, RefusalReason, RunPace
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Lane
from tests.batch.journal.journals import DONE, FACTS, REFUSED, UNSENDABLE, claim

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

START = datetime(2026, 11, 1, 12, 0, 0, 900_000, tzinfo=UTC)
SECOND = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Clock:
    """The wall clock, as a test sets it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        clock = self

        class Now(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                assert tz is UTC
                return datetime.fromtimestamp(START.timestamp() + clock.seconds, UTC)

        monkeypatch.setattr(figures, "datetime", Now)


async def test_sums_are_by_account_organization_type_and_currency_invoices_first(
    tmp_path: Path,
) -> None:
    lanes = {"own": Lane(None, "org"), "child": Lane("child", "org"), "other": Lane(None, "b")}
    kinds = (
        ("own", None, "EUR", 1),
        ("own", "invoice", "EUR", 2),
        ("own", "estimate", "EUR", 4),
        ("own", "credit_note", None, 8),
        ("own", None, "CHF", 16),
        ("child", None, "EUR", 32),
        ("other", None, "EUR", 64),
    )
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        for line, (lane, kind, currency, total) in enumerate(kinds):
            row = claim(str(line))._replace(lane=lanes[lane])
            await journal.claim([row])
            outcome = evolve(DONE, type=kind, currency=currency, total=Decimal(total))
            await journal.settle(row.row, outcome)
        refused = claim("refused")
        await journal.claim([refused, claim("open")])
        await journal.settle(refused.row, evolve(REFUSED, total=Decimal(128)))

        found = await journal.document_totals()

    def total(lane: str, kind: str, currency: str, documents: int, amount: int) -> DocumentTotal:
        return DocumentTotal(
            account_id=lanes[lane].account_id,
            organization_id=lanes[lane].organization_id,
            type=kind,
            currency=currency,
            documents=documents,
            total=Decimal(amount),
        )

    assert found == [
        total("other", "invoice", "EUR", 1, 64),
        total("own", "invoice", "CHF", 1, 16),
        total("own", "invoice", "EUR", 2, 3),
        total("own", "credit_note", "", 1, 8),
        total("own", "estimate", "EUR", 1, 4),
        total("child", "invoice", "EUR", 1, 32),
    ]


async def test_reasons_come_with_their_first_row_the_most_frequent_first(tmp_path: Path) -> None:
    reasons = [
        UNSENDABLE,
        evolve(REFUSED, field="total"),
        REFUSED,
        evolve(REFUSED, field="total"),
        evolve(REFUSED, status=403),
        evolve(REFUSED, error=None),
    ]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        for line, outcome in enumerate(reasons, 1):
            await journal.refuse(claim(f"key {line}", line=line), outcome)
        await journal.claim([claim("issued", line=9)])
        await journal.settle(claim("issued").row, DONE)

        found = await journal.refusal_reasons()
        first = await journal.refusal_reasons(1)

    def reason(line: int, rows: int = 1) -> RefusalReason:
        outcome = reasons[line - 1]
        return RefusalReason(
            status=outcome.status,
            field=outcome.field,
            error=outcome.error or "",
            rows=rows,
            line=line,
            key=f"key {line}",
        )

    assert found == [reason(2, rows=2), reason(1), reason(3), reason(5), reason(6)]
    assert first == [reason(2, rows=2)]


async def test_the_pace_of_a_run_is_what_ended_in_each_second_since_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    keys = iter("abcdefg")
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        for seconds, outcomes in ((0.0, [DONE]), (2.0, [DONE, REFUSED]), (2.05, [DONE])):
            clock.seconds = seconds
            for outcome in outcomes:
                row = claim(next(keys))
                await journal.claim([row])
                await journal.settle(row.row, outcome)
                await journal.flush()
        clock.seconds = 60.0
        await journal.begin()
        clock.seconds = 61.0
        await journal.refuse(claim("g"), UNSENDABLE)
        await journal.begin()

        first, second, third = await journal.run_paces()

    assert first == RunPace(run=1, started=SECOND, seconds=((0, 1, 0), (2, 2, 1)))
    assert (first.issued, first.refused, first.duration) == (3, 1, 3)
    assert second.seconds == ((1, 0, 1),)
    assert second.started == SECOND.replace(minute=1)
    assert (second.issued, second.refused, second.duration) == (0, 1, 2)
    assert (third.run, third.seconds, third.duration) == (3, (), 0)


async def test_a_clock_that_is_set_back_gives_no_negative_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        clock.seconds = -3600.0
        await journal.claim([claim("a")])
        await journal.settle(claim("a").row, DONE)
        await journal.flush()
        (pace,) = await journal.run_paces()
    assert pace.seconds == ((0, 1, 0),)


async def test_rows_in_doubt_take_no_part_in_the_pace(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        await journal.settle(claim("a").row, evolve(DONE, state=1))
        await journal.flush()
        (pace,) = await journal.run_paces()
    assert pace.seconds == ()
