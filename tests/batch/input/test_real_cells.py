"""What spreadsheets and shops make of cells, keys and rows: nothing is changed without a word."""

from __future__ import annotations

import re
from decimal import ROUND_UP, Context, Decimal, FloatOperation, Inexact, Rounded, localcontext
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import InvalidInputError
from spaceinvoices_async.batch import (
    BatchOptions,
    DocumentMapping,
    Journal,
    KeysNotRecognised,
    SourceError,
    Target,
    WrongRow,
    load_mapping,
    read_csv,
    read_jsonl,
)
from spaceinvoices_async.batch.input.preparation import PreparedRow, RowPreparer
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, order

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import CsvSource

D = Decimal
COLUMNS: dict[str, Any] = {"who": "client.name", "what": "items[].name", "price": "items[].price"}


def csv(path: Path, text: str, columns: dict[str, Any] | None = None, **more: Any) -> CsvSource:
    settings = {name: more.pop(name) for name in ("group_by", "delimiter") if name in more}
    path.write_text(text, encoding="utf-8")
    mapping = DocumentMapping(COLUMNS if columns is None else columns, **more)
    return read_csv(path, mapping=mapping, **settings)


def document(source: CsvSource) -> dict[str, Any]:
    (row,) = source
    return dict(row.to_document())


