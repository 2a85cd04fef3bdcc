"""The report of a journal: its figures are those of the run and of the check, and its page is safe."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import (
    Column,
    DocumentTotal,
    Journal,
    JournalReport,
    RunPace,
    read_journal_report,
)
from spaceinvoices_async.batch.html import duration, pace_chart
from spaceinvoices_async.batch.journal.records import Claim, Lane, RowOutcome, State
from spaceinvoices_async.batch.journal.statements import Counts
from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import (
        BatchOptions,
        BatchReport,
    )

HOSTILE = "<script>alert(1)</script>\u202e&\"'"


class Page(HTMLParser):
    """What is in a page: its tags, attributes and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)


def order(key: str, organization: str, **fields: object) -> dict[str, object]:
    return {
        "order": key,
        "merchant": organization,
        "client": {"name": "Rocket man"},
        "items": [{"name": "Suit", "price": "10.05"}],
        **fields,
    }


async def issue(
    si: AsyncSpaceInvoices,
    rows: list[dict[str, object]],
    journal: Path,
    options: BatchOptions | None = None,
) -> BatchReport:
    return await si.batch.issue(
        rows, organization_id=Column("merchant"), key="order", journal=journal, options=options
    )


async def test_its_sums_are_those_of_the_run_by_merchant_type_and_currency(journal: Path) -> None:
    with Sandbox() as sandbox:
        one, other = sandbox.seed.organization(), sandbox.seed.organization()
        rows = [order(f"a{number}", one) for number in range(3)]
        rows += [order("b1", other), order("b2", other, type="estimate")]
        rows += [order("b3", other, currencyId="USD")]
        async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
            run = await issue(si, rows, journal)
    report = await read_journal_report(journal)

    assert run.ok
    assert report.ok
    assert {
        kind: {currency: total for currency, (_, total) in sums.items()}
        for kind, sums in report.totals_by_type.items()
    } == run.totals_by_type
    figures = [
        (total.organization_id, total.type, total.currency, total.documents, total.total)
        for total in report.totals
    ]
    assert figures == [
        (one, "invoice", "EUR", 3, Decimal("30.15")),
        (other, "invoice", "EUR", 1, Decimal("10.05")),
        (other, "invoice", "USD", 1, Decimal("10.05")),
        (other, "estimate", "EUR", 1, Decimal("10.05")),
    ]
    texts = Page(report.to_html()).texts
    assert {"30.15", "40.20", one, other} <= {*texts}
    assert sum(pace.issued for pace in report.paces) == 6


async def test_it_says_what_the_last_check_found_and_whether_that_still_holds(
    journal: Path,
) -> None:
    with Sandbox() as sandbox:
        organization = sandbox.seed.organization()
        rows = [order("a", organization), order("b", organization)]
        async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
            await issue(si, rows, journal)
            before = await read_journal_report(journal)
            with closing(sqlite3.connect(journal)) as connection, connection:
                connection.execute("UPDATE rows SET total = '1.50' WHERE key = 'a'")
            audit = await si.batch.verify(journal)
            checked = await read_journal_report(journal)
            await issue(si, rows, journal)
            after = await read_journal_report(journal)

    assert before.verification is None
    assert "was never compared" in before.to_html()
    assert checked.verification is not None
    assert checked.verification.audit == audit
    assert audit.counts == {"total": 1}
    assert (checked.ok, checked.verification.is_current) == (False, True)
    texts = Page(checked.to_html()).texts
    assert {"total", "1.50", "10.05"} <= {*texts}
    assert after.verification is not None
    assert not after.verification.is_current
    assert "A later run has changed the journal" in after.to_html()


async def test_refusals_stand_by_reason_the_most_frequent_first(journal: Path) -> None:
    with Sandbox() as sandbox:
        organization = sandbox.seed.organization()
        rows = [order("good", organization), order("empty", organization, items=[])]
        rows += [order(f"bad{number}", organization, type="bill") for number in range(3)]
        async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
            await issue(si, rows, journal)
    report = await read_journal_report(journal)

    assert [(one.rows, one.line, one.key) for one in report.refusals] == [
        (3, 3, "bad0"),
        (1, 2, "empty"),
    ]
    assert not report.ok
    texts = Page(report.to_html()).texts
    assert "1 document issued. Some rows need your attention: see below." in texts
    assert report.refusals[0].error in texts


async def test_a_row_in_doubt_is_named_with_what_to_do(journal: Path) -> None:
    async with Journal(journal, {"job": "j"}) as opened:
        await opened.begin()
        await opened.claim([Claim(Lane(None, "o"), b"1", "lost", 1, b"p")])
    report = await read_journal_report(journal)

    assert [record.key for record in report.unresolved] == ["lost"]
    page = Page(report.to_html())
    assert "lost" in page.texts
    assert any("looks each of them up" in text for text in page.texts)
    assert any(text.startswith("1 row may or may not be issued.") for text in page.texts)


