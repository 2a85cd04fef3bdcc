from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async.cli import progress
from spaceinvoices_async.cli.progress import CheckProgress, CommandProgress
from spaceinvoices_async.testing import FakeClock


def test_a_line_says_all_there_is():
    standing = CommandProgress(
        done=1200, failed=3, parked=2, left=800, per_second=97.25, limit=98.0, throttled=1, eta=8.2
    )
    assert standing.line() == (
        "1200 done, 3 refused, 2 in doubt, 800 left, 97.2/s, limit 98/s, 429: 1 times, 8s to go"
    )


def test_a_line_says_nothing_it_does_not_know():
    assert CommandProgress(done=1, failed=0).line() == "1 done, 0 refused, no limit"


def test_a_line_of_a_check_says_how_many_rows_and_how_fast():
    checking = CheckProgress(rows=41210, wrong=2, per_second=2512.34)
    assert checking.line() == "41210 documents checked, 2 wrong, 2512.3/s"
    assert CheckProgress(rows=0, wrong=0, per_second=0.0).line() == "0 documents checked, 0 wrong"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (59.4, "59s"), (187, "3m07s"), (7500, "2h05m")]
)
def test_durations_are_for_people(seconds, text):
    assert progress.duration(seconds) == text


async def test_where_nobody_watches_there_is_a_line_every_ten_seconds(capsys):
    checking = CheckProgress(rows=9, wrong=1, per_second=3.0)
    clock, standings = FakeClock(), [None, checking, CommandProgress(done=5, failed=0)]
    async with progress.shown(lambda: standings.pop(0), clock=clock):
        await clock.advance(9.9)
        assert capsys.readouterr().err == ""
        await clock.advance(0.1)
        assert capsys.readouterr().err == "reading and checking the input\n"
        await clock.advance(10)
        assert capsys.readouterr().err == "9 documents checked, 1 wrong, 3.0/s\n"
        await clock.advance(10)
        assert capsys.readouterr().err == "5 done, 0 refused, no limit\n"
    await clock.advance(100)
    assert capsys.readouterr() == ("", "")


def test_what_waits_for_documents_in_doubt_says_for_how_long_and_for_what():
    waiting = CommandProgress(
        done=97, failed=0, parked=3, left=3, per_second=0.1, limit=98, wait=80
    )
    assert waiting.line() == (
        "97 done, 0 refused, limit 98/s, waiting 1m20s for 3 documents in doubt"
    )


def test_the_time_to_go_is_never_shorter_than_what_is_in_doubt_takes():
    standing = CommandProgress(done=9, failed=0, parked=1, left=3, per_second=1, eta=2, wait=85)
    assert standing.line().endswith("1 in doubt, 3 left, 1.0/s, no limit, 1m25s to go")


def test_a_narrow_line_leaves_out_what_is_needed_least():
    standing = CommandProgress(
        done=41210, failed=3, parked=2, left=158787, per_second=97.8, limit=98.0, eta=1623
    )
    assert standing.line(64) == "41210 done, 3 refused, 2 in doubt, 158787 left, 27m03s to go"
    assert standing.line(30) == "41210 done, 27m03s to go"


@pytest.mark.parametrize("width", ["80", "100", "120"])
async def test_on_a_terminal_there_is_one_line_with_a_bar(capsys, monkeypatch, width):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", width)
    clock = FakeClock()
    standing = CommandProgress(
        done=41210, failed=3, parked=2, left=158787, per_second=97.8, limit=98.0, eta=1623
    )
    async with progress.shown(lambda: standing, clock=clock):
        await clock.advance(1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "41210 done, 3 refused, 2 in doubt, 158787 left" in captured.err
    assert "27m03s to go" in captured.err
    assert "\u2501" in captured.err


@pytest.mark.parametrize("terminal", [True, False])
async def test_a_display_that_fails_says_so_once_and_the_work_goes_on(
    capsys, monkeypatch, terminal
):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    clock = FakeClock()

    def look():
        raise RuntimeError("no terminfo")

    async with progress.shown(look, clock=clock):
        await clock.advance(100)
        done = "the work"
    assert done == "the work"
    assert capsys.readouterr().err.count("the work goes on") == 1


async def test_a_block_that_is_cancelled_stays_cancelled():
    entered = asyncio.Event()

    async def work():
        async with progress.shown(lambda: None, clock=FakeClock()):
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_terminal_shows_how_far_a_check_is(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    clock, rows = FakeClock(), [12, 345]
    async with progress.shown(
        lambda: CheckProgress(rows=rows.pop(0), wrong=0, per_second=1.0), clock=clock
    ):
        await clock.advance(0.2)
    shown = capsys.readouterr().err
    assert "12 documents checked, 0 wrong, 1.0/s" in shown
    assert "345 documents checked, 0 wrong, 1.0/s" in shown


def test_a_pace_begins_with_the_first_that_ends():
    now = 0.0
    pace = progress.Pace(lambda: now)
    now = 30.0  # gone by with what was done before
    assert pace.measure(0) is None
    now = 31.0
    assert pace.measure(50) == 50.0


def test_the_pace_follows_what_ended_of_late():
    now = 0.0
    pace = progress.Pace(lambda: now)
    assert pace.measure(0) is None
    now = 1.0
    assert pace.measure(100) == 100.0
    now = 2.0
    assert pace.measure(100) == 90.0
    now = 12.0
    assert pace.measure(1100) == 100.0
