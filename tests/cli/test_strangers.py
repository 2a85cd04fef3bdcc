"""Files as people have them: what is wrong with them is told with the place, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World

GERMAN = (
    "Auftrag;Datum;Kunde;Artikel;Menge;Preis;MwSt\n"
    "A1;03.11.2026;Müller & Söhne;Schraube groß;10;1.234,50;19\n"
    "A1;03.11.2026;Müller & Söhne;Mutter;2;0,05;19\n"
    "A2;04.11.2026;Jürgen;Mutter;2;0,05;19\n"
)
MAPPING = """
decimal_comma = true
date_format = "%d.%m.%Y"
[columns]
Datum = "date"
Kunde = "client.name"
Artikel = "items[].name"
Menge = "items[].quantity"
Preis = "items[].price"
MwSt = "items[].taxes[].rate"
[constants]
type = "invoice"
"""


@pytest.fixture
def issue(world: World):
    (world.folder / "map.toml").write_text(MAPPING)

    def run(name: str, content: bytes, *more: str):
        (world.folder / name).write_bytes(content)
        usual = ("--org", world.organization, "--key", "Auftrag", "--map", "map.toml")
        return world.run("batch", "issue", name, *usual, *more)

    return run


@pytest.mark.parametrize(
    ("encoding", "given"),
    [("utf-8", ()), ("utf-8-sig", ()), ("cp1252", ("--encoding", "Windows-1252"))],
)
def test_a_spreadsheet_of_western_europe_is_issued(world: World, issue, encoding, given):
    ended = issue("a.csv", GERMAN.encode(encoding), "--delimiter", ";", *given, "--json")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert (ended.json["issued"], ended.json["totals"]) == (2, {"EUR": 14690.79})
    (document,) = world.http.get(
        f"/v1/Organizations/{world.organization}/documents",
        params={"filter": '{"where": {"totalWithTax": 0.12}}'},
    ).json()
    assert document["_documentClient"]["name"] == "Jürgen"


@pytest.mark.parametrize(
    ("encoding", "advice"), [("cp1252", "--encoding cp1252"), ("utf-16", "--encoding utf-16")]
)
def test_another_encoding_is_told_with_its_option(issue, encoding: str, advice: str):
    ended = issue("a.csv", GERMAN.encode(encoding), "--delimiter", ";")
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: a.csv, line 1: ")
    assert advice in ended.err


@pytest.mark.parametrize(
    ("delimiter", "advice"),
    [(";", "by semicolons: say --delimiter ';'"), ("\t", "by tabs: say --delimiter tab")],
)
def test_another_delimiter_is_told_with_its_option(issue, delimiter: str, advice: str):
    ended = issue("a.csv", GERMAN.replace(";", delimiter).encode())
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: a.csv, line 1: the columns seem to be separated ")
    assert advice in ended.err


def test_a_tab_has_a_name(issue):
    ended = issue("a.csv", GERMAN.replace(";", "\t").encode(), "--delimiter", "tab", "--dry-run")
    assert (ended.code, ended.err) == (Exit.DONE, "")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--delimiter", ";;", "';;' is neither one character nor the word tab"),
        ("--encoding", "windows-latin", "'windows-latin' is no encoding of text"),
        ("--encoding", "base64", "'base64' is no encoding of text"),
    ],
)
def test_what_no_file_can_have_is_refused(issue, option: str, value: str, message: str):
    ended = issue("a.csv", GERMAN.encode(), option, value)
    assert ended.code == Exit.USAGE
    assert message in ended.err


def test_every_wrong_cell_is_told_with_line_and_column(issue):
    wrong = (
        "A3;2026-11-05;Anna;Mutter;1;1,00;19\n"
        "A4;05.11.2026;Anna;Mutter;1;1,00 €;19\n"
        "A6;05.11.2026;Anna;Mutter;viele;1,00;19\n"
        ";05.11.2026;Anna;Mutter;1;1,00;19\n"
    )
    ended = issue("a.csv", (GERMAN + wrong).encode(), "--delimiter", ";", "--dry-run")
    assert ended.code == Exit.USAGE
    places = [
        "a.csv, line 5, column 'Datum': date: ",
        "a.csv, line 6, column 'Preis': items[].price: ",
        "a.csv, line 7, column 'Menge': items[].quantity: ",
        "a.csv, line 8, column 'Auftrag': ",
    ]
    told = [line.removeprefix("error: ") for line in ended.err.splitlines()]
    assert [line[: len(place)] for line, place in zip(told, places, strict=True)] == places
    assert "wrong rows     4\n" in ended.out


def test_json_lines_in_another_encoding_get_no_advice_that_does_not_help(world: World):
    row = '{"order": "1", "client": {"name": "Jürgen"}, "items": [{"name": "x", "price": 1}]}\n'
    (world.folder / "a.jsonl").write_bytes(row.encode("cp1252"))
    ended = world.run("batch", "issue", "a.jsonl", "--org", world.organization, "--key", "order")
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: a.jsonl, line 1: is not JSON")
    assert "--encoding" not in ended.err


@pytest.mark.parametrize("command", ["issue", "reconcile"])
@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("orders.csv", ("--sheet", "Orders")),
        ("orders.jsonl", ("--sheet", "Orders")),
        ("orders.xlsx", ("--delimiter", ";")),
        ("orders.jsonl", ("--delimiter", "tab")),
        ("orders.parquet", ("--encoding", "cp1252")),
        ("orders.xlsx", ("--encoding", "utf-16")),
    ],
)
def test_an_option_that_says_nothing_of_the_file_is_refused_by_its_name(
    world: World, command: str, name: str, option: tuple[str, str]
):
    (world.folder / "map.toml").write_text(MAPPING)
    (world.folder / name).write_bytes(b"{}")
    usual = ("--org", world.organization, "--key", "Auftrag", "--map", "map.toml")
    ended = world.run("batch", command, name, *usual, *option)
    assert ended.code == Exit.USAGE
    assert f"error: {option[0]} is of a file of the format" in ended.err


def test_json_lines_are_in_utf_8_and_it_may_be_said(issue):
    assert issue("none.jsonl", b"", "--encoding", "utf-8").code == Exit.DONE


def test_a_sheet_of_a_text_is_refused_where_a_mapping_is_proposed(world: World):
    (world.folder / "orders.csv").write_text(GERMAN)
    ended = world.run("batch", "map", "orders.csv", "--sheet", "Orders")
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert "--sheet is of a workbook, and orders.csv is none" in ended.err


@pytest.mark.parametrize("option", ["--refused", "--results"])
def test_an_output_without_a_folder_is_told_by_its_option(issue, option: str):
    ended = issue("orders.csv", GERMAN.encode(), "--delimiter", ";", option, "missing/out.csv")
    assert ended.code == Exit.USAGE
    assert f"error: {option}: the folder of missing/out.csv is not there" in ended.err
