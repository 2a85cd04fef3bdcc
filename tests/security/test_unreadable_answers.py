"""Answers that are JSON and cannot be: too deep, too large, of another shape."""

from __future__ import annotations

import functools
import inspect
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    OutcomeUnknownError,
    ResponseDecodeError,
    SpaceInvoicesError,
)
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from spaceinvoices_async.testing import SentRequest

PNG = b"\x89PNG\r\n\x1a\n"
DEEP = b"[" * 100_000 + b"]" * 100_000
MEANT_TO_FILL_THE_MEMORY = b'{"id": "d", "decimalPlaces": 1e999999999, "total": 1e999999999}'


def client(*replies: Reply | Callable[[SentRequest], Reply]) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        "t", transport=ScriptedTransport(*replies), clock=FakeClock(auto=True)
    )


async def test_an_answer_nested_beyond_reading_is_no_answer_to_trust() -> None:
    async with client(Reply(body=DEEP)) as si:
        with pytest.raises(OutcomeUnknownError) as caught:
            await si.clients.create("org", name="Tea")
    assert caught.value.attempts[0].reason == "not_json"


async def test_a_create_answered_so_is_looked_up() -> None:
    async with client(Reply(body=DEEP), Reply([{"id": "d", "uniqueId": "o"}])) as si:
        assert (await si.documents.create("org", items=[], unique_id="o")).id == "d"


async def test_a_number_no_memory_holds_stays_as_it_came() -> None:
    began = time.thread_time()
    async with client(Reply(body=MEANT_TO_FILL_THE_MEMORY)) as si:
        document = await si.documents.get("d")

    assert document.total == Decimal("1e999999999")
    assert time.thread_time() - began < 5


async def test_a_count_no_memory_holds_stays_as_it_came() -> None:
    async with client(Reply(body=b'{"count": 1e999999999}')) as si:
        assert await si.clients.count("org") == Decimal("1e999999999")


async def test_a_number_not_even_a_decimal_reaches_stays_as_text() -> None:
    text = "1e999999999999999999999"
    async with client(Reply(body=f'{{"id": "d", "total": {text}}}'.encode())) as si:
        assert (await si.documents.get("d")).to_dict() == {"id": "d", "total": text}


@pytest.mark.parametrize("total", ["9" * 5000, "99999999999999999999", "-1", "1e5", "\u0663", ""])
async def test_a_total_that_is_none_is_not_known(total: str) -> None:
    async with client(Reply([{"id": "c"}], headers={"x-total-count": total})) as si:
        page = await si.clients.list("org", limit=1)
    assert (page.total, [row.id for row in page]) == (None, ["c"])


@pytest.mark.parametrize("row", [1, None, "x", []])
async def test_rows_that_are_no_objects_are_an_error_of_the_sdk(row: object) -> None:
    async with client(Reply([{"id": "c"}, row])) as si:
        with pytest.raises(ResponseDecodeError, match="a JSON array of objects was promised"):
            await si.clients.list("org")


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply({}), "a PDF was promised, application/json came"),
        (Reply(body=b"<html>", headers={"content-type": "text/html"}), "text/html came"),
        (Reply(body=b""), "something else came"),
    ],
)
async def test_bytes_that_are_not_the_pdf_are_not_returned_as_one(
    reply: Reply, problem: str
) -> None:
    async with client(reply) as si:
        with pytest.raises(ResponseDecodeError, match=problem) as caught:
            await si.documents.pdf("d")
    assert (caught.value.operation, caught.value.status) == ("documents_pdf", 200)


async def test_an_image_is_returned_as_it_is() -> None:
    async with client(Reply(body=b"<svg/>", headers={"content-type": "image/svg+xml"})) as si:
        assert await si.organizations.logo("org") == b"<svg/>"


SHAPES = [None, 5, "x", [], {}, [None], [5], [[]], {"error": {}}, {"id": [1]}, {"count": {}}]


def methods(si: AsyncSpaceInvoices) -> Iterator[functools.partial[Awaitable[object]]]:
    """Every method of every resource, with something for each argument it needs."""
    for name in si._RESOURCES:
        for method_name, method in inspect.getmembers(getattr(si, name), callable):
            if method_name.startswith(("_", "download")):
                continue
            needed = [
                argument
                for argument in inspect.signature(method).parameters.values()
                if argument.default is argument.empty
            ]
            path = ["id" for argument in needed if argument.kind != argument.KEYWORD_ONLY]
            fields = {one.name: PNG if one.name == "file" else "x" for one in needed[len(path) :]}
            yield functools.partial(method, *path, **fields)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
async def test_every_call_ends_in_a_result_or_an_error_of_the_sdk(shape: object) -> None:
    raw: list[str] = []
    called = 0
    async with client(lambda _: Reply(shape)) as si:
        for method in methods(si):
            called += 1
            try:
                await method()
            except SpaceInvoicesError:
                continue
            except Exception as error:  # noqa: BLE001 - what is looked for
                raw.append(f"{method.func.__qualname__}: {error!r}")

    assert raw == []
    assert called > 60
