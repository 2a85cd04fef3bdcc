"""What is concluded from the answer to a create, and from the documents that a look-up finds."""

from __future__ import annotations

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.transports import Response
from tests.idempotency.create_rig import ORDER, OTHER, STORED, answer_date, create
from tests.support.scripted_client import HORIZON, answer, not_sent, refusal, rig, unknown

# Repeats: answered by an error, or by the stored document


@pytest.mark.parametrize(
    "repeat",
    [
        refusal(422, "The `Document` instance is not valid. Details: `uniqueId` is not unique"),
        refusal(409, "Conflict"),
        refusal(400, "Document was already saved"),
    ],
)
async def test_a_repeat_answered_by_an_error_returns_the_stored_document(repeat):
    setup = rig(repeat, answer([STORED]))

    assert await create(setup) == STORED


async def test_a_repeat_answered_by_the_stored_document_returns_it():
    setup = rig(answer({**STORED, "createdAt": "2020-01-01T00:00:00.000Z"}, date=answer_date()))

    assert (await create(setup))["id"] == "d1"


async def test_somebody_elses_document_in_the_answer_to_a_repeat_is_an_error():
    setup = rig(answer({**OTHER, "createdAt": "2020-01-01T00:00:00.000Z"}, date=answer_date()))

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup)


@pytest.mark.parametrize("age", [{}, {"createdAt": "2026-01-01T00:00:00.900Z"}])
@pytest.mark.parametrize(
    "stored",
    [
        OTHER,
        {**STORED, "type": "estimate"},
        {**STORED, "_documentClient": {"name": "Somebody else"}},
        {**STORED, "_documentItems": [*STORED["_documentItems"], *STORED["_documentItems"]]},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 2, "price": 10000}]},
    ],
)
async def test_somebody_elses_document_is_an_error_however_young_it_is(stored, age):
    setup = rig(answer({**stored, **age}, date=answer_date()))

    with pytest.raises(errors.UniqueIdReusedError) as caught:
        await create(setup)

    assert caught.value.unique_id == "order-1"
    assert len(setup.pipeline._creates.pending) == 0


async def test_what_the_server_makes_of_the_figures_is_not_somebody_elses_document():
    line = {"name": "Space suit ", "quantity": 1, "price": "10.12345"}
    kept = {"name": "Space suit", "quantity": 1, "price": 10.12, "unit": "piece", "total": 10.12}
    said = {**STORED, "decimalPlaces": 2, "_documentItems": [kept]}
    setup = rig(answer(said, date=answer_date()))

    assert (await create(setup, body={**ORDER, "_documentItems": [line]}))["id"] == "d1"


async def test_a_plain_refusal_is_raised_without_a_look_up():
    setup = rig(refusal(422, "country can't be blank"))

    with pytest.raises(errors.ValidationError):
        await create(setup)

    assert setup.transport.methods == ["POST"]


async def test_a_refusal_after_an_unknown_attempt_is_looked_up_first():
    setup = rig(
        unknown(),
        *[answer([])] * 3,
        refusal(422, "no more"),
        answer([STORED]),
        options=ClientOptions(horizon=2),
    )

    assert await create(setup) == STORED


async def test_a_refusal_whose_look_ups_find_nothing_is_raised():
    setup = rig(refusal(422, "was already saved"), answer([]), repeat_last=True)

    with pytest.raises(errors.ValidationError):
        await create(setup)

    assert setup.transport.methods.count("POST") == 1
    assert len(setup.pipeline._creates.pending) == 0


TAKEN = [
    refusal(422, "uniqueId taken"),
    refusal(422, "The `Document` instance is not valid. Details: `uniqueId` is not unique"),
    refusal(400, "Duplicate entry for Document.uniqueId"),
    refusal(400, "E11000 duplicate key error collection: documents index: uniqueId_1"),
    refusal(409, "Conflict"),
    answer(
        {
            "error": {
                "statusCode": 422,
                "name": "ValidationError",
                "message": "not valid",
                "details": {
                    "codes": {"uniqueId": ["uniqueness"]},
                    "messages": {"uniqueId": ["cannot be used"]},
                },
            }
        },
        422,
    ),
    answer({"error": {"details": [{"path": "/uniqueId", "message": "already exists"}]}}, 422),
]