def error(source: CsvSource) -> str:
    with pytest.raises(SourceError) as caught:
        document(source)
    return str(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


@pytest.mark.parametrize(
    ("cell", "settings", "value"),
    [
        ("1'234.50", {"thousands": "'"}, "1234.50"),
        ("1\u2019234.50", {"thousands": "'"}, "1234.50"),
        ("1\u202f234,50", {"thousands": " ", "decimal_comma": True}, "1234.50"),
        ("1.234,50 €", {"thousands": ".", "currency": "€", "decimal_comma": True}, "1234.50"),
        ("-€5.00", {"currency": "€"}, "-5.00"),
        ("$1,234.50", {"thousands": ",", "currency": "$"}, "1234.50"),
        ("1.234,50 €", {"currency": "€", "decimal_comma": True}, "1234.50"),
        ("1 234,50 €", {"currency": "€", "decimal_comma": True}, "1234.50"),
        ("1.234,50-", {"negative": "trailing", "decimal_comma": True}, "-1234.50"),
        ("$1,234.50", {"currency": "$"}, "1234.50"),
        ("(1,234.50)", {"negative": "brackets"}, "-1234.50"),
        ("(5.00)", {"negative": "brackets"}, "-5.00"),
        ("5.00-", {"negative": "trailing"}, "-5.00"),
        ("1.250", {"decimal_comma": True}, "1250"),
        ("1250", {"scale": "0.01"}, "12.50"),
    ],
)
def test_numbers_as_the_settings_of_their_column_say(path, cell, settings, value) -> None:
    source = csv(
        path,
        f"price|x\n{cell}|\n",
        {"price": Target(to="items[].price", **settings)},
        delimiter="|",
    )
    assert document(source)["items"][0]["price"] == D(value)


@pytest.mark.parametrize(
    ("cell", "hint"),
    [("1'234.50", "thousands"), ("5 €", "currency"), ("(5)", "negative"), ("5-", "negative")],
)
def test_a_number_in_another_notation_is_refused_naming_the_setting(path, cell, hint) -> None:
    assert hint in error(csv(path, f"price\n{cell}\n", {"price": "items[].price"}))


@pytest.mark.parametrize(
    ("cell", "settings", "hint"),
    [
        ("8,25 €", {"currency": "€"}, "such as 1234.50, .* decimal_comma"),
        ("5-", {"currency": "€", "decimal_comma": True}, "such as 1.234,50, .* 'trailing'"),
        ("£5", {"negative": "brackets"}, "a sign of a currency"),
        ("$1,234", {"currency": "$"}, "such as 1234.50"),
        ("(-5)", {"negative": "brackets"}, "as the settings of its column say"),
        ("-5-", {"negative": "trailing"}, "as the settings of its column say"),
    ],
)
def test_a_number_that_the_settings_of_its_column_do_not_read_is_refused(
    path, cell, settings, hint
) -> None:
    columns = {"price": Target(to="items[].price", **settings)}
    assert re.search(hint, error(csv(path, f"price|x\n{cell}|\n", columns, delimiter="|")))


def test_a_number_that_can_be_read_in_two_ways_is_named_with_its_currency_too(path) -> None:
    price = Target(to="items[].price", currency="€", decimal_comma=True)
    source = csv(path, "price|x\n1.250 €|\n", {"price": price}, delimiter="|")
    (row,) = source
    (remark,) = source.mapping.remarks(row)
    assert remark.kind == "number"


def test_percent_may_be_written_or_meant(path) -> None:
    columns = {"d": Target(to="items[].discount", percent=True), "v": "items[].taxes[].rate"}
    (item,) = document(csv(path, "d,v\n0.15,21 %\n", columns))["items"]
    assert (item["discount"], item["taxes"]) == (D(15), [{"rate": D(21)}])


def test_the_arithmetic_of_the_caller_has_no_part_in_it(path) -> None:
    columns = {"d": Target(to="items[].discount", percent=True), "p": "items[].price"}
    source = csv(path, "d,p\n0.15,1234567.335\n", columns)
    traps = [Inexact, Rounded, FloatOperation]
    with localcontext(Context(prec=2, rounding=ROUND_UP, Emax=2, Emin=-2, traps=traps)):
        (item,) = document(source)["items"]
    assert item == {"discount": D(15), "price": D("1234567.335")}


@pytest.mark.parametrize(
    ("form", "text"), [("%d%m%Y", "1032026"), ("%Y%m%d", "2026111"), ("%d.%m%Y", "1.32026")]
)
def test_packed_dates_must_be_what_the_form_writes(path, form, text) -> None:
    source = csv(path, f"date\n{text}\n", {"date": "date"}, date_format=form)
    assert f"is a date in the form {form}" in error(source)


@pytest.mark.parametrize(
    ("form", "text", "more"),
    [
        ("%d%m%Y", "03112026", {}),
        ("%d.%m.%Y", "3.11.2026", {}),
        ("%Y-%m-%d %H:%M:%S %z", "2026-11-03 00:30:00 +0100", {}),
        ("%d. %B %Y", "3. november 2026", {"locale": "sl"}),
    ],
)
def test_dates_with_zones_and_months_in_words(path, form, text, more) -> None:
    source = csv(path, f"date\n{text}\n", {"date": "date"}, date_format=form, **more)
    assert str(document(source)["date"]) == "2026-11-03"


def test_months_of_a_locale(path) -> None:
    more = {"date_format": "%d. %B %Y", "locale": "de"}
    assert str(document(csv(path, "date\n3. März 2026\n", {"date": "date"}, **more))["date"]) == (
        "2026-03-03"
    )


SHOP = "order,paid_at,who,what,price,total\n"


def test_header_fields_on_the_first_line_alone(path) -> None:
    columns = {**COLUMNS, "paid_at": "date", "total": "expected_total_with_tax"}
    text = SHOP + "1,2026-11-03 16:57,Ada,Suit,10,15.0\n1,2026-11-03 16:58,,Boots,5,15.00\n1,,,,,\n"
    source = csv(path, text, columns, group_by="order", date_format="%Y-%m-%d %H:%M")
    made = document(source)
    assert (made["client"], str(made["date"])) == ({"name": "Ada"}, "2026-11-03")
    assert [one["name"] for one in made["items"]] == ["Suit", "Boots"]
    told = error(
        csv(
            path,
            text,
            columns,
            group_by="order",
            date_format="%Y-%m-%d %H:%M",
            blank_as_above=False,
        )
    )
    assert "line 3, column 'who': client.name: differs from line 2" in told


def test_a_list_other_than_items_has_one_element(path) -> None:
    columns = {**COLUMNS, "paid": "payments[].amount"}
    source = csv(
        path,
        "order,who,what,price,paid\n1,A,x,10,30\n1,A,y,20,30\n",
        columns,
        constants={"payments[].type": "card"},
        group_by="order",
    )
    assert document(source)["payments"] == [{"type": "card", "amount": D(30)}]
    other = csv(
        path,
        "order,who,what,price,paid\n1,A,x,10,10\n1,A,y,20,20\n",
        columns,
        constants={"payments[].type": "card"},
        group_by="order",
    )
    assert "payments are of the document, not of its lines" in error(other)


def test_elements_that_no_cell_fills_are_left_out(path) -> None:
    columns = {
        "a": "items[0].name",
        "pa": "items[0].price",
        "b": "items[1].name",
        "pb": "items[1].price",
        "t0": "items[0].taxes[0].rate",
        "t1": "items[0].taxes[1].rate",
    }
    constants = {"items[1].unit": "piece", "items[0].taxes[0].name": "VAT"}
    source = csv(path, "a,pa,b,pb,t0,t1\nx,1,,,,5\n", columns, constants=constants)
    assert document(source)["items"] == [{"name": "x", "price": D(1), "taxes": [{"rate": D(5)}]}]


def test_a_constant_stands_where_a_cell_is_empty(path) -> None:
    columns = {**COLUMNS, "vat": "items[].taxes[].rate", "count": "items[].quantity"}
    constants = {"items[].taxes[].rate": 21, "items[].quantity": 1, "client.name": "Cash"}
    source = csv(
        path,
        "order,who,what,price,vat,count\n1,,x,1,,\n1,,y,2,9,3\n",
        columns,
        constants=constants,
        group_by="order",
    )
    made = document(source)
    assert made["client"] == {"name": "Cash"}
    assert [(one["quantity"], one["taxes"][0]["rate"]) for one in made["items"]] == [
        (1, 21),
        (3, 9),
    ]


def test_an_empty_price_is_an_error_unless_it_is_allowed(path) -> None:
    told = error(csv(path, "who,what,price\nA,x,\n"))
    assert "line 2, column 'price': items[].price: is empty, and is a price" in told
    free = {**COLUMNS, "price": Target(to="items[].price", required=False)}
    assert document(csv(path, "who,what,price\nA,x,\n", free))["items"] == [{"name": "x"}]
    either = {**COLUMNS, "gross": "items[].price_gross"}
    assert document(csv(path, "who,what,price,gross\nA,x,,12\n", either))["items"] == [
        {"name": "x", "price_gross": D(12)}
    ]


def test_all_that_is_wrong_with_a_row_is_told_at_once(path) -> None:
    told = error(
        csv(
            path,
            "who,what,price,date\nA,x,ten,soon\n",
            {**COLUMNS, "date": "date"},
            date_format="%Y-%m-%d",
        )
    )
    assert "column 'date'" in told
    assert "column 'price'" in told


def test_harmless_untidiness_makes_no_file_unusable(path) -> None:
    text = "\ufeffwho;what;price;;;memo;memo\nA;x;1;;;p;q\n;;;;;;\n;;;;;;\n"
    assert document(csv(path, text, delimiter=";"))["items"] == [{"name": "x", "price": D(1)}]
    with pytest.raises(SourceError, match="did you mean 'Who '"):
        document(csv(path, "Who ,what,price\nA,x,1\n"))


def test_only_some_rows_and_none_of_the_footer(path) -> None:
    source = csv(
        path,
        "order,status,who,what,price\n1,paid,A,x,1\n1,,A,y,2\n2,open,B,z,3\n3,paid,C,t,9\nTotal,,,,15\n",
        group_by="order",
        only={"status": "paid"},
        skip={"order": ["3"]},
        footer={"order": "Total"},
    )
    assert [(row["order"], len(row.lines)) for row in source] == [("1", 2)]
    assert "3 rows are left out" not in str([*source.remarks()])
    assert "2 rows are left out" in str([*source.remarks()])


def test_send_can_be_set(tmp_path: Path, path: Path) -> None:
    (tmp_path / "map.toml").write_text('send = true\n[columns]\nwho = "client.name"\n')
    path.write_text("who\nA\n")
    source = read_csv(path, mapping=load_mapping(tmp_path / "map.toml"))
    assert document(source) == {"send": True, "client": {"name": "A"}}


def prepare(row: Any, key: str = "order") -> Any:
    return RowPreparer(job="j", key=key, organization_id="o").prepare(row, 1)


class Text(str):
    __slots__ = ()


class Kind(Text, Enum):
    A = "a-1"


@pytest.mark.parametrize(
    "key", ["4.50012E+15", "4,5E15", "1e+16", " 1", "1 ", "\ufeff1", "1\u00a0", "", '="007"']
)
def test_spoilt_keys_are_refused(key: str) -> None:
    assert "key" in str(prepare(order(1, order=key)).error)


@pytest.mark.parametrize(
    ("key", "text"), [(Text("x"), "x"), (Kind.A, "a-1"), (7, "7"), ("12E3", "12E3"), ("a b", "a b")]
)
def test_keys_are_what_they_are_made_of(key: object, text: str) -> None:
    made = prepare(order(1, order=key))
    assert (made.claim.key, type(made.claim.key)) == (text, str)


def test_the_key_of_a_refused_row_must_not_change() -> None:
    told = str(prepare({**order(1, order="1"), "_key": "0001"}).error)
    assert "was '0001' when it was refused" in told


def test_a_key_that_is_a_property_of_the_document_stays_in_it() -> None:
    made = prepare({"reference": 77, "items": [{"name": "x"}]}, key="reference")
    assert isinstance(made, PreparedRow)
    assert made.body["reference"] == "77"


def test_rows_that_hold_themselves_or_half_a_letter_are_their_own_fault() -> None:
    looped: dict[str, Any] = order(1)
    looped["custom"] = {"self": looped}
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"a": deep}
    for row in (looped, order(1, custom=deep)):
        assert "holds itself" in str(prepare(row).error)
    assert "half a surrogate" in str(prepare(order(1, note="\ud800")).error)


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', '{"b": [{"a": 1, "a": 1}]}', "[" * 5000, '{"a":' * 5000]
)
def test_json_that_means_two_things_or_has_no_end_is_a_wrong_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text('{"order": "\\":", "note": "a\\": b"}\n' + text + "\n")
    good, bad = read_jsonl(path)
    assert not isinstance(good, WrongRow)
    assert isinstance(bad, WrongRow)


