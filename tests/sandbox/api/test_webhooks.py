"""Webhooks: really posted, posted again when refused, and to be looked up afterwards."""

from datetime import timedelta

import pytest

from spaceinvoices_async.errors import ValidationError
from tests.sandbox.api.receiver import receiving


@pytest.fixture
def organization(local_sandbox):
    return local_sandbox.seed.organization()


async def shown(client):
    return await client.request("GET", "/sandbox/webhooks")


async def test_an_event_is_posted_with_the_state_after_it(local_client, organization):
    async with receiving() as receiver:
        await local_client.webhooks.create(
            organization, url=receiver.url, events=["client/create", "client/delete"]
        )
        client = await local_client.clients.create(organization, name="Rocket man")
        await local_client.clients.update(client.id, name="Major Tom")
        await local_client.clients.delete(client.id)

        created, deleted = await receiver.take(), await receiver.take()
    assert created.keys() == {"event", "organizationId", "modelName", "data", "uid"}
    assert (created["event"], created["modelName"]) == ("client/create", "Client")
    assert (created["organizationId"], created["data"]["id"]) == (organization, client.id)
    assert created["data"]["name"] == "Rocket man"
    assert (deleted["event"], deleted["data"]["_isDeleted"]) == ("client/delete", True)
    assert created["uid"] != deleted["uid"]


async def test_a_star_is_told_of_everything_in_its_organization(
    local_sandbox, local_client, organization
):
    other = local_sandbox.seed.organization()
    async with receiving() as receiver:
        await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        await local_client.clients.create(other, name="Somebody else")
        local_sandbox.seed.document(organization, payments=[{"type": "card"}])
        await local_client.units.create(organization, name="Branch")

        events = [(await receiver.take())["event"] for _ in range(4)]
    assert sorted(events) == ["client/create", "document/create", "payment/create", "unit/create"]


async def test_what_was_not_committed_is_not_told(local_sandbox, local_client, organization):
    local_sandbox.seed.document(organization, number="A-1")
    async with receiving() as receiver:
        await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        with pytest.raises(ValidationError):  # after its client was stored
            await local_client.documents.create(
                organization,
                number="A-1",
                client={"name": "Nobody"},
                items=[{"name": "Space suit", "price": 1}],
            )

        assert await shown(local_client) == []


@pytest.mark.parametrize("events", [["client/update"], []])
async def test_other_events_are_not_told(local_client, organization, events):
    async with receiving() as receiver:
        await local_client.webhooks.create(organization, url=receiver.url, events=events)
        await local_client.clients.create(organization, name="Rocket man")

        assert await shown(local_client) == []


async def test_a_webhook_that_is_switched_off_or_deleted_is_told_nothing(
    local_client, organization
):
    async with receiving() as receiver:
        off = await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        gone = await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        await local_client.webhooks.update(off.id, enabled=False)
        await local_client.webhooks.delete(gone.id)
        await local_client.clients.create(organization, name="Rocket man")

        assert await shown(local_client) == []
    assert await local_client.webhooks.count(organization) == 1


async def test_a_refused_event_is_sent_again_after_two_four_and_eight_minutes(
    frozen_clock, local_client, organization
):
    async with receiving() as receiver:
        receiver.statuses = [500, 404, 302]
        await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        await local_client.clients.create(organization, name="Rocket man")
        uids = [(await receiver.take())["uid"]]
        for minutes in (2, 2, 4):
            [delivery] = await shown(local_client)
            assert delivery["state"] == "pending"
            frozen_clock.advance(timedelta(minutes=minutes))
            uids.append((await receiver.take())["uid"])

        [delivery] = await shown(local_client)
    assert len(set(uids)) == 1
    assert delivery["state"] == "delivered"
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 404, 302, 200]
    assert [attempt["at"][11:19] for attempt in delivery["attempts"]] == [
        "00:00:00",
        "00:02:00",
        "00:04:00",
        "00:08:00",
    ]


async def test_after_the_last_attempt_an_event_has_failed(frozen_clock, local_client, organization):
    async with receiving() as receiver:
        receiver.statuses = [500] * 4
        await local_client.webhooks.create(organization, url=receiver.url, events=["*"])
        await local_client.clients.create(organization, name="Rocket man")
        for _ in range(3):
            await receiver.take()
            await shown(local_client)
            frozen_clock.advance(timedelta(minutes=4))
        await receiver.take()

        [delivery] = await shown(local_client)
    assert (delivery["state"], len(delivery["attempts"])) == ("failed", 4)


async def test_an_address_where_nobody_listens_is_an_error_of_the_attempt(
    local_client, organization
):
    async with receiving() as receiver:
        url = receiver.url
    await local_client.webhooks.create(organization, url=url, events=["*"])
    await local_client.clients.create(organization, name="Rocket man")

    [delivery] = await shown(local_client)
    assert [attempt["error"] for attempt in delivery["attempts"]] == ["ConnectError"]


async def test_a_sandbox_with_a_socket_delivers_too(sandbox, client):
    organization = sandbox.seed.organization()
    async with receiving() as receiver:
        await client.webhooks.create(organization, url=receiver.url, events=["document/create"])
        document = sandbox.seed.document(organization)

        assert (await receiver.take())["data"]["id"] == document
