"""The command that runs a sandbox until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback.json_types import dump
from spaceinvoices_sandbox.server import Sandbox
from spaceinvoices_sandbox.world import SandboxOptions

if TYPE_CHECKING:
    from collections.abc import Sequence


# A port that is taken or too large, an address that is another machine's, a file with no place.
_CANNOT_START: Final = (OSError, OverflowError, sqlite3.Error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sandbox; 0 after Ctrl-C or SIGTERM."""
    parser = _parser()
    given = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING if given.quiet else logging.INFO,
        format="%(asctime)s %(message)s",
        datefmt="%H:%M:%S",
    )
    try:
        sandbox = _sandbox(given)
    except (ValueError, *_CANNOT_START) as error:
        parser.exit(2, f"{parser.prog}: error: {error}\n")
    try:
        asyncio.run(_serve(sandbox, given.ready_file))
    except _CANNOT_START as error:
        parser.exit(2, f"{parser.prog}: error: {error}\n")
    return 0


def _sandbox(given: argparse.Namespace) -> Sandbox:
    options = SandboxOptions(
        allowed_hosts=tuple(given.allow_host),
        database=given.db,
        unique=given.unique,
        root_token=given.token,
        latency=given.latency / 1000,
        rate_limit=given.rate_limit,
        faults=tuple(_fault(text) for text in given.faults),
        seed=given.seed,
    )
    return Sandbox(options, host=given.host, port=given.port)


def _fault(text: str) -> tuple[str, float]:
    kind, _, probability = text.partition(":")
    return kind, float(probability or 1)


async def _serve(sandbox: Sandbox, ready_file: Path | None) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, sandbox.stop)
        except NotImplementedError:  # the loops of Windows have none
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(sandbox.stop))
    async with sandbox:
        _announce(sandbox, ready_file)
        await sandbox.stopped()


def _announce(sandbox: Sandbox, ready_file: Path | None) -> None:
    options = sandbox.world.options
    sys.stdout.write(
        f"Space Invoices sandbox, for development and tests\n"
        f"  URL       {sandbox.url}\n"
        f"  window    {sandbox.url}/  (in a browser)\n"
        f"  token     {sandbox.token}\n"
        f"  account   {options.root_email} / {options.root_password}\n"
        f"  database  {options.database}\n"
        f"  export SPACEINVOICES_BASE_URL={sandbox.url} SPACEINVOICES_TOKEN={sandbox.token}\n"
        "Ctrl-C stops it.\n"
    )
    sys.stdout.flush()
    if ready_file is not None:
        _write_secret(ready_file, dump({"url": sandbox.url, "token": sandbox.token}))


def _write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; a reader never sees half of it."""
    descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(partial).replace(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spaceinvoices sandbox",
        description="A server that answers like the Space Invoices API, for development and tests.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port; 0 takes a free one")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="name by which / and /sandbox/* may be reached, beside localhost and addresses",
    )
    parser.add_argument("--db", default=":memory:", help="file that keeps the state")
    parser.add_argument("--token", help="token of the root account")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds each answer waits")
    parser.add_argument("--rate-limit", type=float, help="requests a second before 429")
    parser.add_argument(
        "--unique",
        choices=("error", "return", "racy"),
        default="error",
        help="what a repeated uniqueId gets",
    )
    parser.add_argument(
        "--faults",
        nargs="*",
        default=[],
        metavar="KIND:PROBABILITY",
        help="let requests fail at random, for example drop-after:0.01 delay-before=2:0.05",
    )
    parser.add_argument("--seed", type=int, default=0, help="where the random faults begin")
    parser.add_argument("--ready-file", type=Path, help="file to write URL and token to, as JSON")
    parser.add_argument("--quiet", action="store_true", help="log warnings only")
    return parser
