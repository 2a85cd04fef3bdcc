"""Client of a process that sends chunks: made by settings that hold no credentials, and kept."""

from __future__ import annotations

import asyncio
import inspect
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve

from spaceinvoices_async._auth import credentials as _credentials
from spaceinvoices_async._components import ClientComponents, limiter_of
from spaceinvoices_async.batch.distributed.lease import LeasedTransport
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    from spaceinvoices_async._auth.credentials import Given
    from spaceinvoices_async._limits.limiter import Limiter
    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.batch.distributed.settings import ChunkSettings
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.transports.base import Transport

_MOST_LIMITS: Final = 1024
"""Child accounts of which a process remembers what the server grants them."""


class ProcessClient:
    """A client for the chunks of this process, with limits for each account.

    Args:
        given: Its credentials.
        settings: Of the first chunk; limits of later ones are set with `set_rates`.
    """

    def __init__(self, given: Given, settings: ChunkSettings) -> None:
        options = evolve(settings.client, rate=settings.rate)
        self.components: Final = ClientComponents.assemble(
            given,
            base_url=settings.base_url,
            options=options,
            transport=LeasedTransport(_transport(settings, options)),
            clock=None,
        )
        self._account_rate = settings.account_rate
        self._limited: OrderedDict[str, Pipeline] = OrderedDict()
        self.accounts: Final = Accounts(self.components, self._pipeline)

    @property
    def throttled(self) -> int:
        """Answers 429 so far."""
        pipelines = [self.components.pipeline, *self._limited.values()]
        limiters = [one.limiter for one in pipelines if one.limiter is not None]
        return sum(limiter.stats().throttled for limiter in limiters)

    def set_rates(self, rate: float | None, account_rate: float | None) -> None:
        """Let it make so many requests per second, as itself and as each child account."""
        _set_rate(self.components.pipeline.limiter, rate)
        if account_rate != self._account_rate:
            self._account_rate = account_rate
            for pipeline in self._limited.values():
                _set_rate(pipeline.limiter, account_rate)

    async def aclose(self) -> None:
        """Log child accounts out and close the connections."""
        try:
            await self.accounts.aclose()
        finally:
            await self.components.aclose()

    def _pipeline(self, account_id: str) -> Pipeline:
        """Return the way to the server of a child account, whose limits are its own."""
        pipeline = self._limited.pop(account_id, None)
        if pipeline is None:
            own = self.components.pipeline
            options = evolve(own.options, rate=self._account_rate)
            pipeline = own.with_limiter(limiter_of(options, own.clock))
        self._limited[account_id] = pipeline
        if len(self._limited) > _MOST_LIMITS:
            self._limited.popitem(last=False)
        return pipeline


class KeptClients:
    """The clients that this process keeps for the next chunk, each for one event loop."""

    def __init__(self) -> None:
        self._clients: dict[tuple[asyncio.AbstractEventLoop, str], ProcessClient] = {}
        self._opening: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Lock] = {}

    async def get(self, name: str, settings: ChunkSettings) -> ProcessClient:
        """Return the client of this name; made by the first who asks.

        Raises:
            ConfigurationError: There are no credentials, or they cannot work.
        """
        place = (asyncio.get_running_loop(), name)
        async with self._opening.setdefault(place, asyncio.Lock()):
            client = self._clients.get(place)
            if client is None:
                self._forget_dead_loops()
                client = self._clients[place] = await open_client(settings)
        client.set_rates(settings.rate, settings.account_rate)
        return client

    async def close(self, name: str) -> None:
        """Close the client of this name, if the running loop has one."""
        place = (asyncio.get_running_loop(), name)
        self._opening.pop(place, None)
        client = self._clients.pop(place, None)
        if client is not None:
            await client.aclose()

    def _forget_dead_loops(self) -> None:
        for place in [place for place in self._clients if place[0].is_closed()]:
            del self._clients[place]
            self._opening.pop(place, None)


KEPT_CLIENTS: Final = KeptClients()
"""Those of this process."""


async def close_clients(name: str) -> None:
    """Close the client that chunks with `keep_client=name` have left open in this event loop."""
    await KEPT_CLIENTS.close(name)


async def open_client(settings: ChunkSettings) -> ProcessClient:
    """Make a client of settings.

    Raises:
        ConfigurationError: There are no credentials, or they cannot work.
    """
    return ProcessClient(await find_credentials(settings.credentials), settings)


async def find_credentials(path: str | None) -> Given:
    """Take credentials from the environment, or from the function of that path.

    Raises:
        ConfigurationError: There are none, or they are no credentials.
    """
    if path is None:
        return _credentials.find()
    given = _function(path)()
    if inspect.isawaitable(given):
        given = await cast("Awaitable[object]", given)
    if isinstance(given, str):
        return _credentials.find(given)
    if isinstance(given, Mapping):
        parts = cast("Mapping[str, str]", given)
        if parts and set(parts) <= {"token", "email", "password"}:
            return _credentials.find(parts.get("token"), parts.get("email"), parts.get("password"))
    # What it is instead may be a secret all the same.
    raise ConfigurationError(
        f"{path} must give a token, or a mapping of token, or of email and password"
    )


def _function(path: str) -> Callable[[], object]:
    module, _, name = path.partition(":")
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigurationError(
            f"the credentials {path} cannot be imported in this process ({error})"
        ) from error
    return cast("Callable[[], object]", function)


def _transport(settings: ChunkSettings, options: ClientOptions) -> Transport:
    from spaceinvoices_async.transports.aiohttp import AiohttpTransport
    from spaceinvoices_async.transports.httpx import HttpxTransport

    has_aiohttp = find_spec("aiohttp") is not None
    is_aiohttp = settings.transport == "aiohttp" or (settings.transport == "auto" and has_aiohttp)
    chosen = AiohttpTransport if is_aiohttp else HttpxTransport
    return chosen(
        max_connections=options.max_connections,
        keep_alive=options.keep_alive,
        proxy=options.proxy,
        trust_env=options.trust_env,
    )


def _set_rate(limiter: Limiter | None, rate: float | None) -> None:
    if limiter is not None and rate is not None:
        limiter.set_rate(rate)
