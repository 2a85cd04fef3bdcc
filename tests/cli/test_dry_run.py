"""What is shown while a file is read as a whole, before anything is sent."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import Progress, read_jsonl
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.cli import dry_run as preview
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.input_file import InputFile
from spaceinvoices_async.cli.progress import CheckProgress, CommandProgress, ProgressSource
from spaceinvoices_async.testing import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spaceinvoices_async.batch import SourceRow


class Paused(Source):
    """Rows with a pause between two of them, which the test ends."""

    def __init__(self, path: Path, *, pause_before: int, on_pause: Callable[[], object]) -> None:
        super().__init__(path)
        self._pause_before = pause_before
        self._on_pause = on_pause
        self.goes_on = threading.Event()

    def __iter__(self) -> Iterator[SourceRow]:
        for row in read_jsonl(self.path):
            if row.line == self._pause_before:
                self._on_pause()
                if not self.goes_on.wait(60):
                    raise RuntimeError("nobody has ended the pause")
            yield row


@pytest.fixture
def given(tmp_path: Path) -> InputFile:
    path = tmp_path / "orders.jsonl"
    row = '{"order": "%s", "items": [{"name": "x", "price": 1}]}\n'
    path.write_text("".join(row % number for number in range(400)))
    return InputFile(
        file=path,
        kind=None,
        mapping=None,
        key="order",
        single=False,
        delimiter=None,
        encoding="utf-8",
        organization_id="org",
        organization_column=None,
        account_column=None,
        job="default",
    )


@pytest.mark.parametrize("terminal", [False, True])
async def test_a_dry_run_shows_how_many_rows_it_has_checked(given, terminal, monkeypatch, capsys):
    clock, paused, loop = FakeClock(), asyncio.Event(), asyncio.get_running_loop()
    source = Paused(
        given.file,
        pause_before=300,
        on_pause=lambda: loop.call_soon_threadsafe(paused.set),
    )
    monkeypatch.setattr(InputFile, "source", lambda _: source)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    for place in ("spaceinvoices_async.clock", "spaceinvoices_async.cli.dry_run"):
        monkeypatch.setattr(f"{place}.SYSTEM_CLOCK", clock)

    running = asyncio.create_task(preview.alone(given, as_json=True))
    await paused.wait()
    await clock.advance(9)
    before = capsys.readouterr().err
    await clock.advance(1)
    after = capsys.readouterr().err
    source.goes_on.set()

    assert await running is Exit.DONE
    assert ("256 documents checked, 0 wrong, " in before) is terminal
    assert "256 documents checked, 0 wrong, " in after
    assert '"rows":400' in capsys.readouterr().out


def test_a_run_shows_its_check_and_then_itself():
    following = ProgressSource()
    assert following.look() is None
    following.take(Progress(checked=41210, failed=2, per_second=2500.0, elapsed=17.0))
    assert following.look() == CheckProgress(rows=41210, wrong=2, per_second=2500.0)
    following.take(
        Progress(
            read=60, total=100, issued=30, skipped=20, to_skip=10, failed=1, parked=2, per_second=4
        )
    )
    assert following.look() == CommandProgress(
        done=50, failed=1, parked=2, left=49, per_second=4, eta=39 / 4
    )
