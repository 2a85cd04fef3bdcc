"""Numbers that JSON has not, and numbers that it has and nothing can hold."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    InvalidInputError,
    OutcomeUnknownError,
    ResponseDecodeError,
)
from spaceinvoices_async._serialization.responses import dumps, loads
from spaceinvoices_async.models import Document
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.testing import SentRequest

NO_NUMBERS = ["NaN", "Infinity", "-Infinity"]
HUGE = ["1e999", "-1e999", "1e400", "1e999999999", "-1e999999999", "1e-999999999", "9" * 5000]


def client(*replies: Reply | Callable[[SentRequest], Reply]) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        "t", transport=ScriptedTransport(*replies), clock=FakeClock(auto=True)
    )


def answers(text: str) -> Callable[[SentRequest], Reply]:
    return lambda _: Reply(body=text.encode())


@pytest.mark.parametrize("number", NO_NUMBERS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"id": "d", "total": %s}', "total"),
        (
            '{"id": "d", "_documentItems": [{"price": 1}, {"price": %s}]}',
            r"_documentItems\[1\]\.price",
        ),
        ('{"id": "d", "custom": {"a": [[%s]]}}', r"custom\.a\[0\]\[0\]"),
        ("%s", "the value"),
    ],
)
async def test_an_answer_with_a_number_that_json_has_not_is_an_error_that_names_the_place(
    text: str, place: str, number: str
) -> None:
    async with client(answers(text % number)) as si:
        with pytest.raises(
            ResponseDecodeError, match=rf"{place} is {number}, which is no"
        ) as caught:
            await si.documents.get("d")

    assert (caught.value.status, caught.value.operation) == (200, "documents_get")


@pytest.mark.parametrize("number", NO_NUMBERS)
async def test_a_page_with_such_a_number_names_the_row(number: str) -> None:
    async with client(answers(f'[{{"id": "a"}}, {{"id": "b", "total": {number}}}]')) as si:
        with pytest.raises(ResponseDecodeError, match=rf"\[1\]\.total is {number}"):
            await si.documents.list("org")


async def test_a_write_answered_so_may_have_been_carried_out() -> None:
    async with client(answers('{"id": "c", "discount": NaN}')) as si:
        with pytest.raises(OutcomeUnknownError, match="not_json: discount is NaN"):
            await si.clients.create("org", name="Tea")


@pytest.mark.parametrize("number", NO_NUMBERS)
async def test_a_document_answered_so_is_looked_up(number: str) -> None:
    answer = Reply(body=f'{{"id": "d", "uniqueId": "o", "total": {number}}}'.encode())
    async with client(answer, Reply([{"id": "d", "uniqueId": "o", "total": 5}])) as si:
        assert (await si.documents.create("org", items=[], unique_id="o")).total == 5


@pytest.mark.parametrize("number", HUGE)
async def test_a_number_of_any_size_is_read_exactly_and_shown(number: str) -> None:
    began = time.thread_time()
    async with client(
        answers(f'{{"id": "d", "total": {number}, "decimalPlaces": {number}}}')
    ) as si:
        document = await si.documents.get("d")

    assert document.total == Decimal(number)
    assert (str(document.total), repr(document) != "") == (str(Decimal(number)), True)
    assert loads(dumps(document.to_dict())) == document.to_dict()
    assert time.thread_time() - began < 5


@pytest.mark.parametrize("number", HUGE)
def test_a_number_beyond_any_float_is_text_where_json_is_asked_for(number: str) -> None:
    made = Document.from_dict({"id": "d", "total": Decimal(number)}).to_dict(mode="json")

    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert Decimal(str(made["total"])) == (0 if "e-" in number else Decimal(number))


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ("1e999", "lies between 1e-300 and 1e300"),
        ("-1e999999999", "unlike -1e.999999999"),
        ("1e-999", "lies between"),
        (Decimal("1e301"), "lies between"),
        ("NaN", "is a finite number"),
        (float("nan"), "is a finite number"),
        (float("-inf"), "is a finite number"),
        (Decimal("sNaN"), "is a finite number"),
    ],
)
async def test_such_a_number_is_not_sent(price: object, said: str) -> None:
    async with client(answers("{}")) as si:
        with pytest.raises(InvalidInputError, match=said) as caught:
            await si.documents.create("org", body={"items": [{"name": "Tea", "price": price}]})

    assert caught.value.field == "items[0].price"
