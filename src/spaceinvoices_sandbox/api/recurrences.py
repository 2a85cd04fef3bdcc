"""Documents that are issued again and again, as the sandbox's date reaches their days."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import models, records
from spaceinvoices_sandbox.api.document_issue import Issue
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, instances
from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.dates import parse as parse_date
from spaceinvoices_sandbox.loopback.errors import ApiError

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

TYPES: Final = ("week", "month", "year")
_MOST: Final = 1000
_DATES: Final = "_recurrenceDates"
_COPIED: Final = (
    *("type", "incoming", "currencyId", "clientId", "_documentClient", "unitId", "priceListId"),
    *("warehouseId", "note", "footer", "signature", "taxClause", "omitTaxes", "decimalPlaces"),
    *("equalization", "custom", "l10n", "_documentItems", "keepPricesAsGross", "ignoreOmitTaxes"),
)
"""What a repetition takes from the document; dates, number, payments and ids are its own."""

records.serve(models.RECURRENCE, "recurrences", "list count get delete")


@handles("documents_create_recurrence")
def create(call: Call) -> Answer:
    """Repeat a document; it has one recurrence at most."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    if call.world.store.first(models.RECURRENCE, documentId=call.id) is not None:
        raise errors.refused("Document already has a recurrence", code="RECURRENCE_EXISTS")
    given = call.world.stamped()
    given |= {"organizationId": document["organizationId"], "documentId": document["id"]}
    given["accountId"] = call.me["id"]
    record = _checked(instances.created(models.RECURRENCE, call.data, given))
    call.world.store.insert(models.RECURRENCE, record)
    issue_due(call.world)
    return _shown(call.world.store.get(models.RECURRENCE, str(record["id"])) or record)


@handles("documents_get_recurrence")
def of_document(call: Call) -> Answer:
    """Return how a document is repeated."""
    records.existing(call, models.DOCUMENT, call.id, "read")
    found = call.world.store.first(models.RECURRENCE, documentId=call.id)
    if found is None:
        raise errors.unknown_id(models.RECURRENCE.model, call.id)
    return _shown(found)


@handles("recurrences_replace")
def replace(call: Call) -> Answer:
    """Put a recurrence anew; what it issued stays."""
    current = records.existing(call, models.RECURRENCE, call.id, "write")
    record = records.replace(call, models.RECURRENCE)
    record[_DATES] = current[_DATES]
    record = call.world.store.update(models.RECURRENCE, _checked(record))
    issue_due(call.world)
    return _shown(call.world.store.get(models.RECURRENCE, call.id) or record)


def _shown(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in models.RECURRENCE.hidden}


def _checked(record: Record) -> Record:
    problems: list[Problem] = []
    if record["type"] not in TYPES:
        problems.append(("type", "inclusion", "is not included in the list"))
    number = record["numRecurrences"]
    if not isinstance(number, (int, float)) or number != int(number) or not 0 <= number <= _MOST:
        problems.append(("numRecurrences", "invalid", "is invalid"))
    instances.check(models.RECURRENCE, record, problems)
    return {**record, "nextDate": _next_date(record)}


def _next_date(record: Record) -> str:
    """Return the day of the next repetition; empty where there is none left."""
    done, wanted = _issued(record), record["numRecurrences"]
    first = parse_date(str(record["dateFirst"]))
    if first is None or not isinstance(wanted, (int, float)) or len(done) >= wanted:
        return ""
    return Date.of(_stepped(first.moment, str(record["type"]), len(done))).iso()


def _issued(record: Record) -> list[Json]:
    dates = record.get(_DATES)
    return dates if isinstance(dates, list) else []


def _stepped(first: datetime, kind: str, steps: int) -> datetime:
    """Return the first day moved on; the 31st is the last day of a shorter month."""
    if kind == "week":
        return first + timedelta(weeks=steps)
    months = first.month - 1 + steps * (12 if kind == "year" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    return first.replace(
        year=year, month=month, day=min(first.day, calendar.monthrange(year, month)[1])
    )


def _due(world: World) -> str | None:
    """Return the id of the recurrence that is due longest."""
    rows = world.store.rows(
        f"SELECT id FROM {models.RECURRENCE.table} "
        'WHERE "nextDate" > ? AND "nextDate" <= ? AND "_isDeleted" IS NOT 1 '
        'ORDER BY "nextDate", seq LIMIT 1',
        ["", world.clock.stamp()],
    )
    return str(rows[0][0]) if rows else None


def any_due(world: World) -> bool:
    """Return whether the day of a repetition has come."""
    return _due(world) is not None


def issue_due(world: World) -> None:
    """Issue all repetitions whose day has come; inside a transaction."""
    while (due := _due(world)) is not None:
        _issue(world, due)


def _issue(world: World, recurrence_id: str) -> None:
    record = world.store.get(models.RECURRENCE, recurrence_id)
    if record is None:
        return
    date = str(record["nextDate"])
    made = _repeated(world, record, date)
    stamp = world.clock.stamp()
    done: Record = {
        "id": ids.embedded_id(),
        "date": date,
        "iteration": len(_issued(record)) + 1,
        "documentId": None if made is None else made["id"],
        "createdAt": stamp,
        "updatedAt": stamp,
    }
    changed: Record = {**record, _DATES: [*_issued(record), done], "updatedAt": stamp}
    changed["nextDate"] = _next_date(changed)
    world.store.update(models.RECURRENCE, changed)


def _repeated(world: World, record: Record, date: str) -> Record | None:
    """Return the document anew, None where it cannot be issued any more."""
    source = world.store.get(models.DOCUMENT, str(record["documentId"]))
    organization = world.store.get(models.ORGANIZATION, str(record["organizationId"]))
    account = world.store.get(models.ACCOUNT, str(record["accountId"]))
    if source is None or organization is None or account is None:
        return None
    data: Record = {name: source[name] for name in _COPIED if name in source}
    data |= {"date": date, "draft": record.get("saveAsDraft"), "send": record.get("autoSend")}
    data["previousDocumentId"] = source["id"]
    try:
        with world.store.savepoint():
            made = Issue(world, organization, account, data).run()
    except ApiError:
        return None
    if record.get("notify"):
        told: Record = {"kind": "recurrence", "to": account["email"], "documentId": made["id"]}
        world.outbox.append(told)
    return made