def test_a_mapping_nested_too_deeply_is_told(tmp_path: Path) -> None:
    toml = tmp_path / "map.toml"
    toml.write_text("a = " + "[" * 5000)
    with pytest.raises(SourceError):
        load_mapping(toml)


async def test_one_mapping_filled_anew_for_every_row_is_as_many_rows(tmp_path: Path) -> None:
    def rows() -> Any:
        row: dict[str, Any] = {"items": [{"name": "x"}]}
        for number in range(200):
            row["order"] = row["reference"] = str(number)
            row["items"][0]["price"] = number
            yield row

    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": ORGANIZATION, "key": "order"}
        found = await si.batch.check(rows(), **given)
        assert (found.rows, found.documents, found.totals[""].net) == (200, 200, 19900)
        report = await si.batch.issue(rows(), journal=tmp_path / "journal", **given)
        assert (report.issued, report.skipped, report.totals) == (200, 0, {"EUR": 19900})


async def test_a_journal_that_knows_none_of_the_rows_stops_the_run(path: Path) -> None:
    text = "order,who,what,price\n{0}1,A,x,1\n{0}2,B,y,2\n"
    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": ORGANIZATION, "key": "order", "journal": path.with_suffix(".j")}
        await si.batch.issue(csv(path, text.format("000")), **given)
        with pytest.raises(KeysNotRecognised, match="other zeros in front"):
            await si.batch.issue(csv(path, text.format("")), **given)
        with pytest.raises(KeysNotRecognised, match="knows none of this input"):
            await si.batch.issue(csv(path, text.format("A-")), **given)
        with pytest.raises(KeysNotRecognised):
            await si.batch.issue([order(1), order(2)], **given)
        assert server.counts["create"] == 2
        more = csv(path, text.format("000") + "0003,C,z,3\n")
        assert (await si.batch.issue(more, **given)).new == 1
        new = BatchOptions(new_keys=True)
        report = await si.batch.issue(csv(path, text.format("A-")), **given, options=new)
        assert (report.new, report.issued) == (2, 5)


