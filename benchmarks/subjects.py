"""The clients that are measured side by side: each one create, and its answer decoded."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, TypeAlias

from payloads import BODY, FIELDS

Create: TypeAlias = Callable[[], Awaitable[object]]
Subject: TypeAlias = Callable[[str, int], AbstractAsyncContextManager[Create]]

TOKEN: Final = "token"
PATH: Final = "/v1/Organizations/644c214c6ee48100249d5d7d/documents"
HEADERS: Final = {"Authorization": TOKEN}


@asynccontextmanager
async def sdk_httpx(url: str, connections: int) -> AsyncIterator[Create]:
    """Open this SDK, over its default transport."""
    from spaceinvoices_async.transports.httpx import HttpxTransport

    async with _sdk(url, HttpxTransport(max_connections=connections)) as create:
        yield create


@asynccontextmanager
async def sdk_aiohttp(url: str, connections: int) -> AsyncIterator[Create]:
    """Open this SDK, over aiohttp."""
    from spaceinvoices_async.transports.aiohttp import AiohttpTransport

    async with _sdk(url, AiohttpTransport(max_connections=connections)) as create:
        yield create


@asynccontextmanager
async def sdk_httpx2(url: str, connections: int) -> AsyncIterator[Create]:
    """Open this SDK, over httpx2."""
    from spaceinvoices_async.transports.httpx2 import Httpx2Transport

    async with _sdk(url, Httpx2Transport(max_connections=connections)) as create:
        yield create


@asynccontextmanager
async def _sdk(url: str, transport: object) -> AsyncIterator[Create]:
    from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions

    options = ClientOptions(rate=None, concurrency=None)
    number = 0
    async with AsyncSpaceInvoices(
        token=TOKEN, base_url=url, options=options, transport=transport
    ) as si:

        async def create() -> object:
            nonlocal number
            number += 1
            fields = FIELDS | {"unique_id": f"order-{number}"}
            return await si.documents.create("644c214c6ee48100249d5d7d", **fields)

        yield create


@asynccontextmanager
async def transport(url: str, connections: int) -> AsyncIterator[Create]:
    """Open the default transport of this SDK alone, with dicts."""
    from spaceinvoices_async.transports.base import Request
    from spaceinvoices_async.transports.httpx import HttpxTransport

    bare = HttpxTransport(max_connections=connections)
    headers = (("Authorization", TOKEN), ("Content-Type", "application/json"))

    async def create() -> object:
        request = Request(
            method="POST", url=url + PATH, headers=headers, body=json.dumps(BODY).encode()
        )
        return json.loads((await bare.send(request)).body)

    yield create
    await bare.aclose()


@asynccontextmanager
async def sharded(url: str, connections: int) -> AsyncIterator[Create]:
    """httpx below its client, in pools of eight connections, with dicts."""
    import httpx

    sizes = [min(8, connections - start) for start in range(0, connections, 8)]
    shards = [
        httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=size, max_keepalive_connections=size)
        )
        for size in sizes
    ]
    free: asyncio.LifoQueue[int] = asyncio.LifoQueue()
    for number, size in enumerate(sizes):
        for _ in range(size):
            free.put_nowait(number)

    async def create() -> object:
        number = await free.get()
        try:
            request = httpx.Request("POST", url + PATH, headers=HEADERS, json=BODY)
            response = await shards[number].handle_async_request(request)
            return json.loads(await response.aread())
        finally:
            free.put_nowait(number)

    yield create
    for shard in shards:
        await shard.aclose()


@asynccontextmanager
async def plain_httpx(url: str, connections: int) -> AsyncIterator[Create]:
    """httpx.AsyncClient with dicts."""
    import httpx

    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    async with httpx.AsyncClient(limits=limits, timeout=60, headers=HEADERS) as client:
        yield lambda: _json(client.post(url + PATH, json=BODY))


@asynccontextmanager
async def plain_httpx2(url: str, connections: int) -> AsyncIterator[Create]:
    """httpx2.AsyncClient with dicts."""
    import httpx2

    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    async with httpx2.AsyncClient(limits=limits, timeout=60, headers=HEADERS) as client:
        yield lambda: _json(client.post(url + PATH, json=BODY))


@asynccontextmanager
async def httpx_over_aiohttp(url: str, connections: int) -> AsyncIterator[Create]:
    """httpx with the aiohttp transport, and dicts."""
    import httpx
    from httpx_aiohttp import AiohttpTransport

    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    transport = AiohttpTransport(limits=limits)
    async with httpx.AsyncClient(transport=transport, timeout=60, headers=HEADERS) as client:
        yield lambda: _json(client.post(url + PATH, json=BODY))


async def _json(response: Awaitable[Any]) -> object:
    return (await response).json()


@asynccontextmanager
async def plain_aiohttp(url: str, connections: int) -> AsyncIterator[Create]:
    """aiohttp with dicts."""
    import aiohttp

    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector, headers=HEADERS) as session:

        async def create() -> object:
            async with session.post(url + PATH, json=BODY) as response:
                return await response.json()

        yield create


@asynccontextmanager
async def openai_httpx2(url: str, connections: int) -> AsyncIterator[Create]:
    """openai's client as it comes."""
    import httpx2
    import openai

    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    http = openai.DefaultAsyncHttpxClient(limits=limits)
    async with openai.AsyncOpenAI(api_key="k", base_url=url, http_client=http) as client:
        yield lambda: _chat(client)


