"""Tracebacks that are kept with the variables of their frames, as reporters of errors do."""

import asyncio
from pathlib import Path

import pytest
from rich.pretty import pretty_repr

import spaceinvoices_async
from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, SpaceInvoicesError
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

PACKAGE = str(Path(spaceinvoices_async.__file__).parent)
OPTIONS = ClientOptions(deadline=1, create_deadline=1, max_attempts=1)
SECRETS = ("t0ken", "passw0rd", "cust0mer")


def frames(error):
    """The frames of an error and of its causes, as (file, function, variables)."""
    seen = []  # an error may be among its own causes
    while error is not None and error not in seen:
        seen.append(error)
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            yield code.co_filename, code.co_name, trace.tb_frame.f_locals
            trace = trace.tb_next
        error = error.__cause__ or error.__context__


def shown(error):
    """The variables of this package that show a secret, by themselves or to who looks into them."""
    return [
        (Path(file).name, function, name)
        for file, function, variables in frames(error)
        if file.startswith(PACKAGE)
        for name, value in variables.items()
        if any(secret in repr(value) + pretty_repr(value) for secret in SECRETS)
    ]


CALLS = {
    "login": lambda si: si.accounts.login(email="a@example.com", password="passw0rd"),
    "change": lambda si: si.accounts.change_password(
        old_password="passw0rd", new_password="passw0rd2"
    ),
    "create": lambda si: si.clients.create("org", name="cust0mer"),
    "document": lambda si: si.documents.create(
        "org", client={"name": "cust0mer"}, items=[{"name": "cust0mer" * 10_000, "price": 1}]
    ),
    "search": lambda si: si.clients.search("org", term="cust0mer"),
    "list": lambda si: si.clients.list("org", where={"name": "cust0mer"}),
    "request": lambda si: si.request("POST", "/v1/x", body={"a": "cust0mer"}),
}
ANSWERS = {
    "refused": b"HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
    "reset": b"",
}


@pytest.mark.parametrize("transport", [HttpxTransport, AiohttpTransport])
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("call", CALLS)
async def test_no_variable_of_a_failed_call_shows_a_secret(transport, answer, call):
    async def fail(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWERS[answer])
        writer.close()

    async with await asyncio.start_server(fail, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with AsyncSpaceInvoices(
            "t0ken" * 10, base_url=url, options=OPTIONS, transport=transport()
        ) as si:
            with pytest.raises(SpaceInvoicesError) as caught:
                await CALLS[call](si)

    assert shown(caught.value) == []


@pytest.mark.parametrize("transport", [HttpxTransport, AiohttpTransport])
@pytest.mark.parametrize("call", CALLS)
async def test_nor_does_one_of_a_call_that_found_no_server(transport, call):
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with AsyncSpaceInvoices(
        "t0ken" * 10, base_url=url, options=OPTIONS, transport=transport()
    ) as si:
        with pytest.raises(SpaceInvoicesError) as caught:
            await CALLS[call](si)

    assert shown(caught.value) == []
