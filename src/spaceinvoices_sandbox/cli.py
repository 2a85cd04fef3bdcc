"""The command that runs a sandbox until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback.json_types import dump
from spaceinvoices_sandbox.server import Sandbox
from spaceinvoices_sandbox.world import SandboxOptions

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sandbox; 0 after Ctrl-C or SIGTERM."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING if given.quiet else logging.INFO,
        format="%(asctime)s %(message)s",
        datefmt="%H:%M:%S",
    )
    options = SandboxOptions(
        database=given.db,
        unique=given.unique,
        root_token=given.token,
        latency=given.latency / 1000,
        rate_limit=given.rate_limit,
        faults=tuple(_fault(text) for text in given.faults),
        seed=given.seed,
    )
    sandbox = Sandbox(options, host=given.host, port=given.port)
    asyncio.run(_serve(sandbox, given.ready_file))
    return 0


def _fault(text: str) -> tuple[str, float]:
    kind, _, probability = text.partition(":")
    return kind, float(probability or 1)


async def _serve(sandbox: Sandbox, ready_file: Path | None) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, sandbox.stop)
    async with sandbox:
        _announce(sandbox, ready_file)
        await sandbox.stopped()


def _announce(sandbox: Sandbox, ready_file: Path | None) -> None:
    options = sandbox.world.options
    sys.stdout.write(
        f"Space Invoices sandbox, for development and tests\n"
        f"  URL       {sandbox.url}\n"
        f"  token     {sandbox.token}\n"
        f"  account   {options.root_email} / {options.root_password}\n"
        f"  database  {options.database}\n"
        f"  export SPACEINVOICES_BASE_URL={sandbox.url} SPACEINVOICES_TOKEN={sandbox.token}\n"
        "Ctrl-C stops it.\n"
    )
    sys.stdout.flush()
    if ready_file is not None:
        partial = ready_file.with_name(ready_file.name + ".part")
        partial.write_bytes(dump({"url": sandbox.url, "token": sandbox.token}))
        partial.replace(ready_file)  # a reader never sees half of it


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spaceinvoices sandbox",
        description="A server that answers like the Space Invoices API, for development and tests.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port; 0 takes a free one")
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
