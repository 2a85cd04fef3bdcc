"""Ctrl-C and SIGTERM while a batch runs, and what the next run makes of it."""

from __future__ import annotations

import asyncio
import json
import shlex
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.signals import watched

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from conftest import World

ORDERS = 40
PATIENCE = 60


def until_issued(world: World, count: int, process: subprocess.Popen[str]) -> None:
    """Wait until the server has so many documents; each look is a request, which takes its time."""
    while world.documents() < count:
        assert process.poll() is None, process.communicate()


@contextmanager
def held_up(process: subprocess.Popen[str]) -> Iterator[None]:
    """A run that stands still: it does not end meanwhile, however slowly others begin."""
    process.send_signal(signal.SIGSTOP)
    yield
    process.send_signal(signal.SIGCONT)


def struck(world: World) -> int:
    """Requests that were dropped so far, of earlier tests too."""
    faults = world.http.get("/sandbox/statistics").json()["faults"]
    return int(faults["struck"].get("drop-before", 0))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_ends_what_is_under_way_and_prints_how_to_go_on(
    world: World, number: signal.Signals
):
    world.orders("orders.csv", ORDERS)
    arguments = ("batch", "issue", "orders.csv", *world.usual, "--rate", "2")
    process = world.start(*arguments)
    until_issued(world, 3, process)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == Exit.INTERRUPTED
    assert err.startswith("stopping: what is under way is brought to its end")
    assert "Traceback" not in err
    issued = world.documents()
    assert 3 <= issued < ORDERS
    assert out.startswith(f"issued     {issued} ({issued} in this run)\n")
    name, *again = shlex.split(out.splitlines()[-1])
    assert (name, again) == ("spaceinvoices", list(arguments))

    resumed = world.run(*again, "--rate", "off", "--json")
    assert (resumed.code, resumed.json["skipped"]) == (Exit.DONE, issued)
    assert world.documents() == ORDERS


def test_the_second_signal_stops_at_once_and_nothing_is_issued_twice(world: World):
    world.orders("orders.csv", ORDERS)
    world.fail("delay-after", operation="documents_create", seconds=5, probability=1)
    arguments = ("batch", "issue", "orders.csv", *world.usual, "--horizon", "6")
    process = world.start(*arguments)
    until_issued(world, 1, process)
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    assert process.stderr.readline().startswith("stopping")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, out) == (Exit.INTERRUPTED, "")
    stand, *rest = err.splitlines()
    assert stand.startswith("orders.csv.journal: issued ")
    assert "rows left in doubt, which the next run looks up: " in stand
    assert "'o" in stand
    assert rest == [
        "stopped at once; nothing is lost. To go on:",
        f"  spaceinvoices {shlex.join(arguments)}",
    ]
    world.fail("delay-after", operation="documents_create", seconds=5, probability=0)

    resumed = world.run(*arguments, "--json")
    assert (resumed.code, resumed.json["issued"]) == (Exit.DONE, ORDERS)
    assert world.documents() == ORDERS
    assert world.http.get("/sandbox/statistics").json()["duplicates"] == []


def test_a_run_that_is_stopped_names_the_rows_it_leaves_in_doubt(world: World):
    world.orders("orders.csv", 7)
    world.fail("drop-before", operation="documents_create", probability=1)
    before = struck(world)
    process = world.start("batch", "issue", "orders.csv", *world.usual, "--horizon", "60", "--json")
    while struck(world) == before:
        assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == Exit.INTERRUPTED, err
    told = json.loads(out)
    assert told["stopped"]["kind"] == "asked"
    assert len(told["first_unresolved"]) == told["unresolved"] > 0
    assert told["first_unresolved"][0] == {"line": 2, "key": "o0"}
    status = world.run("batch", "status", "orders.csv.journal")
    assert status.code == Exit.UNRESOLVED
    assert status.out.splitlines()[-1].startswith(
        f"rows left in doubt, which the next run looks up: {told['unresolved']}: 'o0' (line 2)"
    )


def test_a_killed_run_goes_on(world: World):
    world.orders("orders.csv", ORDERS)
    process = world.start("batch", "issue", "orders.csv", *world.usual, "--rate", "5")
    until_issued(world, 5, process)
    process.kill()
    process.communicate(timeout=PATIENCE)
    resumed = world.issue("orders.csv", "--horizon", "2", "--json")
    assert (resumed.code, resumed.json["issued"]) == (Exit.DONE, ORDERS)
    assert world.documents() == ORDERS


def test_two_runs_on_one_journal_are_refused(world: World):
    world.orders("orders.csv", ORDERS)
    process = world.start("batch", "issue", "orders.csv", *world.usual, "--rate", "2")
    until_issued(world, 1, process)
    with held_up(process):
        second = world.issue("orders.csv")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert second.code == Exit.JOURNAL
    assert second.err.startswith("error: another run holds this journal")


def test_status_tells_how_far_the_run_is_that_holds_the_journal(world: World):
    world.orders("orders.csv", ORDERS)
    process = world.start("batch", "issue", "orders.csv", *world.usual, "--rate", "2")
    until_issued(world, 1, process)
    told = world.folder / "orders.csv.journal.progress.json"
    while not told.exists():
        assert process.poll() is None
        world.documents()  # takes its time
    with held_up(process):
        machine = world.run("batch", "status", "orders.csv.journal", "--json")
        people = world.run("batch", "status", "orders.csv.journal")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)

    assert (machine.code, people.code) == (Exit.JOURNAL, Exit.JOURNAL)
    assert machine.json["running"]["pid"] == process.pid
    assert machine.json["running"]["alive"] is True
    assert machine.json["issued"] + machine.json["left"] == machine.json["total"] == ORDERS
    assert f"held by     process {process.pid}, since " in people.out
    after = world.run("batch", "status", "orders.csv.journal", "--json")
    assert (after.code, after.json["issued"]) == (Exit.DONE, world.documents())
    assert not told.exists()


def test_an_interrupted_download_goes_on(world: World):
    world.new_documents(16)
    arguments = ("documents", "pdf", "--org", world.organization, "--out", "pdf", "--json")
    process = world.start(*arguments, "--rate", "1")
    folder = world.folder / "pdf"
    while len(list(folder.glob("[!.]*"))) < 2:
        assert process.poll() is None, process.communicate()
        world.documents()  # takes its time
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == Exit.INTERRUPTED
    saved = len(list(folder.glob("[!.]*")))
    assert not list(folder.glob(".*"))
    resumed = world.run(*arguments, "--rate", "off")
    assert (resumed.code, resumed.json["skipped"], resumed.json["saved"]) == (0, saved, 16 - saved)


class LoopWithoutSignals(asyncio.SelectorEventLoop):
    """As the loops of Windows are."""

    def add_signal_handler(self, *_: object) -> None:
        raise NotImplementedError

    def remove_signal_handler(self, *_: object) -> bool:
        raise NotImplementedError


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_loop_without_signal_handlers_is_told_of_signals_all_the_same(number: signal.Signals):
    before = signal.getsignal(number)

    async def interrupted() -> int:
        first = asyncio.Event()
        with watched(first.set) as interruption:
            signal.raise_signal(number)
            await first.wait()
            signal.raise_signal(number)
            with pytest.raises(asyncio.CancelledError):
                await asyncio.Event().wait()
        return interruption.count

    with asyncio.Runner(loop_factory=LoopWithoutSignals) as runner:
        assert runner.run(interrupted()) == 2
    assert signal.getsignal(number) is before
