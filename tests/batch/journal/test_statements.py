"""What the journal says of rows, remarks and runs, is what it was told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve

from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Claim, Lane, Note, Record, RowOutcome, State
from spaceinvoices_async.batch.journal.statements import Counts
from tests.batch.journal.journals import DONE, FACTS, REFUSED, UNSENDABLE, claim, standings

if TYPE_CHECKING:
    from pathlib import Path

ALL: Final = RowOutcome(
    state=State.DONE,
    attempts=2,
    document_id="d7",
    number="2026-7",
    total=Decimal("12.30"),
    currency="USD",
    type="estimate",
    paid=Decimal("2.30"),
    replayed=True,
    status=200,
    error="late",
    field="items",
)


def remark(kind: str, line: int, detail: str, key: str = "a") -> Note:
    return Note(kind=kind, line=line, key=key, organization_id="org", detail=detail)


def conflict(line: int, first: int, key: str = "a") -> Note:
    return remark(
        "conflict",
        line,
        f"line {first} has the same key and another content; this row was not issued (the lines of "
        "one document must stand together, and a key must name one document)",
        key,
    )


async def records(journal: Journal) -> list[Record]:
    return [record async for record in journal.records()]


async def test_runs_are_numbered_from_one(tmp_path: Path) -> None:
    for run in (1, 2, 3):
        async with Journal(tmp_path / "journal", FACTS) as journal:
            await journal.begin()
            assert await journal.fact("run") == str(run)
            assert [pace.run for pace in await journal.run_paces()] == list(range(1, run + 1))


async def test_a_run_hears_whether_earlier_ones_have_left_rows(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        assert await journal.is_empty() is True
        assert await journal.begin() is False
        await journal.claim([claim("a")])
        assert await journal.is_empty() is False
        assert await journal.begin() is True


async def test_a_run_forgets_what_was_remarked_about_the_input_and_keeps_the_duplicates(
    tmp_path: Path,
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        for number, kind in enumerate(("conflict", "changed", "invalid", "duplicate", "repeated")):
            await journal.note(remark(kind, number, "x"))
        await journal.begin()
        assert await journal.notes() == [remark("duplicate", 3, "x")]


async def test_claims_that_were_made_before_any_run_are_resumed_by_the_first(
    tmp_path: Path,
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.claim([claim("a")])
        await journal.begin()
        assert await standings(journal, claim("a")) == ["resumed"]


async def test_every_part_of_a_row_comes_back_as_it_was_given(tmp_path: Path) -> None:
    given = claim("a", b"print", 7)._replace(lane=Lane("child", "org"))
    own = claim("b", b"other", 8)
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([given, own])
        await journal.settle(given.row, ALL, content=given)
        both = await records(journal)
        assert both == [
            Record(
                position=1,
                row=given.row,
                lane=Lane("child", "org"),
                key="a",
                line=7,
                fingerprint=b"print",
                outcome=ALL,
            ),
            Record(
                position=2,
                row=own.row,
                lane=Lane(None, "org"),
                key="b",
                line=8,
                fingerprint=b"other",
                outcome=RowOutcome(state=State.SENT),
            ),
        ]
        assert await journal.find([given.row]) == {given.row: both[0]}


async def test_rows_of_a_child_account_keep_it_and_are_not_mixed_with_others(
    tmp_path: Path,
) -> None:
    lanes = [Lane("b", "x"), Lane(None, "x"), Lane("b", "y"), Lane("b", "x")]
    rows = [claim(str(number))._replace(lane=lane) for number, lane in enumerate(lanes)]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim(rows)
        assert [record.lane for record in await records(journal)] == lanes
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("later")._replace(lane=lanes[2])])
        assert [record.lane for record in await records(journal)] == [*lanes, lanes[2]]


async def test_attempts_of_all_runs_are_added_up(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        for attempts in (2, 3):
            await journal.settle(claim("a").row, evolve(REFUSED, attempts=attempts))
        assert [record.outcome.attempts for record in await records(journal)] == [5]


async def test_a_row_that_is_claimed_again_is_of_this_run_and_open(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a"), claim("b")])
        await journal.settle(claim("a").row, REFUSED, content=claim("a"))
        await journal.begin()
        mended = claim("a", b"two", 9)
        assert await standings(journal, mended) == ["retried"]
        again, other = await records(journal)
        assert (again.outcome.state, again.line, again.fingerprint) == (State.SENT, 9, b"one")
        assert [one.key async for one in journal.records(earlier_runs=True)] == ["b"]
        assert other.outcome.state is State.SENT


@pytest.mark.parametrize("earlier", ["refused", "in doubt"])
@pytest.mark.parametrize("settled", [True, False])
async def test_a_row_that_comes_twice_is_held_against_what_this_run_has_claimed(
    tmp_path: Path, earlier: str, *, settled: bool
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a", b"one", 1)])
        if earlier == "refused":
            await journal.settle(claim("a").row, REFUSED, content=claim("a"))
        await journal.begin()
        mended = claim("a", b"two", 1)
        assert await standings(journal, mended) in (["retried"], ["resumed"])
        if settled:
            await journal.settle(mended.row, DONE, content=mended)
        found = [await standings(journal, claim("a", print_, line)) for print_, line in LATER]
        assert found == [["repeated"], ["conflicting"]]
        assert await journal.notes() == [conflict(3, 1)]


LATER: Final = ((b"two", 2), (b"one", 3))


async def test_what_an_earlier_run_claimed_again_says_nothing_in_the_next(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a", b"one")])
        await journal.begin()
        assert await standings(journal, claim("a", b"two")) == ["resumed"]
        await journal.begin()
        assert await standings(journal, claim("a", b"one")) == ["resumed"]
        assert await standings(journal, claim("a", b"one")) == ["repeated"]
        assert await standings(journal, claim("a", b"two")) == ["conflicting"]


async def test_a_row_of_several_lines_must_not_come_back_with_any_content(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        whole = claim("a")._replace(whole=True)
        assert await standings(journal, whole, whole._replace(line=4)) == ["new", "conflicting"]
        assert await journal.notes() == [conflict(4, 1)]


async def test_a_row_that_was_issued_with_another_content_is_remarked(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a"), claim("b")])
        await journal.settle(claim("a").row, DONE, content=claim("a"))
        await journal.settle(claim("b").row, DONE, content=claim("b"))
        await journal.begin()
        answers = await journal.claim([claim("a", b"two", 5), claim("b", b"one", 6)])
        assert [answer.standing for answer in answers] == ["changed", "done"]
        assert [answer.record for answer in answers] == await records(journal)
        text = "issued before with another content, as document d1; left as is"
        assert await journal.notes() == [remark("changed", 5, text)]
        assert [record.line for record in await records(journal)] == [1, 1]


async def test_a_stored_document_of_unknown_content_is_done_with_any(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a", b"")])
        await journal.settle(claim("a").row, DONE)
        await journal.begin()
        assert await standings(journal, claim("a", b"two")) == ["done"]


async def test_a_row_that_cannot_be_sent_is_taken_down_with_the_reason(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.refuse(claim("a", b"one", 4), UNSENDABLE)
        (record,) = await records(journal)
        assert (record.key, record.line, record.fingerprint) == ("a", 4, b"one")
        assert record.outcome == UNSENDABLE
        assert await journal.notes() == []
        await journal.begin()
        assert await standings(journal, claim("a", b"one")) == ["failed"]
        assert await standings(journal, claim("a", b"two")) == ["retried"]


async def test_a_row_that_was_refused_before_and_cannot_be_sent_now_has_the_new_reason(
    tmp_path: Path,
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        await journal.settle(claim("a").row, REFUSED, content=claim("a"))
        await journal.begin()
        await journal.refuse(claim("a", b"two", 4), UNSENDABLE)
        (record,) = await records(journal)
        assert (record.line, record.fingerprint, record.outcome) == (4, b"two", UNSENDABLE)
        assert [one.key async for one in journal.records(earlier_runs=True)] == []
        assert await standings(journal, claim("a", b"two")) == ["repeated"]


async def test_a_mended_row_that_comes_again_unsendable_is_what_came_last(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.refuse(claim("a", b"one"), UNSENDABLE)
        await journal.begin()
        await journal.claim([claim("a", b"two")])
        await journal.settle(claim("a").row, REFUSED, content=claim("a", b"two"))
        await journal.refuse(claim("a", b"three"), UNSENDABLE)
        assert await standings(journal, claim("a", b"three")) == ["repeated"]


@pytest.mark.parametrize("outcome", [DONE, None])
async def test_a_row_that_was_sent_before_and_cannot_be_now_keeps_what_is_known(
    tmp_path: Path, outcome: RowOutcome | None
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        if outcome is not None:
            await journal.settle(claim("a").row, outcome, content=claim("a"))
        before = await records(journal)
        await journal.begin()
        await journal.refuse(claim("a", b"two", 4), UNSENDABLE)
        assert await records(journal) == before
        text = "this row is in the journal, but cannot be sent now: no items"
        assert await journal.notes() == [remark("invalid", 4, text)]


async def test_more_rows_than_a_statement_takes_are_claimed_and_found(tmp_path: Path) -> None:
    keys = [str(number) for number in range(1100)]
    rows = [claim(key).row for key in keys]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        assert await standings(journal, *map(claim, keys)) == ["new"] * 1100
        assert await journal.known([*rows, b"never seen"]) == set(rows)
        found = await journal.find(rows)
        assert [found[row].key for row in rows] == keys


async def test_only_the_content_that_was_issued_counts_as_unchanged(tmp_path: Path) -> None:
    first = claim("a")._replace(raw=b"raw one")
    mended = claim("a", b"two")._replace(raw=b"raw two")
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([first])
        await journal.settle(first.row, DONE)
        assert await journal.unchanged({first.row: b"raw one"}) == {first.row: b"one"}
        await journal.settle(first.row, DONE, content=mended)
        assert await journal.unchanged({first.row: b"raw one"}) == {}
        assert await journal.unchanged({first.row: b"raw two"}) == {first.row: b"two"}
        await journal.settle(first.row, DONE, content=mended._replace(raw=None))
        assert await journal.unchanged({first.row: b"raw two"}) == {}


async def test_zeros_in_front_of_keys_are_left_out_where_they_are_compared(tmp_path: Path) -> None:
    rows = [claim("0017"), claim("17", organization="other"), claim("x")]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.claim(rows)
        assert await journal.zeroless_keys() == {("org", "17"), ("other", "17"), ("org", "x")}


async def test_rows_that_share_a_document_are_told_and_remarked(tmp_path: Path) -> None:
    ends = {"a": "d1", "b": "d2", "c": "d1", "d": None, "e": None}
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim(key, line=line) for line, key in enumerate(ends, 1)])
        for key, document in ends.items():
            await journal.settle(claim(key).row, evolve(DONE, document_id=document))
        shared = await journal.shared_documents()
        assert [record.key for record in shared] == ["a", "c"]
        for _ in range(2):  # each is remarked once
            await journal.note_shared_documents()
        text = "document d1 is recorded for another row too"
        assert await journal.notes() == [
            remark("duplicate", 1, text, "a"),
            remark("duplicate", 3, text, "c"),
        ]
        assert await journal.note_counts() == {"duplicate": 2}


async def test_keys_that_are_nearly_the_same_are_told_with_the_second_line(tmp_path: Path) -> None:
    keys = ["A 17", "a17", "b", "18", "018"]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim(key, line=line) for line, key in enumerate(keys, 1)])
        await journal.claim([claim("B", organization="other", line=9)])
        assert sorted(await journal.twins(10)) == [("018", "18", 5), ("A 17", "a17", 2)]
        assert len(await journal.twins(1)) == 1


async def test_facts_are_remembered_and_may_be_replaced(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        assert await journal.fact("mapping") == ""
        for value in ("one", "two"):
            await journal.remember("mapping", value)
    async with Journal(tmp_path / "journal", FACTS) as journal:
        assert await journal.fact("mapping") == "two"
        assert await journal.fact("job") == "november"


async def test_remarks_come_back_whole_in_the_order_of_the_input(tmp_path: Path) -> None:
    later, sooner = remark("invalid", 9, "no items"), remark("conflict", 2, "twice", "b")
    async with Journal(tmp_path / "journal", FACTS) as journal:
        for one in (later, sooner, later):
            await journal.note(one)
        assert await journal.notes() == [sooner, later]
        assert await journal.notes(1) == [sooner]
        assert await journal.note_counts() == {"conflict": 1, "invalid": 1}


async def test_rows_are_counted_by_state(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        assert await journal.counts() == Counts(done=0, replayed=0, failed=0, sent=0)
        await journal.claim([claim(key) for key in "abcdef"])
        for key in "abc":
            await journal.settle(claim(key).row, evolve(DONE, replayed=key != "a"))
        await journal.settle(claim("d").row, REFUSED)
        assert await journal.counts() == Counts(done=3, replayed=2, failed=1, sent=2)
        by_state = {state: [one.key async for one in journal.records(state)] for state in State}
        assert by_state == {
            State.SENT: ["e", "f"],
            State.DONE: ["a", "b", "c"],
            State.FAILED: ["d"],
        }


async def test_a_run_counts_what_it_issued_and_refused(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim(key) for key in "abcd"])
        for key in "ab":
            await journal.settle(claim(key).row, DONE)
        await journal.settle(claim("c").row, REFUSED)
        await journal.settle(claim("d").row, RowOutcome(state=State.SENT, attempts=1))
        await journal.begin()
        await journal.refuse(claim("e"), UNSENDABLE)
        await journal.flush()
        paces = await journal.run_paces()
        assert [(one.run, one.issued, one.refused) for one in paces] == [(1, 2, 1), (2, 0, 1)]


async def test_sums_are_exact_however_far_their_numbers_lie_apart(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.claim([claim(key) for key in "abcd"])
        amounts = Decimal("1e40"), Decimal("0.01"), None
        for key, total in zip("abc", amounts, strict=True):
            await journal.settle(claim(key).row, evolve(DONE, total=total))
        note = evolve(DONE, type="credit_note", currency=None, total=Decimal(5))
        await journal.settle(claim("d").row, note)
        assert await journal.totals_by_type() == {
            "invoice": {"EUR": Decimal("10000000000000000000000000000000000000000.01")},
            "credit_note": {"": Decimal(5)},
        }


async def test_half_a_surrogate_pair_is_written_out_wherever_it_stands(tmp_path: Path) -> None:
    half, written = "é \ud800", "é \\ud800"
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        texts = dict.fromkeys(("document_id", "number", "currency", "type", "error"), half)
        await journal.settle(claim("a").row, RowOutcome(state=State.DONE, field=half, **texts))
        (record,) = await records(journal)
        expected = dict.fromkeys(texts, written)
        assert record.outcome == RowOutcome(state=State.DONE, field=written, **expected)
        await journal.note(
            Note(kind="invalid", line=1, key=half, organization_id=half, detail=half)
        )
        assert await journal.notes() == [
            Note(kind="invalid", line=1, key=written, organization_id=written, detail=written)
        ]


def test_a_claim_is_for_the_organization_of_its_lane() -> None:
    assert claim("a", organization="other").organization_id == "other"
    assert Claim(Lane("child", "org"), b"row", "a", 1, b"print").raw is None


def test_the_states_on_the_disk_are_those_of_every_version() -> None:
    assert {state.name: state.value for state in State} == {"SENT": 1, "DONE": 2, "FAILED": 3}


def test_an_outcome_is_of_no_request_and_no_replay_unless_it_says_so() -> None:
    outcome = RowOutcome(state=State.SENT)
    assert (outcome.attempts, outcome.replayed) == (0, False)
