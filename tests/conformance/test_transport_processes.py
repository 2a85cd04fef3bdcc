"""A transport in a second event loop, and in a forked child."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import warnings
from typing import Self

import pytest

from tests.conformance.raw_server import RawServer
from tests.conformance.requests import request
from tests.conformance.subjects import TRANSPORTS

FORKING = """
import asyncio, os, sys
from tests.conformance.subjects import TRANSPORTS
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


class Thread:
    """A server in a thread and loop of its own, which outlives the loops of a test."""

    def __init__(self) -> None:
        self.server = RawServer()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=[self._serve()])

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with self.server:
            self._ready.set()
            await self._stop.wait()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def until_closed(self) -> None:
        asyncio.run_coroutine_threadsafe(self.server.until_closed(), self._loop).result()


@pytest.mark.parametrize("which", TRANSPORTS)
def test_works_in_one_event_loop_after_the_other(which: str) -> None:
    transport = TRANSPORTS[which](trust_env=False)

    async def exchange(*, close: bool) -> int:
        answer = await transport.send(request(f"{thread.server.url}/v1"))
        if close:
            await transport.aclose()
        return answer.status

    with Thread() as thread, warnings.catch_warnings():
        # The first loops end with a connection open; Python says so when it collects it.
        warnings.simplefilter("ignore", ResourceWarning)
        statuses = [asyncio.run(exchange(close=close)) for close in (False, False, True)]
        gc.collect()
        thread.until_closed()

    assert statuses == [200, 200, 200]
    assert thread.server.carriers == [1, 2, 3]


@pytest.mark.parametrize("which", TRANSPORTS)
async def test_leaves_the_connections_of_the_parent_alone_after_a_fork(
    which: str, pytestconfig: pytest.Config
) -> None:
    async with RawServer() as server:
        script = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", FORKING, which, server.url),
            cwd=pytestconfig.rootpath,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        output, _ = await asyncio.wait_for(script.communicate(), 120)
        await server.until_closed()

    assert (script.returncode, output.decode()) == (0, "")
    carried = dict(zip([r.target for r in server.requests], server.carriers, strict=True))
    assert carried == {"/parent/before": 1, "/child": 2, "/parent/after": 1}
