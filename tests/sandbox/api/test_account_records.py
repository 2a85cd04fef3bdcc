"""Tokens, white labels, usage and requests of an account; what everybody may look up."""

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.errors import AccessDeniedError, ApiError, InvalidTokenError, NotFoundError


@pytest.fixture
async def me(local_client):
    return (await local_client.accounts.authorized()).id


async def test_a_token_is_made_used_and_ended(local_sandbox, local_client, me):
    made = await local_client.access_tokens.create(me, ttl=60, scopes=["documents"])
    async with AsyncSpaceInvoices(
        made.id, transport=local_sandbox.transport(), base_url=local_sandbox.url
    ) as other:
        assert (await other.accounts.authorized()).id == me
        listed = await local_client.access_tokens.list(me)
        assert made.id in [token.id for token in listed.items]
        await local_client.access_tokens.delete(me, made.id)
        with pytest.raises((InvalidTokenError, AccessDeniedError)):
            await other.accounts.authorized()
    with pytest.raises(NotFoundError):
        await local_client.access_tokens.delete(me, made.id)


async def test_the_token_of_a_stranger_is_not_listed(local_sandbox, local_client):
    child = local_sandbox.seed.account()
    token = local_sandbox.seed.token(child)
    root = local_sandbox.app.root_id
    async with AsyncSpaceInvoices(
        token, transport=local_sandbox.transport(), base_url=local_sandbox.url
    ) as other:
        with pytest.raises(AccessDeniedError):
            await other.access_tokens.list(root)
    assert (await local_client.access_tokens.list(child)).items[0].id == token


async def test_white_labels_belong_to_the_account(local_client, me):
    label = await local_client.white_labels.create(name="Rocket books")
    changed = await local_client.white_labels.update(label.id, domain="books.example.com")

    assert (changed.name, changed.account_id) == ("Rocket books", me)
    assert [row.id for row in (await local_client.white_labels.list()).items] == [label.id]


async def test_logs_and_usages_count_the_documents(local_sandbox, local_client, me):
    organization = local_sandbox.seed.organization()
    local_sandbox.seed.document(organization, uniqueId="order-1")

    logs = (await local_client.accounts.list_logs(me)).items
    assert [log.unique_id for log in logs] == ["order-1"]
    assert await local_client.accounts.count_logs(me) == 1
    usages = (await local_client.accounts.list_usages(me)).items
    assert [usage.additional_properties["documents"] for usage in usages] == [1]
    assert await local_client.accounts.count_usages(me) == 1
    assert (await local_client.accounts.subscription())["accountId"] == me
    assert (await local_client.accounts.identity_verification())["status"] == "verified"


async def test_numbers_are_asked_for_and_not_reserved(frozen_clock, local_sandbox, local_client):
    organization = local_sandbox.seed.organization()
    organizations = local_client.organizations

    assert await organizations.last_doc_number(organization, type="invoice") == ""
    for _ in range(2):
        following = await organizations.next_doc_number(organization, type="invoice")
        assert following == "2026-00001"
    document = local_sandbox.seed.document(organization)
    assert await organizations.last_doc_number(organization, type="invoice") == "2026-00001"
    asked = {"type": "invoice", "number": "2026-00001"}
    assert await organizations.is_unique_doc_number(organization, **asked) is False
    assert (
        await organizations.is_unique_doc_number(organization, **asked, ignore_id=document) is True
    )
    assert (
        await organizations.is_unique_doc_number(organization, type="estimate", number="2026-00001")
        is True
    )
    assert await organizations.this_month_invoices(organization) == 1


async def test_documents_are_searched_and_printed_together(local_sandbox, local_client):
    organization = local_sandbox.seed.organization()
    first, second = local_sandbox.seed.documents(organization, 2)
    local_sandbox.seed.document(organization, type="estimate")

    found = await local_client.documents.search(organization, term="rocket", type="invoice")
    assert [document.id for document in found] == [first, second]
    answer = await local_client.documents.pdfs(organization, ids=[first, second])
    kept = local_sandbox.world.store.blob(f"export/{answer.link.rpartition('/')[2][:-4]}")
    assert kept is not None
    assert (kept[0], kept[1].count(b"%PDF")) == ("application/zip", 2)
    with pytest.raises(NotFoundError):
        await local_client.documents.pdfs(organization, ids=["0" * 24])
    queued = await local_client.documents.parse_image(organization, file=b"picture")
    assert queued["status"] == "queued"


async def test_currencies_and_countries_are_those_of_the_world(local_client):
    euro = await local_client.currencies.list(where={"id": "EUR"})
    assert [(row.name, row.symbol, row.type) for row in euro.items] == [("Euro", "€", "fiat")]
    crypto = await local_client.currencies.list(where={"type": "crypto"})
    assert "BTC" in {row.id for row in crypto.items}
    belgium = await local_client.countries.list(where={"alpha2Code": "BE"})
    assert belgium.items[0].taxes[0].rate == "21"
    assert len([row async for row in local_client.countries.list()]) > 200
    assert (await local_client.countries.match(term="Belgique")).match == "BE"
    assert (await local_client.countries.match(term="Atlantis")).match is None


async def test_companies_are_suggested(local_client):
    found = await local_client.companies.search(term="raketa")
    assert [company.country for company in found] == ["Slovenia"]
    assert await local_client.companies.search(term="raketa", country="Belgium") == []
    assert (await local_client.companies.list()).items[0].tax_number.startswith("SI")


async def test_the_clause_of_a_tax_depends_on_both_countries(local_client):
    async def kind(issuer, client):
        answer = await local_client.taxes.clause_type(
            issuer={"name": "A", "country": issuer}, client={"name": "B", "country": client}
        )
        return answer.tax_clause_type

    assert await kind("Belgium", "Belgium") == "domestic"
    assert await kind("Belgium", "Germany") == "union"
    assert await kind("Belgium", "Japan") == "export"
    assert await kind("Belgium", "UK") == "export"
    assert await kind("Japan", "Germany") == "export"


async def test_second_spellings_lead_to_the_same_operations(local_sandbox, local_client):
    organization = local_sandbox.seed.organization()
    client = local_sandbox.seed.client(organization)
    item = await local_client.items.create(organization, name="Space suit")
    request = local_client.request
    base = f"/v1/organizations/{organization}"

    assert [
        row["id"]
        for row in await request("GET", f"{base}/search-clients", query={"term": "rocket"})
    ] == [client]
    assert [
        row["id"] for row in await request("GET", f"{base}/search-items", query={"term": "suit"})
    ] == [item.id]
    replaced = await request("POST", f"/v1/clients/{client}/replace", body={"name": "Major Tom"})
    assert (replaced["id"], replaced["name"]) == (client, "Major Tom")
    document = local_sandbox.seed.document(organization)
    with pytest.raises(NotFoundError):
        await request("GET", f"/v1/documents/{document}/recurrences")
    unit = local_sandbox.seed.unit(organization)
    assert (await request("PUT", f"/v1/units/{unit}", body={"name": "Moon"}))["name"] == "Moon"
    with pytest.raises(ApiError) as caught:
        await request("DELETE", f"{base}/delete-image")
    assert caught.value.status == 400
