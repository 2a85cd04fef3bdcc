"""Payments: what is paid, what is due, and the same payments wherever they are looked for."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from spaceinvoices_async.errors import NotFoundError, ValidationError

MAY = datetime(2026, 5, 2, tzinfo=UTC)


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization()


@pytest.fixture
def invoice(local_sandbox, organization):
    """An invoice over 100 of which nothing is paid."""
    return local_sandbox.seed.document(organization)


async def due(client, document_id):
    document = await client.documents.get(document_id)
    return document.total_paid, document.total_due, document.paid_in_full


async def test_a_payment_changes_what_is_due(local_client, invoice):
    await local_client.documents.create_payment(invoice, type="bank", amount=40, date=MAY)

    assert await due(local_client, invoice) == (Decimal(40), Decimal(60), False)


async def test_a_payment_without_an_amount_pays_the_rest(local_client, invoice):
    await local_client.documents.create_payment(invoice, type="bank", amount=40, date=MAY)
    payment = await local_client.documents.create_payment(invoice, type="card", date=MAY)

    assert payment.amount == Decimal(60)
    assert await due(local_client, invoice) == (Decimal(100), Decimal(0), True)


async def test_payments_may_come_to_more_than_the_total(local_client, invoice):
    for _ in range(2):
        await local_client.documents.create_payment(invoice, type="bank", amount=80, date=MAY)

    assert await due(local_client, invoice) == (Decimal(160), Decimal(0), True)


async def test_a_payment_taken_back_is_due_again(local_client, invoice):
    payment = await local_client.documents.create_payment(invoice, type="bank", date=MAY)

    assert await local_client.payments.delete(payment.id) == 1
    assert await due(local_client, invoice) == (Decimal(0), Decimal(100), False)
    assert await local_client.payments.delete(payment.id) == 0
    with pytest.raises(NotFoundError):
        await local_client.payments.get(payment.id)


async def test_a_replaced_payment_stays_with_its_document(local_client, invoice):
    payment = await local_client.documents.create_payment(invoice, type="bank", note="a", date=MAY)
    replaced = await local_client.payments.replace(payment.id, type="cash", amount=30, date=MAY)

    assert (replaced.id, replaced.document_id, replaced.type) == (payment.id, invoice, "cash")
    assert "note" not in replaced.to_dict()
    assert await due(local_client, invoice) == (Decimal(30), Decimal(70), False)


async def test_an_organization_s_route_pays_the_document_that_the_body_names(
    local_client, organization, invoice
):
    payment = await local_client.payments.create(
        organization, type="bank", amount=10, date=MAY, document_id=invoice
    )

    assert payment.document_id == invoice
    assert await due(local_client, invoice) == (Decimal(10), Decimal(90), False)
    with pytest.raises(ValidationError) as caught:
        await local_client.payments.create(
            organization, type="bank", date=MAY, document_id="0" * 24
        )
    assert list(caught.value.fields) == ["documentId"]


async def test_payments_are_found_by_document_and_by_organization(
    local_sandbox, local_client, organization, invoice
):
    other = local_sandbox.seed.document(organization, payments=[{"type": "card"}])
    for amount in (1, 2, 3):
        await local_client.documents.create_payment(invoice, type="bank", amount=amount, date=MAY)

    amounts = [row.amount async for row in local_client.documents.list_payments(invoice)]
    large = {"amount": {"gte": 2}}
    assert amounts == [1, 2, 3]
    assert await local_client.documents.count_payments(invoice) == 3
    assert await local_client.documents.count_payments(invoice, where=large) == 2
    assert await local_client.payments.count(organization) == 4
    found = [row async for row in local_client.payments.list(organization, where={"type": "card"})]
    assert [(row.document_id, row.amount) for row in found] == [(other, 100)]
    assert (await local_client.payments.get(found[0].id)).document_id == other


async def test_the_document_carries_the_same_payments(local_sandbox, local_client, organization):
    document = local_sandbox.seed.document(organization, payments=[{"type": "card", "amount": 5}])
    await local_client.documents.create_payment(document, type="bank", amount=6, date=MAY)

    carried = (await local_client.documents.get(document)).payments
    listed = [row async for row in local_client.documents.list_payments(document)]
    assert [row.to_dict() for row in carried] == [row.to_dict() for row in listed]
    assert [row.amount for row in carried] == [5, 6]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"type": "barter", "date": MAY}, "type"),
        ({"type": "bank", "date": None}, "date"),
        ({"type": "bank", "date": MAY, "amount": None}, None),
    ],
)
async def test_what_a_payment_lacks_is_named(local_client, invoice, fields, wrong):
    call = local_client.documents.create_payment(invoice, **fields)
    if wrong is None:
        assert (await call).amount == 100
        return
    with pytest.raises(ValidationError) as caught:
        await call
    assert list(caught.value.fields) == [wrong]
    assert await local_client.documents.count_payments(invoice) == 0


async def test_a_payment_of_a_document_that_is_not_there_is_a_404(local_client):
    with pytest.raises(NotFoundError):
        await local_client.documents.create_payment("0" * 24, type="bank", date=MAY)


async def test_payments_count_in_the_statistics(local_client, organization, invoice):
    await local_client.documents.create_payment(invoice, type="bank", amount=40, date=MAY)

    stats = await local_client.organizations.total_stats(organization)
    assert (stats["totalPaid"], stats["totalDue"]) == (40, 60)
