"""Documents after they were issued: changed, cancelled, mailed, deleted."""

from datetime import UTC, datetime

import pytest

from spaceinvoices_async.errors import ApiError, NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization(country="Belgium")


@pytest.fixture
def invoice(local_sandbox, organization):
    return local_sandbox.seed.document(organization, note="Thank you", uniqueId="order-1")


async def test_new_lines_change_the_totals_and_nothing_else(local_client, invoice):
    before = await local_client.documents.get(invoice)
    await local_client.documents.create_payment(
        invoice, type="bank", amount=100, date=datetime(2026, 1, 2, tzinfo=UTC)
    )
    after = await local_client.documents.update(
        invoice,
        items=[{"name": "Space suit", "price": 100, "quantity": 2, "taxes": [{"rate": 21}]}],
    )

    assert (after.total, after.total_with_tax) == (200, 242)
    assert (after.total_paid, after.total_due, after.paid_in_full) == (100, 142, False)
    kept = ("id", "number", "note", "unique_id", "client_id", "created_at", "issued_at", "date")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.client == before.client
    assert after.issuer == before.issuer
    assert (await local_client.documents.get(invoice)).to_dict() == after.to_dict()


async def test_a_change_of_a_text_keeps_the_lines_and_their_ids(local_client, invoice):
    before = await local_client.documents.get(invoice)
    after = await local_client.documents.update(invoice, note="Thanks", custom={"order": 1})

    assert (after.note, after.custom) == ("Thanks", {"order": 1})
    assert [line.id for line in after.items] == [line.id for line in before.items]
    assert after.total_with_tax == before.total_with_tax


async def test_a_replaced_document_keeps_its_number_and_loses_its_note(local_client, invoice):
    before = await local_client.documents.get(invoice)
    after = await local_client.documents.replace(
        invoice, client={"name": "Major Tom"}, items=[{"name": "Helmet", "price": 50}]
    )

    assert (after.id, after.number, after.unique_id) == (invoice, before.number, "order-1")
    assert (after.client.name, after.total) == ("Major Tom", 50)
    assert after.note != before.note


async def test_a_draft_gets_its_number_when_it_is_issued(local_sandbox, local_client, organization):
    draft = local_sandbox.seed.document(organization, draft=True)
    other = await local_client.documents.get(local_sandbox.seed.document(organization))
    issued = await local_client.documents.update(draft, draft=False)

    assert int(issued.number.rpartition("-")[2]) == int(other.number.rpartition("-")[2]) + 1
    assert issued.issued_at is not None
    with pytest.raises(ValidationError) as caught:
        await local_client.documents.update(draft, draft=True)
    assert list(caught.value.fields) == ["draft"]


async def test_the_type_of_a_document_cannot_be_changed(local_client, invoice):
    with pytest.raises(ValidationError) as caught:
        await local_client.documents.update(invoice, type="estimate")

    assert list(caught.value.fields) == ["type"]


async def test_an_unexpected_total_changes_nothing(local_client, invoice):
    with pytest.raises(ValidationError) as caught:
        await local_client.documents.update(
            invoice, items=[{"name": "Helmet", "price": 50}], expected_total_with_tax=51
        )

    assert list(caught.value.fields) == ["expectedTotalWithTax"]
    assert (await local_client.documents.get(invoice)).total == 100


async def test_supplied_totals_are_kept_on_a_received_document(local_client, organization):
    bill = await local_client.documents.create(
        organization,
        unique_id="bill-1",
        incoming=True,
        custom_totals=True,
        total="99.99",
        total_discount=0,
        total_with_tax="121.01",
        client={"name": "Supplier"},
        items=[{"name": "Fuel", "price": 100}],
    )

    assert (str(bill.total), str(bill.total_with_tax)) == ("99.99", "121.01")


async def test_an_issued_invoice_is_cancelled_instead_of_deleted(
    local_client, organization, invoice
):
    with pytest.raises(ApiError) as caught:
        await local_client.documents.delete(invoice)
    assert (caught.value.status, caught.value.code) == (422, "DOCUMENT_NOT_DELETABLE")

    assert await local_client.documents.cancel(invoice) is True
    assert (await local_client.documents.get(invoice)).canceled is True
    assert await local_client.documents.count(organization) == 1
    stats = await local_client.organizations.total_stats(organization)
    assert stats["totalDue"] == 0


async def test_a_cancelled_number_stays_taken(local_sandbox, local_client, organization, invoice):
    await local_client.documents.cancel(invoice)
    following = await local_client.documents.get(local_sandbox.seed.document(organization))

    assert following.number.endswith("-00002")


@pytest.mark.parametrize("fields", [{"type": "estimate"}, {"draft": True}])
async def test_estimates_and_drafts_can_be_deleted(
    local_sandbox, local_client, organization, fields
):
    document = local_sandbox.seed.document(organization, **fields)

    assert await local_client.documents.delete(document) == 1
    assert await local_client.documents.delete(document) == 0
    with pytest.raises(NotFoundError):
        await local_client.documents.get(document)


async def test_a_sent_document_is_in_the_outbox_once_per_recipient(
    local_sandbox, local_client, invoice
):
    document = await local_client.documents.get(invoice)
    await local_client.documents.send(
        invoice,
        recipients="a@example.com, b@example.com",
        subject="Invoice [document number]",
        message="For [client name]",
        language="de",
    )

    mails = [mail for mail in local_sandbox.world.outbox if mail["kind"] == "document"]
    assert [mail["to"] for mail in mails] == ["a@example.com", "b@example.com"]
    assert mails[0]["subject"] == f"Invoice {document.number}"
    assert (mails[0]["message"], mails[0]["language"]) == ("For Rocket man", "de")


async def test_the_address_is_kept_with_the_client_on_request(local_client, invoice):
    await local_client.documents.send(invoice, recipients="new@example.com", associate_email=True)

    document = await local_client.documents.get(invoice)
    assert (await local_client.clients.get(document.client_id)).email == "new@example.com"


async def test_a_document_is_not_sent_to_nobody(local_client, invoice):
    with pytest.raises(ValidationError) as caught:
        await local_client.documents.send(invoice, recipients=" , ")

    assert list(caught.value.fields) == ["recipients"]
