"""The client of a command: options that lead to the server, and the way in and out."""

from __future__ import annotations

import functools
import os
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal, TypeVar

import click
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from spaceinvoices_async.cli.profiles import Profile
    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.transports.base import Transport

T = TypeVar("T")

_RATE: Final = 98.0
_CONCURRENCY: Final = 32
_START: Final = 8
_BASE_URL: Final = "SPACEINVOICES_BASE_URL"
_CREDENTIALS: Final = ("SPACEINVOICES_TOKEN", "SPACEINVOICES_EMAIL", "SPACEINVOICES_PASSWORD")


def _rate(text: object) -> float | None:
    """Return the requests per second; None for no limit."""
    if text == "off":
        return None
    try:
        rate = float(str(text))
    except ValueError:
        rate = 0.0
    if not 0 < rate < float("inf"):
        raise click.BadParameter(f"{text!r} is neither a number above zero nor off")
    return rate


@frozen(kw_only=True)
class ServerOptions:
    """How a command reaches the server."""

    base_url: str | None
    allow_http: bool
    rate: float | None
    concurrency: int
    horizon: float | None = None
    timeout: float | None = None
    profile: str | None = None
    transport: Literal["auto", "httpx", "aiohttp"] = "auto"
    debug: bool = False

    def chosen_profile(self) -> Profile | None:
        """Return the profile in use: the one named or, where nothing else says who, `default`.

        Raises:
            click.UsageError: There is no such profile, or it is for another server.
        """
        from spaceinvoices_async.cli import profiles

        named = self.profile or os.environ.get(profiles.PROFILE_VARIABLE)
        if named is None and any(map(os.environ.get, _CREDENTIALS)):
            return None
        profile = profiles.load(named or profiles.DEFAULT)
        if profile is None:
            if named is None:
                return None
            known = ", ".join(profiles.addresses()) or "none yet"
            raise click.UsageError(f"there is no profile {named!r} (there are: {known})")
        wanted = self.base_url or os.environ.get(_BASE_URL)
        if wanted is not None and wanted.rstrip("/") != (profile.base_url or "").rstrip("/"):
            raise click.UsageError(
                f"the profile {profile.name!r} is for {profile.base_url or 'the API itself'}, and "
                f"its token goes nowhere else: {wanted} needs a profile of its own"
            )
        return profile

    def address(self) -> str | None:
        """Return the server's address; None for that of the environment, or the API's own."""
        profile = None if self.base_url else self.chosen_profile()
        return self.base_url if profile is None else profile.base_url

    def options(self) -> ClientOptions:
        """Return the client's options.

        Raises:
            ConfigurationError: One of them cannot work.
        """
        from spaceinvoices_async.cli import log_output
        from spaceinvoices_async.options import ClientOptions, Timeouts

        return ClientOptions(
            allow_http=self.allow_http,
            app_info="spaceinvoices-cli",
            rate=self.rate,
            concurrency=min(_START, self.concurrency),
            max_concurrency=self.concurrency,
            max_connections=self.concurrency,
            horizon=self.horizon,
            timeouts=Timeouts() if self.timeout is None else Timeouts(create=self.timeout),
            on_call=log_output.show_call if self.debug else None,
        )

    def made_transport(self, options: ClientOptions) -> Transport | None:
        """Return the transport that was chosen, the fast one where its library is there.

        None for httpx.

        Raises:
            click.UsageError: The library of the one that was chosen is missing.
        """
        there = find_spec("aiohttp") is not None
        if self.transport == "httpx" or (self.transport == "auto" and not there):
            return None
        if not there:
            raise click.UsageError(
                "--transport aiohttp needs a library: pip install 'spaceinvoices-async[fast]'"
            )
        from spaceinvoices_async.transports.aiohttp import AiohttpTransport

        return AiohttpTransport(max_connections=options.max_connections)

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[AsyncSpaceInvoices, None]:
        """Open a client, closed at once if the command is cancelled.

        Raises:
            ConfigurationError: There are no credentials, or the address cannot work.
        """
        import asyncio

        from spaceinvoices_async.client import AsyncSpaceInvoices

        profile, options = self.chosen_profile(), self.options()
        client = AsyncSpaceInvoices(
            None if profile is None else profile.token,
            base_url=self.base_url if profile is None else profile.base_url,
            options=options,
            transport=self.made_transport(options),
        )
        try:
            yield client
        except asyncio.CancelledError:
            # Closing waits for the calls under way, unless it is cancelled.
            closing = asyncio.ensure_future(client.aclose())
            await asyncio.sleep(0)
            closing.cancel()
            await asyncio.wait([closing])
            raise
        except BaseException:
            await client.aclose()
            raise
        await client.aclose()


def connection_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options that lead to the server, given to the command as one `Connection`."""

    @click.option("--profile", metavar="NAME", help="Server and token kept by `login`.")
    @click.option("--base-url", metavar="URL", help="Server, if not SPACEINVOICES_BASE_URL.")
    @click.option("--allow-http", is_flag=True, help="Allow plain http to another host.")
    @click.option(
        "--rate",
        type=_rate,
        metavar="N|off",
        default=_RATE,
        show_default=True,
        help="Most requests per second; off for no limit.",
    )
    @click.option(
        "--concurrency",
        type=click.IntRange(1, 256),
        default=_CONCURRENCY,
        show_default=True,
        help="Most requests in flight.",
    )
    @click.option(
        "--transport",
        type=click.Choice(["auto", "httpx", "aiohttp"]),
        default="auto",
        help="Library that sends; the fast one, aiohttp, if not given and installed.",
    )
    @click.option("--debug", is_flag=True, help="Show each call's attempts, waits and outcome.")
    @functools.wraps(command)
    def connected(
        *,
        base_url: str | None,
        allow_http: bool,
        profile: str | None,
        rate: float | None,
        concurrency: int,
        transport: Literal["auto", "httpx", "aiohttp"],
        debug: bool,
        **others: object,
    ) -> object:
        connection = ServerOptions(
            base_url=base_url,
            allow_http=allow_http,
            profile=profile,
            rate=rate,
            concurrency=concurrency,
            transport=transport,
            debug=debug,
        )
        return command(connection=connection, **others)

    return connected


def run(work: Coroutine[object, object, T]) -> T:
    """Run a command's work to its end, and show the warnings of the SDK on the way."""
    import asyncio

    from spaceinvoices_async.cli import log_output

    with log_output.shown():
        return asyncio.run(work)