async def test_keys_that_are_nearly_the_same_are_named(tmp_path: Path) -> None:
    rows = [order(1, order="A-1"), order(2, order="a-1"), order(3, order="b")]
    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": ORGANIZATION, "key": "order"}
        found = await si.batch.check(rows, **given)
        assert [one.kind for one in found.remarks] == ["twin"]
        report = await si.batch.issue(rows, journal=tmp_path / "journal", **given)
        assert (report.ok, [one.kind for one in report.remarks]) == (True, ["twin"])


async def test_an_unchanged_file_is_checked_once(path: Path, monkeypatch) -> None:
    text = "order,who,what,price\n" + "".join(f"{n},A,x,{n}\n" for n in range(1, 9))
    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": ORGANIZATION, "key": "order", "journal": path.with_suffix(".j")}
        await si.batch.issue(csv(path, text), **given)
        async with Journal(given["journal"]) as journal:
            assert (await journal.fact("checked")).endswith(" 8")

        def fail(*_: Any, **__: Any) -> Any:
            raise AssertionError("checked again")

        with monkeypatch.context() as patched:
            patched.setattr("spaceinvoices_async.batch.input.validation.inspect", fail)
            assert (await si.batch.issue(csv(path, text), **given)).skipped == 8
            with pytest.raises(AssertionError, match="checked again"):
                await si.batch.issue(csv(path, text + "9,A,x,9\n"), **given)


