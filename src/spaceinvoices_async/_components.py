"""Composition root of a client: builds its components and holds them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from spaceinvoices_async._auth.credentials import (
    GivenToken,
    NoAccount,
    PasswordLogin,
    StaticToken,
)
from spaceinvoices_async._auth.impersonation import Impersonations
from spaceinvoices_async._calls.urls import DEFAULT_BASE_URL, resolve_base_url
from spaceinvoices_async._limits.limiter import Limiter, ThrottlePause
from spaceinvoices_async._pipeline import Pipeline
from spaceinvoices_async._requestor import (
    AnonymousRequestor,
    InFlightCalls,
    Requestor,
    without_account,
)
from spaceinvoices_async.clock import SYSTEM_CLOCK, running_loop
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.instrumentation import ClientStats, Recorder
from spaceinvoices_async.options import BASE_URL_VARIABLE, ClientOptions, from_environment

if TYPE_CHECKING:
    from spaceinvoices_async._auth.credentials import (
        Given,
        OwnCredentials,
    )
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.transports.base import Transport


# Nothing else holds a task whose waiter was cancelled.
_ENDINGS: Final[set[asyncio.Future[None]]] = set()


class ClientComponents(NamedTuple):
    """What a client is made of; shared by it and its views."""

    base_url: str
    pipeline: Pipeline
    in_flight: InFlightCalls
    """The calls of users; the SDK's own about tokens are not counted."""
    credentials: OwnCredentials
    impersonations: Impersonations
    recorder: Recorder
    requestor: Requestor

    @classmethod
    def assemble(
        cls,
        given: Given,
        *,
        base_url: str | None,
        options: ClientOptions | None,
        transport: Transport | None,
        clock: Clock | None,
    ) -> Self:
        """Read arguments and environment, and make the parts; nothing is opened yet.

        Raises:
            ConfigurationError: Something is missing, or cannot work.
        """
        options = options or ClientOptions()
        clock = clock or SYSTEM_CLOCK
        if base_url is None:
            base_url = from_environment(BASE_URL_VARIABLE) or DEFAULT_BASE_URL
        address = resolve_base_url(base_url, allow_http=options.allow_http)
        recorder = Recorder(options.on_call)
        pipeline = Pipeline(
            base_url=address,
            transport=transport or _default_transport(options),
            options=options,
            clock=clock,
            limiter=limiter_of(options, clock),
            recorder=recorder,
        )
        in_flight = InFlightCalls("client")
        own = _credentials(given, pipeline, options)
        requestor = AnonymousRequestor if given is None else Requestor
        return cls(
            base_url=address,
            pipeline=pipeline,
            in_flight=in_flight,
            credentials=own,
            impersonations=Impersonations(own, pipeline),
            recorder=recorder,
            requestor=requestor(pipeline, own, in_flight=in_flight, on_drift=options.on_drift),
        )

    def require_account(self, what: str) -> None:
        """Refuse what a client without an account cannot do.

        Raises:
            ConfigurationError: It has none.
        """
        if isinstance(self.credentials, NoAccount):
            raise without_account(what)

    def check_open(self) -> None:
        """Refuse a client that was closed.

        Raises:
            ConfigurationError: It was.
        """
        self.in_flight.check_open()
        running_loop()

    def stats(self) -> ClientStats:
        """Return the client at this moment."""
        limiter = self.pipeline.limiter
        return ClientStats(
            limits=None if limiter is None else limiter.stats(),
            under_way=self.in_flight.count,
            calls=self.recorder.calls,
            resends=self.recorder.resends,
            retry_budget=self.pipeline.budget.left,
            children=len(self.impersonations),
        )

    async def aclose(self) -> None:
        """Let what is under way end, log children out, close the connections."""
        self.in_flight.close()
        try:
            await self.in_flight.drain()
            await self.impersonations.aclose()
        finally:
            await self._end()

    async def _end(self) -> None:
        """Close the connections, to the last one, however often that is cancelled."""
        running_loop()
        ending = asyncio.ensure_future(self._close_connections())
        _ENDINGS.add(ending)
        ending.add_done_callback(_ENDINGS.discard)
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            if not ending.done():
                await asyncio.wait([ending])
            raise

    async def _close_connections(self) -> None:
        # A login that is still under way would open a connection behind the back of the transport.
        await asyncio.gather(self.credentials.aclose(), self.impersonations.abort())
        await self.pipeline.aclose()


def _credentials(given: Given, pipeline: Pipeline, options: ClientOptions) -> OwnCredentials:
    if given is None:
        return NoAccount()
    if isinstance(given, GivenToken):
        return StaticToken(given.token, pipeline)
    return PasswordLogin(given, pipeline, ttl=options.token_ttl)


def limiter_of(options: ClientOptions, clock: Clock) -> Limiter | None:
    """Make the limiter that the options ask for; None for no limits."""
    if options.rate is None and options.concurrency is None:
        return None
    return Limiter(
        rate=options.rate,
        burst=options.burst,
        concurrency=options.concurrency,
        max_concurrency=options.max_concurrency,
        clock=clock,
        throttle_pause=ThrottlePause(options.throttle_backoff, options.max_backoff),
    )


def check_transport(transport: Transport, options: ClientOptions | None) -> None:
    """Refuse a transport that is none, and options of the network that it would not follow.

    Raises:
        ConfigurationError: It cannot send, or an option is set that would be ignored.
    """
    if not all(callable(getattr(transport, name, None)) for name in ("send", "aclose")):
        raise ConfigurationError(
            "transport= must be a transport, such as transports.aiohttp.AiohttpTransport(), not "
            f"{type(transport).__name__}"
        )
    if options is None:
        return
    given = {
        "proxy": options.proxy is not None,
        "ssl_context": options.ssl_context is not None,
        "trust_env": not options.trust_env,
    }
    for name, is_given in given.items():
        if is_given:
            raise ConfigurationError(
                f"ClientOptions.{name} is for the default transport: give {name}= to the transport "
                "that you pass, which would ignore it here"
            )


def _default_transport(options: ClientOptions) -> Transport:
    from spaceinvoices_async.transports.httpx import (
        HttpxTransport,  # not for those who bring another
    )

    return HttpxTransport(
        max_connections=options.max_connections,
        keep_alive=options.keep_alive,
        ssl_context=options.ssl_context,
        proxy=options.proxy,
        trust_env=options.trust_env,
    )