@pytest.mark.parametrize("taken", TAKEN)
async def test_a_unique_id_that_is_taken_proves_a_document_that_look_ups_find_late(taken):
    setup = rig(taken, *[answer([])] * 12, answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize("taken", TAKEN)
async def test_a_unique_id_that_is_taken_is_unknown_while_no_look_up_finds_the_document(taken):
    setup = rig(taken, answer([]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError, match="no look-up finds") as caught:
        await create(setup)

    assert caught.value.unique_id == "order-1"
    assert setup.transport.times[-1] == HORIZON
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize(
    "refused",
    [
        refusal(422, "uniqueId is too long"),
        answer({"error": {"details": {"messages": {"uniqueId": ["must be text"]}}}}, 422),
        answer(
            {
                "error": {
                    "message": "`number` is not unique; uniqueId order-1",
                    "details": {
                        "codes": {"number": ["uniqueness"]},
                        "messages": {"number": ["already exists"]},
                    },
                }
            },
            409,
        ),
    ],
)
async def test_what_does_not_name_the_unique_id_as_taken_is_refused_after_a_few_look_ups(refused):
    setup = rig(refused, answer([]), repeat_last=True)

    with pytest.raises(errors.ApiError):
        await create(setup)

    assert setup.transport.times[-1] == 0.5 + 1 + 2


# Success is believed for what it says


NO_PROOF = [
    answer({"status": "ok"}),
    answer({}),
    answer({"id": None}),
    answer({"id": ""}),
    answer({"id": " \n"}),
    answer({"id": "d1", "error": {"statusCode": 422, "message": "is not valid"}}),
    answer({"id": 7}),
    answer([STORED]),
    answer("d1"),
    answer(True),
    answer(None),
    answer(None, 204),
    answer({"error": {"statusCode": 500}}),
    answer({**STORED, "uniqueId": "order-2"}),
    answer({**STORED, "uniqueId": 1}),
    answer({**STORED, "organizationId": "org-2"}),
]


@pytest.mark.parametrize("said", NO_PROOF)
async def test_a_success_that_proves_nothing_is_looked_up(said):
    setup = rig(said, answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


@pytest.mark.parametrize("said", NO_PROOF)
async def test_a_success_that_proves_nothing_and_is_not_found_leaves_the_outcome_unknown(said):
    setup = rig(said, answer([]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=10)

    assert caught.value.unique_id == "order-1"
    assert caught.value.attempts[0].outcome == "unknown"
    assert len(setup.pipeline._creates.pending) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"id": "d1"},
        {"id": "d1", "uniqueId": None, "organizationId": None},
        {**STORED, "organizationId": "org-1"},
        {**STORED, "organizationId": "ORG-1"},
        {**STORED, "error": None},
    ],
)
async def test_a_success_need_not_show_more_than_the_id(said):
    setup = rig(answer(said))

    assert await create(setup) == said
    assert setup.transport.methods == ["POST"]


async def test_a_look_up_without_an_answer_does_not_count_as_one_that_found_nothing():
    setup = rig(
        refusal(422, "uniqueId is not unique"),
        *[unknown(), not_sent(), refusal(503), refusal(429)] * 2,
        *[answer([])] * 2,
        answer([STORED]),
    )

    assert await create(setup) == STORED


async def test_a_refusal_that_cannot_be_looked_up_in_time_leaves_the_outcome_unknown():
    setup = rig(refusal(422, "uniqueId is not unique"), unknown(), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=20)

    assert caught.value.unique_id == "order-1"
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize(
    "stored",
    [
        {**STORED, "type": "estimate"},
        {**STORED, "_documentClient": {"name": "Somebody"}},
        {**STORED, "_documentItems": []},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 1, "price": 9999}]},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 2, "price": 10000}]},
    ],
)
async def test_a_found_document_that_differs_is_somebody_elses(stored):
    setup = rig(unknown(), answer([stored]))

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup)


async def test_a_soft_deleted_document_is_returned_and_not_issued_again():
    deleted = {**STORED, "_isDeleted": True, "deletedAt": "2026-01-01T00:00:00.000Z"}
    setup = rig(unknown(), answer([deleted]))

    assert await create(setup) == deleted


