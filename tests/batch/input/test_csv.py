"""Lines that cannot be read: told like any other wrong row, and no document is issued without them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import BatchOptions, Journal, WrongRow, read_csv, read_jsonl
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.refused_rows import COLUMNS
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async import AsyncSpaceInvoices
    from spaceinvoices_async.batch import BatchReport, CsvSource, Source, SourceRow

MAPPING = DocumentMapping(
    {"who": "note", "order": "reference", "what": "items[].name", "price": "items[].price"}
)
UNCHECKED = BatchOptions(check_first=False)
HEADER = "who,order,what,price"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


def write(path: Path, *lines: str, header: str = HEADER) -> CsvSource:
    path.write_text("".join(f"{line}\n" for line in (header, *lines)))
    return read_csv(path, mapping=MAPPING, group_by="order")


def told(row: SourceRow) -> tuple[int, str, str]:
    """Where a row begins, what it is known by, and whether it may be sent."""
    if not isinstance(row, WrongRow):
        return row.line, str(row["order"]), "whole"
    key = "?" if row.known is None else str(row.known["order"])
    return row.line, key, "doubtful" if "may lack" in str(row.error) else "wrong"


async def issue(si: AsyncSpaceInvoices, source: Source) -> BatchReport:
    return await si.batch.issue(
        source,
        organization_id=ORGANIZATION,
        key="order",
        journal=source.path.with_suffix(".journal"),
        options=UNCHECKED,
    )


async def write_back(si: AsyncSpaceInvoices, source: Source) -> Path:
    to = source.path.with_name(f"{source.path.stem}.refused{source.path.suffix}")
    journal = source.path.with_suffix(".journal")
    await si.batch.write_refused(source, journal, to, key="order")
    return to


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["a,1,Suit", "a,1,Rope,2", "b,2,Suit,1"], [(2, "1", "wrong"), (4, "2", "whole")]),
        (["a,1,Rope,2", "a,1,Suit", "b,2,Suit,1"], [(2, "1", "wrong"), (4, "2", "whole")]),
        (["a,1,Rope,2", "b,2,Suit", "b,2,Suit,1"], [(2, "1", "whole"), (3, "2", "wrong")]),
        (["a,1,Rope,2", "a,1,Big,suit,9", "b,2,Suit,1"], [(2, "1", "wrong"), (4, "2", "whole")]),
        (["a,1,Rope,2", "a", "a,1,Suit,1", "b,2,Suit,1"], [(2, "1", "wrong"), (5, "2", "whole")]),
        (["a,1,Rope,2", "a,,Boots,3", "a,1,Suit,1"], [(2, "1", "wrong")]),
        (
            ["z,0,Suit,1", "a,1,Rope,2", "a", "b,2,Suit,1", "c,3,Suit,1"],
            [
                (2, "0", "whole"),
                (3, "1", "doubtful"),
                (4, "?", "wrong"),
                (5, "2", "doubtful"),
                (6, "3", "whole"),
            ],
        ),
        (
            ["a,1,Rope,2", "a,,Boots,3", "b,2,Suit,1"],
            [(2, "1", "doubtful"), (3, "?", "wrong"), (4, "2", "doubtful")],
        ),
        (  # a cell is missing in front: what stands in the column of the key is none
            ["a,1,Rope,2", "1,Boots,3", "b,2,Suit,1"],
            [(2, "1", "doubtful"), (3, "?", "wrong"), (4, "2", "doubtful")],
        ),
        (  # what a quote has swallowed may have been the first line of the next document
            ["a,1,Rope,2", 'a,1,"Boots,3', 'b,2,Suit",4,5', "b,2,Helmet,1"],
            [(2, "1", "doubtful"), (3, "?", "wrong"), (5, "2", "doubtful")],
        ),
        (["a", "b,2,Suit,1"], [(2, "?", "wrong"), (3, "2", "doubtful")]),
        (
            ["b,2,Suit,1", "a", "a,3"],
            [(2, "2", "doubtful"), (3, "?", "wrong"), (4, "?", "wrong")],
        ),
        (["a"], [(2, "?", "wrong")]),
    ],
)
def test_a_line_that_cannot_be_read_spoils_every_document_it_may_be_of(
    path: Path, lines: list[str], rows: list[tuple[int, str, str]]
) -> None:
    assert [told(row) for row in write(path, *lines)] == rows


def test_of_a_file_of_one_line_a_document_the_line_alone_is_wrong(path: Path) -> None:
    write(path, "a,1,Rope,2", "a", "b,2,Suit,1")
    rows = list(read_csv(path, mapping=MAPPING))
    assert [(row.line, isinstance(row, WrongRow)) for row in rows] == [
        (2, False),
        (3, True),
        (4, False),
    ]


async def test_a_check_goes_on_and_says_what_is_wrong_with_each_line(path: Path) -> None:
    source = write(path, "a,1,Suit", "b,2,Suit,1", "c,3,Suit,ten", "d,4,So,much,1", "a", "e,5,x,1")
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(source, organization_id=ORGANIZATION, key="order")
    assert (found.rows, found.documents, found.wrong) == (6, 0, 6)
    assert [(one.line, one.key) for one in found.problems] == [
        (2, ""),
        (3, "2"),
        (4, "3"),
        (5, ""),
        (6, ""),
        (7, "5"),
    ]
    texts = [str(one.error).removeprefix(f"{path}, ") for one in found.problems]
    assert texts[0].startswith("line 2: has 3 columns, and the header 4: write every cell")
    assert texts[0].endswith("cannot be told, as column 'order' may hold another cell")
    assert texts[1].startswith("line 3: may lack line 2, which cannot be read")
    assert texts[3].startswith("line 5: has 5 columns, and the header 4: a cell that holds ','")
    assert texts[4].endswith("the line belongs cannot be told, as column 'order' is missing")


async def test_no_part_of_a_document_is_issued_and_the_run_goes_on(path: Path) -> None:
    lines = ["z,0,Suit,1", "a,1,Rope,2", "a,1,Suit", "b,2,Suit,1", "c", "d,4,Suit,1", "e,5,Suit,1"]
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, write(path, *lines))
        assert sorted(server.references()) == ["0", "5"]
        assert (report.issued, report.failed, report.invalid, report.ok) == (2, 3, 1, False)
        assert [(one.line, one.key) for one in report.problems] == [
            (3, "1"),
            (5, "2"),
            (6, ""),
            (7, "4"),
        ]
        async with Journal(report.journal) as journal:
            (note,) = await journal.notes()
        assert (note.kind, note.line, note.key) == ("invalid", 6, "")
        assert "c, line 6" not in note.detail
        assert "has 1 columns, and the header 4" in note.detail

        lines[2], lines[4] = "a,1,Suit,7", "b,2,Rope,3"
        mended = await issue(si, write(path, *lines))
        assert (mended.ok, mended.issued, mended.new, mended.totals) == (True, 5, 3, {"EUR": 16})
        assert server.violations == []


async def test_refused_lines_go_back_as_they_were_and_stay_refused_until_they_are_mended(
    path: Path,
) -> None:
    lines = ["z,0,Suit,1", "a,1,Rope,2", "a,1,Suit", "b,2,Suit,1", "c,2,So,much,3"]
    async with BooksServer() as server, client(server) as si:
        assert (await issue(si, write(path, *lines))).failed == 2
        refused = await write_back(si, write(path, *lines))
        journal = path.with_suffix(".journal")
        back = read_csv(refused, mapping=MAPPING, group_by="order")
        for _ in range(2):  # not mended, and refused again, in the same form
            report = await si.batch.issue(
                back, organization_id=ORGANIZATION, key="order", journal=journal, options=UNCHECKED
            )
            assert (report.issued, report.failed, len(server.references())) == (1, 2, 1)
            again = refused.with_name("again.csv")
            await si.batch.write_refused(back, journal, again, key="order")
            assert again.read_text().count("mend this line") == 2
            refused.write_text(again.read_text())

        kept = [line.split(",") for line in refused.read_text().splitlines()[1:]]
        assert [cells[:3] for cells in kept] == [
            ["a", "1", "Rope"],
            ["a", "1", "Suit"],
            ["b", "2", "Suit"],
            ["c", "2", "So"],
        ]
        header = ",".join((HEADER, *COLUMNS))
        empty = "," * len(COLUMNS)
        mended = ["a,1,Rope,2", "a,1,Suit,7", "b,2,Suit,1", 'c,2,"So,much",3']
        mended[3] = mended[3].replace("c,", "b,", 1)
        whole = write(refused, *(line + empty for line in mended), header=header)
        report = await si.batch.issue(
            whole, organization_id=ORGANIZATION, key="order", journal=journal
        )
        assert (report.ok, report.issued, report.totals) == (True, 3, {"EUR": 14})


async def test_lines_that_are_no_json_go_back_into_a_file_to_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    rows = [{"order": str(n), "items": [{"name": "x", "price": 1}]} for n in range(3)]
    texts = [json.dumps(row) for row in rows]
    texts[1] = texts[1].removesuffix("}")
    path.write_text("\n".join(texts))
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, read_jsonl(path))
        assert (report.issued, report.invalid, len(report.problems)) == (2, 1, 1)
        refused = await write_back(si, read_jsonl(path))
        back = json.loads(refused.read_text())
        assert back["_unread"] == texts[1]
        assert back["_error_message"].startswith(f"{path}, line 2: is not JSON")

        journal = path.with_suffix(".journal")
        refused_again = tmp_path / "again.jsonl"
        report = await si.batch.issue(
            read_jsonl(refused),
            organization_id=ORGANIZATION,
            key="order",
            journal=journal,
            options=UNCHECKED,
        )
        assert (report.issued, report.invalid) == (2, 1)
        source = read_jsonl(refused)
        await si.batch.write_refused(source, journal, refused_again, key="order")
        assert json.loads(refused_again.read_text())["_unread"] == texts[1]


async def test_a_text_that_is_written_as_a_formula_is_not_issued_so(path: Path) -> None:
    with path.open("w") as file:
        file.write('order,who,phone\n="1",A,1\n2,"=""007""",1\n3,B,"=""+386"""\n')
    constants = {"items[].name": "Suit", "items[].price": 1}
    source = read_csv(path, mapping=DocumentMapping({"who": "client.name"}, constants))
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(source, organization_id=ORGANIZATION, key="order")
    errors = {one.line: str(one.error) for one in found.problems}
    assert [*errors] == [2, 3]
    assert '="1", a text written as a formula: write it as 1' in errors[2]
    assert "column 'who': is =\"007\", a text written as a formula: write it as 007" in errors[3]
