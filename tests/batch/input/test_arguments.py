"""Arguments that no batch can use: told by their name, before anything is read, claimed or sent."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import InvalidInputError
from spaceinvoices_async.batch import (
    BatchOptions,
    Column,
    DocumentMapping,
    JournalFailed,
    SourceError,
    load_mapping,
    prepare_chunk,
    read_csv,
    read_journal_report,
    read_jsonl,
    read_progress,
)
from spaceinvoices_async.batch.input.preparation import PreparedRow, RowPreparer, UnsendableRow
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, order

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from spaceinvoices_async import AsyncSpaceInvoices

MAPPING = DocumentMapping(
    {"who": "client.name", "what": "items[].name", "price": "items[].price"}, {"type": "invoice"}
)
CSV = "order,who,what,price\n1,A,x,1\n"
NO_CHOICES = ["", None, 5, [], Column(5)]  # what a caller without types gives


class Attributes(dict[str, object]):
    """A mapping whose values are attributes as well, such as `munch.Munch`."""

    def __getattr__(self, name: str) -> object:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@pytest.fixture
async def server() -> AsyncIterator[BooksServer]:
    async with BooksServer() as running:
        yield running


@pytest.fixture
async def si(server: BooksServer) -> AsyncIterator[AsyncSpaceInvoices]:
    async with client(server) as opened:
        yield opened


async def later(_: object) -> None:
    """A function that does nothing until it is awaited."""


async def refused(si: Any, name: str, journal: object, rows: object = None, **more: Any) -> None:
    """See that every method that takes the argument says so, naming it."""
    given = {"organization_id": ORGANIZATION, "key": "order", **more}
    rows = [order(1)] if rows is None else rows
    with pytest.raises(InvalidInputError) as told:
        await si.batch.issue(rows, journal=journal, **given)
    assert told.value.field == name
    with pytest.raises(InvalidInputError) as told:
        async for _ in si.batch.stream(rows, journal=journal, **given):
            pass
    assert told.value.field == name
    if name != "stop":
        with pytest.raises(InvalidInputError) as told:
            await si.batch.reconcile(rows, journal=journal, **given)
        assert told.value.field == name
    if name not in {"stop", "journal", "backend"}:
        with pytest.raises(InvalidInputError) as told:
            await si.batch.check(rows, **given)
        assert told.value.field == name


@pytest.mark.parametrize("rows", [5, "order", b"order", {"order": "1"}, order])
async def test_rows_that_are_no_rows_are_refused(
    si: AsyncSpaceInvoices, server: BooksServer, journal: Path, rows: object
) -> None:
    await refused(si, "rows", journal, rows)
    assert (server.counts, list(journal.parent.iterdir())) == ({}, [])


async def test_no_rows_at_all_are_refused(si: Any, journal: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"rows: are a list, .*not NoneType"):
        await si.batch.issue(None, organization_id=ORGANIZATION, key="order", journal=journal)


@pytest.mark.parametrize("choice", NO_CHOICES)
@pytest.mark.parametrize("name", ["key", "organization_id"])
async def test_a_key_or_organization_that_is_no_choice_is_refused(
    si: AsyncSpaceInvoices, server: BooksServer, journal: Path, name: str, choice: object
) -> None:
    await refused(si, name, journal, **{name: choice})
    with pytest.raises(InvalidInputError, match=name):
        prepare_chunk([order(1)], **{"organization_id": "org", "key": "order", name: choice})
    assert (server.counts, list(journal.parent.iterdir())) == ({}, [])


async def test_an_account_that_is_no_choice_is_refused(
    si: AsyncSpaceInvoices, journal: Path
) -> None:
    for choice in ("", 5, []):
        await refused(si, "account", journal, account=choice)


async def test_settings_of_another_type_are_refused_before_anything_is_sent(
    si: AsyncSpaceInvoices, server: BooksServer, journal: Path
) -> None:
    await refused(si, "options", journal, options={"job": "x"})
    await refused(si, "options", journal, options={})
    await refused(si, "to_document", journal, to_document="reference")
    await refused(si, "on_progress", journal, on_progress=5)
    await refused(si, "on_progress", journal, on_progress=later)
    await refused(si, "to_document", journal, to_document=later)
    # One of threads would stop the event loop, and with it everything, for ever.
    await refused(si, "stop", journal, stop=threading.Event())
    await refused(si, "backend", journal, backend="tcp://10.0.0.1:8786")
    assert (server.counts, list(journal.parent.iterdir())) == ({}, [])


@pytest.mark.parametrize("path", [5, None, b"orders", "a\0b"])
async def test_what_no_file_can_have_as_its_path_is_refused(si: Any, path: Any) -> None:
    await refused(si, "journal", path)
    with pytest.raises(InvalidInputError, match="journal: "):
        await si.batch.verify(path)
    with pytest.raises(InvalidInputError, match="journal: "):
        await read_journal_report(path)
    with pytest.raises(InvalidInputError, match="journal: "):
        read_progress(path)
    for read in (read_csv, read_jsonl, load_mapping):
        with pytest.raises(InvalidInputError, match="path: "):
            read(path)


async def test_a_journal_whose_name_is_too_long_is_one_that_cannot_be_used(
    si: AsyncSpaceInvoices, tmp_path: Path
) -> None:
    with pytest.raises(JournalFailed, match="too long"):
        await si.batch.issue(
            [order(1)], organization_id=ORGANIZATION, key="order", journal=tmp_path / ("x" * 300)
        )


async def test_an_asynchronous_source_cannot_be_checked_and_the_error_says_what_to_do(
    si: Any,
) -> None:
    async def rows() -> AsyncIterator[object]:
        yield order(1)

    with pytest.raises(InvalidInputError, match=r"rows: .* gather them in a list"):
        await si.batch.check(rows(), organization_id=ORGANIZATION, key="order")


@pytest.mark.parametrize("row", [None, 5, "text", ["order"], object()])
async def test_a_row_that_is_no_row_is_invalid_and_the_others_are_issued(
    si: Any, journal: Path, row: object
) -> None:
    given = {"organization_id": ORGANIZATION, "key": "order"}
    rows = [order(1), row, order(2)]
    found = await si.batch.check(rows, **given)
    assert (found.documents, found.wrong, found.problems[0].line) == (2, 1, 2)
    report = await si.batch.issue(rows, journal=journal, **given)
    assert (report.issued, report.invalid) == (2, 1)
    assert str(report.problems[0].error) == (
        f"row: is a mapping or a DocumentCreate, not {type(row).__name__}"
    )


@pytest.mark.parametrize("known", [[1], {"a": 1}, {1}, 5, True, object()])
async def test_a_refused_row_whose_key_became_something_else_is_wrong_alone(
    si: Any, journal: Path, known: object
) -> None:
    given = {"organization_id": ORGANIZATION, "key": "order"}
    rows = [order(1, _key=known), order(2)]
    found = await si.batch.check(rows, **given)
    assert (found.documents, found.wrong) == (1, 1)
    report = await si.batch.issue(rows, journal=journal, **given)
    assert (report.issued, report.invalid) == (1, 1)
    assert "when it was refused" in str(report.problems[0].error)


@pytest.mark.parametrize("known", [None, "", "order 1"])
async def test_a_row_that_was_not_refused_or_kept_its_key_is_issued(
    si: Any, journal: Path, known: object
) -> None:
    report = await si.batch.issue(
        [order(1, _key=known)], organization_id=ORGANIZATION, key="order", journal=journal
    )
    assert (report.issued, report.invalid) == (1, 0)


async def test_no_number_of_a_frame_is_no_key(si: Any) -> None:
    rows = [{"who": "A", "kind": "x", "order": "1", "_key": float("nan")}]
    found = await si.batch.check(
        rows,
        organization_id=ORGANIZATION,
        key="order",
        to_document=lambda row: {"items": [{"name": row["who"], "price": 1}]},
    )
    assert (found.documents, found.wrong) == (1, 0)


async def test_a_number_is_the_key_that_it_is_written_as(si: Any) -> None:
    rows = [order(1, order=17, _key="17"), order(2, order="18", _key=18)]
    found = await si.batch.check(rows, organization_id=ORGANIZATION, key="order")
    assert (found.documents, found.wrong) == (2, 0)


async def test_a_row_with_a_line_of_its_own_keeps_its_place_in_the_input(
    si: Any, journal: Path
) -> None:
    rows = [Attributes(order(1, line="U4")), Attributes(order(2, line=900)), {}]
    report = await si.batch.issue(rows, organization_id=ORGANIZATION, key="order", journal=journal)
    assert (report.issued, report.problems[0].line) == (2, 3)


async def test_a_key_whose_column_is_there_twice_is_refused(si: Any, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,order,who,what,price\n1,2,A,x,1\n")
    rows = read_csv(path, mapping=MAPPING)
    with pytest.raises(SourceError, match=r"key \(column 'order'\): is there twice in the header"):
        await si.batch.issue(
            rows, organization_id=ORGANIZATION, key="order", journal=tmp_path / "journal"
        )
    path.write_text("order,shop,shop,who,what,price\n1,a,b,A,x,1\n")
    found = await si.batch.check(rows, organization_id=Column("shop"), key="order")
    assert "is there twice" in str(found.problems[0].error)


async def test_what_is_there_twice_and_is_not_read_does_no_harm(si: Any, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,note,note,who,what,price\n1,a,b,A,x,1\n")
    found = await si.batch.check(
        read_csv(path, mapping=MAPPING), organization_id=ORGANIZATION, key="order"
    )
    # The column of the key is used, though the mapping does not name it.
    assert [one.message for one in found.remarks] == ["columns that go nowhere: 'note'"]
    assert found.ok


@pytest.mark.parametrize("delimiter", ["", "||", '"', "\n", "\r", "\0", None, 5])
def test_a_delimiter_that_cannot_separate_is_refused(tmp_path: Path, delimiter: Any) -> None:
    with pytest.raises(InvalidInputError, match="delimiter: is one character"):
        read_csv(tmp_path / "orders.csv", delimiter=delimiter)


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "utf 8\0", None, 5])
def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path, encoding: Any) -> None:
    with pytest.raises(InvalidInputError, match="encoding: is no encoding"):
        read_csv(tmp_path / "orders.csv", encoding=encoding)


async def test_a_file_in_another_encoding_than_was_said_is_told(si: Any, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(CSV)
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        content = CSV if encoding != "utf-8-sig" else CSV.encode("utf-16")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rows = read_csv(path, mapping=MAPPING, encoding=encoding)
        with pytest.raises(SourceError, match="is not CSV"):
            await si.batch.check(rows, organization_id=ORGANIZATION, key="order")
        with pytest.raises(SourceError, match="is not CSV"):
            rows.header()


async def test_keys_that_differ_in_what_nobody_sees_are_named(si: Any, journal: Path) -> None:
    rows = [
        order(1, order="A\u200b1"),
        order(2, order="A1"),
        order(3, order="B\0"),
        order(4, order="B"),
    ]
    given = {"organization_id": ORGANIZATION, "key": "order"}
    found = await si.batch.check(rows, **given)
    assert [one.kind for one in found.remarks] == ["twin", "twin"]
    report = await si.batch.issue(
        rows, journal=journal, options=BatchOptions(slow_start=False), **given
    )
    assert [one.kind for one in report.remarks] == ["twin", "twin"]


@pytest.mark.parametrize("name", ["organizationId", "organization_id"])
def test_a_document_of_another_organization_is_not_issued_in_this_one(name: str) -> None:
    preparer = RowPreparer(job="j", key="order", organization_id="o")
    wrong = preparer.prepare(order(1, **{name: "another"}), 1)
    assert isinstance(wrong, UnsendableRow)
    assert str(wrong.error).startswith(f"{name}: names another organization than the call")
    assert isinstance(preparer.prepare(order(1, **{name: "O"}), 1), PreparedRow)
