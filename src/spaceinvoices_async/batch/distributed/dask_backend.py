"""Backend for Dask: the driver's side of a batch on the workers of a cluster."""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from concurrent.futures import CancelledError
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal, Protocol, cast

from attrs import evolve, field, frozen

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.distributed import dask_task
from spaceinvoices_async.batch.distributed.dask_task import ChunkTask, LookupTask, Payload
from spaceinvoices_async.batch.distributed.settings import ChunkSettings, portable_options
from spaceinvoices_async.batch.engine.backend import BackendSetup
from spaceinvoices_async.batch.engine.chunk_types import BackendSession, ChunkLostError
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import ConfigurationError, ConnectFailed, SpaceInvoicesError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence

    from spaceinvoices_async.batch.engine.chunk_types import (
        ChunkPlan,
        ChunkResult,
        ChunkRow,
    )
    from spaceinvoices_async.batch.engine.lookup import FoundDocuments
    from spaceinvoices_async.batch.journal.records import Lane

INSTALL: Final = "pip install 'spaceinvoices-async[dask]'"
_BEATS_PER_LEASE: Final = 50
"""The first chunk on a worker waits for one: many of them make a short start."""
_SHORTEST_BEAT_S: Final = 0.1
_FEWEST_BEATS_PER_LEASE: Final = 10
_GONE: Final = "the Dask scheduler is gone, or has dropped this run; run again to go on"


class DaskClient(Protocol):
    """What is used of `distributed.Client`, such as `Client("tcp://scheduler:8786")`."""

    @property
    def scheduler(self) -> DaskScheduler | None:
        """The way to the scheduler."""
        ...

    @property
    def security(self) -> object:
        """Certificates of the connection to it."""
        ...


class DaskScheduler(Protocol):
    """What is used of the way to a scheduler."""

    @property
    def address(self) -> str:
        """Such as `tcp://10.0.0.1:8786`."""
        ...


class _Future(Protocol):
    """What is used of a future of Dask."""

    async def result(self) -> object: ...

    def release(self) -> None: ...


class _OwnClient(Protocol):
    """What is used of our own client, on our own event loop."""

    def submit(
        self, function: object, payload: Payload, *, key: str, **options: object
    ) -> _Future: ...

    async def set_metadata(self, key: Sequence[str], value: object) -> None: ...

    async def nthreads(self) -> Mapping[str, int]: ...

    def wait_for_workers(self, n_workers: int, *, timeout: float) -> Awaitable[None]: ...

    async def run(self, function: object, *args: object, on_error: str) -> Mapping[str, object]: ...


@frozen(kw_only=True)
class DaskBackend:
    """Sends a batch by the workers of a Dask cluster; needs the extra `dask`.

    ```python
    await si.batch.issue(rows, ..., backend=DaskBackend(client=Client("tcp://scheduler:8786")))
    ```

    The process that calls `issue` is the driver: it reads the rows, keeps the only journal, and
    looks up what is in doubt. The workers need this package in the same version, and credentials of
    the same account; see `credentials`. Hooks of the client's options are not called for what
    workers do.

    A value that cannot work raises ConfigurationError naming it, when the backend is made.

    Attributes:
        client: Of the cluster: a `distributed.Client`, synchronous or not, or the address of its
            scheduler. None starts a cluster of worker processes on this machine, and closes it
            after the run.
        workers: Processes of that cluster; None is as many as there are processors.
        credentials: Who issues: `"package.module:function"`, called on each worker, and giving a
            token, or a mapping of `token`, or of `email` and `password`. None takes them from the
            worker's environment, as a client does.
        total_rate: Requests per second of one account, on all workers together; None for no limit.
            The client's own account shares it among the workers; a child account is served by one
            worker, and has as much for itself.
        chunk_seconds: Seconds of work that one task should be.
        max_chunk_rows: Most rows of one task.
        lease: Seconds for which a worker may go on sending after it has lost touch with the driver
            or the scheduler. Added to the horizon of rows whose worker was lost.
        retries: How often the scheduler starts a task again that has failed.
        transport: Library that sends, on the workers; auto is aiohttp where it is installed there.
        patience: Seconds to wait for the first worker.
    """

    client: DaskClient | str | None = field(default=None, repr=False)
    workers: int | None = None
    credentials: str | None = None
    total_rate: float | None = 90.0
    chunk_seconds: float = 5.0
    max_chunk_rows: int = 1000
    lease: float = 15.0
    retries: int = 3
    transport: Literal["auto", "httpx", "aiohttp"] = "auto"
    patience: float = 60.0

    def __attrs_post_init__(self) -> None:
        _validation.verify(self, _RULES)
        ChunkSettings(credentials=self.credentials)
        check_installed()

    def open(self, setup: BackendSetup) -> AbstractAsyncContextManager[BackendSession]:
        """Connect to the cluster for one run, and find out whether its workers can work.

        Raises:
            ConfigurationError: There is no worker, or one of them cannot work; nothing was sent.
            ConnectFailed: The scheduler cannot be reached; nothing was sent.
        """
        return _opened(self, setup)


