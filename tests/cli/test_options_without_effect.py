"""An option that would do nothing beside another one is refused, before anything is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--results", "out.csv"), "--results has no effect with --dry-run"),
        (("--refused", "out.csv"), "--refused has no effect with --dry-run"),
        (("--results", "out.csv", "--check-existing"), "--results has no effect with --dry-run"),
    ],
)
def test_a_dry_run_refuses_the_files_that_it_would_not_write(
    world: World, options: tuple[str, ...], said: str
):
    world.orders("orders.csv", 1)
    ended = world.issue("orders.csv", "--dry-run", *options)

    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith(f"error: {said}")
    assert not (world.folder / "out.csv").exists()


def test_what_says_how_rows_are_sent_may_stand_beside_a_dry_run(world: World):
    world.orders("orders.csv", 1)
    ended = world.issue(
        "orders.csv", "--dry-run", "--ordered", "--max-failures", "5%", "--new-keys"
    )

    assert ended.code == Exit.DONE


def test_an_option_of_tables_is_refused_where_each_row_is_a_document(world: World):
    row = {"order": "1", "items": [{"name": "Tea", "quantity": 1, "price": 1}]}
    (world.folder / "orders.jsonl").write_text(json.dumps(row))
    given = ("--org", world.organization, "--key", "order")
    ended = world.run("batch", "issue", "orders.jsonl", *given, "--single", "--dry-run")

    assert ended.code == Exit.USAGE
    assert ended.err.startswith("error: --single is of a table with a mapping")


@pytest.mark.parametrize(
    "options", [(), ("--format", "jsonl"), ("--out", "rows.jsonl"), ("--out", "rows.parquet")]
)
def test_an_option_of_csv_is_refused_where_something_else_is_written(
    world: World, options: tuple[str, ...]
):
    world.orders("orders.csv", 1)
    assert world.issue("orders.csv").code == Exit.DONE
    ended = world.run("batch", "export", "orders.csv.journal", "--raw-cells", *options)

    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith("error: --raw-cells is of a CSV")


def test_a_logout_that_sends_nothing_refuses_an_option_of_sending(world: World):
    ended = world.run("logout", "--allow-http")

    assert ended.code == Exit.USAGE
    assert ended.err.startswith("error: --allow-http goes with --end-token")
