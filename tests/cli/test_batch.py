"""The batch commands: what they send, write and say, and the codes they end with."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow.parquet
import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import World

# Two suits of 10.05 and a pair of boots of 5, with 21 %, rounded after each line.
ORDER_TOTAL = "30.37"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_dry_run_adds_up_sends_nothing_and_needs_no_credentials(world: World):
    world.orders("orders.csv", 4)
    ended = world.run(
        *("batch", "issue", "orders.csv", *world.usual, "--dry-run", "--json"),
        SPACEINVOICES_TOKEN="",
    )
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.json == {
        "dry_run": True,
        "rows": 4,
        "documents": 4,
        "lines": 8,
        "repeated": 0,
        "wrong": 0,
        "problems": [],
        "totals": {"": {"net": 100.4, "with_tax": 121.48}},
        "totals_by_type": {"invoice": {"": {"net": 100.4, "with_tax": 121.48, "paid": 0}}},
        "remarks": [],
        "remark_counts": {},
    }
    assert world.documents() == 0
    assert not list(world.folder.glob("*.journal"))


def test_a_dry_run_names_line_and_column_of_what_is_wrong(world: World):
    path = world.orders("orders.csv", 2)
    path.write_text(path.read_text() + "o2,Customer 2,Suit,ten,1,21,invoice\n")
    ended = world.issue("orders.csv", "--dry-run")
    assert ended.code == Exit.USAGE
    assert "orders.csv, line 6, column 'price'" in ended.err
    assert "wrong rows     1\n" in ended.out


def test_a_dry_run_goes_on_behind_a_line_that_cannot_be_read(world: World):
    path = world.orders("orders.csv", 3)
    header, *lines = path.read_text().splitlines()
    lines[1], lines[4] = "o0,Customer 0", lines[4].replace("10.05", "ten")
    path.write_text("\n".join([header, *lines]) + "\n")
    ended = world.issue("orders.csv", "--dry-run", "--json")
    assert ended.code == Exit.USAGE
    assert (ended.json["rows"], ended.json["wrong"], ended.json["documents"]) == (3, 2, 1)
    assert [(one["line"], one["key"]) for one in ended.json["problems"]] == [(2, "o0"), (6, "o2")]
    first, second = ended.err.splitlines()
    assert first.startswith("error: orders.csv, line 3: has 2 columns, and the header 7: write")
    assert second.startswith("error: orders.csv, line 6, column 'price'")


def test_a_dry_run_finds_a_key_that_names_two_documents(world: World):
    path = world.orders("orders.csv", 2)
    path.write_text(path.read_text() + "o0,Someone else,Suit,1,1,21,invoice\n")
    ended = world.issue("orders.csv", "--dry-run", "--json")
    assert (ended.code, ended.json["wrong"], ended.json["documents"]) == (Exit.USAGE, 1, 2)
    assert "has the key 'o0'" in ended.err


def test_a_row_that_is_there_twice_counts_once_and_is_named(world: World):
    path = world.orders("orders.csv", 2)
    lines = path.read_text().splitlines()[::2]
    path.write_text("\n".join([*lines, lines[1]]) + "\n")
    ended = world.issue("orders.csv", "--single", "--dry-run", "--json")
    assert (ended.code, ended.json["repeated"]) == (Exit.DONE, 1)
    (remark,) = (one for one in ended.json["remarks"] if one["kind"] == "repeated")
    assert (remark["line"], remark["message"]) == (4, "is the same row as line 2, counted once")


def test_a_key_that_comes_back_later_is_an_error_whatever_its_lines_say(world: World):
    path = world.orders("orders.csv", 2)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, *lines[1:3]]) + "\n")
    ended = world.issue("orders.csv", "--dry-run", "--json")
    assert (ended.code, ended.json["repeated"]) == (Exit.USAGE, 0)
    (problem,) = ended.json["problems"]
    assert "line 6: has the key 'o0' of line 2, and the same content" in problem["error"]


def test_a_dry_run_looks_up_what_is_on_the_server_already(world: World):
    path = world.orders("orders.csv", 3)
    world.issue("orders.csv")
    path.write_text(
        path.read_text().replace("o1,Customer 1,Suit,10.05", "o1,Customer 1,Suit,11.05")
    )
    path.write_text(path.read_text() + "o3,Customer 3,Suit,1,1,21,invoice\n")
    arguments = ("batch", "issue", "orders.csv", *world.usual, "--dry-run", "--check-existing")
    machine, people = world.run(*arguments, "--json"), world.run(*arguments)

    assert (machine.code, machine.json["documents"]) == (Exit.INCOMPLETE, 4)
    assert (machine.json["existing"], machine.json["differing"]) == (3, 1)
    assert {one["key"]: one["difference"] for one in machine.json["found"]} == {
        "o0": None,
        "o1": "prices",
        "o2": None,
    }
    assert (people.code, people.err) == (Exit.INCOMPLETE, "")
    assert "on the server    3\ndiffering there  1\n" in people.out
    assert "line 4, key 'o1': is document " in people.out
    assert world.documents() == 3


def test_looking_up_goes_with_a_dry_run(world: World):
    world.orders("orders.csv", 1)
    ended = world.issue("orders.csv", "--check-existing")
    assert ended.code == Exit.USAGE
    assert ended.err.startswith("error: --check-existing goes with --dry-run")


def test_a_lost_journal_is_made_anew_and_goes_on(world: World):
    path = world.orders("orders.csv", 5)
    whole = path.read_text()
    path.write_text("".join(whole.splitlines(keepends=True)[:7]))  # three orders of two lines
    world.issue("orders.csv")
    path.write_text(whole)
    (world.folder / "orders.csv.journal").unlink()

    ended = world.run("batch", "reconcile", "orders.csv", *world.usual, "--json")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert (ended.json["documents"], ended.json["issued"], ended.json["duplicates"]) == (5, 3, 0)
    assert ended.json["totals"] == {"EUR": 91.11}
    assert world.documents() == 3
    resumed = world.issue("orders.csv", "--json")
    assert (resumed.code, resumed.json["new"], resumed.json["skipped"]) == (Exit.DONE, 2, 3)
    assert world.documents() == 5


def test_people_are_told_what_a_journal_made_anew_holds(world: World):
    world.orders("orders.csv", 2)
    world.issue("orders.csv")
    ended = world.run("batch", "reconcile", "orders.csv", *world.usual, "--journal", "new.journal")
    assert ended.code == Exit.DONE
    assert ended.out.startswith("documents      2\non the server  2\ntotal          60.74 EUR\n")


def test_a_wrong_row_is_told_before_anything_is_looked_up(world: World):
    path = world.orders("orders.csv", 1)
    path.write_text(path.read_text() + "o1,Customer 1,Suit,ten,1,21,invoice\n")
    ended = world.run("batch", "reconcile", "orders.csv", *world.usual)
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert "orders.csv, line 4, column 'price'" in ended.err
    assert not list(world.folder.glob("*.journal"))


def test_every_order_is_issued_once_however_often_it_is_run(world: World):
    world.orders("orders.csv", 12)
    first = world.issue("orders.csv", "--json")
    assert (first.code, first.err) == (Exit.DONE, "")
    assert (first.json["issued"], first.json["new"]) == (12, 12)
    assert first.json["totals"] == {"EUR": float(ORDER_TOTAL) * 12}
    again = world.issue("orders.csv", "--json")
    assert (again.code, again.json["new"], again.json["skipped"]) == (Exit.DONE, 0, 12)
    assert world.documents() == 12


def test_people_get_a_report(world: World):
    world.orders("orders.csv", 2)
    ended = world.issue("orders.csv")
    assert ended.code == Exit.DONE
    assert ended.out.startswith(
        "issued     2 (2 in this run)\ntotal      60.74 EUR\nrows read  2 in "
    )


def test_people_are_told_the_reasons_of_refusals_each_once(world: World):
    world.orders("orders.csv", 4, bad=2)
    ended = world.issue("orders.csv")
    assert ended.code == Exit.INCOMPLETE
    *_, reason, advice = ended.out.splitlines()
    assert reason.startswith("line 6, key 'o2': 422: column 'kind' (type): ")
    assert advice == "mend orders.refused.csv and issue it with --journal orders.csv.journal"
    assert ended.out.count("422") == 1


def test_json_lines_need_no_mapping(world: World):
    path = world.folder / "orders.jsonl"
    rows = [
        {
            "order": f"o{number}",
            "type": "invoice",
            "client": {"name": "Rocket man"},
            "items": [{"name": "Suit", "price": "0.1"}],
        }
        for number in range(3)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = world.run(
        "batch", "issue", "orders.jsonl", "--org", world.organization, "--key", "order", "--json"
    )
    assert (ended.code, ended.json["issued"], ended.json["totals"]) == (0, 3, {"EUR": 0.3})


def test_each_line_is_a_document_if_told_so(world: World):
    path = world.orders("orders.csv", 1)
    header, first, *_ = path.read_text().splitlines()
    path.write_text("\n".join([header, first, first.replace("o0", "o1")]) + "\n")
    ended = world.issue("orders.csv", "--single", "--json")
    assert (ended.code, ended.json["issued"]) == (Exit.DONE, 2)


def test_rows_may_name_their_organization(world: World):
    other = world.new_organization()
    path = world.orders("orders.csv", 2)
    header, *lines = path.read_text().splitlines()
    homes = [world.organization, world.organization, other, other]
    rows = [f"{line},{home}" for line, home in zip(lines, homes, strict=True)]
    path.write_text("\n".join([f"{header},merchant", *rows]) + "\n")
    arguments = ("--org-column", "merchant", "--key", "order", "--map", "map.toml", "--json")
    ended = world.run("batch", "issue", "orders.csv", *arguments)
    assert (ended.code, ended.json["issued"], world.documents()) == (Exit.DONE, 2, 1)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--org-column", "x"], "give one of --org ID and --org-column COLUMN"),
        (["--max-failures", "many"], "Invalid value for '--max-failures'"),
        (["--max-failures", "0"], "Invalid value for '--max-failures'"),
        (["--max-failures", "100%"], "Invalid value for '--max-failures'"),
        (["--horizon", "-1"], "Invalid value for '--horizon'"),
        (["--timeout", "0"], "Invalid value for '--timeout'"),
        (["--rate", "0"], "Invalid value for '--rate'"),
    ],
)
def test_what_contradicts_itself_is_refused(world: World, more: list[str], message: str):
    world.orders("orders.csv", 1)
    ended = world.issue("orders.csv", *more)
    assert ended.code == Exit.USAGE
    assert message in ended.err


def test_a_wrong_organization_is_told_before_anything_is_created(world: World):
    world.orders("orders.csv", 2)
    world.fail("refuse", operation="documents_create")
    for wrong in ("nope", "644c214c6ee48100249d5d7d"):
        ended = world.run(
            *("batch", "issue", "orders.csv", "--org", wrong, "--key", "order"),
            *("--map", "map.toml", "--json"),
        )
        assert (ended.code, ended.out) == (Exit.USAGE, "")
        assert f"--org {wrong}: this account has no such organization" in ended.err
    assert not list(world.folder.glob("*.journal"))
    faults = world.http.get("/sandbox/statistics").json()["faults"]
    assert faults == {"struck": {}, "planned": 1}


def test_a_csv_without_a_mapping_is_refused(world: World):
    world.orders("orders.csv", 1)
    ended = world.run("batch", "issue", "orders.csv", "--org", "x", "--key", "order")
    assert ended.code == Exit.USAGE
    assert ended.err.startswith("error: a CSV file needs a mapping of its columns: --map map.toml")


def test_one_wrong_row_and_nothing_is_sent(world: World):
    path = world.orders("orders.csv", 3)
    path.write_text(path.read_text() + "o3,Customer 3,Suit,ten,1,21,invoice\n")
    ended = world.issue("orders.csv")
    assert ended.code == Exit.USAGE
    assert ended.err.startswith("error: orders.csv, line 8, column 'price'")
    assert ended.err.endswith("nothing was sent\n")
    assert world.documents() == 0


def test_refused_rows_are_mended_and_issued_with_the_same_journal(world: World):
    world.orders("orders.csv", 10, bad=2)
    ended = world.issue("orders.csv", "--json")
    assert ended.code == Exit.INCOMPLETE
    assert (ended.json["issued"], ended.json["failed"]) == (8, 2)
    refused = world.folder / "orders.refused.csv"
    assert ended.json["refused_file"] == str(refused.name)
    rows = table(refused)
    assert [row["order"] for row in rows] == ["o8", "o8", "o9", "o9"]
    assert {row["_error_status"] for row in rows} == {"422"}
    assert {row["_error_field"] for row in rows} == {"kind"}
    assert all(row["_error_message"].startswith("422: column 'kind' (type): ") for row in rows)

    refused.write_text(refused.read_text().replace("nonsense", "invoice"))
    mended = world.issue(refused.name, "--journal", "orders.csv.journal", "--json")
    assert (mended.code, mended.json["issued"], mended.json["failed"]) == (Exit.DONE, 10, 0)
    assert world.documents() == 10


def test_unchanged_refusals_are_sent_again_only_if_asked(world: World):
    world.orders("orders.csv", 3, bad=1)
    attempts = []
    for more in ([], [], ["--no-retry-failed"], ["--retry-failed"]):
        world.issue("orders.csv", *more)
        refused = world.run("batch", "export", "orders.csv.journal", "--state", "refused").json
        attempts.append(refused["attempts"])
    assert attempts == [1, 1, 1, 2]


def test_too_many_refusals_stop_the_run(world: World):
    world.orders("orders.csv", 30, bad=30)
    ended = world.issue("orders.csv", "--max-failures", "3", "--json")
    assert (ended.code, ended.json["stopped"]["kind"]) == (Exit.STOPPED, "failures")
    assert ended.json["failed"] < 30


def test_a_create_in_doubt_is_looked_up_and_not_repeated(world: World):
    world.orders("orders.csv", 5)
    world.fail("drop-after", operation="documents_create", times=2)
    ended = world.issue("orders.csv", "--horizon", "2", "--json")
    assert (ended.code, ended.json["issued"], world.documents()) == (Exit.DONE, 5, 5)


def test_a_journal_is_of_one_organization(world: World):
    world.orders("orders.csv", 1)
    world.issue("orders.csv")
    arguments = ("--org", world.new_organization(), "--key", "order", "--map", "map.toml")
    ended = world.run("batch", "issue", "orders.csv", *arguments)
    assert (ended.code, ended.out) == (Exit.JOURNAL, "")
    assert "belongs to another organization" in ended.err


def test_a_file_that_is_no_journal_is_told(world: World):
    world.orders("orders.csv", 1)
    ended = world.run("batch", "status", "orders.csv")
    assert (ended.code, ended.err) == (
        Exit.JOURNAL,
        "error: orders.csv is not a journal of a batch\n",
    )


def test_status_counts_without_asking_the_server(world: World):
    world.orders("orders.csv", 4, bad=1)
    world.issue("orders.csv")
    ended = world.run("batch", "status", "orders.csv.journal", "--json", SPACEINVOICES_TOKEN="")
    assert ended.code == Exit.INCOMPLETE
    assert ended.json == {
        "journal": "orders.csv.journal",
        "server": world.sandbox.url,
        "job": "default",
        "organization": world.organization,
        "issued": 3,
        "replayed": 0,
        "failed": 1,
        "unresolved": 0,
        "totals": {"EUR": 91.11},
        "notes": {},
    }


def test_verify_agrees_and_a_key_of_another_job_is_another_document(world: World):
    world.orders("orders.csv", 3)
    world.issue("orders.csv")
    ended = world.run("batch", "verify", "orders.csv.journal", "--json")
    assert (ended.code, ended.json["agreed"]) == (Exit.DONE, 3)
    other = world.issue("orders.csv", "--job", "two", "--journal", "two.journal")
    assert (other.code, world.documents()) == (Exit.DONE, 6)
    ended = world.run("batch", "verify", "orders.csv.journal")
    assert (ended.code, ended.out) == (Exit.DONE, "rows    3\nagreed  3\n")


def test_verify_finds_what_the_server_does_not_have(world: World):
    world.orders("orders.csv", 2)
    world.issue("orders.csv")
    world.sandbox.world.store.rows("DELETE FROM documents WHERE 1", [])
    ended = world.run("batch", "verify", "orders.csv.journal", "--json")
    assert (ended.code, ended.json["counts"]) == (Exit.INCOMPLETE, {"missing": 2})


def test_results_are_exported_as_json_lines_and_csv(world: World):
    world.orders("orders.csv", 3, bad=1)
    world.issue("orders.csv", "--results", "results.csv")
    lines = world.run("batch", "export", "orders.csv.journal").out.splitlines()
    by_key = {row["key"]: row for row in map(json.loads, lines)}
    assert (by_key["o0"]["status"], by_key["o0"]["total"]) == ("issued", float(ORDER_TOTAL))
    assert (by_key["o2"]["status"], by_key["o2"]["error_status"]) == ("refused", 422)
    rows = table(world.folder / "results.csv")
    assert {row["key"]: row["document_id"] for row in rows} == {
        key: row["document_id"] or "" for key, row in by_key.items()
    }
    world.run(
        *("batch", "export", "orders.csv.journal", "--state", "issued", "--out", "issued.csv")
    )
    assert [row["total"] for row in table(world.folder / "issued.csv")] == [ORDER_TOTAL] * 2


def test_results_are_written_as_parquet_with_exact_totals(world: World):
    world.orders("orders.csv", 3, bad=1)
    world.issue("orders.csv", "--results", "results.parquet")
    written = pyarrow.parquet.read_table(world.folder / "results.parquet").to_pylist()
    assert [(row["key"], row["status"], row["total"], row["error_status"]) for row in written] == [
        ("o0", "issued", Decimal(ORDER_TOTAL), None),
        ("o1", "issued", Decimal(ORDER_TOTAL), None),
        ("o2", "refused", None, 422),
    ]
    assert (world.folder / "results.parquet").stat().st_mode & 0o777 == 0o600
    to = ("--out", "issued.parquet", "--state", "issued")
    world.run("batch", "export", "orders.csv.journal", *to)
    issued = pyarrow.parquet.read_table(world.folder / "issued.parquet")
    assert issued.column("key").to_pylist() == ["o0", "o1"]


def test_a_file_that_is_no_text_is_told_what_it_is(world: World):
    world.orders("orders.csv", 1)
    header = b"order,customer\n"
    for content, what in ((b"PK\x03\x04" + header, "a workbook"), (b"PAR1" + header, "Parquet")):
        (world.folder / "orders.csv").write_bytes(content)
        ended = world.issue("orders.csv", "--dry-run")
        assert ended.code == Exit.USAGE
        assert what in ended.err


def test_a_file_that_cannot_be_written_does_not_keep_the_report_back(world: World):
    world.orders("orders.csv", 10)
    folder = world.folder / "results"
    folder.mkdir()
    arguments = ("--results", "results/folder.csv", "--rate", "2", "--json")
    process = world.start("batch", "issue", "orders.csv", *world.usual, *arguments)
    while world.documents() < 1:  # each look is a request, which takes its time
        assert process.poll() is None, process.communicate()
    folder.rmdir()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, json.loads(out)["issued"]) == (Exit.STOPPED, 10)
    assert err.splitlines()[-1].startswith("error: results/")
    assert err.count("error: ") == 1


def test_an_output_that_has_no_place_is_told_before_anything_is_sent(world: World):
    world.orders("orders.csv", 2)
    for option in ("--results", "--refused"):
        ended = world.issue("orders.csv", option, "nowhere/out.csv")
        assert (ended.code, ended.out) == (Exit.USAGE, "")
        assert "the folder of nowhere/out.csv is not there" in ended.err
    assert (world.documents(), list(world.folder.glob("*.journal"))) == (0, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_that_is_not_in_the_encoding_that_was_said_is_an_error_of_the_input(
    world: World, encoding: str
):
    world.orders("orders.csv", 2)
    ended = world.issue("orders.csv", "--encoding", encoding)
    assert (ended.code, world.documents()) == (Exit.USAGE, 0)
    assert ended.err.startswith("error: orders.csv, line 1: is not CSV (")
