"""One attempt: how far it came, what is read of its answer, and who is told."""

from __future__ import annotations

import asyncio
import logging

import pytest
from attrs import evolve

from spaceinvoices_async import errors
from spaceinvoices_async._limits.limiter import Limiter, ThrottlePause
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing.clock import FakeClock
from spaceinvoices_async.transports import Response
from tests.calls.attempts_rig import attempts_rig, first_attempt
from tests.support.scripted_client import (
    CREATE,
    UNSAFE,
    FakeCredentials,
    answer,
    hang,
    not_sent,
    refusal,
    unknown,
)

# How far an attempt has come


class Silent:
    """A transport that does not tell how far a request has come, and never answers."""

    def __init__(self):
        self.requests = []

    async def send(self, request):
        self.requests.append(request)
        await asyncio.Event().wait()


@pytest.mark.parametrize(("tells", "outcome"), [(False, "unknown"), (True, "not_sent")])
async def test_a_request_that_was_handed_over_has_left_unless_the_transport_says_no(tells, outcome):
    class Telling(Silent):
        async def send(self, request):
            request.progress.hold()
            await super().send(request)

    rig = attempts_rig(transport=Telling() if tells else Silent())
    context = rig.context(UNSAFE, remaining=5.0)

    result = await first_attempt(rig, context)

    assert (result.outcome, result.reason) == (outcome, "deadline")
    assert context.last_send == (None if tells else 5.0)
    assert context.doubtful is not tells


@pytest.mark.parametrize("where", ["token", "turn"])
async def test_a_deadline_before_the_request_is_handed_over_has_sent_nothing(where):
    class Slow(FakeCredentials):
        async def token(self):
            await clock.sleep(9.0)

    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=None, concurrency=1)
    rig = attempts_rig(transport=Silent(), limiter=limiter, clock=clock)
    credentials = Slow() if where == "token" else None
    context = rig.context(UNSAFE, remaining=5.0, credentials=credentials)

    async with limiter.acquire("another"):
        result = await rig.attempts.attempt(context)

    assert (result.outcome, result.reason) == ("not_sent", "deadline")
    assert result.detail == ("a token" if where == "token" else "its turn")
    assert (rig.transport.requests, context.doubtful, context.last_send) == ([], False, None)
    assert clock.monotonic() == 5.0


async def test_a_request_counts_in_the_second_in_which_it_leaves():
    class SlowToConnect:
        def __init__(self):
            self.left = []

        async def send(self, request):
            await clock.sleep(0.5)
            request.progress.sending()
            self.left.append(clock.monotonic())
            return answer({})

    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=1.0, burst=1, concurrency=None)
    rig = attempts_rig(transport=SlowToConnect(), limiter=limiter, clock=clock)
    await rig.attempts.attempt(rig.context())
    asked = clock.monotonic()

    async with limiter.acquire("lane"):
        assert clock.monotonic() == 1.5

    assert (asked, rig.transport.left) == (0.5, [0.5])


# What the limits are told


@pytest.mark.parametrize(
    ("step", "concurrency", "throttled"),
    [
        (answer({}), 9, 0),
        (refusal(404), 9, 0),
        (refusal(503), 9, 0),
        (refusal(429), 5, 1),
        (unknown("read_timeout"), 5, 0),
        (unknown("reset"), 8, 0),
        (unknown("write_timeout"), 8, 0),
        (not_sent("connect_timeout"), 8, 0),
    ],
)
async def test_the_limits_learn_from_what_the_server_did(step, concurrency, throttled):
    clock = FakeClock(auto=True)
    limiter = Limiter(
        clock=clock, rate=None, concurrency=8, throttle_pause=ThrottlePause(jitter=lambda: 0.0)
    )
    others = [limiter.acquire("lane") for _ in range(7)]
    for other in others:
        await other.__aenter__()
    for _ in range(7):
        others[0].succeeded()  # one more makes a round
    rig = attempts_rig(step, limiter=limiter, clock=clock)

    await rig.attempts.attempt(rig.context())

    stats = limiter.stats()
    assert (stats.concurrency, stats.throttled, stats.in_flight) == (concurrency, throttled, 7)


async def test_calls_wait_in_the_lane_of_their_organization():
    clock = FakeClock()
    limiter = Limiter(clock=clock, rate=None, concurrency=1)
    rig = attempts_rig(answer({}), limiter=limiter, clock=clock)

    async with limiter.acquire("another"):
        task = asyncio.create_task(rig.attempts.attempt(rig.context(remaining=9.0)))
        await asyncio.sleep(0)
        assert limiter.stats().lanes == {"org-1": 1}

    assert (await task).outcome == "applied"


