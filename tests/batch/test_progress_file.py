"""The file in which a run tells how far it is."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from spaceinvoices_async.batch import Progress, read_progress
from spaceinvoices_async.batch.progress_file import ProgressFile

if TYPE_CHECKING:
    from pathlib import Path

PROGRESS = Progress(
    read=7,
    total=10,
    issued=5,
    skipped=1,
    failed=1,
    in_flight=2,
    parked=3,
    unresolved=0,
    per_second=2.5,
    elapsed=4.0,
)


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_what_was_told_last_can_be_read_and_is_gone_at_the_end(tmp_path: Path) -> None:
    journal = tmp_path / "orders.journal"
    progress_file = ProgressFile(journal)
    await progress_file.show(evolve(PROGRESS, read=1))
    await progress_file.show(PROGRESS)
    running = read_progress(journal)
    assert running is not None
    assert (running.progress, running.pid, running.alive) == (PROGRESS, os.getpid(), True)
    assert names(tmp_path) == ["orders.journal.progress.json"]
    await progress_file.end()
    assert (read_progress(journal), names(tmp_path)) == (None, [])


async def test_a_run_that_was_killed_is_known_not_to_live(tmp_path: Path) -> None:
    file = tmp_path / "orders.journal.progress.json"
    await ProgressFile(tmp_path / "orders.journal").show(PROGRESS)
    told = json.loads(file.read_text())
    gone = await asyncio.create_subprocess_exec("true")
    await gone.wait()
    file.write_text(json.dumps({**told, "pid": gone.pid}))
    dead = read_progress(tmp_path / "orders.journal")
    silent = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    file.write_text(json.dumps({**told, "written": silent}))
    stuck = read_progress(tmp_path / "orders.journal")
    assert dead is not None
    assert stuck is not None
    assert (dead.alive, stuck.alive) == (False, False)


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", '{"format": 2}', '{"format": 1, "progress": 1}']
)
async def test_a_file_of_another_form_is_no_progress(tmp_path: Path, text: str) -> None:
    (tmp_path / "orders.journal.progress.json").write_text(text)
    assert read_progress(tmp_path / "orders.journal") is None


async def test_a_run_goes_on_where_nothing_can_be_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    progress_file = ProgressFile(tmp_path / "nowhere" / "orders.journal")
    with caplog.at_level(logging.WARNING, logger="spaceinvoices_async"):
        await progress_file.show(PROGRESS)
        await progress_file.show(PROGRESS)
    await progress_file.end()
    assert ["cannot be shown" in message for message in caplog.messages] == [True]


async def test_on_windows_no_signal_is_sent_to_the_run_that_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`os.kill(pid, 0)` is Ctrl-C there."""
    journal = tmp_path / "journal"
    await ProgressFile(journal).show(PROGRESS)
    signals: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _pid, number: signals.append(number))
    monkeypatch.setattr(sys, "platform", "win32")

    running = read_progress(journal)

    assert running is not None
    assert (running.alive, signals) == (True, [])
