"""A first mapping is written from the header and the first rows, and works as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import load_mapping
from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from tests.cli.conftest import World

TEXT = (
    "Bestellnummer;Datum;Kunde;Artikel;Menge;Einzelpreis;MwSt;Farbe\n"
    "0001;03.11.2026;Müller;Gerät;1;1.234,50;19;rot\n"
)


def test_a_starter_names_what_it_knows_and_lists_the_rest(world: World):
    (world.folder / "orders.csv").write_bytes(TEXT.encode("cp1252"))
    ended = world.run("batch", "map", "orders.csv", "--out", "map.toml")
    assert ended.code == Exit.DONE, ended
    text = (world.folder / "map.toml").read_text(encoding="utf-8")
    assert 'decimal_comma = true\ndate_format = "%d.%m.%Y"\n' in text
    assert '"Kunde" = "client.name"' in text
    assert '"Einzelpreis" = "items[].price"' in text
    assert '# "Farbe" = ""  # such as "rot"' in text
    assert load_mapping(world.folder / "map.toml").sources[:2] == ("Datum", "Kunde")
    hint = "--map map.toml --key Bestellnummer --delimiter ';' --encoding cp1252 --org ID --dry-run"
    assert hint in ended.err
    options = ["--delimiter", ";", "--encoding", "cp1252", "--dry-run", "--json"]
    dry = world.run(
        *("batch", "issue", "orders.csv", "--map", "map.toml", "--key", "Bestellnummer"),
        *("--org", world.organization, *options),
    )
    assert (dry.code, dry.json["totals"][""]["net"]) == (Exit.DONE, 1234.5)
    again = world.run("batch", "map", "orders.csv", "--out", "map.toml")
    assert (again.code, "is there already" in again.err) == (Exit.USAGE, True)


def test_dates_that_can_be_read_in_two_ways_are_said(world: World):
    (world.folder / "orders.csv").write_text("order,date,customer\n1,03/04/2026,Ada\n")
    ended = world.run("batch", "map", "orders.csv")
    assert 'date_format = "%d/%m/%Y"  # or %m/%d/%Y: look at the days' in ended.out


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("2026-11-03 16:57:00", 'date_format = "%Y-%m-%d %H:%M:%S"\n'),
        ("2026-11-03 16:57", 'date_format = "%Y-%m-%d %H:%M"\n'),
        ("2026-11-03 16:57:00 +0100", 'date_format = "%Y-%m-%d %H:%M:%S %z"\n'),
        ("2026-11-03T16:57:00Z", ""),
    ],
)
def test_times_are_read_by_the_form_that_is_proposed(world: World, written: str, proposed: str):
    text = f"order,date,customer,Article,price\n1,{written},Ada,Suit,5\n"
    (world.folder / "orders.csv").write_text(text)
    ended = world.run("batch", "map", "orders.csv", "--out", "map.toml")
    starter = (world.folder / "map.toml").read_text(encoding="utf-8")
    assert (ended.code, proposed in starter) == (Exit.DONE, True)
    assert ("date_format" in starter) == bool(proposed)
    assert '"Article" = "items[].name"' in starter
    options = ["--key", "order", "--org", world.organization, "--dry-run", "--json"]
    dry = world.run("batch", "issue", "orders.csv", "--map", "map.toml", *options)
    assert (dry.code, dry.json["totals"][""]["net"]) == (Exit.DONE, 5)