async def test_what_others_wrote_is_shown_and_never_obeyed(journal: Path) -> None:
    async with Journal(journal, {"server": HOSTILE, "job": HOSTILE}) as opened:
        await opened.begin()
        claim = Claim(Lane(HOSTILE, HOSTILE), b"1", HOSTILE, 1, b"p")
        failed = Claim(Lane(HOSTILE, HOSTILE), b"2", HOSTILE, 2, b"p")
        await opened.claim([claim, failed])
        done = RowOutcome(
            state=State.DONE, total=Decimal(1), currency=HOSTILE, type=HOSTILE, document_id="d"
        )
        await opened.settle(b"1", done)
        refusal = RowOutcome(state=State.FAILED, status=422, error=HOSTILE, field=HOSTILE)
        await opened.settle(b"2", refusal)
    report = await read_journal_report(journal)
    page = Page(report.to_html())

    assert not {"script", "link", "img", "iframe", "a", "form"} & {*page.tags}
    assert not {name for name, _ in page.attributes if name.startswith("on")}
    assert not {"src", "href", "action", "srcset"} & {name for name, _ in page.attributes}
    assert "url(" not in report.to_html()
    assert page.open == []
    shown = HOSTILE.replace("\u202e", "\\u202e")
    assert page.texts.count(shown) >= 6
    assert "\u202e" not in report.to_html()
    assert Page(report._repr_html_()).open == []


async def test_a_journal_of_an_earlier_version_has_no_times_and_goes_on(journal: Path) -> None:
    async with Journal(journal, {"job": "j"}) as opened:
        await opened.begin()
    with closing(sqlite3.connect(journal)) as connection:
        connection.executescript("DROP TABLE runs; DROP TABLE pace")
    report = await read_journal_report(journal)

    assert report.paces == ()
    assert "kept no times" in report.to_html()
    async with Journal(journal, {"job": "j"}) as opened:
        await opened.begin()
    assert [pace.run for pace in (await read_journal_report(journal)).paces] == [2]


async def test_rows_that_end_in_one_second_are_counted_together(journal: Path) -> None:
    async with Journal(journal, {"job": "j"}) as opened:
        await opened.begin()
        rows = [bytes([number]) for number in range(4)]
        await opened.claim([Claim(Lane(None, "o"), row, row.hex(), 1, b"p") for row in rows])
        for row, state in zip(
            rows, (State.DONE, State.DONE, State.FAILED, State.SENT), strict=True
        ):
            await opened.settle(row, RowOutcome(state=state))
    (pace,) = (await read_journal_report(journal)).paces

    assert (pace.issued, pace.refused) == (2, 1)
    assert pace.duration >= 1


def pace(*seconds: tuple[int, int, int]) -> RunPace:
    return RunPace(run=1, started=datetime(2026, 11, 1, tzinfo=UTC), seconds=seconds)


@pytest.mark.parametrize("length", [1, 3, 119, 120, 121, 100_000])
def test_a_chart_of_any_length_stays_in_its_frame(length: int) -> None:
    run = pace(*((second, second % 50, second % 2) for second in range(0, length, 7)))
    drawn = pace_chart([*run.seconds, (length - 1, 97, 3)], "pace")
    numbers = [float(number) for number in re.findall(r"[VH](-?[\d.]+)", drawn)]

    assert Page(drawn).open == []
    assert drawn.count("V") <= 2 * 121 + 2
    assert all(0 <= number <= 720 for number in numbers)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s"), (7260, "2 h 1 min")]
)
def test_a_duration_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert duration(seconds) == said


async def test_a_report_of_a_run_is_a_table_in_a_notebook(journal: Path) -> None:
    with Sandbox() as sandbox:
        organization = sandbox.seed.organization()
        async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
            run = await issue(si, [order("a", organization)], journal)
    page = Page(run._repr_html_())

    assert page.open == []
    assert {"Batch orders.journal: all issued", "issued", "invoice", "EUR", "10.05"} <= {
        *page.texts
    }


def test_sums_of_many_organizations_are_exact(journal: Path) -> None:
    huge, small = Decimal("9" * 30), Decimal("0.000000001")
    totals = tuple(
        DocumentTotal(
            account_id=None,
            organization_id=str(number),
            type="invoice",
            currency="EUR",
            documents=1,
            total=total,
        )
        for number, total in enumerate((huge, small))
    )
    report = JournalReport(
        journal=journal,
        made=datetime.now(UTC),
        server="",
        job="",
        organization_id="",
        counts=Counts(done=0, replayed=0, failed=0, sent=0),
        totals=totals,
        refusals=(),
        unresolved=(),
        note_counts={},
        notes=(),
        paces=(),
        verification=None,
    )

    assert report.totals_by_type == {"invoice": {"EUR": (2, Decimal(f"{'9' * 30}.000000001"))}}
