"""Secrets are planted in every place they have, and looked for in every place they must not be."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import pickle
import secrets
import traceback
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, RequestOptions, field, models
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    OutcomeUnknownError,
    ResponseDecodeError,
    SpaceInvoicesError,
    ValidationError,
)
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.conformance.raw_server import RawServer, ok

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spaceinvoices_async.transports import Transport
    from tests.conformance.raw_server import Peer, Received

TRANSPORTS = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}
ORIGIN = "http://api.invalid"


class Secrets:
    """Made anew for each test, so that no source line in a traceback holds them."""

    def __init__(self) -> None:
        for name in ("token", "child_token", "password", "email", "proxy_password"):
            setattr(self, name, f"canary{secrets.token_hex(12)}")

    def found_in(self, text: str | bytes) -> list[str]:
        """The names of those that are there."""
        text = text if isinstance(text, str) else text.decode("latin-1")
        return [name for name, value in vars(self).items() if value in text]


class Records(logging.Handler):
    """Everything that anybody logs, formatted."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []
        self.loggers: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.loggers.add(record.name.partition(".")[0])
        self.lines.append(f"{record.levelname} {record.name} {self.format(record)} {record.args}")


@pytest.fixture
def records() -> Iterator[Records]:
    """Opens every logger there is, and the root."""
    root, handler = logging.getLogger(), Records()
    for name in ("httpx", "httpcore", "aiohttp.client", "aiohttp.internal", "asyncio"):
        logging.getLogger(name)
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    before = [(logger, logger.level) for logger in (root, *loggers)]
    for logger, _ in before:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)


class Gossip:
    """A proxy and server in one that repeats what it hears in every answer."""

    def __init__(self, planted: Secrets) -> None:
        self.planted = planted
        self.heard = ""
        self.holding = asyncio.Event()
        self.let_go = asyncio.Event()

    async def __call__(self, peer: Peer) -> None:
        while received := await peer.request():
            self.heard += f"{received.target} {received.headers} {received.body!r}"
            path = received.target.removeprefix(ORIGIN).partition("?")[0]
            if path.endswith("/hang"):
                self.holding.set()
                await self.let_go.wait()
            if received.method == "POST" and path.endswith("/clients"):
                peer.reset()
                return
            await peer.send(self._answer(path, received))

    def _answer(self, path: str, received: Received) -> bytes:
        token = received.header("authorization")
        body = received.body.decode()
        echo = f"{token} {body} {received.target}"
        if path.endswith("/login"):
            given = models.AccessToken.from_dict({"id": self.planted.token, "userId": "root"})
            return ok(pack(given.to_dict()))
        if path.endswith("/impersonate"):
            return ok(pack({"id": self.planted.child_token, "ttl": 900, "userId": "child"}))
        if path.endswith("/redirect"):
            elsewhere = "Location: https://elsewhere.invalid/\r\n"
            return ok(status="302 Found", headers=elsewhere)
        if path.endswith("/page"):
            return ok(echo.encode(), headers="Content-Type: text/html\r\n")
        if path.endswith(("/clients", "/change-password")):
            details = {"messages": {"email": [f"is {echo}"]}, "heard": body}
            error = {"statusCode": 422, "name": "E", "message": f"no {echo}", "details": details}
            return ok(pack({"error": error}), status="422 Unprocessable Entity")
        return ok(pack({"id": "doc"}))


def pack(value: object) -> bytes:
    """JSON as a server writes it."""
    return json.dumps(value).encode()


def ours() -> list[object]:
    """Every living object of a class of the SDK, those of calls under way included."""
    return [
        thing
        for thing in gc.get_objects()
        if str(type(thing).__module__).startswith("spaceinvoices_async")
        and not isinstance(thing, type)
    ]


