"""A transport in a second event loop, and in a forked child."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conformance.conftest import TRANSPORTS
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import request

if TYPE_CHECKING:
    from collections.abc import Iterator

FORKING = """
import asyncio, os, sys
from tests.conformance.conftest import TRANSPORTS
from tests.conformance.requests import get

name, url = sys.argv[1:]
transport = TRANSPORTS[name](trust_env=False)

async def exchange(path):
    return (await transport.send(get(url + path))).status

async def main():
    assert await exchange("/parent/before") == 200
    child = os.fork()
    if child == 0:
        status = asyncio.run(exchange("/child"))
        os._exit(0 if status == 200 else 1)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert await exchange("/parent/after") == 200
    await transport.aclose()

asyncio.run(main())
"""


@contextmanager
def served() -> Iterator[RawServer]:
    """A server in a thread and loop of its own, which outlives the loops of a test."""
    server, ready = RawServer(), threading.Event()
    stopping: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        stop = asyncio.Event()
        stopping.append((asyncio.get_running_loop(), stop))
        async with server:
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=asyncio.run, args=[serve()])
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop, stop = stopping[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join()


@pytest.mark.parametrize("which", TRANSPORTS)
def test_works_in_a_second_event_loop(which: str) -> None:
    transport = TRANSPORTS[which](trust_env=False)

    async def exchange(*, close: bool) -> int:
        answer = await transport.send(request(f"{server.url}/v1"))
        if close:
            await transport.aclose()
        return answer.status

    with served() as server, warnings.catch_warnings():
        # The first loop ends with a connection open; Python says so when it collects it.
        warnings.simplefilter("ignore", ResourceWarning)
        statuses = [asyncio.run(exchange(close=close)) for close in (False, False, True)]
        gc.collect()

    assert statuses == [200, 200, 200]
    assert server.carriers == [1, 2, 3]


@pytest.mark.parametrize("which", TRANSPORTS)
async def test_leaves_the_connections_of_the_parent_alone_after_a_fork(which: str) -> None:
    async with RawServer() as server:
        script = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-X", "faulthandler", "-c", FORKING, which, server.url),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        output, _ = await asyncio.wait_for(script.communicate(), 20)
        await server.until_closed()

    assert (script.returncode, output.decode()) == (0, "")
    carried = dict(zip([r.target for r in server.requests], server.carriers, strict=True))
    assert carried == {"/parent/before": 1, "/child": 2, "/parent/after": 1}
