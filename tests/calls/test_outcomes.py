"""The truth table of design section 5, written out again here, and driven through a real call."""

from __future__ import annotations

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.outcomes import (
    TRUTH_TABLE,
    decide,
    decide_follow_up,
    outcome_of_status,
    signal,
)
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.transports import Response
from tests.support.scripted_client import BY_SAFETY, answer, not_sent, refusal, rig, unknown

TABLE = """
signal      safe    idempotent  unsafe   keyed
applied     return  return      return   return
rejected    raise   raise       raise    raise
doubted     raise   raise       raise    look_up
not_sent    retry   retry       retry    retry
throttled   pause   pause       pause    pause
redirected  raise   raise       raise    raise
unknown     retry   retry       give_up  look_up
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (row[0], safety, action)
    for row in ROWS[1:]
    for safety, action in zip(ROWS[0][1:], row[1:], strict=True)
]
OK = {"id": "d1", "type": "invoice", "uniqueId": "u1"}


@pytest.mark.parametrize(("seen", "safety", "action"), CELLS)
def test_every_cell_of_the_table_is_what_the_design_says(seen, safety, action):
    assert decide(seen, safety) == action


def test_the_table_has_no_cell_beyond_the_design():
    expected = {(seen, safety) for seen, safety, _ in CELLS}

    assert {(seen, safety) for seen, row in TRUTH_TABLE.items() for safety in row} == expected


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "applied"),
        (204, "applied"),
        (299, "applied"),
        (301, "rejected"),
        (304, "rejected"),
        (400, "rejected"),
        (401, "rejected"),
        (404, "rejected"),
        (408, "unknown"),
        (409, "rejected"),
        (422, "rejected"),
        (429, "rejected"),
        (499, "rejected"),
        (500, "unknown"),
        (502, "unknown"),
        (503, "unknown"),
        (520, "unknown"),
        (599, "unknown"),
    ],
)
def test_a_status_says_whether_the_write_happened(status, outcome):
    assert outcome_of_status(status) == outcome


def test_a_refusal_is_refined_by_status_and_doubt():
    assert signal("rejected", 429) == "throttled"
    assert signal("rejected", 429, doubted=True) == "throttled"
    assert signal("rejected", 302) == "redirected"
    assert signal("rejected", 422) == "rejected"
    assert signal("rejected", 422, doubted=True) == "doubted"
    assert signal("unknown", 503, doubted=True) == "unknown"


# What the first attempt comes to, for each row, and the error a call raises where it must raise.
FIRST = {
    "applied": (answer(OK), None),
    "rejected": (refusal(404, 'Unknown "Document" id'), errors.NotFoundError),
    "doubted": (refusal(422, "uniqueId is taken"), errors.ValidationError),
    "not_sent": (not_sent(), None),
    "throttled": (refusal(429, retry_after="1"), None),
    "redirected": (refusal(307, location="https://evil.example"), errors.ApiError),
    "unknown": (unknown(), errors.OutcomeUnknownError),
}


async def call(setup, safety):
    operation = BY_SAFETY[safety]
    body = {"name": "x", "uniqueId": "u1"} if operation.body else None
    return await setup.requestor.call(operation, responses.anything, path=("one",), body=body)


@pytest.mark.parametrize(("seen", "safety", "action"), CELLS)
async def test_every_cell_is_what_a_call_does(seen, safety, action):
    first, error = FIRST[seen]
    then = answer([OK]) if action == "look_up" else answer(OK)
    setup = rig(first, then)

    if action in {"raise", "give_up"}:
        with pytest.raises(error):
            await call(setup, safety)
    else:
        assert await call(setup, safety) == OK

    own = BY_SAFETY[safety].method
    expected = {"retry": [own, own], "pause": [own, own], "look_up": [own, "GET"]}
    assert setup.transport.methods == expected.get(action, [own])


# Look early, resend late: each cell. Before the horizon, after it with a resend allowed, later, and
# never; a refusal before so many look-ups found nothing that it is believed, and after.
FOLLOW_UPS = """
doubt    look       early       allowed     later       never
unknown  found      return      return      return      return
unknown  none       look_again  resend      look_again  give_up
unknown  no_answer  look_again  look_again  look_again  look_again
unknown  ignored    look_again  give_up     give_up     give_up
unknown  forbidden  give_up     give_up     give_up     give_up
taken    found      return      return      return      return
taken    none       look_again  give_up     give_up     give_up
taken    no_answer  look_again  look_again  look_again  look_again
taken    ignored    look_again  give_up     give_up     give_up
taken    forbidden  give_up     give_up     give_up     give_up
"""
REFUSALS = """
look       early       enough
found      return      return
none       look_again  refuse
no_answer  look_again  look_again
forbidden  give_up     give_up
"""


def cells(table):
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("looked_enough", [False, True])
@pytest.mark.parametrize("row", cells(FOLLOW_UPS), ids=lambda row: f"{row['doubt']}-{row['look']}")
def test_a_create_is_looked_up_early_and_sent_again_late(row, looked_enough):
    def decided(*, past_horizon, resend):
        return decide_follow_up(
            row["doubt"],
            row["look"],
            past_horizon=past_horizon,
            looked_enough=looked_enough,
            resend=resend,
        )

    for resend in ("allowed", "later", "never"):
        assert decided(past_horizon=False, resend=resend) == row["early"]
        assert decided(past_horizon=True, resend=resend) == row[resend]


@pytest.mark.parametrize("resend", ["allowed", "later", "never"])
@pytest.mark.parametrize("past_horizon", [False, True])
@pytest.mark.parametrize("row", cells(REFUSALS), ids=lambda row: row["look"])
def test_a_refusal_is_believed_once_look_ups_enough_have_found_nothing(row, past_horizon, resend):
    def decided(*, looked_enough):
        return decide_follow_up(
            "refused",
            row["look"],
            past_horizon=past_horizon,
            looked_enough=looked_enough,
            resend=resend,
        )

    assert decided(looked_enough=False) == row["early"]
    assert decided(looked_enough=True) == row["enough"]


@pytest.mark.parametrize(("past_horizon", "action"), [(False, "look_again"), (True, "give_up")])
def test_a_refusal_is_not_believed_where_the_look_up_is_ignored(past_horizon, action):
    for looked_enough in (False, True):
        assert action == decide_follow_up(
            "refused",
            "ignored",
            past_horizon=past_horizon,
            looked_enough=looked_enough,
            resend="allowed",
        )


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520])
async def test_a_server_failure_is_never_a_reason_to_repeat_an_unsafe_write(status):
    setup = rig(refusal(status))

    with pytest.raises(errors.OutcomeUnknownError):
        await call(setup, "unsafe")

    assert setup.transport.methods == ["POST"]


@pytest.mark.parametrize("body", [b"", b"<html>ok</html>", b'{"id": "cut'])
async def test_a_success_that_cannot_be_read_is_not_a_success(body):
    setup = rig(wire_response(body))

    with pytest.raises(errors.OutcomeUnknownError, match="not_json"):
        await call(setup, "unsafe")


def wire_response(body):
    return Response(status=200, headers={}, body=body)


async def test_every_unsafe_operation_is_sent_once_whatever_happens_after_sending():
    unsafe = [operation for operation in OPERATIONS.values() if operation.safety == "unsafe"]
    assert unsafe

    for operation in unsafe:
        setup = rig(unknown("read_timeout"))
        path = ("one",) * operation.path.count("{")
        with pytest.raises(errors.OutcomeUnknownError):
            await setup.requestor.call(operation, responses.anything, path=path, body={})
        assert setup.transport.methods == [operation.method]


async def test_retries_stop_at_max_attempts():
    setup = rig(not_sent(), repeat_last=True)

    with pytest.raises(errors.ConnectFailed) as caught:
        await setup.requestor.call(
            BY_SAFETY["safe"],
            responses.anything,
            path=("one",),
            options=RequestOptions(max_attempts=3),
        )

    assert len(setup.transport.requests) == 3
    assert [attempt.number for attempt in caught.value.attempts] == [1, 2, 3]


async def test_a_spent_budget_ends_retries_with_the_original_error():
    setup = rig(refusal(503), repeat_last=True, options=ClientOptions(retry_budget=28))

    with pytest.raises(errors.ServerError) as caught:
        await call(setup, "safe")

    assert caught.value.status == 503
    assert len(setup.transport.requests) == 3  # the first, and two of 14 tokens each
