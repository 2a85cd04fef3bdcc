"""A command for every operation: made from the table, without a list of them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import click
import pytest

from spaceinvoices_async._generated.resources import SUMMARIES
from spaceinvoices_async.cli.app import app, run
from spaceinvoices_async.cli.command_names import BUNDLED_COMMANDS, OWN_COMMANDS
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.operations.body import read_body
from spaceinvoices_async.cli.operations.method import methods_of
from spaceinvoices_async.cli.operations.rendering import render
from spaceinvoices_async.models import DocumentCreate
from spaceinvoices_async.operations import OPERATIONS

if TYPE_CHECKING:
    from conftest import World

GROUPS = sorted(tag.replace("_", "-") for tag in SUMMARIES)


def test_every_operation_has_a_command_and_every_command_an_operation():
    called = {method.operation.id for tag in SUMMARIES for method in methods_of(tag).values()}
    assert called == set(OPERATIONS)


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_explains_itself(group, capsys):
    context = click.Context(app)
    made = app.get_command(context, group)
    assert isinstance(made, click.Group)
    for name in made.list_commands(context):
        assert run([group, name, "--help"]) == Exit.DONE
        shown = capsys.readouterr().out
        assert f"spaceinvoices {group} {name}" in shown
        assert "--base-url" in shown


def test_the_short_help_is_that_of_the_commands():
    context = click.Context(app)
    for name, told in OWN_COMMANDS.items():
        command = app.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(limit=200) == told
    assert list(BUNDLED_COMMANDS) == ["sandbox"]


def test_help_says_which_values_an_enum_has(capsys):
    run(["documents", "create", "--help"])
    shown = capsys.readouterr().out
    assert "type (invoice|estimate|advance|credit-note|delivery-note)" in shown
    assert "items (list of object, required)" in shown
    assert "Documented at https://spaceinvoices.com/docs/" in shown


def test_a_created_object_comes_back_and_is_listed(world: World):
    organization = world.organization
    made = world.run(
        "clients", "create", organization, "--set", "name=Rocket man", "--set", "zip=01234"
    )
    assert made.code == Exit.DONE, made.err
    assert (made.json["name"], made.json["zip"]) == ("Rocket man", "01234")
    world.run("clients", "create", organization, "--set", "name=Other")

    listed = world.run("clients", "list", organization, "--where", "name=Rocket man")
    assert [row["id"] for row in listed.json] == [made.json["id"]]
    lines = world.run(
        "clients", "list", organization, "--order", "name DESC", "--output", "jsonl"
    ).out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Rocket man", "Other"]
    one = world.run("clients", "get", made.json["id"], "--output", "table")
    assert "name" in one.out
    assert "Rocket man" in one.out
    assert world.run("clients", "count", organization).json == 2


def test_a_table_and_csv_have_the_columns_asked_for(world: World):
    world.run("clients", "create", world.organization, "--set", "name=Rocket man")
    world.run("clients", "create", world.organization, "--set", "name==SUM(1)")
    arguments = (
        "clients",
        "list",
        world.organization,
        "--order",
        "name",
        "--fields",
        "name,country",
    )
    table = world.run(*arguments, "--output", "table").out.splitlines()
    assert table[0].split() == ["name", "country"]
    rows = list(csv.reader(world.run(*arguments, "--output", "csv").out.splitlines()))
    assert [row[0] for row in rows] == ["name", "'=SUM(1)", "Rocket man"]


def test_a_document_is_created_from_a_file_with_places_set(world: World):
    body = {"items": [{"name": "Suit", "price": "10.05"}], "client": {"name": "A"}}
    (world.folder / "invoice.json").write_text(json.dumps(body))
    made = world.run(
        *("documents", "create", world.organization, "--body", "@invoice.json"),
        *("--set", "items[0].quantity=3", "--set", "client.name=Rocket man"),
        *("--set", "unique_id=order-7", "--set", "note:=null"),
    )
    assert made.code == Exit.DONE, made.err
    assert made.json["_documentClient"]["name"] == "Rocket man"
    assert made.json["total"] == 30.15
    assert made.json["uniqueId"] == "order-7"
    saved = world.run("documents", "download-pdf", made.json["id"], "--to", "one.pdf")
    assert (saved.code, saved.out) == (Exit.DONE, "one.pdf\n")
    assert (world.folder / "one.pdf").read_bytes()[:5] == b"%PDF-"


def test_what_destroys_wants_a_yes_where_nobody_can_be_asked(world: World):
    made = world.run("clients", "create", world.organization, "--set", "name=A").json
    refused = world.run("clients", "delete", made["id"])
    assert refused.code == Exit.USAGE
    assert "--yes" in refused.err
    assert world.run("clients", "count", world.organization).json == 1
    assert world.run("clients", "delete", made["id"], "--yes").json == 1
    assert world.run("clients", "count", world.organization).json == 0


def test_a_dry_run_shows_the_request_without_its_token_and_sends_nothing(world: World):
    token = world.environment["SPACEINVOICES_TOKEN"]
    shown = world.run("clients", "create", world.organization, "--set", "name=Rocket", "--dry-run")
    assert shown.code == Exit.DONE
    assert f"POST {world.sandbox.url}/v1/Organizations/{world.organization}/clients" in shown.out
    assert '{"name":"Rocket"}' in shown.out
    assert token not in shown.out + shown.err
    listed = world.run("clients", "list", world.organization, "--where", "name=R", "--dry-run")
    assert "GET " in listed.out
    assert world.run("clients", "count", world.organization).json == 0


def test_as_acts_as_a_child_account(world: World):
    made = world.run(
        *("accounts", "create", "--body", "-"),
        stdin=json.dumps({"email": "merchant@example.com", "password": "a good secret"}),
    )
    assert made.code == Exit.DONE, made.err
    seen = world.run("accounts", "authorized", "--as", "merchant@example.com")
    assert seen.json["id"] == made.json["id"]


def test_any_route_can_be_requested(world: World):
    done = world.run("request", "get", "/v1/Accounts/authorized")
    assert done.json["id"] == world.account
    made = world.run(
        "request", "POST", f"/v1/Organizations/{world.organization}/clients", "--set", "name=A"
    )
    assert made.json["name"] == "A"
    filtered = world.run(
        *("request", "GET", f"/v1/Organizations/{world.organization}/clients"),
        *("--query", 'filter={"where":{"name":"B"}}'),
    )
    assert filtered.json == []


def test_an_error_of_the_server_is_one_line(world: World):
    failed = world.run("clients", "get", "0" * 24)
    assert (failed.code, failed.out) == (Exit.STOPPED, "")
    assert failed.err.startswith("error: clients_get: ")
    assert failed.err.count("\n") == 1


def test_an_output_whose_encoding_lacks_letters_says_what_to_set(world: World):
    create = ("clients", "create", world.organization, "--set", "name=Žiga")
    made = world.run(*create, PYTHONIOENCODING="latin-1")
    assert (made.code, made.out) == (Exit.DONE, "")
    assert "could not be written" in made.err
    listed = world.run("clients", "list", world.organization, PYTHONIOENCODING="latin-1")
    assert (listed.code, listed.out) == (Exit.STOPPED, "")
    assert listed.err.endswith("; set PYTHONIOENCODING=utf-8\n")
    again = world.run("clients", "list", world.organization, PYTHONIOENCODING="utf-8")
    assert [row["name"] for row in again.json] == ["Žiga"]


def test_debug_shows_attempts_and_no_secret(world: World):
    world.fail("bad-gateway", operation="clients_count", times=1)
    done = world.run("clients", "count", world.organization, "--debug")
    assert done.code == Exit.DONE
    assert "debug: clients_count: ok after" in done.err
    assert "attempt 1: unknown 502" in done.err
    assert "attempt 2: applied 200" in done.err
    assert world.environment["SPACEINVOICES_TOKEN"] not in done.err


@pytest.mark.parametrize("transport", ["httpx", "aiohttp"])
def test_either_transport_can_be_chosen(world: World, transport: str):
    done = world.run("clients", "count", world.organization, "--transport", transport)
    assert done.json == 0


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("client.nmae=A", "did you mean 'name'?"),
        ("itmes[0].name=A", "did you mean 'items'?"),
        ("items[1].name=A", "[0] comes first"),
        ("nonsense", "PLACE=VALUE"),
        ("custom:={", "is no JSON"),
        ("number.of=A", "'of' is no part"),
    ],
)
def test_a_place_that_cannot_be_set_says_why(place, message):
    with pytest.raises(click.BadParameter) as refused:
        read_body('{"number": "1"}', [place], DocumentCreate)
    assert message in refused.value.format_message()


def test_values_are_what_the_model_says_they_are():
    places = [
        "number=007", "draft=true", "items[0].price=10.10", "items[0].name=12",
        "custom.code=A1", "custom.count=3", "note=true", "document_ids[0]=12", "client:=null",
    ]  # fmt: skip
    assert read_body(None, places, DocumentCreate) == {
        "number": "007",
        "draft": True,
        "_documentItems": [{"price": Decimal("10.10"), "name": "12"}],
        "custom": {"code": "A1", "count": 3},
        "note": "true",
        "documentIds": ["12"],
        "_documentClient": None,
    }


def test_completion_knows_groups_commands_and_options():
    def completed(words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "spaceinvoices_async.cli"],
            env={
                "_SPACEINVOICES_COMPLETE": "bash_complete",
                "COMP_WORDS": f"spaceinvoices {words}",
                "COMP_CWORD": str(len(words.split(" "))),
                "PATH": "",
            },
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    assert "plain,documents" in completed("docu")
    assert "plain,list" in completed("clients li")
    assert "plain,--where" in completed("clients list --wh")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_what_a_server_says_is_no_formula_in_a_csv(start: str):
    said = f'{start}HYPERLINK("http://example.com","x")'
    text = render([{"name": said, "total": Decimal("-5.50"), said: "-3"}], "csv")

    (header, row) = csv.reader(io.StringIO(text, newline=""))
    assert header == ["name", "total", f"'{said}"]
    assert row == [f"'{said}", "-5.50", "-3"]


@pytest.mark.parametrize(
    "places",
    [
        ("number=1", "number=2"),
        ("client.name=A", "client.name=A"),
        ("client.name=A", "_documentClient.name=B"),
        ("client.name=A", 'client:={"email": "b"}'),
        ("items[0].name=A", "items:=[]"),
    ],
)
def test_a_place_that_is_set_twice_is_told(places: tuple[str, str]):
    with pytest.raises(click.BadParameter, match="is given twice"):
        read_body(None, places, DocumentCreate)


def test_a_place_may_be_set_in_what_was_set_or_given_before():
    places = ('client:={"email": "b"}', "client.name=A", "number=2")
    assert read_body('{"number": "1"}', places, DocumentCreate) == {
        "number": "2",
        "_documentClient": {"email": "b", "name": "A"},
    }


def test_a_query_that_names_something_twice_is_told(world: World):
    ended = world.run("request", "GET", "/v1/Plans", "--query", "a=1", "--query", "a=2")
    assert (ended.code, "a name is given twice" in ended.err) == (Exit.USAGE, True)


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("documents", "download-pdf", "x"), "--to"),
        (("organizations", "upload-image", "x"), "--type"),
        (("organizations", "upload-image", "x", "--type", "logo"), "--file"),
    ],
)
def test_an_option_that_an_operation_needs_is_asked_for(
    world: World, arguments: tuple[str, ...], option: str
):
    ended = world.run(*arguments)
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert ended.err.startswith(f"error: Missing option '{option}'.")
