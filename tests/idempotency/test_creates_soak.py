"""Two thousand creates against a server that loses answers, and whose uniqueness check races."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from attrs import define, field

from spaceinvoices_async import errors
from spaceinvoices_async._pipeline import Pipeline
from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from spaceinvoices_async.transports import TransportError
from tests.support.scripted_client import CREATE, FakeCredentials, answer

HORIZON = 3.0
LATEST = 2.9  # the server may carry a request out so long after it has arrived


@define
class RacyServer:
    """Checks the unique id when a request arrives, and stores when it gets round to it."""

    clock: FakeClock
    random: random.Random
    stored: Counter[str] = field(factory=Counter)
    under_way: Counter[str] = field(factory=Counter)
    overlaps: list[str] = field(factory=list)
    closed: int = 0

    async def send(self, request):
        request.progress.hold()
        if self.random.random() < 0.1:
            raise TransportError("not_sent", "connect")
        request.progress.sending()
        request.progress.written()
        if request.method == "GET":
            return await self.look_up(request)
        return await self.create(json.loads(request.body)["uniqueId"])

    async def look_up(self, request):
        wanted = json.loads(parse_qs(urlsplit(request.url).query)["filter"][0])
        await self.clock.sleep(self.random.uniform(0, 0.05))
        if self.random.random() < 0.1:
            raise TransportError("unknown", "reset")
        unique_id = wanted["where"]["uniqueId"]
        return answer([{"id": unique_id, "uniqueId": unique_id}] if self.stored[unique_id] else [])

    async def create(self, unique_id):
        if self.under_way[unique_id]:
            self.overlaps.append(unique_id)
        taken = self.stored[unique_id]
        fate = self.random.random()
        if fate < 0.05:
            raise TransportError("unknown", "reset")
        self.under_way[unique_id] += 1
        late = self.random.uniform(0, LATEST) if fate < 0.15 else self.random.uniform(0, 0.05)
        self.clock.call_later(late, lambda: self.carry_out(unique_id, taken))
        if fate < 0.15:
            raise TransportError("unknown", "read_timeout")
        await self.clock.sleep(late)
        if fate < 0.25:
            raise TransportError("unknown", "closed")
        if taken:
            return answer({"error": {"message": "uniqueId is not unique"}}, 422)
        return answer({"id": unique_id, "uniqueId": unique_id})

    def carry_out(self, unique_id, taken):
        self.under_way[unique_id] -= 1
        if not taken:
            self.stored[unique_id] += 1

    async def aclose(self):
        self.closed += 1


def setup(seed, horizon=HORIZON):
    clock = FakeClock(auto=True)
    server = RacyServer(clock, random.Random(seed))
    options = ClientOptions(horizon=horizon)
    pipeline = Pipeline(
        base_url="https://api.example.com", transport=server, options=options, clock=clock
    )
    return server, Requestor(pipeline, FakeCredentials()), pipeline


def create(caller, unique_id):
    return caller.call(CREATE, responses.anything, path=("org",), body={"uniqueId": unique_id})


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_document_is_created_once_and_every_call_succeeds(seed):
    server, caller, pipeline = setup(seed)
    orders = iter(range(2000))

    async def worker():
        for number in orders:
            document = await create(caller, f"order-{number}")
            assert document["id"] == f"order-{number}"

    await asyncio.gather(*(worker() for _ in range(200)))

    assert server.overlaps == []
    assert server.stored == {f"order-{number}": 1 for number in range(2000)}
    assert len(pipeline._creates.pending) == 0


async def test_the_server_does_race_when_the_horizon_is_too_short():
    server, caller, _ = setup(1, horizon=0.1)

    await asyncio.gather(*(create(caller, f"order-{number}") for number in range(500)))

    assert server.overlaps != []
    assert max(server.stored.values()) > 1


@pytest.mark.parametrize("seed", [4, 5])
async def test_callers_who_give_up_and_call_again_cause_no_duplicate(seed):
    server, caller, _ = setup(seed)
    chance = random.Random(seed)

    async def impatient(number):
        while True:
            task = asyncio.create_task(create(caller, f"order-{number}"))
            done, _ = await asyncio.wait(
                [task, asyncio.create_task(patience())], return_when=asyncio.FIRST_COMPLETED
            )
            if task in done:
                return task.result()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def patience():
        await server.clock.sleep(chance.uniform(0, 8))

    await asyncio.gather(*(impatient(number) for number in range(300)))

    assert server.overlaps == []
    assert server.stored == {f"order-{number}": 1 for number in range(300)}


async def test_a_deadline_too_short_ends_in_errors_that_reconcile():
    server, caller, _ = setup(6)

    async def one(number):
        try:
            return await caller.call(
                CREATE,
                responses.anything,
                path=("org",),
                body={"uniqueId": f"order-{number}"},
                options=RequestOptions(deadline=1),
            )
        except errors.NotSentError:
            return None
        except errors.OutcomeUnknownError as error:
            return await caller.reconcile(error, responses.anything)

    results = await asyncio.gather(*(one(number) for number in range(300)))

    created = {result["id"]: 1 for result in results if result is not None}
    assert server.overlaps == []
    assert dict(server.stored) == created