@asynccontextmanager
async def _opened(
    backend: DaskBackend, setup: BackendSetup
) -> AsyncGenerator[BackendSession, None]:
    distributed = import_module("distributed")
    async with AsyncExitStack() as stack:
        if backend.client is None:
            cluster = distributed.LocalCluster(
                n_workers=backend.workers or os.cpu_count() or 1,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                asynchronous=True,
            )
            # A worker whose scheduler closes first logs that with a traceback. What matters, such
            # as one that is restarted for its memory, is logged in this process.
            for worker in cluster.worker_spec.values():
                worker["options"]["silence_logs"] = logging.CRITICAL
            await stack.enter_async_context(cluster)
            address, security = cluster.scheduler_address, cluster.security
        else:
            address, security = _address(backend.client)
        # A client of our own: on this event loop, whatever loop the user's is on.
        try:
            client = await stack.enter_async_context(
                distributed.Client(
                    address,
                    asynchronous=True,
                    security=security,
                    set_as_default=False,
                    name="spaceinvoices",
                )
            )
            session = _Session(backend, setup, cast("_OwnClient", client))
            await session.start()
        except SpaceInvoicesError:
            raise
        except OSError as error:
            raise ConnectFailed(
                f"the Dask scheduler {address} cannot be reached ({error}); nothing was sent"
            ) from error
        except ValueError as error:
            raise ConfigurationError(f"{address} is no address of a scheduler: {error}") from error
        try:
            yield session
        finally:
            await session.end()


def check_installed() -> None:
    """Refuse to begin without Dask.

    Raises:
        ConfigurationError: It is not installed.
    """
    if find_spec("distributed") is None:
        raise ConfigurationError(f"a batch on many machines needs Dask: {INSTALL}")


def _address(client: DaskClient | str) -> tuple[str, object]:
    """Address of the scheduler, and the certificates of the connection to it."""
    if isinstance(client, str):
        return client, None
    if client.scheduler is None:
        raise ConfigurationError("the Dask client is not connected, or closed")
    return client.scheduler.address, client.security


