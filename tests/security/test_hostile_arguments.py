"""What a careless or hostile caller may pass in, and where a hostile server may send us."""

from __future__ import annotations

import functools
import math
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

import pytest

from spaceinvoices_async import (
    ApiError,
    AsyncSpaceInvoices,
    ClientOptions,
    ConfigurationError,
    InvalidInputError,
    RequestOptions,
    field,
)
from spaceinvoices_async.files.uploads import Upload
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.testing import Reply, ScriptedTransport
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.conformance.raw_server import RawServer, ok

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.raw_server import Peer

TRANSPORTS = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}
PNG = b"\x89PNG\r\n\x1a\n"
WITH_PATH = [operation for operation in OPERATIONS.values() if "{" in operation.path]
NO_IDS = ["", " ", ".", "..", "a\0b", "a\r\nHost: evil", "\x7f", "x" * 513, "\ud800", None, 7]


@pytest.mark.parametrize("operation", WITH_PATH, ids=lambda operation: operation.id)
async def test_no_operation_sends_what_is_no_id(operation) -> None:
    transport = ScriptedTransport()
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        for value in NO_IDS:
            path = (value,) * operation.path.count("{")
            with pytest.raises(InvalidInputError) as caught:
                await si._requestor.call(operation, lambda answer: answer, path=path)
            assert caught.value.field is not None

    assert transport.requests == []


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_no_id_leaves_its_segment_on_the_wire(name: str) -> None:
    values = ["../../Accounts", "a/b", "%2e%2e", "..%2f", "a?b=c", "a#b", "a\\b", "ž", "..;", "a b"]
    async with (
        RawServer() as server,
        AsyncSpaceInvoices(
            "t", base_url=server.url, transport=TRANSPORTS[name](trust_env=False)
        ) as si,
    ):
        for value in values:
            await si.documents.get(value)

    expected = [f"/v1/Documents/{quote(value, safe='')}" for value in values]
    assert [received.target for received in server.requests] == expected


REDIRECTS = ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 For Good"]
ITEMS = [{"name": "Tea", "price": 1}]
CALLS = {
    "read": lambda si, _folder: si.documents.get("doc"),
    "write": lambda si, _folder: si.clients.create("org", name="Tea"),
    "create": lambda si, _folder: si.documents.create("org", items=ITEMS, unique_id="order"),
    "delete": lambda si, _folder: si.clients.delete("client"),
    "bytes": lambda si, _folder: si.documents.pdf("doc"),
    "file": lambda si, folder: si.documents.download_pdf("doc", to=folder / "doc.pdf"),
    "login": lambda si, _folder: si.accounts.login(email="a@b.c", password="secret"),
    "any route": lambda si, _folder: si.request("GET", "/v1/accounts"),
}


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.parametrize("status", REDIRECTS)
@pytest.mark.parametrize("name", TRANSPORTS)
async def test_no_redirect_is_followed_to_another_origin(
    name: str, status: str, tmp_path: Path
) -> None:
    async with RawServer() as elsewhere:

        async def redirect(peer: Peer) -> None:
            while await peer.request():
                await peer.send(
                    ok(b"%PDF-", status=status, headers=f"Location: {elsewhere.url}/\r\n")
                )

        async with RawServer(redirect) as server:
            transport = TRANSPORTS[name](trust_env=False)
            async with AsyncSpaceInvoices("t", base_url=server.url, transport=transport) as si:
                for call in CALLS.values():
                    with pytest.raises(ApiError, match="never followed") as caught:
                        await call(si, tmp_path)
                    assert caught.value.status == int(status[:3])

    assert elsewhere.accepted == 0
    assert len(server.requests) == len(CALLS)
    assert left_in(tmp_path) == []


async def test_the_pdf_link_of_a_document_is_never_opened() -> None:
    async with RawServer() as elsewhere:

        async def answer(peer: Peer) -> None:
            while received := await peer.request():
                pdf = received.target.endswith("/pdf")
                link = f'{{"id":"doc","pdf":"{elsewhere.url}/doc.pdf"}}'.encode()
                await peer.answer(b"%PDF-1.7" if pdf else link)

        async with (
            RawServer(answer) as server,
            AsyncSpaceInvoices(
                "t", base_url=server.url, transport=HttpxTransport(trust_env=False)
            ) as si,
        ):
            document = await si.documents.get("doc")
            assert await si.documents.pdf(document.id) == b"%PDF-1.7"
            for link in (document.pdf, document.pdf.removeprefix("http:")):
                with pytest.raises(InvalidInputError, match="must start with one slash"):
                    await si.request("GET", link)

    assert elsewhere.accepted == 0
    assert [received.target for received in server.requests] == [
        "/v1/Documents/doc",
        "/v1/Documents/doc/pdf",
    ]


