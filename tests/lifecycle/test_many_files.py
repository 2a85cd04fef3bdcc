"""Many files at once, over sockets, from a server that cuts some of them off."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.conformance.raw_server import RawServer, ok

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.conformance.raw_server import Peer

TRANSPORTS = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}
FILES = 200
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 200_000


def content(number: int) -> bytes:
    return b"%PDF-1.7\n" + str(number).encode() * 5000


def found_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_many_pdfs_at_once_arrive_whole_and_under_the_limits(
    name: str, tmp_path: Path
) -> None:
    chance = random.Random(1)
    at_once = most = cut = 0

    async def serve(peer: Peer) -> None:
        nonlocal at_once, most, cut
        while received := await peer.request():
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.002)
            at_once -= 1
            whole = ok(content(int(received.target.split("/")[3])))
            if chance.random() < 0.1:
                cut += 1
                await peer.send(whole[: len(whole) // 2])
                return
            await peer.send(whole)

    options = ClientOptions(rate=None, concurrency=4, max_concurrency=6, retry_budget=None)
    async with RawServer(serve) as server:
        transport = TRANSPORTS[name](trust_env=False)
        async with AsyncSpaceInvoices(
            "t", base_url=server.url, transport=transport, options=options
        ) as si:
            places = await asyncio.gather(
                *(
                    si.documents.download_pdf(str(number), to=tmp_path / f"{number}.pdf")
                    for number in range(FILES)
                )
            )

    assert places == [tmp_path / f"{number}.pdf" for number in range(FILES)]
    assert found_in(tmp_path) == {f"{number}.pdf": content(number) for number in range(FILES)}
    assert cut > 0
    assert 4 <= most <= 6


async def stream(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), 10_000):
        yield data[start : start + 10_000]


@pytest.mark.parametrize("kind", ["path", "bytes", "stream"])
@pytest.mark.parametrize("name", TRANSPORTS)
async def test_an_upload_is_sent_again_whole_after_a_429(
    name: str, kind: str, tmp_path: Path
) -> None:
    answers = iter(["429 Too Many Requests", "200 OK"])

    async def serve(peer: Peer) -> None:
        while await peer.request():
            await peer.answer(status=next(answers))

    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    file = {"path": path, "bytes": PNG, "stream": stream(PNG)}[kind]
    options = ClientOptions(rate=None, concurrency=None, throttle_backoff=0.001)
    async with RawServer(serve) as server:
        transport = TRANSPORTS[name](trust_env=False)
        async with AsyncSpaceInvoices(
            "t", base_url=server.url, transport=transport, options=options
        ) as si:
            await si.organizations.upload_image("org", type="logo", file=file)

    first, second = server.requests
    assert first.body == second.body
    assert first.body.count(PNG) == 1