class _Session:
    """One run on a cluster."""

    def __init__(self, backend: DaskBackend, setup: BackendSetup, client: _OwnClient) -> None:
        self._backend = backend
        self._client = client
        self._run = f"spaceinvoices-{uuid.uuid4().hex}"
        self._settings = ChunkSettings(
            base_url=setup.base_url,
            credentials=backend.credentials,
            client=portable_options(setup.client),
            transport=backend.transport,
            in_doubt="return",
            keep_client=self._run,
            batch=setup.batch,
        )
        self._changed: Callable[[], None] = _nothing
        self._beaten = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None
        self._number = 0
        self._chunks = 0
        self._is_stopped = False
        self.workers: tuple[str, ...] = ()
        self.reruns: int = 0

    def on_change(self, callback: Callable[[], None]) -> None:
        """Have this called whenever workers come or go."""
        self._changed = callback

    def stop(self) -> None:
        """Ask the workers to send nothing more."""
        self._is_stopped = True

    async def start(self) -> None:
        """Wait for workers, and look whether they can work.

        Raises:
            ConfigurationError: They cannot.
        """
        try:
            async with asyncio.timeout(self._backend.patience):
                while not await self._workers_can_work():
                    await self._client.wait_for_workers(1, timeout=self._backend.patience)
        except TimeoutError as error:
            raise ConfigurationError(
                f"no worker has joined the Dask cluster in {self._backend.patience:.0f} seconds"
            ) from error
        await self._beat_once()
        self._beating = asyncio.create_task(self._beat())

    async def _workers_can_work(self) -> bool:
        """Ask each worker; whether there is one that answered.

        Raises:
            ConfigurationError: One of them has another version, or no credentials.
        """
        version, path = dask_task.package_version(), self._backend.credentials
        answers = await self._client.run(dask_task.check_worker, version, path, on_error="return")
        for worker, answer in answers.items():
            # One that has died since it was asked has no say: its successor checks by itself.
            if isinstance(answer, BaseException) and not isinstance(answer, OSError):
                raise ConfigurationError(f"worker {worker}: {_explain(answer)}") from answer
        return any(not isinstance(answer, BaseException) for answer in answers.values())

    async def end(self) -> None:
        """Let the workers close what they have opened for this run."""
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.wait([self._beating])
        try:
            async with asyncio.timeout(self._backend.lease):
                await self._client.run(dask_task.close_worker, self._run, on_error="ignore")
                await self._client.set_metadata([self._run], None)
        except (OSError, TimeoutError):
            pass  # it is gone, and with it whatever was open

    async def issue(self, rows: Sequence[ChunkRow], plan: ChunkPlan) -> ChunkResult:
        """Have a chunk sent.

        Raises:
            ChunkLostError: Its result will never come; any of its rows may have been sent.
        """
        self._chunks += 1
        key = f"{self._run}-{self._chunks}"
        settings = evolve(
            self._settings,
            rate=plan.rate,
            account_rate=plan.account_rate,
            client=evolve(self._settings.client, rate=plan.rate),
        )
        task = ChunkTask(
            key=key,
            run=self._run,
            lease=self._backend.lease,
            rows=tuple(rows),
            settings=settings,
        )
        # Child accounts have a worker of their own; whoever is free takes the client's own rows.
        home = plan.worker if any(row.account_id is not None for row in rows) else None
        payload = Payload.pack(task, f"chunk of {len(rows)} rows")
        future = self._submit(dask_task.run_chunk, payload, key, home)
        try:
            result = cast("ChunkResult", await self._result(future, home))
        except Exception as error:  # whatever it is, the rows may have been sent
            raise await self._lost(key, error) from error
        finally:
            future.release()
        self.reruns += result.rerun
        return result

    async def find(
        self, groups: Sequence[tuple[Lane, Sequence[bytes]]]
    ) -> Sequence[FoundDocuments]:
        """Have rows looked up, one answer for each group.

        Raises:
            SpaceInvoicesError: The server, or no worker, could be asked.
        """
        self._chunks += 1
        share = self._backend.total_rate
        share = None if share is None else share / max(1, len(self.workers))
        settings = evolve(self._settings, rate=share, account_rate=share)
        task = LookupTask(
            groups=tuple((lane, tuple(rows)) for lane, rows in groups), settings=settings
        )
        payload = Payload.pack(task, f"look-up of {sum(len(rows) for _, rows in groups)} rows")
        future = self._submit(dask_task.run_lookup, payload, f"{self._run}-{self._chunks}", None)
        try:
            return cast("list[FoundDocuments]", await future.result())
        except SpaceInvoicesError:
            raise
        except CancelledError as error:
            raise ConfigurationError(_GONE) from error
        except Exception as error:
            raise ConfigurationError(f"no worker could look rows up: {error}") from error
        finally:
            future.release()

    def _submit(self, function: object, payload: Payload, key: str, home: str | None) -> _Future:
        return self._client.submit(
            function,
            payload,
            key=key,
            pure=False,
            retries=self._backend.retries,
            workers=None if home is None else [home],
            allow_other_workers=home is not None,
        )

    async def _result(self, future: _Future, home: str | None) -> object:
        """Wait for a result; no longer than a lease, once the worker is gone that was to give it.

        The scheduler has another worker run it again, but not if there is none at that moment: a
        task that was meant for a worker waits for this one for ever then.

        Raises:
            TimeoutError: The worker is gone.
        """
        if home is None:
            return await future.result()
        result = asyncio.ensure_future(future.result())
        gone = asyncio.ensure_future(self._until_gone(home))
        try:
            await asyncio.wait([result, gone], return_when=asyncio.FIRST_COMPLETED)
            if not result.done():
                raise TimeoutError(f"worker {home} is gone")
            return result.result()
        finally:
            result.cancel()
            gone.cancel()
            await asyncio.wait([result, gone])

    async def _until_gone(self, worker: str) -> None:
        while worker in self.workers:
            self._beaten.clear()
            await self._beaten.wait()
        await asyncio.sleep(self._backend.lease)

    async def _lost(self, key: str, error: Exception) -> ChunkLostError:
        """Take a chunk away from whoever may still have it."""
        stop: Stop | None = None
        if isinstance(error, CancelledError):  # Dask's word for a scheduler that is gone
            stop = Stop(kind="workers", message=_GONE)
        elif isinstance(error, ConfigurationError):
            stop = Stop(kind="workers", message=str(error), error=error)
        try:
            async with asyncio.timeout(self._backend.lease):
                await self._client.set_metadata([key, dask_task.FENCED], "driver")
        except (OSError, TimeoutError):
            # Then no worker hears of us any more either, and each of them stops by itself.
            stop = stop or Stop(kind="workers", message=_GONE)
        return ChunkLostError(str(error) or _GONE, sending_ends_in=self._backend.lease, stop=stop)

    async def _beat(self) -> None:
        """Show the workers that this process lives, and look which of them do."""
        lease = self._backend.lease
        interval = max(
            lease / _BEATS_PER_LEASE, min(_SHORTEST_BEAT_S, lease / _FEWEST_BEATS_PER_LEASE)
        )
        while True:
            await asyncio.sleep(interval)
            try:
                async with asyncio.timeout(self._backend.lease):
                    await self._beat_once()
            except (OSError, TimeoutError):
                continue  # chunks that are lost by it tell of themselves

    async def _beat_once(self) -> None:
        self._number += 1
        told = {"number": self._number, "stop": self._is_stopped}
        await self._client.set_metadata([self._run], told)
        workers = tuple(sorted(await self._client.nthreads()))
        if workers != self.workers:
            self.workers = workers
            self._changed()
        self._beaten.set()


def _explain(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"has no {error.name} installed: it needs this package in the driver's version"
    return str(error) or type(error).__name__


def _nothing() -> None:
    """Nobody wants to hear of workers yet."""


def _is_client(value: object) -> bool:
    is_address = isinstance(value, str) and value != ""
    return is_address or (hasattr(value, "scheduler") and hasattr(value, "security"))


_RULES: Final = {
    "client": _validation.Check("a distributed.Client, or an address", _is_client).or_none(),
    "workers": _validation.whole(1).or_none(),
    "total_rate": _validation.RATE.or_none(),
    "chunk_seconds": _validation.seconds(),
    "max_chunk_rows": _validation.whole(1),
    "lease": _validation.seconds(),
    "retries": _validation.whole(0),
    "transport": _validation.Check(
        "one of auto, httpx, aiohttp", lambda value: value in {"auto", "httpx", "aiohttp"}
    ),
    "patience": _validation.seconds(),
}
