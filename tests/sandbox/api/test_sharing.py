"""Public links, attachments, comments, XML invoices and fiscal verification."""

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.errors import ApiError, NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization(country="Slovenia")


@pytest.fixture
def invoice(local_sandbox, organization):
    return local_sandbox.seed.document(organization)


async def test_a_shared_document_is_read_without_a_token(local_sandbox, local_client, invoice):
    link = await local_client.documents.share(invoice)
    attachment = await local_client.documents.upload_attachment(invoice, file=b"scan")
    async with AsyncSpaceInvoices(
        "a-token-nobody-has", transport=local_sandbox.transport(), base_url=local_sandbox.url
    ) as stranger:
        document = await stranger.documents.get_public(link)
        assert (document.id, document.total) == (invoice, 100)
        assert (await stranger.documents.public_pdf(link)).startswith(b"%PDF")
        assert b"Invoice" in await stranger.documents.public_e_slog(link)
        file = await stranger.documents.public_attachment(link, str(attachment["id"]))
        assert file == b"scan"
        with pytest.raises(NotFoundError):
            await stranger.documents.get_public("nothing")


async def test_what_is_due_of_a_shared_document_can_be_paid_online(
    local_sandbox, local_client, organization
):
    invoice = local_sandbox.seed.document(
        organization, payments=[{"type": "card", "amount": 59.99}], currencyId="EUR"
    )
    link = await local_client.documents.share(invoice)

    for ask in (
        local_client.documents.payment_intent,
        local_client.documents.stripe_connect_payment_intent,
    ):
        intent = await ask(link)
        assert (intent["amount"], intent["currency"]) == (4001, "eur")
    await local_client.documents.update(invoice, charges_disabled=True)
    with pytest.raises(ApiError) as caught:
        await local_client.documents.payment_intent(link)
    assert caught.value.code == "CHARGES_DISABLED"


async def test_a_link_stays_until_it_is_made_anew(local_client, invoice):
    link = await local_client.documents.share(invoice)
    assert await local_client.documents.share(invoice) == link
    other = await local_client.documents.share(invoice, regenerate=True)

    assert other != link
    with pytest.raises(NotFoundError):
        await local_client.documents.get_public(link)


async def test_an_attachment_of_another_document_is_not_shared(
    local_sandbox, local_client, organization, invoice
):
    link = await local_client.documents.share(invoice)
    other = local_sandbox.seed.document(organization)
    attachment = await local_client.documents.upload_attachment(other, file=b"secret")

    with pytest.raises(NotFoundError):
        await local_client.documents.public_attachment(link, str(attachment["id"]))


async def test_comments_are_kept_with_the_document(local_client, invoice):
    first = await local_client.documents.create_comment(invoice, text="Paid?")
    second = await local_client.documents.create_comment(invoice, text="Yes")
    await local_client.documents.replace_comment(invoice, first.id, text="Paid!")

    document = await local_client.documents.get(invoice)
    assert [comment.text for comment in document.comments] == ["Paid!", "Yes"]
    await local_client.documents.delete_comment(invoice, second.id)
    document = await local_client.documents.get(invoice)
    assert [comment.id for comment in document.comments] == [first.id]
    with pytest.raises(NotFoundError):
        await local_client.documents.delete_comment(invoice, second.id)
    with pytest.raises(ValidationError):
        await local_client.documents.create_comment(invoice, text="")


async def test_an_xml_invoice_is_read_back_as_what_creates_it(local_client, organization, invoice):
    xml = await local_client.documents.e_slog(invoice)
    read = await local_client.documents.parse_xml(file=xml)
    copy = await local_client.documents.create(organization, body=read)

    original = await local_client.documents.get(invoice)
    assert (copy.total_with_tax, copy.incoming) == (original.total_with_tax, True)
    assert copy.client.name == original.issuer.name
    assert [line.name for line in copy.items] == [line.name for line in original.items]


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
async def test_what_is_no_xml_invoice_is_refused(local_client, data):
    with pytest.raises(ApiError) as caught:
        await local_client.documents.parse_xml(file=data)

    assert (caught.value.status, caught.value.code) == (400, "INVALID_FILE")


async def test_a_verified_invoice_is_cancelled_by_a_credit_note(
    local_client, organization, invoice
):
    await local_client.documents.fiscally_verify(invoice)
    await local_client.documents.cancel(invoice)
    await local_client.documents.cancel(invoice)

    notes = (await local_client.documents.list(organization, where={"type": "credit-note"})).items
    assert [(note.total_with_tax, note.previous_document_id) for note in notes] == [(-100, invoice)]
    with pytest.raises(ApiError) as caught:
        await local_client.documents.uncancel(invoice)
    assert caught.value.code == "DOCUMENT_VERIFIED"


async def test_a_cancellation_is_taken_back(local_client, organization, invoice):
    await local_client.documents.cancel(invoice)

    assert await local_client.documents.uncancel(invoice) is True
    assert (await local_client.documents.get(invoice)).canceled is False
    notes = {"type": "credit-note"}
    assert await local_client.documents.count(organization, where=notes) == 0


async def test_a_document_is_marked_as_sent_by_post(local_client, invoice):
    assert await local_client.documents.mark_sent(invoice) is True
    assert (await local_client.documents.get(invoice)).sent_snail_mail is True


async def test_premises_and_devices_are_kept_and_told_together(local_client, organization):
    premise = await local_client.business_premises.create(
        organization, label="P1", type="realestate"
    )
    device = await local_client.electronic_devices.create(premise.id, label="D1")
    renamed = await local_client.electronic_devices.update(device.id, label="D2")

    told = await local_client.business_premises.list(organization, include="electronicDevices")
    included = told.items[0].electronic_devices
    assert [(one.id, one.label) for one in included] == [(device.id, "D2")]
    assert renamed.business_premise_id == premise.id
    assert await local_client.electronic_devices.delete(device.id) == 1
    assert (await local_client.electronic_devices.list(premise.id)).items == ()
    assert await local_client.business_premises.delete(premise.id) == 1


async def test_premises_and_devices_have_names_of_their_own(local_client, organization):
    premises = local_client.business_premises
    first = await premises.create(organization, label="P1")
    second = await premises.create(organization, label="P2")
    await local_client.electronic_devices.create(first.id, label="D1")
    await local_client.electronic_devices.create(second.id, label="D1")

    for call in (
        premises.create(organization, label="P1"),
        premises.update(second.id, label="P1"),
        local_client.electronic_devices.create(first.id, label="D1"),
    ):
        with pytest.raises(ValidationError) as caught:
            await call
        assert len(caught.value.fields) == 1


async def test_a_certificate_is_there_once_it_was_uploaded(local_client, organization):
    has = local_client.organizations.has_certificate

    assert await has(organization, type="furs") is False
    await local_client.organizations.upload_certificate(
        organization, type="furs", certificate=b"certificate", passphrase="secret"
    )
    assert await has(organization, type="furs") is True
    assert await has(organization, type="furs", environment="test") is False
