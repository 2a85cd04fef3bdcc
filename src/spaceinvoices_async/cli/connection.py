"""The client of a command: options that lead to the server, and the way in and out."""

from __future__ import annotations

import functools
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, TypeVar

import click
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.options import ClientOptions

T = TypeVar("T")

_RATE: Final = 98.0
_CONCURRENCY: Final = 32
_START: Final = 8


def _rate(text: object) -> float | None:
    """Requests per second; None for no limit."""
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

    def options(self) -> ClientOptions:
        """The client's options.

        Raises:
            ConfigurationError: One of them cannot work.
        """
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
        )

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[AsyncSpaceInvoices, None]:
        """A client, closed at once if the command is cancelled.

        Raises:
            ConfigurationError: There are no credentials, or the address cannot work.
        """
        import asyncio

        from spaceinvoices_async.client import AsyncSpaceInvoices

        client = AsyncSpaceInvoices(base_url=self.base_url, options=self.options())
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
    @functools.wraps(command)
    def connected(
        *,
        base_url: str | None,
        allow_http: bool,
        rate: float | None,
        concurrency: int,
        **others: object,
    ) -> object:
        connection = ServerOptions(
            base_url=base_url, allow_http=allow_http, rate=rate, concurrency=concurrency
        )
        return command(connection=connection, **others)

    return connected


def run(work: Coroutine[object, object, T]) -> T:
    """Run a command's work to its end, and show the warnings of the SDK on the way."""
    import asyncio

    from spaceinvoices_async.cli import log_output

    with log_output.shown():
        return asyncio.run(work)
