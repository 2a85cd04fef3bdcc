"""The option by which a batch is sent by the workers of a Dask cluster."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.batch import DaskBackend
    from spaceinvoices_async.cli.connection import ServerOptions

_LOCAL: Final = "local"
_SHARE_OF_WORKERS: Final = 0.92
"""Of the rate; the rest is left for what the driver looks up."""


def _cluster(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    """Return an address, or `local:N`; refused at once where Dask is not installed."""
    if text is None:
        return None
    if find_spec("distributed") is None:
        raise click.UsageError("--dask needs a library: pip install 'spaceinvoices-async[dask]'")
    name, colon, number = text.partition(":")
    if name == _LOCAL and colon and not (number.isascii() and number.isdigit() and int(number)):
        raise click.BadParameter(f"{text!r} is neither an address nor local:N, with N above zero")
    if name != _LOCAL and "://" not in text:
        raise click.BadParameter(
            f"{text!r} is no address of a scheduler, such as tcp://10.0.0.1:8786, nor local:N"
        )
    return text


def dask_option(command: Callable[..., object]) -> Callable[..., object]:
    """Add the option, given to the command as `dask`."""
    return click.option(
        "--dask",
        callback=_cluster,
        metavar="ADDRESS|local[:N]",
        help="Have the workers of a Dask cluster send, or N of this machine.",
    )(command)


def backend_of(connection: ServerOptions, dask: str | None) -> DaskBackend | None:
    """Return the backend that the option names; None without it.

    Workers take their credentials from their environment: those of this machine, which inherit it,
    get the token of the profile by it.

    Raises:
        ConfigurationError: It cannot work.
    """
    if dask is None:
        return None
    from spaceinvoices_async.batch import DaskBackend
    from spaceinvoices_async.options import TOKEN_VARIABLE

    rate = None if connection.rate is None else _SHARE_OF_WORKERS * connection.rate
    name, _, number = dask.partition(":")
    if name != _LOCAL:
        return DaskBackend(client=dask, total_rate=rate, transport=connection.transport)
    profile = connection.chosen_profile()
    if profile is not None:
        os.environ[TOKEN_VARIABLE] = profile.token
    return DaskBackend(
        workers=int(number) if number else None, total_rate=rate, transport=connection.transport
    )