async def test_when_the_limits_say_no_after_a_429_the_error_is_that_of_the_429():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, throttle_pause=ThrottlePause(jitter=lambda: 1.0))
    rig = attempts_rig(refusal(429), limiter=limiter, clock=clock)
    context = rig.context(remaining=0.5)
    await rig.attempts.before_next(context, await rig.attempts.attempt(context))

    result = await rig.attempts.attempt(context)

    assert (result.reason, type(result.cause)) == ("limiter", errors.LimiterTimeout)
    with pytest.raises(errors.RateLimitedError) as caught:
        await rig.attempts.before_next(context, result)
    assert [attempt.outcome for attempt in caught.value.attempts] == ["rejected", "not_sent"]


async def test_when_the_limits_say_no_without_any_429_the_error_says_why():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock)
    limiter.pause(30.0)
    rig = attempts_rig(limiter=limiter, clock=clock)
    context = rig.context(remaining=5.0)
    result = await rig.attempts.attempt(context)

    with pytest.raises(errors.LimiterTimeout, match=r"a pause \(429\), of which 30.0 s are left"):
        await rig.attempts.before_next(context, result)


async def test_an_unknown_outcome_after_a_429_is_no_429():
    rig = attempts_rig(refusal(429, retry_after="1"), unknown("reset"))
    context = rig.context(UNSAFE, most_sends=2)
    await rig.attempts.before_next(context, await rig.attempts.attempt(context))
    result = await rig.attempts.attempt(context)

    with pytest.raises(errors.OutcomeUnknownError, match="reset"):
        await rig.attempts.before_next(context, result)


# A 401


@pytest.mark.parametrize("left", [5.0, 0.0])
async def test_asking_whether_the_token_was_at_fault_takes_no_longer_than_the_call(left):
    class Undecided(FakeCredentials):
        async def refused(self, token, *, code):
            self.refusals.append((token, code))
            await asyncio.Event().wait()

    async def refuse(_request):
        await rig.clock.sleep(5.0)
        return refusal(401, code="AUTHORIZATION_REQUIRED")

    async def refuse_late(_request):
        rig.clock._elapsed += 5.0  # a process that stands still, until the deadline
        return refusal(401, code="AUTHORIZATION_REQUIRED")

    rig = attempts_rig(refuse if left else refuse_late)
    credentials = Undecided()
    context = rig.context(remaining=5.0 + left, credentials=credentials)

    result = await first_attempt(rig, context)

    assert (result.status, rig.clock.monotonic()) == (401, 5.0 + left)
    assert credentials.refusals == [("token-1", "AUTHORIZATION_REQUIRED")]
    assert context.dead_token is None


@pytest.mark.parametrize(
    ("verdict", "dead"), [("denied", False), ("invalid", True), ("replay", None)]
)
async def test_what_is_known_of_a_token_after_a_401(verdict, dead):
    credentials = FakeCredentials(tokens=["old", "new"], verdict=verdict)
    rig = attempts_rig(refusal(401), refusal(401))
    context = rig.context(credentials=credentials)

    result = await rig.attempts.attempt(context)

    assert (result.status, context.dead_token) == (401, dead)
    assert len(rig.transport.requests) == (2 if verdict == "replay" else 1)
    assert rig.attempts.retries == (verdict == "replay")
    assert len(credentials.refusals) == 1


async def test_whether_the_token_was_at_fault_is_asked_once_per_call_and_not_per_attempt():
    credentials = FakeCredentials(tokens=["a", "b", "c"], verdict="replay")
    rig = attempts_rig(refusal(401), refusal(503), refusal(401))
    context = rig.context(credentials=credentials)

    results = [await rig.attempts.attempt(context) for _ in range(2)]

    assert [result.status for result in results] == [503, 401]
    assert credentials.refusals == [("a", None)]


@pytest.mark.parametrize("name", ["accounts_login", "documents_get_public"])
async def test_a_401_of_what_needs_no_token_says_nothing_about_the_token(name):
    credentials = FakeCredentials(tokens=["old", "new"], verdict="replay")
    rig = attempts_rig(refusal(401, code="LOGIN_FAILED"))
    context = rig.context(OPERATIONS[name], credentials=credentials)

    result = await first_attempt(rig, context)

    assert (result.status, credentials.refusals, context.dead_token) == (401, [], None)


# What is read


@pytest.mark.parametrize(
    ("body", "outcome", "reason"),
    [
        (b'{"id": "d1"}', "applied", None),
        (b"", "unknown", "not_json"),
        (b"<html>", "unknown", "not_json"),
        (b'{"id": "d1"', "unknown", "not_json"),
    ],
)
async def test_a_success_must_be_json(body, outcome, reason):
    rig = attempts_rig(Response(status=200, headers={}, body=body))

    result = await first_attempt(rig, rig.context())

    assert (result.outcome, result.reason) == (outcome, reason)
    assert result.value == ({"id": "d1"} if reason is None else None)


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        (b'{"id": "d1"', "not_json", None),
        (b"\xff", "not_json", None),
        (b'{"id": NaN}', "not_json", "NaN"),
        (b'{"id": "d1", "id": "d2"}', "key_twice", "'id' stands twice in one object"),
    ],
)
async def test_a_success_that_cannot_be_read_says_where(body, reason, detail):
    rig = attempts_rig(Response(status=200, headers={}, body=body))

    result = await first_attempt(rig, rig.context())

    assert (result.outcome, result.reason, result.value) == ("unknown", reason, None)
    assert (result.detail is None) is (detail is None)
    assert detail is None or detail in result.detail


