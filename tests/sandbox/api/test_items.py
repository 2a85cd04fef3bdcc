"""Items: stored once, searched, and used to fill the lines of documents."""

from decimal import Decimal

import pytest

from spaceinvoices_async.errors import NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization(country="Belgium")


async def suit(client, organization, **fields):
    fields = {"name": "Space suit", "sku": "SUIT-1", "price": 1000, "unit": "item", **fields}
    return await client.items.create(organization, **fields)


async def test_an_item_takes_its_taxes_by_rate_or_by_classification(local_client, organization):
    by_rate = await suit(local_client, organization, taxes=[{"rate": 21}])
    by_class = await suit(
        local_client, organization, sku="SUIT-2", taxes=[{"classification": "standard"}]
    )
    standard = await local_client.taxes.list(organization, where={"classification": "standard"})

    assert by_rate.tax_ids == by_class.tax_ids == [standard.items[0].id]
    with pytest.raises(ValidationError) as caught:
        await suit(local_client, organization, sku="SUIT-3", taxes=[{"rate": 99}])
    assert list(caught.value.fields) == ["_itemTaxes"]


async def test_the_taxes_of_an_item_come_on_request(local_client, organization):
    item = await suit(local_client, organization, taxes=[{"rate": 21}])

    told = await local_client.items.get(item.id, include="taxes")
    assert [rate.rate for tax in told.taxes for rate in tax.rates] == [21]
    listed = await local_client.items.list(organization, include="taxes")
    assert [tax.id for tax in listed.items[0].taxes] == item.tax_ids


async def test_a_line_is_filled_from_the_item_it_names(local_client, organization):
    item = await suit(local_client, organization, taxes=[{"rate": 21}], description="White")
    document = await local_client.documents.create(
        organization,
        unique_id="order-1",
        client={"name": "Rocket man"},
        items=[
            {"item_id": item.id, "load": True, "quantity": 2},
            {"sku": "SUIT-1", "load": True, "price": 10, "name": "Used suit"},
        ],
    )

    first, second = document.items
    assert (first.name, first.description, first.unit) == ("Space suit", "White", "item")
    assert (first.total, first.total_with_tax) == (2000, 2420)
    assert (second.name, second.price, second.item_id) == ("Used suit", 10, item.id)


async def test_a_line_that_asks_for_it_becomes_an_item(local_client, organization):
    document = await local_client.documents.create(
        organization,
        unique_id="order-1",
        client={"name": "Rocket man"},
        items=[
            {"name": "Helmet", "price": 50, "save": True, "taxes": [{"rate": 21}]},
            {"name": "Visor", "price": 5},
        ],
    )

    items = await local_client.items.list(organization)
    assert [(item.name, item.price) for item in items.items] == [("Helmet", Decimal(50))]
    assert document.items[0].item_id == items.items[0].id
    assert len(items.items[0].tax_ids) == 1


async def test_items_are_searched_by_text_and_by_direction(local_client, organization):
    await suit(local_client, organization, type="outgoing")
    await suit(local_client, organization, name="Fuel", sku="FUEL", type="incoming")

    assert [row.name for row in await local_client.items.search(organization, term="suit")] == [
        "Space suit"
    ]
    assert await local_client.items.search(organization, term="suit", type="incoming") == []
    assert [
        row.name
        for row in await local_client.items.search(organization, term="fuel", type="incoming")
    ] == ["Fuel"]


@pytest.mark.parametrize("sku", ["SUIT-1", "SUIT 2"])
async def test_a_stock_number_is_unique_and_has_no_spaces(local_client, organization, sku):
    await suit(local_client, organization)
    with pytest.raises(ValidationError) as caught:
        await suit(local_client, organization, sku=sku)

    assert list(caught.value.fields) == ["SKU"]
    assert await local_client.items.count(organization) == 1


async def test_a_replaced_item_loses_what_is_not_sent(local_client, organization):
    item = await suit(local_client, organization)
    replaced = await local_client.items.replace(item.id, name="Old suit", sku="SUIT-1")

    assert (replaced.id, replaced.name) == (item.id, "Old suit")
    assert "price" not in replaced.to_dict()


async def test_a_deleted_item_is_hidden_and_found_on_request(local_client, organization):
    item = await suit(local_client, organization)

    assert await local_client.items.delete(item.id) == 1
    assert await local_client.items.delete(item.id) == 0
    with pytest.raises(NotFoundError):
        await local_client.items.get(item.id)
    assert await local_client.items.count(organization) == 0
    found = await local_client.items.list(organization, deleted=True)
    assert [row.id for row in found.items] == [item.id]
