"""What a Dask worker runs: a chunk, under a lease that driver and scheduler renew.

The scheduler keeps, for each task, who has begun it, in the order in which they began. The first
one is the first run; any other is a re-run, and looks its rows up only. The latest one is the owner;
whoever else finds that out stops sending. The driver counts up a number beside it as long as it
lives, and a worker that has not seen it move stops as well.
"""

from __future__ import annotations

import asyncio
import pickle
import uuid
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Final, Protocol, cast

from attrs import evolve, frozen

from spaceinvoices_async.batch.distributed.chunk import issue_chunk
from spaceinvoices_async.batch.distributed.lease import CURRENT_LEASE, Lease, lease_clock
from spaceinvoices_async.batch.distributed.process_client import (
    KEPT_CLIENTS,
    close_clients,
    find_credentials,
)
from spaceinvoices_async.batch.engine.lookup import FoundDocuments, find_documents
from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from spaceinvoices_async.batch.distributed.settings import ChunkSettings
    from spaceinvoices_async.batch.engine.chunk_types import ChunkResult, ChunkRow
    from spaceinvoices_async.batch.journal.records import Lane

FENCED: Final = "fenced"
"""The name under which a driver makes a chunk its own again."""
_POLLS_PER_LEASE: Final = 5
_FIRST_POLLS_PER_LEASE: Final = 50


class _Scheduler(Protocol):
    """What is asked of Dask's scheduler."""

    async def get_metadata(self, *, keys: Sequence[str], default: object) -> object: ...

    async def set_metadata(self, *, keys: Sequence[str], value: object) -> None: ...


class _Worker(Protocol):
    """What is used of Dask's worker."""

    @property
    def scheduler(self) -> _Scheduler: ...

    @property
    def address(self) -> str: ...


class Payload:
    """Arguments of a task, packed: they are read only once the versions are known to be the same.

    Its representation, which schedulers and workers write to their logs, says nothing of them.

    Args:
        version: Of the package in the process that has packed them.
        data: The arguments, pickled.
        what: Says what they are.
    """

    def __init__(self, version: str, data: bytes, what: str) -> None:
        self.version: Final = version
        self.data: Final = data
        self.what: Final = what

    @classmethod
    def pack(cls, content: object, what: str) -> Payload:
        """Pack arguments of a task."""
        return cls(package_version(), pickle.dumps(content, pickle.HIGHEST_PROTOCOL), what)

    def unpack(self) -> object:
        """Return the arguments.

        Raises:
            ConfigurationError: They come from another version of the package.
        """
        check_version(self.version)
        return cast("object", pickle.loads(self.data))  # noqa: S301 - of our own driver

    def __repr__(self) -> str:
        return f"<{self.what}>"

    def __reduce__(self) -> tuple[object, ...]:
        return Payload, (self.version, self.data, self.what)


@frozen(kw_only=True)
class ChunkTask:
    """Arguments of one chunk's task.

    Attributes:
        key: Of the task, and of its entry in the scheduler's metadata.
        run: Name of the batch's run, and of the driver's number in the scheduler's metadata.
        lease: Seconds.
        rows: The chunk.
        settings: How it is sent.
    """

    key: str
    run: str
    lease: float
    rows: tuple[ChunkRow, ...]
    settings: ChunkSettings


@frozen(kw_only=True)
class LookupTask:
    """Arguments of a task that looks rows up."""

    groups: tuple[tuple[Lane, tuple[bytes, ...]], ...]
    settings: ChunkSettings


def package_version() -> str:
    """Version of the package in this process."""
    try:
        return metadata.version("spaceinvoices-async")
    except metadata.PackageNotFoundError:
        return "0"  # imported from a source tree that was never installed


def check_version(driver: str) -> None:
    """Refuse to work for a driver of another version.

    Raises:
        ConfigurationError: It is one.
    """
    own = package_version()
    if driver != own:
        raise ConfigurationError(
            f"this worker has spaceinvoices-async {own}, and the driver has {driver}: install the "
            "same version on both; nothing was sent"
        )


async def check_worker(version: str, credentials: str | None) -> None:
    """Find out, before anything is sent, whether this worker can work.

    Raises:
        ConfigurationError: It cannot.
    """
    check_version(version)
    try:
        await find_credentials(credentials)
    except OSError as error:  # those of the connection mean that the worker is gone
        raise ConfigurationError(
            f"the credentials {credentials} cannot be read: {error}"
        ) from error


async def close_worker(run: str) -> None:
    """Close what a run has left open on this worker."""
    _HEARD.pop(run, None)
    await close_clients(run)


