"""The command on a terminal: a bar while it runs, Ctrl-C typed, and what is left on the screen."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import World

# Opening the terminal makes it the controlling one of the new session: Ctrl-C becomes a signal.
LAUNCH = (
    "import os, sys\n"
    "os.open(os.ttyname(0), os.O_RDWR)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'spaceinvoices_async.cli', *sys.argv[1:]])\n"
)
ORDERS = 600
PATIENCE = 60


class Terminal:
    """A terminal, and the command that runs in it."""

    def __init__(self, world: World, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *arguments],
            cwd=world.folder,
            env={**world.environment, "TERM": "xterm", "COLUMNS": "120", "LINES": "24"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def until(self, pattern: str) -> None:
        """Read until this is on the screen."""
        while not re.search(pattern, self.shown):
            assert self._read(), self.shown

    def to_the_end(self) -> int:
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        os.close(self._master)
        self.process.kill()
        self.process.wait()

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # what a terminal says once nobody has it open any more
            return False
        self.shown += data.decode()
        return bool(data)


@pytest.fixture
def terminal(world: World) -> Iterator[Terminal]:
    world.orders("orders.csv", ORDERS)
    opened = Terminal(world, "batch", "issue", "orders.csv", *world.usual, "--rate", "15")
    yield opened
    opened.close()


def test_a_run_shows_how_far_it_is_and_ends_in_order_at_the_first_ctrl_c(
    world: World, terminal: Terminal
):
    terminal.until(r"\d+ done, 0 refused, \d+ left, \d+\.\d/s, limit 15/s, (\d+m)?\d+s to go")
    terminal.type("\x03")
    code = terminal.to_the_end()

    assert code == Exit.INTERRUPTED
    assert "stopping: what is under way is brought to its end" in terminal.shown
    assert "Traceback" not in terminal.shown
    issued = world.documents()
    assert 0 < issued < ORDERS
    assert f"issued     {issued} ({issued} in this run)" in terminal.shown
    assert "to go on:\r\n  spaceinvoices batch issue orders.csv" in terminal.shown


def test_a_second_ctrl_c_stops_at_once(world: World, terminal: Terminal):
    terminal.until(r"[1-9]\d* done")
    world.fail("delay-after", operation="documents_create", seconds=5, probability=1)
    issued = world.documents()
    while world.documents() <= issued + 1:  # each look is a request, which takes its time
        assert terminal.process.poll() is None
    terminal.type("\x03")
    terminal.until("stopping")
    terminal.type("\x03")

    assert terminal.to_the_end() == Exit.INTERRUPTED
    assert "Traceback" not in terminal.shown
    assert "stopped at once; nothing is lost. To go on:" in terminal.shown
