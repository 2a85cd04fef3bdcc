"""Fetching many files at once: as fast as the client's limits allow, and only what is missing."""

from __future__ import annotations

import asyncio
import hashlib
import re
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from spaceinvoices_async.cli import progress, signals
from spaceinvoices_async.cli.errors import clean, say
from spaceinvoices_async.clock import SYSTEM_CLOCK
from spaceinvoices_async.errors import (
    ApiError,
    InvalidTokenError,
    OutcomeUnknownError,
    ResponseDecodeError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from pathlib import Path

    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.models import Document
    from spaceinvoices_async.types import JsonValue

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._]+")
_LONGEST_PART: Final = 60
_START: Final = b"%PDF-"
_END: Final = b"%%EOF"
_TAIL: Final = 1024


def pdf_name(document_id: str, *, kind: object = None, number: object = None) -> str:
    """`invoice-2026-00017-65f0c1....pdf`: of each document another one, and always the same."""
    parts = (safe(part) if isinstance(part, str) else "" for part in (kind, number))
    name = safe(document_id)
    if name != document_id:
        # Two ids that look alike once they are safe must not share a file.
        name = f"{name}-{hashlib.blake2s(document_id.encode(), digest_size=6).hexdigest()}"
    return "-".join([*filter(None, parts), name.strip("-")]) + ".pdf"


def safe(text: str) -> str:
    """Return text as part of a file name: ASCII letters, digits, dots inside, and hyphens."""
    return _UNSAFE.sub("-", text)[:_LONGEST_PART].strip("-.")


def is_complete_pdf(path: Path) -> bool:
    """Return whether there is a file that begins and ends as a PDF does."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_START))
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            return start == _START and _END in file.read()
    except FileNotFoundError:
        return False


_FIELDS: Final = ("id", "type", "number")
_MOST_FAILURES: Final = 100
"""After so many in a row it is not the documents' fault."""


@frozen(kw_only=True)
class Wanted:
    """Which files are wanted, and where."""

    organization_id: str
    where: Mapping[str, JsonValue] | None
    limit: int | None
    language: str | None
    folder: Path
    overwrite: bool
    at_once: int


@define
class Downloaded:
    """What became of them."""

    total: int | None = None
    saved: int = 0
    skipped: int = 0
    failed: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    failed_in_a_row: int = 0
    interrupted: bool = False

    @property
    def ended(self) -> int:
        """All that have come to an end."""
        return self.saved + self.skipped + len(self.failed)


async def fetch_all(connection: ServerOptions, wanted: Wanted) -> Downloaded:
    """Fetch what is missing; a document that cannot be had does not keep the others.

    Raises:
        SpaceInvoicesError: The list cannot be read, the token is dead or the network is down.
        OSError: A file cannot be written.
    """
    wanted.folder.mkdir(parents=True, exist_ok=True)
    result = Downloaded()
    stop = asyncio.Event()
    async with connection.open() as si:
        with signals.watched(stop.set) as interruption:
            try:
                await _fetch(si, wanted, result, stop)
            except asyncio.CancelledError:
                if interruption.count == 0:
                    raise
        result.interrupted = interruption.count > 0
    return result


async def _fetch(
    si: AsyncSpaceInvoices, wanted: Wanted, result: Downloaded, stop: asyncio.Event
) -> None:
    pace = progress.Pace(SYSTEM_CLOCK.monotonic)

    def look() -> progress.CommandProgress:
        left = None if result.total is None else max(0, result.total - result.ended)
        per_second = pace.measure(result.ended - result.skipped)
        limit, throttled = progress.limit_of(si.stats().limits)
        return progress.CommandProgress(
            done=result.saved + result.skipped,
            failed=len(result.failed),
            left=left,
            per_second=per_second,
            limit=limit,
            throttled=throttled,
            eta=left / per_second if left is not None and per_second else None,
        )

    async with progress.shown(look), aclosing(_documents(si, wanted, result)) as found:
        turn = asyncio.Lock()

        async def work() -> None:
            while not stop.is_set():
                async with turn:  # one reads the list at a time
                    document = await anext(found, None)
                if document is None:
                    return
                await _save(si, wanted, document, result)

        async with asyncio.TaskGroup() as group:
            for _ in range(wanted.at_once):
                group.create_task(work())


async def _documents(
    si: AsyncSpaceInvoices, wanted: Wanted, result: Downloaded
) -> AsyncGenerator[Document, None]:
    rows = si.documents.list(
        wanted.organization_id, where=wanted.where, fields=_FIELDS, limit=wanted.limit
    )
    async with aclosing(rows.pages()) as pages:
        async for page in pages:
            total = page.total
            if total is not None and wanted.limit is not None:
                total = min(total, wanted.limit)
            result.total = total
            for document in page:
                yield document


async def _save(
    si: AsyncSpaceInvoices, wanted: Wanted, document: Document, result: Downloaded
) -> None:
    wire = document.to_dict()
    name = pdf_name(document.id, kind=wire.get("type"), number=wire.get("number"))
    path = wanted.folder / name
    if not wanted.overwrite and await asyncio.to_thread(is_complete_pdf, path):
        result.skipped += 1
        return
    try:
        await si.documents.download_pdf(document.id, to=path, language=wanted.language)
    except InvalidTokenError:
        raise
    except (ApiError, OutcomeUnknownError, ResponseDecodeError) as error:
        result.failed.append((document.id, clean(str(error))))
        result.failed_in_a_row += 1
        say(f"{document.id}: {error}")
        if result.failed_in_a_row >= _MOST_FAILURES:
            raise
        return
    result.saved += 1
    result.failed_in_a_row = 0