async def run_chunk(payload: Payload) -> ChunkResult:
    """Send a chunk, or look it up only if this is a re-run.

    Raises:
        ConfigurationError: This worker cannot work; this run of the task has sent nothing.
    """
    task = cast("ChunkTask", payload.unpack())
    worker = _worker()
    token = uuid.uuid4().hex
    is_rerun = await _begin(worker, task.key, token)
    settings = task.settings
    if is_rerun:
        # Whoever ran it before reads our name when the lease is next renewed, or never does.
        until = datetime.now(UTC) + timedelta(seconds=task.lease)
        settings = evolve(settings, sent_before=until)
    stop = asyncio.Event()
    async with _lease(worker.scheduler, task, token, stop) as lease:
        before = CURRENT_LEASE.set(lease)
        try:
            result = await issue_chunk(task.rows, settings, stop=stop)
        finally:
            CURRENT_LEASE.reset(before)
    return evolve(result, worker=worker.address, rerun=is_rerun)


async def run_lookup(payload: Payload) -> list[FoundDocuments]:
    """Look rows up, one answer for each group of one lane.

    Raises:
        ConfigurationError: This worker cannot work.
        SpaceInvoicesError: The server could not be asked.
    """
    task = cast("LookupTask", payload.unpack())
    client = await KEPT_CLIENTS.get(str(task.settings.keep_client), task.settings)
    return [await find_documents(client.accounts, lane, rows) for lane, rows in task.groups]


def _worker() -> _Worker:
    return cast("_Worker", import_module("distributed").get_worker())


async def _begin(worker: _Worker, key: str, token: str) -> bool:
    """Enter a run of this task; return whether there was one before.

    The scheduler takes one entry after the other: whichever run comes second sees the first.
    """
    await worker.scheduler.set_metadata(keys=[key, token], value=worker.address)
    return (await _entries(worker.scheduler, key))[:1] != [token]


async def _entries(scheduler: _Scheduler, key: str) -> list[str]:
    found = await scheduler.get_metadata(keys=[key], default=None)
    return list(cast("Mapping[str, str]", found)) if isinstance(found, dict) else []


class _Heard:
    """What this process has heard of a driver: its latest number, and when that was asked for."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.asked: float = float("-inf")
        self.trusted_until: float = float("-inf")

    def hear(self, number: int, *, asked: float, lease: float) -> None:
        """Take a number: if it is a new one, the driver lived when the old one was asked for."""
        if self.number is not None and number != self.number:
            self.trusted_until = max(self.trusted_until, self.asked + lease)
        self.number, self.asked = number, max(self.asked, asked)


_HEARD: Final[dict[str, _Heard]] = {}
"""By run; a chunk that follows another need not wait until the driver's number moves."""


@asynccontextmanager
async def _lease(
    scheduler: _Scheduler, task: ChunkTask, token: str, stop: asyncio.Event
) -> AsyncGenerator[Lease, None]:
    """Renew a lease while the block lasts; entered once it can be used, or is lost."""
    lease, usable = Lease(), asyncio.Event()
    renewing = asyncio.create_task(_renew(scheduler, task, token, lease, usable))
    renewing.add_done_callback(lambda _: usable.set())
    watching = asyncio.create_task(_stop_after(renewing, stop))
    try:
        await usable.wait()
        yield lease
    finally:
        watching.cancel()
        renewing.cancel()
        await asyncio.wait([watching, renewing])


async def _stop_after(renewing: asyncio.Task[None], stop: asyncio.Event) -> None:
    await asyncio.wait([renewing])
    stop.set()


async def _renew(
    scheduler: _Scheduler, task: ChunkTask, token: str, lease: Lease, usable: asyncio.Event
) -> None:
    """Renew the lease until it is lost, or nothing more is wanted."""
    heard = _HEARD.setdefault(task.run, _Heard())
    began = lease_clock()
    while True:
        try:
            async with asyncio.timeout(task.lease):
                is_wanted = await _renew_once(scheduler, task, token, lease, heard)
        except (OSError, TimeoutError):
            is_wanted = True  # it runs out by itself, unless the scheduler answers before
        silent = min(lease_clock() - began, -lease.remaining)
        if silent < 0:
            usable.set()
        elif silent > task.lease:
            lease.lose("the driver or the scheduler is gone")
        if lease.lost is not None or not is_wanted:
            return
        polls = _POLLS_PER_LEASE if usable.is_set() else _FIRST_POLLS_PER_LEASE
        await asyncio.sleep(task.lease / polls)


async def _renew_once(
    scheduler: _Scheduler, task: ChunkTask, token: str, lease: Lease, heard: _Heard
) -> bool:
    """Ask who owns the chunk and whether the driver lives; return whether it wants it sent."""
    asked = lease_clock()
    owners = await _entries(scheduler, task.key)
    if owners[-1:] != [token]:
        lease.lose("another worker has taken the chunk over")
        return False
    told = await scheduler.get_metadata(keys=[task.run], default=None)
    if not isinstance(told, dict):
        lease.lose("the run is over")
        return False
    told = cast("Mapping[str, int]", told)
    heard.hear(told["number"], asked=asked, lease=task.lease)
    lease.renew(min(asked + task.lease, heard.trusted_until))
    return not told["stop"]
