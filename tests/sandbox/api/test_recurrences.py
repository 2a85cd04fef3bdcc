"""Recurrences: documents that are issued again as the date moves on."""

from datetime import UTC, datetime, timedelta

import pytest

from spaceinvoices_async.errors import ApiError, NotFoundError, ValidationError


@pytest.fixture
def organization(frozen_clock, local_sandbox):
    return local_sandbox.seed.organization()


@pytest.fixture
def invoice(local_sandbox, organization):
    return local_sandbox.seed.document(
        organization, payments=[{"type": "card"}], uniqueId="order-1"
    )


async def monthly(client, document_id, **fields):
    fields = {
        "name": "Monthly",
        "type": "month",
        "date_first": datetime(2026, 1, 31, tzinfo=UTC),
        "num_recurrences": 3,
        **fields,
    }
    return await client.documents.create_recurrence(document_id, **fields)


async def issued(client, organization):
    return [document async for document in client.documents.list(organization, order="number ASC")]


async def test_nothing_is_issued_before_the_first_day(
    frozen_clock, local_client, organization, invoice
):
    await monthly(local_client, invoice)
    frozen_clock.advance(timedelta(days=29))

    assert await local_client.documents.count(organization) == 1


async def test_each_month_a_document_with_its_own_date_and_number(
    frozen_clock, local_client, organization, invoice
):
    recurrence = await monthly(local_client, invoice)
    frozen_clock.advance(timedelta(days=120))

    first, *repeated = await issued(local_client, organization)
    assert [document.date.date().isoformat() for document in repeated] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
    ]
    assert [document.number for document in repeated] == ["2026-00002", "2026-00003", "2026-00004"]
    assert {document.total_with_tax for document in repeated} == {first.total_with_tax}
    assert [(document.total_paid, document.payments) for document in repeated] == [(0, [])] * 3
    assert all("uniqueId" not in document.to_dict() for document in repeated)
    told = await local_client.recurrences.get(recurrence.id)
    assert [entry.document_id for entry in told.dates] == [document.id for document in repeated]
    assert [entry.iteration for entry in told.dates] == [1, 2, 3]
    assert "nextDate" not in told.to_dict()


async def test_a_past_first_day_is_made_up_for_at_once(local_client, organization, invoice):
    recurrence = await monthly(
        local_client, invoice, type="week", date_first=datetime(2025, 12, 18, tzinfo=UTC)
    )

    assert len(recurrence.dates) == 3
    assert await local_client.documents.count(organization) == 4


async def test_a_deleted_recurrence_issues_nothing_more(
    frozen_clock, local_client, organization, invoice
):
    recurrence = await monthly(local_client, invoice)
    frozen_clock.advance(timedelta(days=31))
    assert await local_client.documents.count(organization) == 2
    assert await local_client.recurrences.delete(recurrence.id) == 1
    frozen_clock.advance(timedelta(days=365))

    assert await local_client.documents.count(organization) == 2
    with pytest.raises(NotFoundError):
        await local_client.documents.get_recurrence(invoice)


async def test_drafts_and_mails_on_request(
    frozen_clock, local_sandbox, local_client, organization, invoice
):
    await monthly(local_client, invoice, save_as_draft=True, auto_send=True, num_recurrences=1)
    frozen_clock.advance(timedelta(days=31))

    drafts = await local_client.documents.list(organization, where={"draft": True})
    assert len(drafts.items) == 1
    kinds = [mail["kind"] for mail in local_sandbox.world.outbox]
    assert kinds == ["document", "recurrence"]


async def test_a_document_has_one_recurrence_at_most(local_client, organization, invoice):
    recurrence = await monthly(local_client, invoice)

    with pytest.raises(ApiError) as caught:
        await monthly(local_client, invoice)
    assert caught.value.code == "RECURRENCE_EXISTS"
    assert (await local_client.documents.get_recurrence(invoice)).id == recurrence.id
    assert await local_client.recurrences.count(organization) == 1
    listed = await local_client.recurrences.list(organization)
    assert [row.id for row in listed.items] == [recurrence.id]


async def test_the_recurrence_of_a_document_comes_on_request(local_client, organization, invoice):
    recurrence = await monthly(local_client, invoice)

    told = await local_client.documents.get(invoice, include="recurrence")
    listed = await local_client.documents.list(organization, include="recurrence")
    plain = await local_client.documents.get(invoice)
    assert [told.recurrence, listed.items[0].recurrence] == [recurrence] * 2
    assert "recurrence" not in plain.to_dict()


async def test_a_replaced_recurrence_goes_on_after_what_it_issued(
    frozen_clock, local_client, organization, invoice
):
    recurrence = await monthly(local_client, invoice)
    frozen_clock.advance(timedelta(days=31))
    replaced = await local_client.recurrences.replace(
        recurrence.id,
        name="Twice",
        type="month",
        date_first=datetime(2026, 1, 31, tzinfo=UTC),
        num_recurrences=2,
    )

    assert len(replaced.dates) == 1
    frozen_clock.advance(timedelta(days=365))
    assert await local_client.documents.count(organization) == 3


@pytest.mark.parametrize(
    ("fields", "wrong"), [({"type": "day"}, "type"), ({"num_recurrences": "1.5"}, "numRecurrences")]
)
async def test_what_is_wrong_with_a_recurrence_is_named(local_client, invoice, fields, wrong):
    with pytest.raises(ValidationError) as caught:
        await monthly(local_client, invoice, **fields)

    assert list(caught.value.fields) == [wrong]