BAD_HEADERS = {
    "not the first": {"X-Fine": "1", "X-Trace": "ž"},
    "a second header": {"X-Trace": "1\r\nX-Evil: 1"},
    "a bare line feed": {"X-Trace": "1\nX-Evil: 1"},
    "a NUL": {"X-Trace": "1\0"},
    "unicode": {"X-Trace": "ž"},
    "a name with a colon": {"X-Trace: 1\r\nX": "1"},
    "a name in unicode": {"X-Tržace": "1"},
    "an empty name": {"": "1"},
    "another token": {"authorization": "somebody"},
    "another length": {"Content-Length": "0"},
    "another host": {"Host": "evil"},
    "no text": {"X-Trace": 1},
}


@pytest.mark.parametrize("headers", BAD_HEADERS.values(), ids=BAD_HEADERS)
def test_no_header_is_smuggled_in(headers) -> None:
    with pytest.raises(ConfigurationError, match=r"RequestOptions\.headers must be") as caught:
        RequestOptions(headers=headers)

    last = list(headers)[-1]
    shown = last if re.fullmatch(r"[A-Za-z-]+", last) else "one of the names"
    assert str(caught.value).endswith(f"; {shown} is not.")


@pytest.mark.parametrize("value", ["1\r\nX-Evil: 1", "1\nb", "1\0", "ž", "\ud800"])
@pytest.mark.parametrize("name", TRANSPORTS)
async def test_a_header_that_was_changed_after_the_check_is_refused_by_name(
    name: str, value: str
) -> None:
    options = RequestOptions(headers={"X-Trace": "1"})
    cast("dict[str, str]", options.headers)["X-Trace"] = value
    async with (
        RawServer() as server,
        AsyncSpaceInvoices(
            "t", base_url=server.url, transport=TRANSPORTS[name](trust_env=False)
        ) as si,
    ):
        with pytest.raises(InvalidInputError) as caught:
            await si.documents.get("doc", options=options)

        assert caught.value.field == "header X-Trace"
        assert server.accepted == 0
        assert si.stats().limits.in_flight == 0


@pytest.mark.parametrize("text", ["a\r\nX-Evil: 1", "a\nb", "a\0b", "ž", ""])
@pytest.mark.parametrize("name", ["app_info", "proxy"])
def test_no_option_starts_another_line(name: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        ClientOptions(**{name: text})


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "a\nb", "a\0b", "a b", "ž", "", "Bearer a"])
def test_no_token_starts_another_line(token: str) -> None:
    with pytest.raises(ConfigurationError, match="token") as caught:
        AsyncSpaceInvoices(token)
    assert not token or token not in str(caught.value)


UNSENDABLE = {
    "half a pair in a body": lambda si: si.clients.create("org", name="\ud800"),
    "half a pair in a mapping": lambda si: si.clients.create("org", body={"name": "\ud800"}),
    "half a pair in a filter": lambda si: si.clients.count("org", where={"name": "\ud800"}),
    "half a pair in a condition": lambda si: si.clients.count(
        "org", where=field("name") == "\ud800"
    ),
    "half a pair in any route": lambda si: si.request("GET", "/v1/\ud800"),
    "half a pair in any body": lambda si: si.request("POST", "/v1/x", body={"a": "\ud800"}),
    "half a pair in the name of a query": lambda si: si.request("GET", "/x", query={"\ud800": 1}),
    "a query's name that is no text": lambda si: si.request("GET", "/v1/x", query={1: 2}),
    "a route that is no text": lambda si: si.request("GET", None),
    "a route in bytes": lambda si: si.request("GET", b"/v1/x"),
    "a route up the tree": lambda si: si.request("GET", "/v1/%2E./x"),
    "a route on two lines": lambda si: si.request("GET", "/v1/x\r\nHost: evil"),
    "a route to another host": lambda si: si.request("GET", "//evil.example/x"),
    "a method on two lines": lambda si: si.request("GET / HTTP/1.1\r\nX: 1", "/v1/x"),
    "a method that is no text": lambda si: si.request(None, "/v1/x"),
    "a safety that is none": lambda si: si.request("POST", "/v1/x", safety="nonsense"),
    "half a pair in any query": lambda si: si.request("GET", "/v1/x", query={"a": "\ud800"}),
    "no JSON in any body": lambda si: si.request("POST", "/v1/x", body={"a": object()}),
    "a filter too long": lambda si: si.clients.count("org", where={"name": "x" * 13_000}),
    "a list too long": lambda si: si.clients.count(
        "org", where=field("id").inq([f"{number:024}" for number in range(600)])
    ),
    "a query too long": lambda si: si.request("GET", "/v1/x", query={"a": "x" * 15_000}),
    "a NUL in a unique id": lambda si: si.documents.create("org", items=[], unique_id="a\0"),
    "a unique id too long": lambda si: si.documents.create("org", items=[], unique_id="a" * 256),
    "a unique id of another kind": lambda si: si.documents.create("org", body={"uniqueId": 7}),
    "a type in two lines": lambda si: si.organizations.upload_image(
        "org", type="logo", file=Upload(content=PNG, content_type="image/png\r\nX-Evil: 1")
    ),
}


