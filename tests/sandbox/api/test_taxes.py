"""Taxes and their rates over time."""

from datetime import UTC, datetime

import pytest

from spaceinvoices_async.errors import ApiError, NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization(country="Belgium")


async def vat(client, organization, **fields):
    fields = {"name": "Value added tax", "abbreviation": "VAT", "rates": [{"rate": 20}], **fields}
    return await client.taxes.create(organization, **fields)


async def invoice(client, organization, tax, unique_id, date):
    return await client.documents.create(
        organization,
        unique_id=unique_id,
        date=date,
        client={"name": "Rocket man"},
        items=[{"name": "Space suit", "price": 100, "taxes": [{"tax_id": tax.id}]}],
    )


async def test_a_new_organization_has_the_taxes_of_its_country(local_client, organization):
    taxes = [tax async for tax in local_client.taxes.list(organization)]

    assert "standard" in {tax.classification for tax in taxes}
    assert await local_client.taxes.count(organization) == len(taxes)


async def test_a_document_takes_the_rate_of_its_own_date(local_client, organization):
    tax = await vat(local_client, organization)
    await local_client.taxes.create_rate(
        tax.id, rate=25, date_valid_from=datetime(2026, 1, 1, tzinfo=UTC)
    )

    before = await invoice(
        local_client, organization, tax, "order-1", datetime(2025, 12, 31, tzinfo=UTC)
    )
    after = await invoice(
        local_client, organization, tax, "order-2", datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert (before.total_with_tax, after.total_with_tax) == (120, 125)


async def test_rates_are_sorted_newest_first_and_begin_in_1970(local_client, organization):
    tax = await vat(
        local_client,
        organization,
        rates=[{"rate": 20}, {"rate": 22, "date_valid_from": datetime(2013, 7, 1, tzinfo=UTC)}],
    )

    assert [(rate.rate, rate.date_valid_from.year) for rate in tax.rates] == [
        (22, 2013),
        (20, 1970),
    ]


async def test_a_deleted_rate_holds_no_longer(local_client, organization):
    tax = await vat(local_client, organization)
    rate = await local_client.taxes.create_rate(
        tax.id, rate=25, date_valid_from=datetime(2020, 1, 1, tzinfo=UTC)
    )
    await local_client.taxes.delete_rate(tax.id, rate.id)

    assert [kept.rate for kept in (await local_client.taxes.get(tax.id)).rates] == [20]
    with pytest.raises(NotFoundError):
        await local_client.taxes.delete_rate(tax.id, rate.id)


async def test_a_tax_on_a_document_cannot_be_deleted(local_client, organization):
    used, free = [await vat(local_client, organization) for _ in range(2)]
    await invoice(local_client, organization, used, "order-1", datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(ApiError) as caught:
        await local_client.taxes.delete(used.id)
    assert (caught.value.status, caught.value.code) == (422, "TAX_IN_USE")
    assert await local_client.taxes.delete(free.id) == 1
    assert await local_client.taxes.delete(free.id) == 0


async def test_a_replaced_tax_has_the_rates_that_were_sent(local_client, organization):
    tax = await vat(local_client, organization, compound=True)
    replaced = await local_client.taxes.replace(tax.id, name="VAT", rates=[{"rate": 19}])

    assert (replaced.id, replaced.compound) == (tax.id, False)
    assert [rate.rate for rate in replaced.rates] == [19]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"rates": []}, "_taxRates"),
        ({"rates": [{"rate": None}]}, "_taxRates"),
        ({"name": ""}, "name"),
    ],
)
async def test_what_a_tax_lacks_is_named(local_client, organization, fields, wrong):
    with pytest.raises(ValidationError) as caught:
        await vat(local_client, organization, **fields)

    assert list(caught.value.fields) == [wrong]