def formatted(error: BaseException) -> str:
    """All that a program is likely to print of an error, its causes and its group."""
    group = ExceptionGroup("batch", [error]) if isinstance(error, Exception) else error
    return "".join(
        [
            *traceback.format_exception(error),
            *traceback.format_exception(group),
            *(repr(one) + str(one) for one in causes(error)),
        ]
    )


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_no_secret_is_shown_anywhere(name: str, records: Records) -> None:
    asyncio.get_running_loop().set_debug(True)
    planted = Secrets()
    where = {"email": f"{planted.email}@example.com"}
    gossip = Gossip(planted)
    errors: list[SpaceInvoicesError] = []
    async with RawServer(gossip) as server:
        proxy = server.url.replace("//", f"//shop:{planted.proxy_password}@")
        options = ClientOptions(allow_http=True, deadline=10, max_attempts=1)
        transport = TRANSPORTS[name](proxy=proxy, trust_env=False)
        si = client_with_password(planted.password, options, transport)
        login = await si.accounts.login(email="a@example.com", password=planted.password)
        async with si, si.impersonate(id="child") as child:
            failing = [
                # The server repeats what it was sent,
                (ValidationError, anext(aiter(si.clients.list("org", where=where)))),
                (ValidationError, change_password(si, planted.password)),
                # resets the connection, redirects, and answers what is no JSON.
                (OutcomeUnknownError, child.clients.create("org", name="n", **where)),
                (ApiError, child.documents.get("redirect")),
                (ResponseDecodeError, si.documents.get("page")),
            ]
            with si.record() as calls:
                for kind, failure in failing:
                    with pytest.raises(kind) as caught:
                        await failure
                    errors.append(caught.value)
                hanging = asyncio.ensure_future(child.clients.count("hang", where=where))
                condition = field("email") == where["email"]
                held = asyncio.ensure_future(child.documents.get("hang"))
                await gossip.holding.wait()
                shown = {repr(thing) for thing in ours() if not isinstance(thing, Exception)}
                gossip.let_go.set()
                await asyncio.wait([hanging, held])
                with contextlib.suppress(SpaceInvoicesError):
                    await hanging
            shown |= {
                repr(thing) for thing in (si, child, options, login, si.stats(), calls, condition)
            }

    # Each secret was out: a test that plants nothing finds nothing.
    assert set(planted.found_in(gossip.heard)) >= {"token", "child_token", "password", "email"}
    assert records.loggers >= {"spaceinvoices_async", "asyncio"}
    assert planted.found_in("\n".join(records.lines)) == []
    assert [line for line in records.lines if "filter=" in line] == []
    assert [text for text in shown if planted.found_in(text)] == []
    assert [text for text in map(formatted, errors) if unwanted(planted, text)] == []
    for kept in (*errors, *calls, si.stats(), options, RequestOptions()):
        assert unwanted(planted, pickle.dumps(kept)) == []


def client_with_password(
    password: str, options: ClientOptions, transport: Transport
) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        email="root@example.com",
        password=password,
        base_url=ORIGIN,
        options=options,
        transport=transport,
    )


async def change_password(si: AsyncSpaceInvoices, password: str) -> None:
    await si.accounts.change_password(old_password=password, new_password=password)


def unwanted(planted: Secrets, text: str | bytes) -> list[str]:
    """What must not be in an error; what the server says about a customer is told to the caller."""
    return [name for name in planted.found_in(text) if name != "email"]


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_no_library_logs_a_full_url_at_info(name: str, records: Records) -> None:
    async with RawServer() as server:
        transport = TRANSPORTS[name](trust_env=False)
        async with AsyncSpaceInvoices("t", base_url=server.url, transport=transport) as si:
            await si.request("GET", "/v1/Accounts", query={"filter": {"where": {"email": "e"}}})

    told = [line for line in records.lines if not line.startswith("DEBUG")]
    assert [line for line in told if "http://" in line or "/v1/" in line] == []
    assert [line.split()[:2] for line in told] == [["INFO", "spaceinvoices_async"]]


@pytest.mark.parametrize("proxied", [False, True], ids=["direct", "through a proxy"])
@pytest.mark.parametrize("name", TRANSPORTS)
async def test_a_server_that_is_not_there_makes_nobody_show_a_secret(
    name: str,
    *,
    proxied: bool,
    records: Records,
) -> None:
    planted = Secrets()
    async with RawServer() as gone:
        url = gone.url
    proxy = url.replace("//", f"//u:{planted.proxy_password}@") if proxied else None
    transport = TRANSPORTS[name](proxy=proxy, trust_env=False)
    options = RequestOptions(max_attempts=2)
    async with AsyncSpaceInvoices(planted.token, base_url=url, transport=transport) as si:
        with pytest.raises(SpaceInvoicesError) as caught:
            await si.documents.count("org", where={"email": planted.email}, options=options)

    assert planted.found_in(formatted(caught.value)) == []
    assert planted.found_in(pickle.dumps(caught.value)) == []
    assert planted.found_in("\n".join(records.lines)) == []
    # As reporters of errors do; a proxy's headers pass through frames of the libraries.
    locals_too = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert proxied or unwanted(planted, "".join(locals_too.format())) == []


async def test_a_401_that_repeats_the_token_does_not_reach_the_error() -> None:
    planted = Secrets()

    async def refuse(peer: Peer) -> None:
        while received := await peer.request():
            said = {"statusCode": 401, "message": f"unknown {received.header('authorization')}"}
            await peer.answer(pack({"error": said}), status="401 Unauthorized")

    async with RawServer(refuse) as server:
        transport = HttpxTransport(trust_env=False)
        async with AsyncSpaceInvoices(
            planted.token, base_url=server.url, transport=transport
        ) as si:
            with pytest.raises(ApiError) as caught:
                await si.documents.get("doc")

    assert not isinstance(caught.value, AccessDeniedError)
    assert caught.value.api_message == "unknown ***"
    assert planted.found_in(formatted(caught.value)) == []
    assert planted.found_in(pickle.dumps(caught.value)) == []