@pytest.mark.parametrize(
    "row",
    [
        {**STORED, "uniqueId": "other"},
        {**STORED, "uniqueId": None},
        {name: value for name, value in STORED.items() if name != "uniqueId"},
        {**STORED, "organizationId": "org-2"},
        {name: value for name, value in STORED.items() if name != "id"},
        {**STORED, "id": 7},
        {},
        "d1",
    ],
)
async def test_nothing_is_concluded_from_rows_of_a_server_that_ignored_the_filter(row):
    setup = rig(unknown(), answer([row]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError, match="other documents"):
        await create(setup, horizon=2)

    assert setup.transport.methods == ["POST", "GET", "GET", "GET"]


@pytest.mark.parametrize(
    "row",
    [
        b'{"id":"d1","uniqueId":"order-2","uniqueId":"order-1"}',
        b'{"id": "d1", "id": "d2", "uniqueId": "order-1"}',
        b'{"id":"d1","uniqueId":"order-1","organizationId":"org-2","organization\\u0049d":"org-1"}',
    ],
)
async def test_nothing_is_concluded_from_a_row_that_names_two_documents(row):
    setup = rig(
        unknown(),
        *[Response(status=200, headers={}, body=b"[" + row + b"]")] * 2,
        Response(status=200, headers={}, body=b"\xef\xbb\xbf[" + row + b"]"),
    )

    with pytest.raises(errors.OutcomeUnknownError, match="other documents"):
        await create(setup, horizon=2)


async def test_the_document_is_found_among_rows_of_others():
    setup = rig(unknown(), answer([{**STORED, "uniqueId": "other"}, STORED]))

    assert await create(setup) == STORED


async def test_a_server_that_refuses_the_look_up_leaves_the_outcome_unknown():
    setup = rig(unknown(), refusal(403))

    with pytest.raises(errors.OutcomeUnknownError, match="403"):
        await create(setup)


# Soon after


async def test_another_body_within_seconds_that_is_answered_with_the_first_document_is_an_error():
    stored = {**STORED, "createdAt": "2026-01-01T00:00:00.900Z"}
    setup = rig(answer(stored, date=answer_date()), answer(stored, date=answer_date()))

    await create(setup)
    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup, body={**ORDER, "type": "estimate"})


async def test_the_same_body_within_seconds_returns_the_first_document():
    setup = rig(answer(STORED), answer(STORED))

    assert await create(setup) == await create(setup)


async def test_another_document_of_a_server_that_does_not_look_at_the_id_is_returned():
    setup = rig(answer(STORED), answer({**STORED, "id": "d2", "type": "estimate"}))

    await create(setup)
    assert (await create(setup, body={**ORDER, "type": "estimate"}))["id"] == "d2"


async def test_what_was_created_is_not_remembered():
    setup = rig(answer(STORED), repeat_last=True)
    for number in range(100):
        await create(setup, body={**ORDER, "uniqueId": "order-1", "note": str(number)})
        await setup.clock.sleep(20)

    assert len(setup.pipeline._creates.pending) == 0


@pytest.mark.parametrize(
    "said",
    [
        b'{"id": "d1", "uniqueId": "order-1", "id": "d2"}',
        b'{"id": "d1", "client": {"id": "c1"}, "items": [{"id": "i1"}], "id": "d2"}',
        b'{"id": "d1", "\\u0069d": "d2"}',
        b'{"id": "d1", "uniqueId": "order-2", "uniqueId": "order-1"}',
        b'{"id": "d1", "organizationId": "org-2", "organizationId": "org-1"}',
    ],
)
async def test_an_answer_that_names_two_documents_in_one_object_is_looked_up(said):
    setup = rig(Response(status=200, headers={}, body=said), answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


@pytest.mark.parametrize(
    "said",
    [
        b'{"id": "d1", "id": "d1"}',
        b'{"id": "d1", "client": {"id": "c1"}, "note": "say \\"id\\""}',
        b'{"id": "d1", "note": "first", "note": "last"}',
        b'{"id": "d1", "items": ["id", {"id": "i1", "id": "i2"}]}',
    ],
)
async def test_a_key_that_stands_twice_beside_them_does_no_harm(said):
    setup = rig(Response(status=200, headers={}, body=said))

    assert (await create(setup))["id"] == "d1"
    assert setup.transport.methods == ["POST"]
