"""Progress file: shows other processes how far a run is, beside the journal that it holds alone."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import asdict, fields, frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.report import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENDING: Final = ".progress.json"
_FORMAT: Final = 1
_SILENT: Final = timedelta(seconds=10)

_logger: Final = logging.getLogger("spaceinvoices_async")


@frozen(kw_only=True)
class Running:
    """A run that is under way, or that was when it was killed.

    Attributes:
        progress: Progress of the run.
        pid: Id of its process.
        started: Time at which it began, in UTC.
        written: Time at which it last wrote its progress, in UTC.
    """

    progress: Progress
    pid: int
    started: datetime
    written: datetime

    @property
    def alive(self) -> bool:
        """Whether its process exists, and has written its progress in the last ten seconds.

        On Windows only the second is checked.
        """
        return datetime.now(UTC) - self.written < _SILENT and _exists(self.pid)


class ProgressFile:
    """The progress file of a run: rewritten as it goes on, removed at its end.

    Args:
        journal: Of the run.
    """

    def __init__(self, journal: Path) -> None:
        self._path = _beside(journal)
        self._started = datetime.now(UTC)
        self._write_failed = False
        self._writing: asyncio.Future[None] | None = None

    async def show(self, progress: Progress) -> None:
        """Write how far the run is. A run goes on where that cannot be written."""
        if self._write_failed:
            return
        told = {
            "format": _FORMAT,
            "pid": os.getpid(),
            "started": self._started.isoformat(),
            "written": datetime.now(UTC).isoformat(),
            "progress": asdict(progress),
        }
        try:
            # A disk may take its time, and the loop has other things to do.
            writing = asyncio.to_thread(_write, self._path, json.dumps(told))
            self._writing = asyncio.ensure_future(writing)
            await asyncio.shield(self._writing)
        except OSError as error:
            self._write_failed = True
            _logger.warning("the progress of the batch cannot be shown: %s", error)

    async def end(self) -> None:
        """Record that the run is over."""
        if self._writing is not None:
            await asyncio.wait([self._writing])
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            _logger.warning("the progress of the batch stays behind: %s", error)


def read_progress(journal: str | os.PathLike[str]) -> Running | None:
    """Read the progress of the run that uses this journal; None if there is none.

    A run that was killed leaves its file behind: see `Running.alive`.
    """
    file = _beside(_validation.path(journal, "journal"))
    try:
        told = json.loads(file.read_bytes())
        return _running(told) if told["format"] == _FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _running(told: Mapping[str, object]) -> Running:
    # Checked by the names alone: it is our own file, and shown to people.
    counts = cast("dict[str, Any]", told["progress"])
    known = {field.name for field in fields(Progress)}
    return Running(
        progress=Progress(**{name: counts[name] for name in known}),
        pid=int(cast("int", told["pid"])),
        started=datetime.fromisoformat(cast("str", told["started"])),
        written=datetime.fromisoformat(cast("str", told["written"])),
    )


def _beside(journal: Path) -> Path:
    return journal.with_name(journal.name + _ENDING)


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)  # of a run that was killed; a link is removed, not followed
    # As private as the journal, and never seen half written.
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # there `os.kill(pid, 0)` is Ctrl-C; that it tells something has to do
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
