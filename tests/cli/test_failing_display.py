"""Whatever becomes of what is shown, the work ends as it would have ended, and says how."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from packaging.requirements import Requirement

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World

ORDERS: Final = 6
COMMAND: Final = (
    *(sys.executable, "-m", "spaceinvoices_async.cli"),
    *("batch", "issue", "orders.csv"),
)
PACKAGE: Final = "spaceinvoices-async"
# Runs the command as if only some of the installed libraries were there.
ALONE: Final = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

MISSING = frozenset(sys.argv.pop(1).split(","))
sys.meta_path.insert(0, Missing())
import importlib.util
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name in MISSING else find_spec(name, *more)
from spaceinvoices_async.cli import main
sys.exit(main())
"""


def without_all_but(extra: str) -> str:
    """Names of the installed modules that an environment with this extra alone does not have."""
    there: set[str] = set()
    wanted = [(PACKAGE, extra)]
    while wanted:
        name, chosen = wanted.pop()
        if (name, chosen) in there:
            continue
        there.add((name, chosen))
        for text in metadata.requires(name) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": chosen}):
                wanted += [(requirement.name, one) for one in (*requirement.extras, "")]
    known = {name.lower().replace("_", "-") for name, _ in there}
    owners = metadata.packages_distributions()
    return ",".join(
        module
        for module, names in owners.items()
        if not known & {name.lower().replace("_", "-") for name in names}
    )


@pytest.fixture(scope="module", params=["", "cli", "fast", "sandbox"])
def missing(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param, without_all_but(request.param)


def run_alone(world: World, missing: str, *arguments: str, terminal: bool) -> tuple[int, str]:
    """The exit code of a command, and all that it wrote."""
    command = [sys.executable, "-c", ALONE, missing, *arguments]
    if not terminal:
        done = subprocess.run(
            command, cwd=world.folder, env=world.environment, capture_output=True, check=False
        )
        return done.returncode, (done.stdout + done.stderr).decode()
    master, slave = pty.openpty()
    process = subprocess.Popen(
        command,
        cwd=world.folder,
        env={**world.environment, "TERM": "xterm"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    with os.fdopen(master, "rb", buffering=0) as screen:
        try:
            while data := screen.read(65536):
                shown += data
        except OSError:  # what a terminal says once nobody has it open any more
            return process.wait(), shown.decode()
    return process.wait(), shown.decode()


@pytest.mark.parametrize("terminal", [True, False])
def test_with_any_extra_alone_a_command_works_or_says_what_to_install(
    world: World, missing: tuple[str, str], *, terminal: bool
):
    extra, modules = missing
    world.orders("orders.csv", ORDERS)
    world.new_documents(1)
    journal = "orders.csv.journal"
    commands = (
        ("batch", "issue", "orders.csv", *world.usual, "--dry-run"),
        ("batch", "issue", "orders.csv", *world.usual),
        ("batch", "status", journal),
        ("batch", "verify", journal),
        ("batch", "export", journal, "--out", "out.csv"),
        ("batch", "reconcile", "orders.csv", *world.usual, "--journal", "again.journal"),
        ("documents", "pdf", "--org", world.organization, "--out", "pdf", "--limit", "1"),
        ("whoami",),
    )
    for command in commands:
        code, shown = run_alone(world, modules, *command, terminal=terminal)
        assert "Traceback" not in shown
        assert "ModuleNotFoundError" not in shown
        if extra == "cli":
            assert code == Exit.DONE, shown
        else:
            assert (code, "pip install 'spaceinvoices-async[cli]'" in shown) == (Exit.USAGE, True)
    assert world.documents() == 1 + (ORDERS if extra == "cli" else 0)


def test_the_sandbox_needs_its_extra_alone():
    for extra in ("", "cli", "fast", "sandbox"):
        command = [sys.executable, "-c", ALONE, without_all_but(extra), "sandbox", "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if extra == "sandbox":
            assert (done.returncode, done.stdout[:27]) == (0, "usage: spaceinvoices sandbo")
        else:
            assert done.returncode == Exit.USAGE
            assert "pip install 'spaceinvoices-async[sandbox]'" in done.stderr


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_full_disk_behind_an_output_does_not_change_how_the_work_ends(world: World, stream: str):
    world.orders("orders.csv", ORDERS)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *world.usual],
            cwd=world.folder,
            env=world.environment,
            check=False,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full},
        )
    assert done.returncode == Exit.DONE
    assert world.documents() == ORDERS
    if stream == "stderr":
        assert f"issued     {ORDERS}" in done.stdout.decode()
    else:
        assert "the report could not be written" in done.stderr.decode()


def test_a_full_disk_behind_both_outputs_leaves_each_command_its_exit_code(world: World):
    """As of a job of cron whose log is on a disk that is full."""
    world.orders("orders.csv", ORDERS, bad=1)
    commands = (
        (("batch", "issue", "orders.csv", *world.usual), Exit.INCOMPLETE),
        (("batch", "status", "orders.csv.journal"), Exit.INCOMPLETE),
        (("batch", "verify", "orders.csv.journal"), Exit.DONE),
        (("batch", "issue", "nowhere.csv", *world.usual), Exit.USAGE),
        (("batch", "bananas"), Exit.USAGE),
        (("clients", "list", world.organization), Exit.STOPPED),
        (("--help",), Exit.STOPPED),
        (("sandbox", "--bananas"), Exit.USAGE),
    )
    ended: dict[tuple[str, ...], int] = {}
    for command, _ in commands:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*COMMAND[:3], *command],
                cwd=world.folder,
                env=world.environment,
                stdout=full,
                stderr=full,
                check=False,
            )
        ended[command] = done.returncode
    assert ended == {command: int(code) for command, code in commands}


