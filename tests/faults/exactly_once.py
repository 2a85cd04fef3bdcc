"""Many creates against a server that loses one answer in seven: what became of each."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from attrs import frozen

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

from .fault_server import FaultServer, Witness

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSPORTS = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}


@frozen(kw_only=True)
class Outcome:
    """What the callers and the server saw."""

    errors: list[str]
    returned: dict[str, str]
    """Unique id to the id of the document that the call returned."""
    stored: dict[str, list[str]]
    overlaps: list[str]
    happened: Mapping[str, int]
    accepted: int
    refused: int
    resends: int
    seconds: float
    cpu: float

    def faults(self, fault: str) -> float:
        """The part of all requests to which this happened."""
        count = sum(number for name, number in self.happened.items() if name.endswith(fault))
        return count / sum(self.happened.values())


async def create_all(
    name: str,
    *,
    creates: int,
    tasks: int,
    horizon: float,
    lookup_delays: tuple[float, ...] = ClientOptions().lookup_delays,
    seed: int = 1,
) -> Outcome:
    """Create so many documents from so many tasks, with the limits off."""
    errors: list[str] = []
    returned: dict[str, str] = {}
    orders = iter(range(creates))
    options = ClientOptions(
        horizon=horizon, lookup_delays=lookup_delays, rate=None, concurrency=None
    )
    began, cpu = time.perf_counter(), time.process_time()
    # What the server may still do has to end within the horizon, with room for a slow machine.
    async with FaultServer(seed=seed, latest=horizon * 0.3) as server:
        transport = Witness(TRANSPORTS[name](trust_env=False), server)
        client = AsyncSpaceInvoices(
            "token", base_url=server.url, transport=transport, options=options
        )

        async def create_some() -> None:
            for order in orders:
                body = {"type": "invoice", "_documentItems": [{"name": "Tea", "price": order}]}
                unique_id = f"order-{order}"
                try:
                    document = await client.documents.create(
                        "org", body={**body, "uniqueId": unique_id}
                    )
                except Exception as error:  # noqa: BLE001 - any of them fails the test
                    errors.append(repr(error))
                else:
                    returned[unique_id] = str(document.id)

        async with client:
            await asyncio.gather(*(create_some() for _ in range(tasks)))
        return Outcome(
            errors=errors,
            returned=returned,
            stored={unique_id: made for unique_id, made in server.documents.items() if made},
            overlaps=server.overlaps,
            happened=dict(sorted(server.happened.items())),
            accepted=server.door.accepted,
            refused=server.door.refusals,
            resends=client.stats().resends,
            seconds=time.perf_counter() - began,
            cpu=time.process_time() - cpu,
        )
