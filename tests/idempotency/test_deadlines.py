"""The keyed create at the edges: of its deadline, its horizon, its budget, and between two callers."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.request import Call
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import (
    CREATE,
    FakeCredentials,
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


async def create(setup: Rig, **options: object) -> object:
    return await setup.requestor.call(
        CREATE,
        responses.anything,
        path=("org-1",),
        body=ORDER,
        options=RequestOptions(**options),
    )


async def test_a_look_up_due_at_the_deadline_is_made_a_second_before_it():
    setup = rig(unknown(), answer([STORED]), options=ClientOptions(lookup_delays=(2.0,)))

    assert await create(setup, deadline=2.0) == STORED

    assert setup.transport.times == [0, 1]


async def test_a_look_up_due_just_before_the_deadline_is_made_when_it_is_due():
    setup = rig(unknown(), answer([STORED]), options=ClientOptions(lookup_delays=(2.0,)))

    assert await create(setup, deadline=2.1) == STORED

    assert setup.transport.times == [0, 2]


async def test_with_a_second_left_there_is_no_other_look_up_and_the_error_says_what_was_wrong():
    setup = rig(unknown("reset"), options=ClientOptions(lookup_delays=(2.0,)))

    with pytest.raises(errors.OutcomeUnknownError, match="reset"):
        await create(setup, deadline=1.0)

    assert setup.transport.times == [0]


async def test_an_answer_that_is_no_list_says_nothing_not_even_after_the_horizon():
    strange = answer({"uniqueId": "order-1"})
    setup = rig(
        unknown(),
        *[strange] * 6,
        answer([STORED]),
        options=ClientOptions(lookup_delays=(1.0,)),
    )

    assert await create(setup, horizon=3.0) == STORED

    assert setup.transport.times == [0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "refused", [answer(status=302, location="https://x.example.com"), refusal(403)]
)
async def test_a_look_up_that_is_refused_or_sent_elsewhere_ends_the_search(refused):
    setup = rig(unknown(), refused)

    with pytest.raises(errors.OutcomeUnknownError, match="the look-up was refused with"):
        await create(setup)

    assert setup.transport.methods == ["POST", "GET"]


async def test_a_document_found_is_an_applied_create():
    setup = rig(answer([STORED]))
    call = Call(
        operation=CREATE,
        target="/v1/Organizations/org-1/documents",
        arguments=("org-1",),
        credentials=FakeCredentials(),
        options=RequestOptions(),
    )

    result = await setup.pipeline.reconcile(call, unique_id="order-1", not_before=None)

    assert result is not None
    assert (result.outcome, result.value) == ("applied", STORED)
    assert setup.transport.times == [0]


async def test_one_who_joins_waits_no_longer_than_its_own_deadline():
    setup = rig(hang, clock=FakeClock())
    owner = asyncio.ensure_future(create(setup))
    await setup.transport.arrived.wait()
    joiner = asyncio.ensure_future(create(setup, deadline=0.5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await setup.clock.advance(0.4)
    assert not joiner.done()

    await setup.clock.advance(0.1)
    await asyncio.wait([joiner], timeout=60)

    with pytest.raises(errors.OutcomeUnknownError, match="deadline") as caught:
        joiner.result()
    assert caught.value.unique_id == "order-1"
    owner.cancel()


async def test_an_owner_who_cannot_log_in_does_not_fail_those_who_joined():
    class LoginFailsOnce(FakeCredentials):
        failed = False

        async def token(self) -> str | None:
            if self.failed:
                return "token-1"
            self.failed = True
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            raise errors.LoginFailedError("wrong password", status=401)

    setup = rig(answer([]), answer(STORED), credentials=LoginFailsOnce())

    first, second = await asyncio.gather(create(setup), create(setup), return_exceptions=True)

    assert isinstance(first, errors.LoginFailedError)
    assert second == STORED


async def test_a_refusal_after_an_earlier_call_in_doubt_is_looked_up():
    setup = rig(
        unknown(),
        *[answer([])] * 2,
        refusal(422),
        answer([STORED]),
        options=ClientOptions(lookup_delays=(5.0,)),
    )
    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, deadline=0.5, horizon=5.0)
    await setup.clock.advance(2)

    assert await create(setup, horizon=5.0) == STORED

    assert setup.transport.methods == ["POST", "GET", "GET", "POST", "GET"]
    assert setup.transport.times == [0, 2, 5, 5, 5]


async def test_a_resend_that_does_not_get_through_leaves_the_first_request_in_doubt():
    setup = rig(unknown(), answer([]), not_sent(), options=ClientOptions(lookup_delays=(3.0,)))

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, horizon=3.0, max_attempts=2)

    assert caught.value.unique_id == "order-1"
    assert "(connect)" in str(caught.value.__cause__)


@pytest.mark.parametrize(("resent", "left"), [(answer(STORED), 73), (not_sent(), 59)])
async def test_a_resend_is_paid_for_and_refunded_when_it_comes_through(resent, left):
    setup = rig(
        unknown(),
        answer([]),
        resent,
        options=ClientOptions(lookup_delays=(3.0,), retry_budget=100),
    )
    budget = setup.pipeline.budget
    assert [budget.take(), budget.take()] == [True, True]

    outcome = await asyncio.gather(
        create(setup, horizon=3.0, max_attempts=2), return_exceptions=True
    )

    assert (outcome == [STORED]) is (left == 73)
    assert budget.left == left  # 72, one for the look-up, and 14 for a resend without luck


async def test_the_log_says_how_long_it_is_not_sent_again(caplog):
    setup = rig(unknown("reset"), answer([STORED]))
    await setup.clock.advance(1000)

    with caplog.at_level(logging.WARNING, "spaceinvoices_async"):
        await create(setup, horizon=30.0)

    [record] = caplog.records
    assert "(reset) for unique_id 'order-1', attempt 1" in record.getMessage()
    assert record.getMessage().endswith("not sent again for 30 s")