async def test_what_the_dry_run_tells(path: Path) -> None:
    columns = {
        **COLUMNS,
        "vat": "items[].taxes[].rate",
        "discount": "items[].discount",
        "kind": "type",
        "total": "expected_total_with_tax",
    }
    lines = [
        "1,A,x,100,9.975,,invoice,109.97,m",
        "2,A,x,100,,,credit-note,,",
        "3,A,x,100,,0.15,estimate,,",
        "4,A,x,100,21,,invoice,120,",
        "5,,x,1,21,,invoice,,",
        "6,A,,1,21,,invoice,,",
    ]
    text = "order,who,what,price,vat,discount,kind,total,memo\n" + "\n".join(lines) + "\n"
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(csv(path, text, columns), organization_id="o", key="order")
    assert {kind: sums[""].with_tax for kind, sums in found.totals_by_type.items()} == {
        "invoice": D("109.97"),
        "credit-note": D(100),
        "estimate": D("99.85"),
    }
    assert [(one.line, one.error.column) for one in found.problems] == [
        (5, "total"),
        (6, "who"),
        (7, "what"),
    ]
    told = {(one.kind, one.line, one.column) for one in found.remarks}
    assert {("cut", 2, "vat"), ("percent", 4, "discount"), ("empty", 3, "vat")} <= told
    assert ("columns", None, None) in told


def test_two_ways_to_name_lines_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="write one of them"):
        DocumentMapping({"a": "items[].name", "b": "items[0].price"})


async def test_fields_and_values_that_the_documentation_does_not_have_are_named() -> None:
    rows = [
        {
            "order": "1",
            "type": "credit_note",
            "client": {"name": "Ada", "citty": "Wien"},
            "items": [{"name": "x", "price": 1}, {"name": "y", "priec": 5, "discounts": [{}]}],
            "payments": [{"type": "card", "amount": 1}],
            "date": "2026-11-03",
        }
    ]
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(rows, organization_id=ORGANIZATION, key="order")
    named = {
        remark.column: remark.message for remark in found.remarks if remark.kind == "undocumented"
    }
    assert {
        column: message.rpartition("did you mean ")[2] for column, message in named.items()
    } == {
        "type": "is 'credit_note', which the API's documentation does not have: "
        "advance, credit-note, delivery-note, estimate, invoice",
        "client.citty": "'city'?",
        "items[1].priec": "'price'?",
        "items[1].discounts": "'discount'?",
    }


def test_the_reasons_in_a_mended_file_are_not_columns_that_somebody_forgot(path) -> None:
    header = "who,what,price,colour,_error_status,_error_message,_error_field,_key,_attempts"
    source = csv(path, f"{header}\nAda,x,1,red,422,no,type,1,1\n")
    assert [str(remark) for remark in source.remarks()] == ["columns that go nowhere: 'colour'"]
