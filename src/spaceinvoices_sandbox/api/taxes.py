"""Taxes of an organization: what they are called, and which rate held when.

`calculation` computes the taxes of a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import countries, models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, instances
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

RATES: Final = "_taxRates"
EPOCH: Final = "1970-01-01T00:00:00.000Z"

records.serve(models.TAX, "taxes", "list count get")


def in_force(tax: Record, date: str) -> Record:
    """Return the tax with the rates that held on the day of a document, newest first."""
    rates = tax.get(RATES)
    held = [
        held_rate
        for held_rate in (rates if isinstance(rates, list) else [])
        if isinstance(held_rate, dict) and str(held_rate.get("dateValidFrom") or EPOCH) <= date
    ]
    return {**tax, RATES: [*held]}


def rate(world: World, value: Json, since: Json = EPOCH, **more: Json) -> Record:
    """Return a rate as it is kept; from 1970 on unless said otherwise."""
    stamp = world.clock.stamp()
    return {
        "id": ids.embedded_id(),
        "rate": value,
        "dateValidFrom": since,
        "createdAt": stamp,
        "updatedAt": stamp,
        "custom": {},
        **more,
    }


def _rate(call: Call, sent: Json, problems: list[Problem]) -> Record:
    """Return one rate as it was sent."""
    data: Mapping[str, Json] = sent if isinstance(sent, dict) else {}
    value, _ = instances.coerce_value("number", data.get("rate"))
    since, valid = instances.coerce_value("date", data.get("dateValidFrom") or EPOCH)
    if not isinstance(value, (int, float)):
        problems.append(("rate", "number", "is not a number"))
    if not valid:
        problems.append(("dateValidFrom", "date", "is not a valid date"))
    more = {name: data[name] for name in ("id", "custom") if data.get(name)}
    return rate(call.world, value, since, **more)


def _sorted(rates: list[Record]) -> list[Json]:
    return [*sorted(rates, key=_since, reverse=True)]


def _since(one: Record) -> str:
    return str(one["dateValidFrom"])


def _with_rates(call: Call, record: Record) -> Record:
    rates = record[RATES]
    problems: list[Problem] = []
    kept = [_rate(call, rate, problems) for rate in (rates if isinstance(rates, list) else [])]
    told = [(RATES, code, f"`{name}` {message}") for name, code, message in problems]
    instances.check(models.TAX, record, told)
    return {**record, RATES: _sorted(kept)}


@handles("taxes_create")
def create(call: Call) -> Answer:
    """Return a new tax with its rates."""
    record = records.new(call, models.TAX)
    return call.world.store.insert(models.TAX, _with_rates(call, record))


@handles("taxes_replace")
def replace(call: Call) -> Answer:
    """Put a tax anew; documents keep what they were issued with."""
    record = _with_rates(call, records.replace(call, models.TAX))
    return call.world.store.update(models.TAX, record)


@handles("taxes_delete")
def delete(call: Call) -> Answer:
    """Delete a tax that no document carries."""
    found = call.world.store.get(models.TAX, call.id)
    if found is not None and _used(call, str(found["organizationId"])):
        records.existing(call, models.TAX, call.id, "write")
        raise errors.refused("Tax is used on documents", code="TAX_IN_USE")
    return records.delete(call, models.TAX)


def _used(call: Call, organization_id: str) -> bool:
    rows = call.world.store.rows(
        f"SELECT 1 FROM {models.DOCUMENT.table} JOIN {models.DOCUMENT.table}_bodies USING (seq) "
        'WHERE "organizationId" = ? AND instr(body, ?) LIMIT 1',
        [organization_id, f'"taxId":"{call.id}"'],
    )
    return bool(rows)


@handles("taxes_create_rate")
def create_rate(call: Call) -> Answer:
    """Add a rate that holds from a day on."""
    tax = records.existing(call, models.TAX, call.id, "write")
    problems: list[Problem] = []
    added = _rate(call, call.body, problems)
    if problems:
        raise errors.invalid("TaxRate", problems, call.data)
    _keep_rates(call, tax, [*_rates(tax), added])
    return added


@handles("taxes_delete_rate")
def delete_rate(call: Call) -> Answer:
    """Remove a rate; a rate that is not there is a 404."""
    tax_id, wanted = call.ids
    tax = records.existing(call, models.TAX, tax_id, "write")
    left = [rate for rate in _rates(tax) if rate.get("id") != wanted]
    if len(left) == len(_rates(tax)):
        raise errors.no_model(wanted)
    _keep_rates(call, tax, left)
    return None


def _rates(tax: Record) -> list[Record]:
    return objects_in(tax.get(RATES))


def _keep_rates(call: Call, tax: Record, rates: list[Record]) -> None:
    changed: Record = {**tax, RATES: _sorted(rates), "updatedAt": call.world.clock.stamp()}
    call.world.store.update(models.TAX, changed)


@handles("taxes_clause_type")
def clause_type(call: Call) -> Answer:
    """Return which clause a document needs, by the countries of who issues and who receives it."""
    call.require_account()
    sides: list[str] = []
    for name in ("_documentIssuer", "_documentClient"):
        party = call.data.get(name)
        country = party.get("country") if isinstance(party, dict) else None
        sides.append(country if isinstance(country, str) else "")
    issuer, client = (countries.code(side) for side in sides)
    union = countries.in_union(issuer) and countries.in_union(client)
    kind = "domestic" if issuer == client else "union" if union else "export"
    return {"taxClauseType": kind, "issuerCountry": sides[0], "clientCountry": sides[1]}
