"""Rows a second, CPU and memory of a batch against a server that answers at once.

`python benchmarks/batch.py 1000 100000` prints a line per number of rows; `--limit 100` lets the
server allow so many requests a second, and tells how many of them were used.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.batch import BatchOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

_LENGTH: Final = re.compile(rb"(?i)content-length:\s*(\d+)")
_BODY: Final = json.dumps(
    {
        "id": "62c4f1a0b3d2e10012345678",
        "number": "2026-1",
        "totalWithTax": 121.0,
        "currencyId": "EUR",
    }
).encode()
_ANSWER: Final = (
    f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(_BODY)}\r\n\r\n"
).encode() + _BODY
_REFUSAL: Final = b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


class Allowance:
    """So many requests in any second."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._window: list[float] = []

    def answer(self) -> bytes:
        """Success, or a refusal of what is too much."""
        if self._limit is None:
            return _ANSWER
        now = time.monotonic()
        self._window = [moment for moment in self._window if moment > now - 1.0]
        if len(self._window) >= self._limit:
            return _REFUSAL
        self._window.append(now)
        return _ANSWER


class Connection(asyncio.Protocol):
    """Answers whatever comes."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write to."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every complete request."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer, 0, end)
            size = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < size:
                return
            self._buffer = self._buffer[size:]
            self._transport.write(self._allowance.answer())


async def serve(limit: int | None) -> None:
    """Say the port, then answer until killed."""
    allowance = Allowance(limit)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(allowance), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def orders(count: int) -> Iterator[dict[str, object]]:
    """Rows that are made as they are wanted."""
    for number in range(count):
        yield {
            "order": number,
            "type": "invoice",
            "client": {"name": f"Customer {number % 1000}", "country": "Belgium"},
            "items": [
                {"name": "Suit", "quantity": 1, "price": "100.00", "taxes": [{"rate": 21}]},
                {"name": "Rope", "quantity": 3, "price": "5.25", "taxes": [{"rate": 21}]},
            ],
        }


class Lag:
    """How late the event loop is, asked a hundred times a second."""

    def __init__(self) -> None:
        self.lags: list[float] = []

    async def watch(self) -> None:
        """Measure until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            self.lags.append(time.perf_counter() - began - 0.01)

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        return sorted(self.lags)[int(len(self.lags) * share)] * 1000


async def measure(count: int, limit: int | None, *, limits: bool) -> None:
    """One batch, and its line."""
    command = [sys.executable, __file__, "--serve", *([f"--limit={limit}"] if limit else [])]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220, S603
    assert server.stdout is not None  # noqa: S101 - for the type checker
    port = server.stdout.readline().strip()
    options = ClientOptions() if limits else ClientOptions(rate=None, concurrency=None)
    lag = Lag()
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with AsyncSpaceInvoices(
                "token", base_url=f"http://127.0.0.1:{port}", options=options
            ) as si:
                watching = asyncio.create_task(lag.watch())
                lines = []
                for _ in range(2):  # the second run finds everything done
                    wall, cpu = time.perf_counter(), time.process_time()
                    report = await si.batch.issue(
                        orders(count),
                        organization_id="org",
                        key="order",
                        journal=Path(folder) / "journal",
                        options=BatchOptions(),
                    )
                    assert report.ok, report  # noqa: S101
                    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                    lines.append((wall, cpu))
                watching.cancel()
                size = (Path(folder) / "journal").stat().st_size
    finally:
        server.kill()
        server.wait()
    (wall, cpu), (again, _) = lines
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>9,} rows  {count / wall:7.0f} rows/s  {cpu / count * 1e6:6.0f} us CPU/row  "
        f"{peak:5.0f} MB peak  {size / count:4.0f} B/row journal  again {count / again:8.0f} rows/s  "
        f"429: {report.throttled}  lag p99 {lag.percentile(0.99):.1f} ms, "
        f"max {lag.percentile(0.99999):.1f} ms"
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="*", default=[1000, 100_000])
    parser.add_argument("--limit", type=int, help="requests per second the server allows")
    parser.add_argument("--limits", action="store_true", help="with the client's own limits")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(given.limit))
    for count in given.rows:
        asyncio.run(measure(count, given.limit, limits=given.limits or given.limit is not None))


if __name__ == "__main__":
    main()