def test_without_its_extra_the_command_ends_alike_when_nobody_can_read_why():
    command = [sys.executable, "-c", ALONE, without_all_but(""), "whoami"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=full, check=False)
    assert done.returncode == Exit.USAGE


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_an_output_that_is_closed_does_not_change_how_the_work_ends(world: World, closed: str):
    world.orders("orders.csv", ORDERS)
    number = {"stdout": 1, "stderr": 2}[closed]
    script = f'exec "$@" {number}>&-'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *COMMAND, *world.usual],
        cwd=world.folder,
        env=world.environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == Exit.DONE
    assert world.documents() == ORDERS


def run_with_full_output(world: World, *arguments: str, stdin: str = "") -> tuple[int, str]:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND[:3], *arguments],
            cwd=world.folder,
            env=world.environment,
            input=stdin,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    return done.returncode, done.stderr


def test_whatever_is_done_by_a_command_is_done_when_nobody_can_read_of_it(world: World):
    world.orders("orders.csv", ORDERS, bad=1)
    world.issue("orders.csv")
    journal = "orders.csv.journal"
    clients = ("clients", "create", world.organization, "--set", "name=Rocket man")
    commands = [
        ((*clients, "--output", output), Exit.DONE) for output in ("json", "jsonl", "csv", "table")
    ]
    commands += [
        (("request", "POST", f"/v1/Organizations/{world.organization}/clients", *clients[3:]), 0),
        (("batch", "issue", "orders.csv", *world.usual, "--dry-run"), Exit.DONE),
        (("batch", "status", journal), Exit.INCOMPLETE),
        (("batch", "status", journal, "--json"), Exit.INCOMPLETE),
        (("batch", "verify", journal), Exit.DONE),
        (("batch", "verify", journal, "--json"), Exit.DONE),
        (("batch", "report", journal, "--html", "report.html"), Exit.INCOMPLETE),
        (("login", "--profile", "test"), Exit.DONE),
        (("logout", "--profile", "test"), Exit.DONE),
    ]
    for command, code in commands:
        ended, said = run_with_full_output(world, *command, stdin=world.sandbox.token + "\n")
        assert (ended, f"exit code {int(code)} is right" in said) == (code, True), (command, said)
    found = world.http.get(f"/v1/Organizations/{world.organization}/clients/count").json()
    assert found["count"] >= 5
    assert (world.folder / "report.html").exists()


def test_what_is_only_asked_for_has_failed_when_it_cannot_be_shown(world: World):
    for command in (("clients", "list", world.organization, "--output", "json"), ("whoami",)):
        code, said = run_with_full_output(world, *command)
        assert (code, said) == (Exit.STOPPED, "error: No space left on device\n")


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams_are_as_if_nobody_listened(world: World, closed: str):
    world.orders("orders.csv", ORDERS)
    commands = (
        ("clients", "create", world.organization, "--set", "name=Rocket man"),
        ("clients", "list", world.organization),
        ("batch", "issue", "orders.csv", *world.usual),
        ("batch", "status", "orders.csv.journal"),
        ("batch", "export", "orders.csv.journal"),
        ("batch", "verify", "orders.csv.journal"),
    )
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND[:3], *command],
            cwd=world.folder,
            env=world.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "Error" in done.stderr) == (Exit.DONE, False), done.stderr
    assert world.documents() == ORDERS
    # Nothing that was meant for a closed stream has come into a file that took its number.
    assert world.run("batch", "verify", "orders.csv.journal").code == Exit.DONE