async def test_a_key_that_stands_twice_and_says_not_whose_it_is_is_told_in_the_log(caplog):
    rig = attempts_rig(Response(status=200, headers={}, body=b'{"id":"d1","total":1,"total":2}'))

    result = await first_attempt(rig, rig.context())

    assert (result.outcome, result.value) == ("applied", {"id": "d1", "total": 2})
    [record] = caplog.records
    assert record.operation == "documents_get"
    assert "'total' stands twice in one object, with two values" in record.getMessage()


@pytest.mark.parametrize("status", [204, 205])
async def test_an_answer_without_content_is_read_as_none_whatever_follows_it(status):
    rig = attempts_rig(Response(status=status, headers={}, body=b"<html>"))

    result = await first_attempt(rig, rig.context())

    assert (result.outcome, result.value) == ("applied", None)


@pytest.mark.parametrize(("status", "outcome"), [(200, "applied"), (503, "unknown")])
async def test_the_bytes_of_a_file_are_not_read_as_json(status, outcome):
    rig = attempts_rig(Response(status=status, headers={}, body=b"%PDF-1.4"))

    result = await first_attempt(rig, rig.context(OPERATIONS["documents_pdf"]))

    assert (result.outcome, result.value) == (outcome, None)
    assert result.response.body == b"%PDF-1.4"
    assert result.reason == (None if status == 200 else "status 503")


async def test_a_refusal_is_a_refusal_also_where_it_is_no_json():
    rig = attempts_rig(Response(status=404, headers={}, body=b"<html>"))

    result = await first_attempt(rig, rig.context())

    assert (result.outcome, result.reason) == ("rejected", None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"id": "d1", "uniqueId": "order-1"}, None),
        ({"id": "d1", "uniqueId": "order-2"}, "a success with another document"),
        ({"status": "ok"}, "a success without a document"),
    ],
)
async def test_the_success_of_a_keyed_create_must_prove_itself(value, reason):
    rig = attempts_rig(answer(value))
    context = rig.context(CREATE)
    context.call = evolve(context.call, unique_id="order-1")

    result = await first_attempt(rig, context)

    assert (result.outcome, result.reason) == ("unknown" if reason else "applied", reason)


# What is told


async def test_a_line_of_an_attempt_says_what_it_came_to_and_how_long_it_took(caplog):
    async def slow(_request):
        await rig.clock.sleep(2.5)
        return answer({"id": "d1"})

    rig = attempts_rig(unknown("reset"), refusal(503), slow)
    context = rig.context()

    with caplog.at_level(logging.DEBUG, "spaceinvoices_async"):
        for _ in range(3):
            await rig.attempts.attempt(context)
    with caplog.at_level(logging.INFO, "spaceinvoices_async"):
        rig.transport.steps.append(answer({}))
        await rig.attempts.attempt(context)

    assert [record.getMessage() for record in caplog.records] == [
        "documents_get attempt 1: unknown reset 0 ms",
        "documents_get attempt 2: unknown status 503 0 ms",
        "documents_get attempt 3: applied 200 2500 ms",
    ]


async def test_the_hook_is_told_of_every_attempt_also_of_one_that_was_cancelled():
    seen = []
    rig = attempts_rig(unknown("reset"), hang, options=ClientOptions(on_attempt=seen.append))
    context = rig.context()
    await rig.attempts.attempt(context)
    await rig.clock.sleep(1.0)
    rig.transport.arrived.clear()

    task = asyncio.create_task(rig.attempts.attempt(context))
    await rig.transport.arrived.wait()
    await rig.clock.sleep(3.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert [(one.number, one.outcome, one.reason, one.elapsed) for one in seen] == [
        (1, "unknown", "reset", 0.0),
        (2, "unknown", "cancelled", 3.0),
    ]
    assert tuple(seen) == context.history
    assert (context.doubtful, context.last_send) == (True, 1.0)


async def test_a_hook_that_fails_is_logged_and_costs_no_answer(caplog):
    def fail(_attempt):
        raise RuntimeError("mine")

    rig = attempts_rig(answer({"id": "d1"}), options=ClientOptions(on_attempt=fail))

    result = await first_attempt(rig, rig.context())

    assert result.value == {"id": "d1"}
    [record] = caplog.records
    assert record.getMessage() == "the on_attempt hook failed for documents_get"
    assert (record.levelname, record.document_id, record.attempt) == ("ERROR", "d1", 1)


async def test_a_token_that_no_header_can_carry_is_no_attempt():
    rig = attempts_rig()
    context = rig.context(credentials=FakeCredentials(tokens=["two\nlines"]))

    with pytest.raises(errors.ConfigurationError, match="token"):
        await rig.attempts.attempt(context)

    assert (context.attempts, context.doubtful, context.last_send) == ([], False, None)
