"""Rows as databases give them: tuples, rows of other types, one object again and again, NULL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import pytest

from spaceinvoices_async import models
from spaceinvoices_async.batch import Column
from tests.batch.books_server import BooksServer
from tests.batch.orders import client, each_once, issue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

COUNT: Final = 90
"""More than one chunk."""
KNOWN: Final = 5


class Own(Mapping[str, object]):
    """A mapping that shows whatever its source has read last."""

    def __init__(self) -> None:
        self.read: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        return self.read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)


def as_list() -> Iterator[Any]:
    row = [0]
    for number in range(COUNT):
        row[0] = number
        yield row


def as_dict() -> Iterator[Any]:
    row: dict[str, object] = {}
    for number in range(COUNT):
        row["id"] = number
        yield row


def as_own_mapping() -> Iterator[Any]:
    row = Own()
    for number in range(COUNT):
        row.read["id"] = number
        yield row


def as_object() -> Iterator[Any]:
    row = SimpleNamespace()
    for number in range(COUNT):
        row.id = number
        yield row


def as_dict_around_an_own_mapping() -> Iterator[Any]:
    row = {"inner": Own()}
    for number in range(COUNT):
        row["inner"].read["id"] = number
        yield row


def number_in(row: Any) -> int:
    if type(row) is list:
        number: Any = row[0]
        return int(number)
    if not isinstance(row, Mapping):
        return int(row.id)
    given: Any = row
    return number_in(given["inner"]) if "inner" in given else int(given["id"])


def key(row: Any) -> str:
    return f"order {number_in(row)}"


def document(row: Any) -> dict[str, object]:
    number = number_in(row)
    return {
        "type": "invoice",
        "reference": str(number),
        "client": {"name": "Rocket man"},
        "items": [{"name": "Suit", "price": number + 1}],
    }


SOURCES: Final = [as_list, as_dict, as_own_mapping, as_object, as_dict_around_an_own_mapping]


@pytest.mark.parametrize("source", SOURCES)
async def test_a_run_that_goes_on_takes_each_row_as_it_was_when_it_was_given(
    journal: Path, source: Callable[[], Iterator[Any]]
) -> None:
    async with BooksServer() as server, client(server) as si:
        first = (row for _, row in zip(range(KNOWN), source(), strict=False))
        await issue(si, first, journal, key=key, to_document=document)
        report = await issue(si, source(), journal, key=key, to_document=document)

        assert (report.ok, report.issued, report.skipped) == (True, COUNT, KNOWN)
        assert server.references() == each_once(COUNT)
        assert report.totals == {"EUR": server.total}


@pytest.mark.parametrize("source", SOURCES)
async def test_a_check_takes_each_row_as_it_was_when_it_was_given(
    source: Callable[[], Iterator[Any]],
) -> None:
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(source(), organization_id="org", key=key, to_document=document)

    assert (found.ok, found.documents, found.repeated) == (True, COUNT, 0)
    assert found.totals[""].net == sum(range(1, COUNT + 1))


@pytest.mark.parametrize(
    ("column", "given"),
    [
        ("order", models.DocumentCreate(type="invoice", items=[])),
        ("reference", models.DocumentCreate(type="invoice", items=[])),
        ("organization", {"id": 1, "organization": ""}),
        ("organization", {"id": 1, "organization": None}),
        ("organization", {"id": 1}),
    ],
)
async def test_rows_without_the_column_are_no_documents_of_one_key(
    journal: Path, column: str, given: object
) -> None:
    chosen = (
        {"key": "id", "organization_id": Column(column)}
        if isinstance(given, dict)
        else {"key": column}
    )
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, [given, given], journal, **chosen)

        assert (report.ok, report.invalid, report.issued) == (False, 2, 0)
        assert [str(one.error).rpartition(": ")[2] for one in report.problems] == ["is empty"] * 2
        assert server.all_documents == []


def rows_of_sqlite(query: str) -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        return database.execute(query).fetchall()


@pytest.mark.parametrize(
    ("row", "name", "said"),
    [
        (
            rows_of_sqlite("SELECT 7 AS id")[0],
            "id",
            "key (column 'id'): is not there: Row is no mapping; dict(row) makes one of it",
        ),
        ((7,), "id", "key (column 'id'): is not there: tuple is no mapping"),
        ({"id": 7}, "ID", "key (column 'ID'): is not there; is 'id' meant?"),
        ({" Id\u00a0": 7}, "id", "key (column 'id'): is not there; is ' Id\\xa0' meant?"),
        (
            {"cafe\u0301": 7},
            "caf\u00e9",
            "key (column 'caf\u00e9'): is not there; is 'cafe\u0301' meant?",
        ),
        ({"number": 7}, "id", "key (column 'id'): is empty"),
    ],
)
async def test_a_key_that_is_not_there_says_what_is(
    journal: Path, row: Any, name: str, said: str
) -> None:
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, [row], journal, key=name, to_document=dict)

    assert [str(one.error) for one in report.problems] == [said]


async def test_a_row_of_sqlite_is_told_how_it_becomes_a_document(journal: Path) -> None:
    query = "SELECT 7 AS id, 'invoice' AS type, '0' AS reference"
    async with BooksServer() as server, client(server) as si:
        refused = await issue(si, rows_of_sqlite(query), journal, key="id")
        row = {**rows_of_sqlite(query)[0], "items": [{"name": "Suit", "price": 1}]}
        taken = await issue(si, [row], journal, key="id")

    said = "row: is a mapping or a DocumentCreate, not Row; dict(row) makes one of it"
    assert [str(one.error) for one in refused.problems] == [said]
    assert (taken.ok, taken.issued) == (True, 1)


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ({"price": None}, False),
        ({"price_gross": None}, False),
        ({"price": None, "price_gross": None}, False),
        ({"price": None, "price_gross": "1"}, True),
        ({"price": "1", "price_gross": None}, True),
        ({"price": 0}, True),
        ({"price": None, "item_id": "i1"}, True),
        ({"price": None, "is_separator": True}, True),
        ({"price": None, "is_separator": False}, False),
    ],
)
async def test_a_price_of_null_is_not_issued_as_nothing(
    journal: Path, line: dict[str, object], *, fits: bool
) -> None:
    items = [{"name": "Suit", "price": "1"}, {"name": "Boots", **line}]
    row = {"id": 7, "type": "invoice", "client": {"name": "Rocket man"}, "items": items}
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check([row], organization_id="org", key="id")
        if not fits:
            report = await issue(si, [row], journal, key="id")
            assert (report.ok, report.failed, server.all_documents) == (False, 1, [])
            assert [str(one.error) for one in report.problems] == [
                "items[1].price: is null, and the line would be issued at 0.00; write 0 if that is "
                "meant"
            ]
    assert found.ok is fits


async def test_what_was_read_before_a_cursor_was_cancelled_is_issued_and_the_run_says_so(
    journal: Path,
) -> None:
    async def rows() -> AsyncIterator[dict[str, object]]:
        for number in range(KNOWN):
            yield {"id": number}
        raise asyncio.CancelledError

    async with BooksServer() as server, client(server) as si:
        with pytest.raises(RuntimeError, match="the source of the rows was cancelled"):
            await issue(si, rows(), journal, key=key, to_document=document)

        assert server.references() == each_once(KNOWN)
