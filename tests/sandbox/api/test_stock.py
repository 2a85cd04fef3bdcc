"""Price lists, warehouses, stock and parts of items."""

import pytest

from spaceinvoices_async.errors import NotFoundError, ValidationError


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization()


@pytest.fixture
async def suit(local_client, organization):
    return await local_client.items.create(
        organization, name="Space suit", price=100, track_inventory=True
    )


async def test_a_price_list_sets_the_price_of_a_line(local_client, organization, suit):
    resellers = await local_client.price_lists.create(organization, name="Resellers")
    price = await local_client.prices.create(resellers.id, item_id=suit.id, price=90)
    document = await local_client.documents.create(
        organization,
        price_list_id=resellers.id,
        client={"name": "Rocket man"},
        items=[
            {"item_id": suit.id, "load": True},
            {"item_id": suit.id, "load": True, "price": 50},
        ],
    )

    assert [line.price for line in document.items] == [90, 50]
    assert (await local_client.prices.update(price.id, price=80)).price == 80
    items = await local_client.price_lists.list_items(resellers.id)
    assert [item.id for item in items.items] == [suit.id]
    assert await local_client.price_lists.count_items(resellers.id) == 1
    assert await local_client.prices.delete(price.id) == 1
    assert await local_client.price_lists.count_items(resellers.id) == 0


async def test_a_price_needs_an_item_of_the_organization(local_sandbox, local_client, organization):
    prices = await local_client.price_lists.create(organization, name="Resellers")
    other = local_sandbox.seed.organization()
    foreign = await local_client.items.create(other, name="Helmet")

    with pytest.raises(ValidationError) as caught:
        await local_client.prices.create(prices.id, item_id=foreign.id, price=1)
    assert list(caught.value.fields) == ["itemId"]


async def test_documents_move_the_stock_they_track(local_client, organization, suit):
    here = await local_client.warehouses.create(organization, name="Hangar 1")
    there = await local_client.warehouses.create(organization, name="Hangar 2")

    async def issue(quantity, **fields):
        await local_client.documents.create(
            organization,
            client={"name": "Rocket man"},
            items=[{"item_id": suit.id, "load": True, "quantity": quantity}],
            **fields,
        )

    await issue(10, warehouse_id=here.id, incoming=True)
    await issue("2.5", warehouse_id=here.id)
    await issue(3, type="estimate", warehouse_id=here.id)
    await issue(4, type="delivery-note", warehouse_id=here.id, destination_warehouse_id=there.id)

    stock = (await local_client.items.list_inventories(suit.id)).items
    held = {row.warehouse_id: float(row.quantity) for row in stock}
    assert held == {here.id: 3.5, there.id: 4.0}


async def test_a_draft_moves_stock_once_it_is_issued(local_client, organization, suit):
    hangar = await local_client.warehouses.create(organization, name="Hangar")
    draft = await local_client.documents.create(
        organization,
        draft=True,
        warehouse_id=hangar.id,
        client={"name": "Rocket man"},
        items=[{"item_id": suit.id, "load": True, "quantity": 2}],
    )
    assert (await local_client.items.list_inventories(suit.id)).items == ()
    await local_client.documents.update(draft.id, draft=False)
    await local_client.documents.update(draft.id, note="Thanks")

    stock = (await local_client.items.list_inventories(suit.id)).items
    assert [row.quantity for row in stock] == [-2]


async def test_warehouses_are_changed_replaced_and_deleted(local_client, organization):
    hangar = await local_client.warehouses.create(organization, name="Hangar", city="Brussels")
    changed = await local_client.warehouses.update(hangar.id, city="Ghent")
    assert (changed.name, changed.city) == ("Hangar", "Ghent")
    replaced = await local_client.warehouses.replace(hangar.id, name="Depot")
    assert "city" not in replaced.to_dict()
    assert await local_client.warehouses.delete(hangar.id) == 1
    assert await local_client.warehouses.count(organization) == 0


async def test_parts_are_kept_with_their_item(local_client, organization, suit):
    helmet = await local_client.items.create(organization, name="Helmet")
    part = await local_client.items.create_component(suit.id, part_id=helmet.id, quantity=1)
    changed = await local_client.items.replace_component(
        suit.id, part.id, part_id=helmet.id, quantity=2
    )

    kept = (await local_client.items.get(suit.id)).components
    assert [one.to_dict() for one in kept] == [changed.to_dict()]
    assert (changed.id, changed.quantity) == (part.id, 2)
    with pytest.raises(NotFoundError):
        await local_client.items.replace_component(suit.id, "0" * 24, quantity=1)


async def test_orders_come_from_shops_and_there_are_none(local_client, organization):
    assert (await local_client.orders.list(organization)).items == ()
    assert await local_client.orders.count(organization) == 0
    assert await local_client.orders.delete("0" * 24) == 0
