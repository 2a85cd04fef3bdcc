"""The keyed create that is sent once: the batch follows up by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.request import SingleSend
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import (
    CREATE,
    HORIZON,
    answer,
    hang,
    not_sent,
    refusal,
    rig,
    unknown,
)

if TYPE_CHECKING:
    from tests.support.scripted_client import (
        Rig,
    )

ORDER = {"type": "invoice", "uniqueId": "order-1"}
STORED = {"id": "d1", **ORDER}
TAKEN = answer(
    {
        "error": {
            "statusCode": 422,
            "name": "ValidationError",
            "message": "invalid",
            "details": {
                "codes": {"uniqueId": ["uniqueness"]},
                "messages": {"uniqueId": ["is already taken"]},
            },
        }
    },
    422,
)


async def attempt(setup: Rig, single: SingleSend | None = None) -> object:
    return await setup.requestor.attempt(
        CREATE, single or SingleSend(), path=("org-1",), body=ORDER
    )


async def create(setup: Rig) -> object:
    return await setup.requestor.call(CREATE, responses.anything, path=("org-1",), body=ORDER)


async def test_a_success_is_returned_and_the_unique_id_is_free_again():
    setup = rig(answer(STORED), answer(STORED))
    single = SingleSend()
    await setup.clock.advance(5)

    assert await attempt(setup, single) == STORED

    assert (single.last_send, single.waiting, single.older) == (5.0, False, False)
    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "POST"]


async def test_a_success_that_shows_an_older_document_is_told_apart():
    dates = {"date": "Thu, 01 Jan 2026 12:00:00 GMT"}
    setup = rig(answer({**STORED, "createdAt": "2026-01-01T11:00:00.000Z"}, **dates))
    single = SingleSend()

    await attempt(setup, single)

    assert single.older


async def test_an_unknown_outcome_is_raised_with_the_moment_from_which_it_may_be_sent_again():
    setup = rig(unknown("read_timeout"))
    single = SingleSend()
    await setup.clock.advance(5)

    with pytest.raises(errors.OutcomeUnknownError, match="read_timeout") as caught:
        await attempt(setup, single)

    assert caught.value.unique_id == "order-1"
    assert caught.value.resend_not_before == setup.clock.now() + timedelta(seconds=HORIZON)
    assert single.last_send == 5.0
    assert setup.transport.methods == ["POST"]


async def test_after_an_unknown_outcome_a_create_of_the_id_looks_before_it_sends():
    setup = rig(unknown(), answer([STORED]))
    with pytest.raises(errors.OutcomeUnknownError):
        await attempt(setup)

    assert await create(setup) == STORED

    assert setup.transport.methods == ["POST", "GET"]


async def test_while_another_call_creates_the_id_the_outcome_is_unknown():
    setup = rig(hang, clock=FakeClock())
    other = asyncio.ensure_future(create(setup))
    await setup.transport.arrived.wait()
    await setup.clock.advance(5)
    single = SingleSend()

    with pytest.raises(errors.OutcomeUnknownError, match="shared") as caught:
        await attempt(setup, single)

    assert single.last_send == 5.0
    assert caught.value.resend_not_before == setup.clock.now() + timedelta(seconds=HORIZON)
    assert setup.transport.methods == ["POST"]
    other.cancel()


async def test_a_refusal_is_raised_and_the_unique_id_is_free_again():
    setup = rig(refusal(422), answer(STORED))
    single = SingleSend()

    with pytest.raises(errors.ValidationError):
        await attempt(setup, single)

    assert (single.recognised, single.taken) == (False, False)
    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "POST"]


async def test_a_refusal_that_speaks_of_the_unique_id_is_told_apart():
    setup = rig(refusal(422, "uniqueId is too long"))
    single = SingleSend()

    with pytest.raises(errors.ValidationError):
        await attempt(setup, single)

    assert (single.recognised, single.taken) == (True, False)


async def test_a_refusal_that_names_the_unique_id_as_taken_leaves_it_in_doubt():
    setup = rig(TAKEN, answer([STORED]))
    single = SingleSend()

    with pytest.raises(errors.ValidationError):
        await attempt(setup, single)

    assert (single.recognised, single.taken) == (True, True)
    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


@pytest.mark.parametrize("first", [not_sent(), refusal(429, retry_after="3")])
async def test_what_was_certainly_not_carried_out_is_sent_again(first):
    clock = FakeClock()
    setup = rig(first, answer(STORED), clock=clock)
    single = SingleSend()
    task = asyncio.ensure_future(attempt(setup, single))
    await setup.transport.arrived.wait()
    for _ in range(5):
        await asyncio.sleep(0)
    assert single.waiting

    await clock.advance(10)

    assert await task == STORED
    assert not single.waiting


@pytest.mark.parametrize(("paid", "left"), [(True, 100), (False, 87)])
async def test_a_resend_that_was_paid_for_is_refunded_when_it_comes_through(paid, left):
    setup = rig(answer(STORED), options=ClientOptions(retry_budget=100))
    budget = setup.pipeline.budget
    assert budget.take()

    await attempt(setup, SingleSend(paid=paid))

    assert budget.left == left


async def test_a_cancelled_attempt_tells_when_its_request_may_have_left():
    clock = FakeClock()
    setup = rig(hang, clock=clock)
    single = SingleSend()
    task = asyncio.ensure_future(attempt(setup, single))
    await setup.transport.arrived.wait()
    await clock.advance(7)
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    assert single.last_send == 0.0