@pytest.mark.parametrize("call", UNSENDABLE.values(), ids=UNSENDABLE)
async def test_what_cannot_be_sent_is_a_clear_error_before_anything_is(call) -> None:
    transport = ScriptedTransport()
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        with pytest.raises(InvalidInputError) as caught:
            await call(si)

    assert transport.requests == []
    assert len(str(caught.value)) < 300


NAIVE = datetime.fromisoformat("2026-01-31T12:00")
HERSELF: list[object] = []
HERSELF.append(HERSELF)
UNFIT = {
    "not a number": math.nan,
    "infinite": -math.inf,
    "no Decimal number": Decimal("NaN"),
    "an infinite Decimal": Decimal("Infinity"),
    "over-precise": Decimal("0.1234567890123456"),
    "over-large": Decimal("1e400"),
    "a time without zone": NAIVE,
    "bytes": b"text",
    "an object": object(),
    "a key that is no text": {1: 2},
    "within itself": HERSELF,
}
DEPTHS = {
    "": lambda value: value,
    "price": lambda value: {"name": "Tea", "price": value},
    "[1]": lambda value: [1, value],
    "_documentItems[1].price": lambda value: {"_documentItems": [{"price": 1}, {"price": value}]},
    "a" + ".a" * 49: lambda value: functools.reduce(
        lambda inner, _: {"a": inner}, range(50), value
    ),
}


@pytest.mark.parametrize("path", DEPTHS, ids=lambda path: f"at {path[:30]}")
@pytest.mark.parametrize("value", UNFIT.values(), ids=UNFIT)
async def test_no_value_of_any_route_is_changed_on_its_way(value, path: str) -> None:
    transport = ScriptedTransport()
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        with pytest.raises(InvalidInputError) as caught:
            await si.request("POST", "/v1/x", body=DEPTHS[path](value))

    assert caught.value.field == ("body" if value is HERSELF else path or "body")
    assert caught.value.operation == "request_post"
    assert transport.requests == []


async def test_a_body_of_any_route_is_sent_as_exactly_as_a_typed_one() -> None:
    transport = ScriptedTransport(Reply({}))
    body = {"a": 0.1, "b": Decimal("1.10"), "c": NAIVE.replace(tzinfo=UTC), "d": (1, None, True)}
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        await si.request("POST", "/v1/x", body=body)

    assert transport.requests[0].body == (
        b'{"a":0.1,"b":1.10,"c":"2026-01-31T12:00:00.000Z","d":[1,null,true]}'
    )


async def test_no_record_of_another_organization_is_made_in_this_one() -> None:
    transport = ScriptedTransport(Reply({}))
    copied = {"organizationId": "other", "name": "Rocket man", "_documentItems": [{"name": "x"}]}
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        for create in (si.documents.create, si.clients.create, si.items.create):
            with pytest.raises(InvalidInputError, match="names another organization") as caught:
                await create("mine", body=copied)
            assert caught.value.field == "organizationId"

    assert transport.requests == []


async def test_no_file_name_ends_its_header() -> None:
    async with (
        RawServer() as server,
        AsyncSpaceInvoices(
            "t", base_url=server.url, transport=HttpxTransport(trust_env=False)
        ) as si,
    ):
        file = Upload(content=PNG, name='logo.png"\r\nX-Evil: "1\0')
        await si.organizations.upload_image("org", type="logo", file=file)

    (received,) = server.requests
    assert b'filename="logo.png%22%0D%0AX-Evil: %221%00"\r\n' in received.body