@asynccontextmanager
async def openai_aiohttp(url: str, connections: int) -> AsyncIterator[Create]:
    """openai's client over aiohttp."""
    import httpx2
    import openai

    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    http = openai.DefaultAioHttpClient(limits=limits)
    async with openai.AsyncOpenAI(api_key="k", base_url=url, http_client=http) as client:
        yield lambda: _chat(client)


def _chat(client: Any) -> Awaitable[object]:
    message = {"role": "user", "content": json.dumps(BODY)}
    answer: Awaitable[object] = client.chat.completions.create(model="m", messages=[message])
    return answer


@asynccontextmanager
async def stripe(url: str, connections: int) -> AsyncIterator[Create]:
    """stripe's client as it comes, over httpx."""
    import stripe as library

    del connections  # its client decides itself
    http = library.HTTPXClient()
    client = library.StripeClient(
        "sk_test", base_addresses={"api": url}, http_client=http, max_network_retries=0
    )
    metadata = {"body": json.dumps(BODY)}
    yield lambda: client.v1.invoices.create_async({"customer": "c", "metadata": metadata})
    await http.close_async()


@asynccontextmanager
async def raw(url: str, connections: int) -> AsyncIterator[Create]:
    """asyncio streams and nothing else: the limit."""
    host, port = url.removeprefix("http://").split(":")
    idle: asyncio.LifoQueue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.LifoQueue()
    for _ in range(connections):
        idle.put_nowait(await asyncio.open_connection(host, int(port)))
    head = f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {TOKEN}\r\n"

    async def create() -> object:
        body = json.dumps(BODY).encode()
        reader, writer = connection = await idle.get()
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        value = json.loads(await reader.readexactly(length))
        idle.put_nowait(connection)
        return value

    yield create
    while not idle.empty():
        idle.get_nowait()[1].close()


SUBJECTS: Final[Mapping[str, Subject]] = {
    "SDK": sdk_httpx,
    "SDK, aiohttp": sdk_aiohttp,
    "SDK, httpx2": sdk_httpx2,
    "SDK, uvloop": sdk_httpx,
    "SDK, aiohttp, uvloop": sdk_aiohttp,
    "its transport, dicts": transport,
    "sharded httpx, dicts": sharded,
    "httpx, dicts": plain_httpx,
    "httpx2, dicts": plain_httpx2,
    "httpx-aiohttp, dicts": httpx_over_aiohttp,
    "aiohttp, dicts": plain_aiohttp,
    "openai": openai_httpx2,
    "openai, aiohttp": openai_aiohttp,
    "stripe": stripe,
    "asyncio streams": raw,
}
"""All of them, by the name in the table; what ends in `uvloop` runs on its event loop."""
