"""Files of rows, and the documents made of them; every error says where."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import (
    DocumentMapping,
    SourceError,
    Target,
    load_mapping,
    read_csv,
    read_jsonl,
)
from spaceinvoices_async.batch.input.preparation import RowPreparer
from spaceinvoices_async.batch.input.rows import Column
from spaceinvoices_async.batch.input.validation import inspect
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import CsvSource, JsonlSource

MAPPING = DocumentMapping(
    columns={
        "customer": "client.name",
        "date": Target(to="date", date_format="%d.%m.%Y"),
        "product": "items[].name",
        "quantity": "items[].quantity",
        "price": Target(to="items[].price", decimal_comma=True),
        "vat": "items[].taxes[].rate",
    },
    constants={"type": "invoice", "items[].unit": "piece"},
)
HEADER = "order,customer,date,product,quantity,price,vat\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def prepare(source: CsvSource | JsonlSource) -> list[object]:
    """The body of each row that has one, else the text of its error."""
    preparer = RowPreparer(
        job="j",
        key="order",
        organization_id="org",
        to_document=source.to_document if source.mapping else None,
        locate=source.locate,
    )
    made = [preparer.prepare(row, number) for number, row in enumerate(source, start=1)]
    return [getattr(one, "body", None) or str(getattr(one, "error", "")) for one in made]


def test_lines_of_one_order_become_one_document(tmp_path: Path) -> None:
    path = write(
        tmp_path / "orders.csv",
        HEADER
        + 'A1,Ada,30.11.2026,Suit,1,"1.234,50",21\n'
        + 'A1,Ada,30.11.2026,"Helmet,\nlarge",2,"99,9",\n'
        + "B2,Bob,01.12.2026,Rope,3,5,9.5\n",
    )
    source = read_csv(path, mapping=MAPPING, group_by="order")
    assert [(row["order"], row.line, len(row.lines)) for row in source] == [
        ("A1", 2, 2),
        ("B2", 5, 1),
    ]
    first, second = prepare(source)
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    del first["uniqueId"], second["uniqueId"]
    assert first == {
        "type": "invoice",
        "date": "2026-11-30",
        "_documentClient": {"name": "Ada"},
        "_documentItems": [
            {
                "name": "Suit",
                "quantity": Decimal(1),
                "price": Decimal("1234.50"),
                "unit": "piece",
                "_documentItemTaxes": [{"rate": Decimal(21)}],
            },
            {
                "name": "Helmet,\nlarge",
                "quantity": Decimal(2),
                "price": Decimal("99.9"),
                "unit": "piece",
            },
        ],
    }
    assert second["_documentItems"] == [
        {
            "name": "Rope",
            "quantity": Decimal(3),
            "price": Decimal(5),
            "unit": "piece",
            "_documentItemTaxes": [{"rate": Decimal("9.5")}],
        }
    ]


def test_a_file_can_be_read_again_and_again(tmp_path: Path) -> None:
    path = write(tmp_path / "orders.csv", "order,a\n1,x\n2,y\n")
    source = read_csv(path)
    assert [dict(row) for row in source] == [dict(row) for row in source] != []


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("A1,Ada,30.11.2026,Suit,one,1,", "line 2, column 'quantity'.*is a number"),
        ("A1,Ada,30.11.2026,Suit,1,1.5,", "line 2, column 'price'.*decimal comma"),
        ("A1,Ada,2026-11-30,Suit,1,1,", "line 2, column 'date'.*%d.%m.%Y"),
        ("A1,Ada,30.11.2026,Suit,1,1234567890123456,", "line 2, column 'price'.*15 significant"),
        (",Ada,30.11.2026,Suit,1,1,", "line 2, column 'order': is empty"),
    ],
)
def test_an_error_names_line_and_column(tmp_path: Path, line: str, error: str) -> None:
    path = write(tmp_path / "orders.csv", HEADER + line + "\n")
    (text,) = prepare(read_csv(path, mapping=MAPPING, group_by="order"))
    assert isinstance(text, str)
    with pytest.raises(SourceError, match=error):
        raise SourceError(text)
    assert "orders.csv" in text


def test_an_error_in_a_later_line_of_a_document_names_that_line(tmp_path: Path) -> None:
    lines = "A,Ada,30.11.2026,Suit,1,1,\nA,Ada,30.11.2026,Rope,1,12345678901234567,\n"
    path = write(tmp_path / "orders.csv", HEADER + lines)
    (text,) = prepare(read_csv(path, mapping=MAPPING, group_by="order"))
    assert "line 3, column 'price'" in str(text)


def test_lines_of_one_document_must_agree_on_what_it_has_once(tmp_path: Path) -> None:
    lines = "A,Ada,30.11.2026,Suit,1,1,\nA,Eve,30.11.2026,Rope,1,1,\n"
    path = write(tmp_path / "orders.csv", HEADER + lines)
    (text,) = prepare(read_csv(path, mapping=MAPPING, group_by="order"))
    assert "line 3, column 'customer'" in str(text)
    assert "differs from line 2" in str(text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "line 1: has no header"),
        ("order,a,a\n", "line 1, column 'a': is there twice"),
        ("order\n1\n", "line 1, column 'customer': is missing; the file has order"),
        (HEADER + '1,"2\n', "is not CSV"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, error: str) -> None:
    path = write(tmp_path / "orders.csv", text)
    with pytest.raises(SourceError, match=error):
        list(read_csv(path, mapping=MAPPING, group_by="order"))


def test_json_rows_are_reached_into_with_dots_and_brackets(tmp_path: Path) -> None:
    path = write(
        tmp_path / "orders.jsonl",
        '{"order": 7, "who": {"name": "Ada"}, "lines": [{"sku": "S", "price": 0.1}, '
        '{"sku": "R", "price": "2.50"}], "note": "n"}\n\n',
    )
    mapping = DocumentMapping(
        {
            "who.name": "client.name",
            "lines[].sku": "items[].name",
            "lines[].price": "items[].price",
            "note": ["note", "items[].description"],
        },
        {"items[].quantity": 1},
    )
    (body,) = prepare(read_jsonl(path, mapping=mapping))
    assert isinstance(body, dict)
    assert body["_documentItems"] == [
        {"name": "S", "price": Decimal("0.1"), "quantity": Decimal(1), "description": "n"},
        {"name": "R", "price": Decimal("2.50"), "quantity": Decimal(1), "description": "n"},
    ]


def test_json_rows_without_a_mapping_are_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "o.jsonl", '{"order": "1", "items": [{"name": "x", "price": 1}]}\n')
    (body,) = prepare(read_jsonl(path))
    assert isinstance(body, dict)
    assert body["_documentItems"] == [{"name": "x", "price": Decimal(1)}]


@pytest.mark.parametrize("text", ["{", "[1]", '"x"', "nul"])
def test_a_line_that_is_no_object_is_wrong_and_the_others_are_read(
    tmp_path: Path, text: str
) -> None:
    path = write(tmp_path / "orders.jsonl", '{"order": "1"}\n' + text + '\n{"order": "3"}\n')
    rows = list(read_jsonl(path))
    assert [(row.line, dict(row)) for row in rows] == [
        (1, {"order": "1"}),
        (2, {}),
        (3, {"order": "3"}),
    ]
    _, wrong, _ = prepare(read_jsonl(path))
    assert str(wrong).startswith(f"{path}, line 2: is not ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    for source in (read_csv(tmp_path / "no.csv"), read_jsonl(tmp_path / "no.jsonl")):
        with pytest.raises(SourceError, match="cannot be read"):
            list(source)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("client.nam", "client has no 'nam'; did you mean 'name'"),
        ("items.name", r"items holds a list: write \[\] behind it"),
        ("client[].name", "client holds no list"),
        ("client", "has parts: name one of them"),
        ("date.day", "date has no parts"),
        ("items[].", "is not a path"),
    ],
)
def test_a_mapping_to_nowhere_is_refused_when_it_is_made(path: str, error: str) -> None:
    with pytest.raises(InvalidInputError, match=error):
        DocumentMapping({"column": path})


def test_a_mapping_is_read_from_a_file(tmp_path: Path) -> None:
    toml = write(
        tmp_path / "map.toml",
        """
        decimal_comma = true
        date_format = "%d/%m/%Y"
        [columns]
        customer = "client.name"
        price = { to = "items[].price", decimal_comma = false }
        cost = "items[].discount"
        what = ["items[].name", "note"]
        when = "date"
        [constants]
        type = "invoice"
        """,
    )
    path = write(
        tmp_path / "o.csv", 'order,customer,price,cost,what,when\n1,Ada,1.5,"2,5",Suit,1/2/2026\n'
    )
    (body,) = prepare(read_csv(path, mapping=load_mapping(toml)))
    assert isinstance(body, dict)
    del body["uniqueId"]
    assert body == {
        "type": "invoice",
        "note": "Suit",
        "date": "2026-02-01",
        "_documentClient": {"name": "Ada"},
        "_documentItems": [{"name": "Suit", "price": Decimal("1.5"), "discount": Decimal("2.5")}],
    }


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("columns = 1", "line 1: columns is a table: write [columns], and its lines below"),
        ("constants = []", "line 1: constants is a table"),
        ("colums = {}", "line 1: 'colums' is not known; a mapping has columns, constants"),
        ("[", "is not TOML: "),
        ("[columns]\na = { too = 'date' }", "line 2, column 'a': goes to a path such as"),
        ("[columns]\na = 7", "line 2, column 'a': goes to a path such as"),
        (
            "[columns]\n'the name' = 'client.nmae'",
            "line 2, column 'the name': 'client.nmae': client has no 'nmae'; did you mean 'name'?",
        ),
        ("[columns]\na = 'zipp'", "line 2, column 'a': 'zipp': a document has no 'zipp'; it has"),
        (
            "[columns]\na = 'client.name'\nb = 'client.name'",
            "line 3, column 'b': goes to client.name, as column 'a' does already",
        ),
        ("[columns]\na = 'uniqueId'", "line 2, column 'a': unique_id is made by the batch"),
        ("decimal_comma = 'yes'", "line 1: decimal_comma is true or false, not 'yes'"),
        (
            "[columns]\na = { to = 'date', decimal_comma = 1 }",
            "line 2, column 'a': decimal_comma is true or false, not 1",
        ),
        ("date_format = 3", "line 1: date_format is a text, not 3"),
        ("date_format = '%Q'", "line 1: date_format: is a form of dates such as '%d.%m.%Y'"),
        (
            "[columns]\na = { to = 'date', date_format = 'Q' }",
            "line 2, column 'a': is a form of dates such as '%d.%m.%Y', not 'Q'",
        ),
        (
            "[constants]\n'items[].discount' = 'lots'",
            "line 2: items[].discount: is a number: 'lots' is not one",
        ),
        ("[constants]\n'items[].discuont' = 3", "line 2: items[].discuont: 'items[].discuont'"),
    ],
)
def test_a_mistake_in_a_mapping_file_is_told_with_line_and_column(
    tmp_path: Path, text: str, error: str
) -> None:
    toml = write(tmp_path / "map.toml", text)
    with pytest.raises(SourceError) as raised:
        load_mapping(toml)
    place, _, told = str(raised.value).partition("map.toml")
    assert place == f"{tmp_path}/"
    assert told.lstrip(",: ").startswith(error)


def test_a_mapping_file_is_utf_8(tmp_path: Path) -> None:
    toml = tmp_path / "map.toml"
    toml.write_bytes("[columns]\nStraße = 'client.address'\n".encode("cp1252"))
    with pytest.raises(SourceError, match=r"map\.toml: is not TOML, which is in UTF-8"):
        load_mapping(toml)
    toml.write_bytes("[columns]\n'Straße' = 'client.address'\n".encode("utf-8-sig"))
    assert load_mapping(toml).sources == ("Straße",)


def test_a_constant_of_a_mapping_file_is_exact(tmp_path: Path) -> None:
    toml = write(tmp_path / "map.toml", "[constants]\n'items[].price' = 0.10000000000001\n")
    path = write(tmp_path / "o.csv", "order\n1\n")
    (body,) = prepare(read_csv(path, mapping=load_mapping(toml)))
    assert isinstance(body, dict)
    assert body["_documentItems"] == [{"price": Decimal("0.10000000000001")}]


def test_an_inspection_counts_everything_and_finds_what_cannot_be_sent(tmp_path: Path) -> None:
    rows = "".join(
        f'{{"order": "{key}", "items": [{{"name": "x", "price": {price}}}]}}\n'
        for key, price in [("1", 1), ("2", 1), ("1", 1), ("1", 2), ("", 1)]
    )
    source = read_jsonl(write(tmp_path / "o.jsonl", rows))
    preparer = RowPreparer(
        job="j", key="order", organization_id=Column("order"), locate=source.locate
    )
    found = inspect(source, preparer)
    assert (found.rows, found.documents, found.lines) == (5, 2, 2)
    assert (found.repeated, found.wrong, found.ok) == (1, 2, False)
    assert [(problem.line, problem.key) for problem in found.problems] == [(4, "1"), (5, "")]
    with pytest.raises(SourceError, match="line 4: has the key '1' of line 1, and another content"):
        found.check()
