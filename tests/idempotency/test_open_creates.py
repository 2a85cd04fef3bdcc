"""Creates of one unique id that are under way at once, were given up, or were left in a closed loop."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import responses
from tests.idempotency.create_rig import ORDER, OTHER, STORED, cancelled, create
from tests.support.scripted_client import (
    CREATE,
    HORIZON,
    FakeCredentials,
    answer,
    hang,
    refusal,
    rig,
    unknown,
)


async def test_a_second_call_with_the_same_body_joins_the_first():
    release = asyncio.Event()

    async def slow(request):
        await release.wait()
        return answer(STORED)

    setup = rig(slow)
    first, second = asyncio.create_task(create(setup)), asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    release.set()

    assert await first == await second == STORED
    assert setup.transport.methods == ["POST"]


async def test_who_joins_gets_the_refusal_too_each_an_error_of_its_own():
    async def slow(request):
        await setup.clock.sleep(0.01)
        return refusal(422, "blank")

    setup = rig(slow)
    first, second = await asyncio.gather(create(setup), create(setup), return_exceptions=True)

    assert isinstance(first, errors.ValidationError)
    assert isinstance(second, errors.ValidationError)
    assert first is not second


async def test_another_body_for_an_open_id_is_refused_before_sending():
    setup = rig(hang)
    task = asyncio.create_task(create(setup))
    await asyncio.sleep(0)

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup, body={**ORDER, "note": "changed"})

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_after_a_refusal_of_the_wrong_body_the_right_one_returns_its_document():
    taken = refusal(422, "uniqueId taken")
    setup = rig(taken, answer([STORED]), taken, answer([STORED]))

    with pytest.raises(errors.UniqueIdReusedError, match="its lines differ"):
        await create(setup, body={**ORDER, "_documentItems": OTHER["_documentItems"]})

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"] * 2


async def test_the_wrong_body_of_an_attempt_in_doubt_is_remembered_although_another_is_found():
    setup = rig(unknown(), answer([STORED]))
    with pytest.raises(errors.UniqueIdReusedError, match="its lines differ"):
        await create(setup, body={**ORDER, "_documentItems": OTHER["_documentItems"]})

    with pytest.raises(errors.UniqueIdReusedError, match="not known yet"):
        await create(setup)
    assert setup.transport.methods == ["POST", "GET"]


async def test_the_same_id_in_another_organization_is_another_document():
    setup = rig(answer(STORED), answer(STORED))

    await asyncio.gather(
        create(setup),
        setup.requestor.call(
            CREATE, responses.anything, path=("org-2",), body={**ORDER, "note": "x"}
        ),
    )

    assert setup.transport.methods == ["POST", "POST"]


async def test_a_cancelled_create_is_remembered_and_the_next_call_begins_with_a_look_up():
    setup = rig(hang, answer([STORED]))
    await cancelled(setup)

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


async def test_after_a_cancellation_nothing_is_sent_before_the_horizon():
    setup = rig(hang)
    setup.transport.steps = [hang, *[answer([])] * 26, answer(STORED)]
    await cancelled(setup)

    assert await create(setup) == STORED
    assert setup.transport.times[-1] == pytest.approx(HORIZON)


async def test_a_remembered_create_is_forgotten_after_the_horizon():
    setup = rig(hang, answer(STORED))
    await cancelled(setup)
    await setup.clock.sleep(HORIZON + 1)

    assert await create(setup, body={**ORDER, "note": "changed"}) == STORED
    assert setup.transport.methods == ["POST", "POST"]


async def test_a_create_cancelled_before_a_byte_left_leaves_nothing_behind():
    async def connecting(request):
        request.progress.sent_at = None
        await asyncio.Event().wait()

    setup = rig(connecting)
    await cancelled(setup)

    assert len(setup.pipeline._creates.pending) == 0


async def test_who_joined_a_cancelled_call_takes_over_with_a_look_up():
    setup = rig(hang, answer([STORED]))
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    second = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    first.cancel()

    assert await second == STORED
    assert first.cancelled()
    assert setup.transport.methods == ["POST", "GET"]


async def test_cancelling_one_who_joined_leaves_the_others_alone():
    release = asyncio.Event()

    async def slow(request):
        await release.wait()
        return answer(STORED)

    setup = rig(slow)
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    joined = [asyncio.create_task(create(setup)) for _ in range(2)]
    await asyncio.sleep(0)
    joined[0].cancel()
    await asyncio.sleep(0)
    release.set()

    assert await first == await joined[1] == STORED


async def test_who_joined_has_a_deadline_of_its_own():
    setup = rig(hang)
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, deadline=3)

    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_another_account_does_not_get_the_answer_of_the_first():
    async def slow(request):
        await setup.clock.sleep(0.01)
        return answer(STORED)

    setup = rig(slow, answer([STORED]))
    other = Requestor(setup.pipeline, FakeCredentials(account_id="b", tokens=["token-b"]))
    await asyncio.gather(create(setup), create(setup, caller=other))

    assert setup.transport.methods == ["POST", "GET"]
    assert ("Authorization", "token-b") in setup.transport.requests[1].headers


# A loop that was closed


def test_a_create_left_in_a_closed_loop_is_looked_up_in_the_next():
    setup = rig(hang, *[answer([])] * 26, answer(STORED))
    loop = asyncio.new_event_loop()
    left = loop.create_task(create(setup))
    loop.run_until_complete(setup.transport.arrived.wait())
    loop.close()

    assert asyncio.run(create(setup)) == STORED
    assert setup.transport.methods == ["POST", *["GET"] * 26, "POST"]
    assert setup.transport.times[-1] == HORIZON
    abandon(left)
    assert len(setup.pipeline._creates.pending) == 0


def test_who_joined_in_a_closed_loop_disturbs_nobody():
    setup = rig(hang, answer([STORED]))
    loop = asyncio.new_event_loop()
    left = [loop.create_task(create(setup)) for _ in range(3)]
    loop.run_until_complete(setup.transport.arrived.wait())
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert asyncio.run(create(setup)) == STORED
    for task in left:
        abandon(task)
    assert len(setup.pipeline._creates.pending) == 0


def abandon(task):
    """What happens to a task of a closed loop when nobody holds it any more."""
    task.get_coro().close()
    task._log_destroy_pending = False
