"""`batch report`: figures for people and machines, and a page to archive."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World

JOURNAL = "orders.csv.journal"


def test_the_page_is_written_whole_for_its_owner_and_says_what_verify_found(world: World):
    world.orders("orders.csv", 2)
    world.issue("orders.csv")
    world.run("batch", "verify", JOURNAL)
    ended = world.run("batch", "report", JOURNAL, "--html", "november.html")
    page = world.folder / "november.html"

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert "60.74 EUR" in ended.out
    assert "2 of 2 agreed" in ended.out
    assert f"{world.organization}: 2 invoice, 60.74 EUR" in ended.out
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text()
    assert "60.74" in text
    assert "no difference" in text
    assert world.run("batch", "report", JOURNAL, "--html", "november.html").code == Exit.DONE


def test_machines_get_every_figure(world: World):
    world.orders("orders.csv", 3, bad=1)
    issued = world.issue("orders.csv", "--json").json
    ended = world.run("batch", "report", JOURNAL, "--json")

    assert ended.code == Exit.INCOMPLETE
    assert {name: ended.json[name] for name in ("issued", "failed", "unresolved", "ok")} == {
        name: issued[name] for name in ("issued", "failed", "unresolved", "ok")
    }
    (total,) = ended.json["totals"]
    assert total == {
        "account_id": None,
        "organization_id": world.organization,
        "type": "invoice",
        "currency": "EUR",
        "documents": 2,
        "total": 60.74,
    }
    (refusal,) = ended.json["refusals"]
    assert (refusal["rows"], refusal["status"], refusal["key"]) == (1, 422, "o2")
    assert ended.json["verified"] is None


@pytest.mark.parametrize("place", ["orders.csv", "map.toml", JOURNAL, f"{JOURNAL}.lock"])
def test_no_other_file_is_overwritten(world: World, place: str):
    world.orders("orders.csv", 1)
    world.issue("orders.csv")
    path = world.folder / place
    before = path.read_bytes() if path.exists() else None
    link = world.folder / "link.html"
    link.symlink_to(path)
    for name in (place, "link.html"):
        ended = world.run("batch", "report", JOURNAL, "--html", name)
        assert ended.code == Exit.USAGE
        assert ended.err.startswith("error: ")
        assert ended.err.count("\n") == 1
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_place_that_cannot_be_written_leaves_nothing_behind(world: World):
    world.orders("orders.csv", 1)
    world.issue("orders.csv")
    before = sorted(path.name for path in world.folder.iterdir())
    ended = world.run("batch", "report", JOURNAL, "--html", "no/such/report.html")

    assert ended.code == Exit.STOPPED
    assert sorted(path.name for path in world.folder.iterdir()) == before


def test_a_file_that_is_no_journal_is_refused(world: World):
    with closing(sqlite3.connect(world.folder / "other.db")) as other:
        other.execute("CREATE TABLE t (x)")
        other.commit()
    ended = world.run("batch", "report", "other.db", "--html", "r.html")

    assert ended.code == Exit.JOURNAL
    assert not (world.folder / "r.html").exists()
