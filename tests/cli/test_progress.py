from __future__ import annotations

import pytest

from spaceinvoices_async.cli import progress
from spaceinvoices_async.cli.progress import CheckProgress, CommandProgress
from spaceinvoices_async.testing import FakeClock


def test_a_line_says_all_there_is():
    standing = CommandProgress(
        done=1200, failed=3, parked=2, left=800, per_second=97.25, limit=98.0, throttled=1, eta=8.2
    )
    assert standing.line() == (
        "1200 done, 3 failed, 2 parked, 800 left, 97.2/s, limit 98/s, 1 times 429, ETA 8s"
    )


def test_a_line_says_nothing_it_does_not_know():
    assert CommandProgress(done=1, failed=0).line() == "1 done, 0 failed, no limit"


def test_a_line_of_a_check_says_how_many_rows_and_how_fast():
    checking = CheckProgress(rows=41210, wrong=2, per_second=2512.34)
    assert checking.line() == "41210 rows checked, 2 wrong, 2512.3/s"
    assert CheckProgress(rows=0, wrong=0, per_second=0.0).line() == "0 rows checked, 0 wrong"


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
        assert capsys.readouterr().err == "9 rows checked, 1 wrong, 3.0/s\n"
        await clock.advance(10)
        assert capsys.readouterr().err == "5 done, 0 failed, no limit\n"
    await clock.advance(100)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("width", "bar"), [("120", True), ("80", False)])
async def test_on_a_terminal_there_is_one_line_with_a_bar_if_it_fits(
    capsys, monkeypatch, width, bar
):
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
    assert standing.line() in captured.err
    assert ("\u2501" in captured.err) is bar


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
    assert "12 rows checked, 0 wrong, 1.0/s" in shown
    assert "345 rows checked, 0 wrong, 1.0/s" in shown


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
