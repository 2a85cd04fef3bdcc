"""Routes of the sandbox itself, beside the API: faults, statistics, mails, time."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_sandbox.api import csv_exchange, models, root_account
from spaceinvoices_sandbox.faults import KINDS, Fault
from spaceinvoices_sandbox.loopback import coercion
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request
from spaceinvoices_sandbox.loopback.names import check_known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_sandbox.faults import Faults, Kind
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

PREFIX = "/sandbox/"
EXPORTS = "/exports/"
_FAULT_FIELDS: Final = ("kind", "seconds", "operation", "times", "probability", "seed")
_CLOCK_FIELDS: Final = ("frozen", "advance")


def answer(world: World, method: str, path: str, body: Json) -> Answer:
    """Return what the sandbox says of itself; `foreign_requests.check` decides who may ask."""
    if path.startswith(EXPORTS) and method == "GET":
        return csv_exchange.exported(world, path.removeprefix(EXPORTS))
    handler = _ROUTES.get((method, path.removeprefix(PREFIX).rstrip("/")))
    if handler is None:
        raise ApiError(404, f"There is no method to handle {method} {path}")
    if body is not None and not isinstance(body, dict):
        raise bad_request("the body must be an object")
    try:
        return handler(world, body or {})
    except (ValueError, OverflowError) as error:
        raise bad_request(str(error)) from None


def _statistics(world: World, _data: Record) -> Answer:
    return {**statistics(world), "faults": world.faults.told()}


def _outbox(world: World, _data: Record) -> Answer:
    return [*world.outbox]


def _webhooks(world: World, _data: Record) -> Answer:
    return world.deliveries.told()


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


def _plan(world: World, data: Record) -> Answer:
    plan: Faults = world.faults
    for name in data:
        check_known("field", name, _FAULT_FIELDS)
    if "kind" not in data:
        check_known("kind", data.get("kind"), KINDS)
    operation, probability, seed = (data.get(key) for key in ("operation", "probability", "seed"))
    fault = Fault(
        kind=cast("Kind", data["kind"]),
        seconds=cast("float", data.get("seconds", 1)),
        operation=cast("str | None", operation),
        times=cast("int", data.get("times", 1)),
    )
    if seed is not None:
        plan.seed(int(_number("seed", seed)))
    if probability is None:
        plan.plan(fault)
    else:
        plan.at_random(fault, _number("probability", probability))
    return {"success": True}


def _active(world: World, _data: Record) -> Answer:
    return [*world.faults.active()]


def _clear(world: World, _data: Record) -> Answer:
    world.faults.clear()
    return {"success": True}


def _clock(world: World, data: Record) -> Answer:
    for name in data:
        check_known("field", name, _CLOCK_FIELDS)
    if data.get("frozen") is not None:
        moment = coercion.to_date(data["frozen"])
        if moment is None:
            raise bad_request("frozen is not a valid date")
        world.clock.freeze(moment.moment)
    if data.get("advance") is not None:
        world.clock.advance(timedelta(seconds=_number("advance", data["advance"])))
    if data.get("frozen", "") is None:
        world.clock.resume()
    return {"now": world.clock.stamp()}


def reset(world: World) -> None:
    """Begin anew: no record, mail, delivery, request or fault is left; the root and its token are."""
    world.clear()
    root_account.restore(world)


def _reset(world: World, _data: Record) -> Answer:
    reset(world)
    return {"success": True}


def _number(name: str, value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{name} must be a number")
    return value


_ROUTES: Final[Mapping[tuple[str, str], Callable[[World, Record], Answer]]] = {
    ("GET", "statistics"): _statistics,
    ("GET", "outbox"): _outbox,
    ("GET", "webhooks"): _webhooks,
    ("GET", "faults"): _active,
    ("POST", "faults"): _plan,
    ("DELETE", "faults"): _clear,
    ("POST", "clock"): _clock,
    ("POST", "reset"): _reset,
}
