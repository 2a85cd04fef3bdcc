"""The state of a call: what it counts, and what it never shows."""

from __future__ import annotations

import pytest

from spaceinvoices_async._calls.context import AttemptResult
from spaceinvoices_async._calls.retry import Backoff
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.transports import Response
from spaceinvoices_async.transports.base import SendProgress
from tests.calls.attempts_rig import attempts_rig
from tests.support.scripted_client import not_sent, refusal, unknown


def test_neither_the_token_nor_any_data_is_shown():
    answer = Response(status=200, headers={"x": "of-the-header"}, body=b"of-the-body")
    result = AttemptResult(
        outcome="applied",
        response=answer,
        value={"name": "of-the-value"},
        cause=ValueError("of-the-cause"),
    )
    context = attempts_rig().context(token="of-the-account", last=result, settled=result)

    shown = repr(context) + repr(result)

    assert "of-the-" not in shown
    assert "response" not in repr(result)


def test_calls_are_told_apart_by_what_they_are():
    rig = attempts_rig()
    assert rig.context() != rig.context()


def test_a_call_begins_in_doubt_of_nothing_and_without_a_warning():
    context = attempts_rig().context()
    assert (context.doubtful, context.warned, context.last_send) == (False, False, None)


def test_an_attempt_that_is_cut_off_under_way_leaves_its_call_in_doubt():
    rig = attempts_rig()
    context, progress = rig.context(), SendProgress(rig.clock.monotonic)
    progress.hold()

    context.abandoned(progress)
    assert (context.doubtful, context.last_send) == (False, None)

    progress.sending()
    context.abandoned(progress)
    assert (context.doubtful, context.last_send) == (True, rig.clock.monotonic())


@pytest.mark.parametrize(
    ("steps", "failures", "refusals"),
    [
        ([unknown(), not_sent("tls"), refusal(503)], [1, 2, 3], []),
        ([refusal(429), refusal(429)], [], [1, 2]),
        ([refusal(429), unknown(), refusal(429), unknown()], [1, 2], [1, 2]),
    ],
)
async def test_waits_grow_with_what_failed_and_what_was_refused(
    monkeypatch, steps, failures, refusals
):
    counted: dict[str, list[int]] = {"transient": [], "throttled": []}
    for name, counts in counted.items():
        monkeypatch.setattr(
            Backoff, name, lambda _self, count, counts=counts: counts.append(count) or 0.1
        )
    rig = attempts_rig(*steps, options=ClientOptions(first_connection=None))
    context = rig.context()

    for _ in steps:
        await rig.attempts.before_next(context, await rig.attempts.attempt(context))

    assert counted == {"transient": failures, "throttled": refusals}
