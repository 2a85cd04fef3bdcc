"""Refused rows go back into a file, known by who they are and not by where they stood."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import Table, parquet

from spaceinvoices_async.batch import (
    ArrowSource,
    BatchOptions,
    Column,
    read_csv,
    read_jsonl,
    read_parquet,
)
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import REASONS
from tests.batch.books_server import BooksServer
from tests.batch.orders import client, order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spaceinvoices_async import AsyncSpaceInvoices
    from spaceinvoices_async.batch import BatchReport, CsvSource, Source

MAPPING = DocumentMapping(
    {"order": "reference", "note": "note", "price": "items[].price"}, {"items[].name": "x"}
)
KEY: dict[str, Any] = {"key": "order", "organization_id": Column("shop")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


def write(path: Path, *lines: str) -> CsvSource:
    path.write_text("shop,order,note,price\n" + "".join(f"{line}\n" for line in lines))
    return read_csv(path, mapping=MAPPING, group_by="order")


async def issue(si: AsyncSpaceInvoices, source: CsvSource) -> BatchReport:
    options = BatchOptions(check_first=False)
    return await si.batch.issue(
        source, journal=source.path.with_suffix(".journal"), options=options, **KEY
    )


async def refused(si: AsyncSpaceInvoices, source: CsvSource) -> list[tuple[str, str, str]]:
    journal, to = source.path.with_suffix(".journal"), source.path.with_suffix(".refused.csv")
    count = await si.batch.write_refused(source, journal, to, **KEY)
    with to.open(newline="") as file:
        rows = [(row["shop"], row["order"], row["price"]) for row in csv.DictReader(file)]
    assert len({row[:2] for row in rows}) == count
    return rows


async def test_old_refusals_are_found_again_in_an_input_that_was_edited(path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        first = write(path, "a,1,,1", "a,2,refuse me,2", "b,3,refuse me,3", "b,4,,4")
        assert (await issue(si, first)).failed == 2
        edited = write(path, "b,4,,4", "a,0,,1", "b,3,refuse me,3", "b,3,refuse me,9")
        assert await refused(si, edited) == [("b", "3", "3"), ("b", "3", "9")]


async def test_the_same_key_of_another_organization_is_another_row(path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        source = write(path, "a,1,refuse me,1", "b,2,,1", "b,1,,1")
        assert (await issue(si, source)).failed == 1
        assert await refused(si, source) == [("a", "1", "1")]


async def test_of_two_rows_with_one_key_the_refused_one_goes_back(path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        source = write(path, "a,1,,1", "a,2,,2", "a,1,,9", "a,4,,3", "a,,,4")
        report = await issue(si, source)
        assert (report.issued, report.conflicts, report.failed, report.invalid) == (2, 1, 1, 1)
        assert await refused(si, source) == [("a", "1", "9"), ("a", "4", "3"), ("a", "", "4")]
        moved = write(path, "a,5,,1", "a,2,,2", "a,3,,9", "a,8,,3", "a,6,,4")
        assert await refused(si, moved) == []


async def test_the_journal_knows_its_only_organization(path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        source = write(path, "a,1,,1", "a,2,refuse me,2")
        journal = path.with_suffix(".journal")
        await si.batch.issue(source, organization_id="org", key="order", journal=journal)
        to = path.with_suffix(".refused.csv")
        assert await si.batch.write_refused(source, journal, to, key="order") == 1


def recode(path: Path, encoding: str) -> CsvSource:
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    return read_csv(path, mapping=MAPPING, group_by="order", encoding=encoding)


async def test_the_file_is_in_the_encoding_of_the_input(path: Path) -> None:
    write(path, "a,Müller,refuse me,1")
    source = recode(path, "cp1252")
    async with BooksServer() as server, client(server) as si:
        assert (await issue(si, source)).failed == 1
        to = path.with_suffix(".refused.csv")
        await si.batch.write_refused(source, path.with_suffix(".journal"), to, **KEY)

    assert to.read_bytes().splitlines()[1].startswith("a,Müller,refuse me,1".encode("cp1252"))


def mended(to: Path, source: Source) -> Source:
    """The refused file after somebody has corrected it, and an extra column of hers is still there."""
    if isinstance(source, ArrowSource):
        rows = parquet.read_table(to).to_pylist()
        parquet.write_table(Table.from_pylist([{**row, "note": "right"} for row in rows]), to)
        return read_parquet(to)
    to.write_text(to.read_text().replace("refuse me", "right"))
    return read_jsonl(to)


@pytest.mark.parametrize("read", [read_jsonl, read_parquet])
async def test_the_reasons_of_a_refusal_never_become_fields_of_the_document(
    tmp_path: Path, read: Callable[[Path], Source]
) -> None:
    rows = [order(1, shop="a", note="x"), order(2, shop="a", note="refuse me")]
    path = tmp_path / "orders"
    if read is read_parquet:
        parquet.write_table(Table.from_pylist(rows), path)
    else:
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    given = {**KEY, "journal": tmp_path / "journal"}
    to = tmp_path / ("refused.parquet" if read is read_parquet else "refused.jsonl")
    async with BooksServer() as server, client(server) as si:
        source = read(path)
        report = await si.batch.issue(source, **given)
        assert (report.issued, report.failed) == (1, 1)
        await si.batch.write_refused(source, given["journal"], to, **KEY)
        assert (await si.batch.issue(mended(to, source), **given)).ok
        assert [set(REASONS) & document.keys() for document in server.all_documents] == [set()] * 2
        # The corrected input is the same document, and nothing has changed.
        whole = [order(1, shop="a", note="x"), order(2, shop="a", note="right")]
        again = await si.batch.issue(whole, **given)
        assert (again.ok, again.skipped, again.changed) == (True, 2, 0)
