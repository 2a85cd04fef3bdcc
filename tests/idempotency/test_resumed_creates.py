"""A create that another process may have sent before: look-ups, horizon and reconciliation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from datetime import date as date_type

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import RequestOptions
from tests.idempotency.create_rig import ORDER, STORED, create, outcome_unknown
from tests.support.scripted_client import HORIZON, answer, rig, unknown


async def test_resume_begins_with_a_look_up():
    setup = rig(answer([STORED]))

    assert await create(setup, resume=True) == STORED
    assert setup.transport.methods == ["GET"]


async def test_resume_sends_only_when_the_other_process_can_have_nothing_under_way():
    setup = rig(answer([]), answer([]), answer([]), answer(STORED))

    assert await create(setup, resume=True, horizon=1) == STORED
    assert setup.transport.times[-1] == 1


@pytest.mark.parametrize("sent_before", [True, "now", "later"])
async def test_a_create_that_may_have_been_sent_just_now_waits_for_the_horizon(sent_before):
    setup = rig(*[answer([])] * 26, answer(STORED))
    moment = {"now": setup.clock.now(), "later": setup.clock.now() + timedelta(hours=1)}

    await create(setup, sent_before=moment.get(sent_before, True))

    assert setup.transport.times[-1] == HORIZON
    assert setup.transport.methods.count("POST") == 1


async def test_a_create_that_was_sent_a_minute_ago_waits_for_the_rest_of_the_horizon():
    setup = rig(*[answer([])] * 11, answer(STORED))

    await create(setup, sent_before=setup.clock.now() - timedelta(seconds=60))

    assert setup.transport.times[-1] == HORIZON - 60


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=-23)), timezone(timedelta(hours=2))]
)
@pytest.mark.parametrize("moment", [datetime.min, datetime(2025, 12, 30)])  # noqa: DTZ001, DTZ901 - the zone is put in
async def test_a_create_that_was_sent_long_ago_is_looked_up_once(moment, zone):
    setup = rig(answer([]), answer(STORED))

    await create(setup, sent_before=moment.replace(tzinfo=zone))

    assert setup.transport.methods == ["GET", "POST"]
    assert setup.transport.times == [0, 0]


@pytest.mark.parametrize("sent_before", [None, False])
async def test_a_first_try_costs_no_look_up(sent_before):
    setup = rig(answer(STORED))

    await create(setup, sent_before=sent_before)

    assert setup.transport.methods == ["POST"]


async def test_the_end_of_time_is_a_moment_too():
    setup = rig(answer([STORED]))
    end = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))

    assert await create(setup, sent_before=end) == STORED


async def test_a_horizon_beyond_the_calendar_leaves_the_outcome_unknown():
    setup = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(setup, deadline=3, horizon=1e15)

    assert error.resend_not_before == datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("bad", [datetime(2026, 1, 1), "2026-01-01", 0.0, date_type(2026, 1, 1)])  # noqa: DTZ001 - is refused
def test_what_is_no_moment_is_refused(bad):
    with pytest.raises(errors.ConfigurationError, match="sent_before"):
        RequestOptions(sent_before=bad)


@pytest.mark.parametrize("options", [{"resume": True}, {"sent_before": True}])
async def test_what_was_sent_before_cannot_be_found_without_its_id(options):
    setup = rig(answer(STORED))
    body = {name: value for name, value in ORDER.items() if name != "uniqueId"}

    with pytest.raises(errors.InvalidInputError, match="unique_id: is needed with sent_before"):
        await create(setup, body=body, **options)

    assert setup.transport.methods == []


async def test_resume_with_a_horizon_of_zero_looks_once_and_sends():
    setup = rig(answer([]), answer(STORED))

    assert await create(setup, resume=True, horizon=0) == STORED
    assert setup.transport.methods == ["GET", "POST"]


async def test_reconcile_finds_what_was_created():
    setup = rig(unknown(), answer([]), answer([]), answer([STORED]))
    error = await outcome_unknown(setup, deadline=1.2)

    assert await setup.requestor.reconcile(error, responses.anything) == STORED


async def test_reconcile_says_none_once_it_is_certain_that_nothing_was_created():
    setup = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(setup, deadline=1.2)

    assert await setup.requestor.reconcile(error, responses.anything) is None
    assert setup.transport.times[-1] == HORIZON


async def test_reconcile_works_in_another_process():
    first = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(first, deadline=1.2)
    second = rig(answer([]), repeat_last=True)

    assert await second.requestor.reconcile(error, responses.anything) is None
    assert second.clock.now() == error.resend_not_before
