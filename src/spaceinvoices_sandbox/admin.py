"""Routes of the sandbox itself, beside the API: faults, statistics, mails, time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from spaceinvoices_sandbox import faults
from spaceinvoices_sandbox.api import csv_exchange, models
from spaceinvoices_sandbox.faults import Fault
from spaceinvoices_sandbox.loopback import coercion
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request

if TYPE_CHECKING:
    from spaceinvoices_sandbox.faults import Faults, Kind
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

PREFIX = "/sandbox/"
EXPORTS = "/exports/"


def answer(world: World, plan: Faults, method: str, path: str, body: Json) -> Answer:
    """What the sandbox says of itself; only whoever reaches its port can ask."""
    if path.startswith(EXPORTS) and method == "GET":
        return csv_exchange.exported(world, path.removeprefix(EXPORTS))
    data = body if isinstance(body, dict) else {}
    route = (method, path.removeprefix(PREFIX).rstrip("/"))
    if route == ("GET", "statistics"):
        return {**statistics(world), "faults": plan.told()}
    if route == ("GET", "outbox"):
        return [*world.outbox]
    if route == ("POST", "faults"):
        return _plan(plan, data)
    if route == ("DELETE", "faults"):
        plan.clear()
        return {"success": True}
    if route == ("POST", "clock"):
        return _clock(world, data)
    raise ApiError(404, f"There is no method to handle {method} {path}")


def statistics(world: World) -> Record:
    """Documents in all, and per `uniqueId` where there is more than one: a duplicate cannot hide."""
    table = models.DOCUMENT.table
    documents = world.store.rows(f"SELECT COUNT(*) FROM {table}", [])
    repeated = world.store.rows(
        'SELECT "organizationId", "uniqueId", COUNT(*) '
        f'FROM {table} WHERE "uniqueId" IS NOT NULL GROUP BY 1, 2 HAVING COUNT(*) > 1',
        [],
    )
    unique = world.store.rows(
        f'SELECT COUNT(DISTINCT "organizationId" || "uniqueId") FROM {table}',
        [],
    )
    duplicates: list[Json] = [
        {"organizationId": str(row[0]), "uniqueId": str(row[1]), "documents": int(str(row[2]))}
        for row in repeated
    ]
    return {
        "documents": int(str(documents[0][0])),
        "uniqueIds": int(str(unique[0][0])),
        "duplicates": duplicates,
    }


def _plan(plan: Faults, data: Record) -> Record:
    kind, seconds, times = data.get("kind"), data.get("seconds", 1), data.get("times", 1)
    if kind not in faults.KINDS:
        raise bad_request(f"kind must be one of {', '.join(faults.KINDS)}")
    operation, probability = data.get("operation"), data.get("probability")
    fault = Fault(
        kind=cast("Kind", kind),
        seconds=coercion.number_of(seconds),
        operation=None if operation is None else str(operation),
    )
    if data.get("seed") is not None:
        plan.seed(int(coercion.number_of(data["seed"])))
    if probability is not None:
        plan.at_random(fault, coercion.number_of(probability))
    else:
        plan.plan(fault, int(coercion.number_of(times)))
    return {"success": True}


def _clock(world: World, data: Record) -> Record:
    if data.get("frozen") is not None:
        moment = coercion.to_date(data["frozen"])
        if moment is None:
            raise bad_request("frozen is not a valid date")
        world.clock.freeze(moment.moment)
    if data.get("advance") is not None:
        world.clock.advance(timedelta(seconds=coercion.number_of(data["advance"])))
    if data.get("frozen", "") is None:
        world.clock.resume()
    return {"now": world.clock.stamp()}
