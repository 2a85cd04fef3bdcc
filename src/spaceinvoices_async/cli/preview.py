"""A dry run: the whole file read, mapped, checked and added up; nothing is sent."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import click
from attrs import define, field

from spaceinvoices_async.batch.inspection import inspect
from spaceinvoices_async.batch.intake import Intake, Prepared

from .exits import Exit
from .failures import say
from .output import write_facts, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.batch.inspection import Inspection
    from spaceinvoices_async.batch.intake import Row, Unfit
    from spaceinvoices_async.scalars import JsonValue

    from .inputs import Input

_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")


@define
class Sum:
    """What documents of one currency come to, before the server rounds line by line."""

    net: Decimal = field(default=Decimal(0))
    with_tax: Decimal = field(default=Decimal(0))

    def add(self, item: Mapping[str, JsonValue]) -> None:
        """Add one line of a document."""
        factor, discount = 1 + _rate(item) / _HUNDRED, _decimal(item.get("discount"), 0)
        price = _decimal(item.get("price"), 0)
        if "price" not in item:
            price = _decimal(item.get("priceGross"), 0) / factor
        net = _decimal(item.get("quantity"), 1) * price
        if item.get("discountIsAmount"):
            net -= discount
        else:
            net *= 1 - discount / _HUNDRED
        self.net += net
        self.with_tax += net * factor


class _AddingUp(Intake):
    """Adds every document up that passes by, each key once; the keys are kept on the disk."""

    def remember(self, keys: sqlite3.Connection) -> dict[str, Sum]:
        """Begin to add up; what is returned fills while rows pass."""
        keys.execute("PRAGMA synchronous = OFF")
        keys.execute("CREATE TABLE seen (row BLOB PRIMARY KEY) WITHOUT ROWID")
        self._keys = keys
        self._sums: dict[str, Sum] = {}
        return self._sums

    def prepare(self, row: Row, number: int) -> Prepared | Unfit:
        made = super().prepare(row, number)
        if isinstance(made, Prepared):
            cursor = self._keys.execute("INSERT OR IGNORE INTO seen VALUES (?)", (made.claim.row,))
            if cursor.rowcount == 1:
                self._add(made.body)
        return made

    def _add(self, body: Mapping[str, JsonValue]) -> None:
        total = self._sums.setdefault(str(body.get("currencyId") or ""), Sum())
        items = body.get("_documentItems")
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict):
                total.add(item)


def preview(given: Input, *, as_json: bool) -> Exit:
    """Check a file and say what it comes to; needs no credentials.

    Raises:
        SourceError: The file or the mapping cannot be read.
    """
    source = given.source()
    intake = _AddingUp(
        job=given.job,
        key=given.key,
        organization_id=given.organization(),
        account=given.account(),
        to_document=None if source.mapping is None else source.to_document,
        locate=source.locate,
    )
    # An empty name is a temporary file that goes with the connection.
    with closing(sqlite3.connect("", isolation_level=None)) as keys:
        keys.execute("PRAGMA journal_mode = OFF")
        sums = intake.remember(keys)
        keys.execute("BEGIN")
        found = inspect(source, intake)
    for problem in found.problems:
        say(f"error: {_place(problem.error, problem.line)}")
    if found.wrong > len(found.problems):
        say(f"and {found.wrong - len(found.problems)} more")
    (_write_json if as_json else _write)(found, sums)
    return Exit.DONE if found.ok else Exit.USAGE


def _place(error: Exception, line: int) -> str:
    return str(error) if getattr(error, "line", None) is not None else f"line {line}: {error}"


def _write(found: Inspection, sums: Mapping[str, Sum]) -> None:
    write_facts(
        [
            ("rows", found.rows),
            ("documents", found.documents),
            ("their lines", found.lines),
            ("repeated rows", found.repeated),
            ("wrong rows", found.wrong),
        ]
    )
    for currency, total in sorted(sums.items()):
        net, with_tax = total.net.quantize(_CENT), total.with_tax.quantize(_CENT)
        click.echo(f"{net} net, {with_tax} with taxes {currency}".rstrip())
    click.echo("nothing was sent; the server rounds line by line, so its totals may differ")


def _write_json(found: Inspection, sums: Mapping[str, Sum]) -> None:
    write_json(
        {
            "dry_run": True,
            "rows": found.rows,
            "documents": found.documents,
            "lines": found.lines,
            "repeated": found.repeated,
            "wrong": found.wrong,
            "problems": [
                {"line": one.line, "key": one.key, "error": str(one.error)}
                for one in found.problems
            ],
            "totals": {
                currency: {"net": total.net, "with_tax": total.with_tax}
                for currency, total in sorted(sums.items())
            },
        }
    )


def _decimal(value: object, default: int) -> Decimal:
    if value is None:
        return Decimal(default)
    return Decimal(str(value))


def _rate(item: Mapping[str, JsonValue]) -> Decimal:
    taxes = item.get("_documentItemTaxes")
    rates = [
        _decimal(tax.get("rate"), 0)
        for tax in (taxes if isinstance(taxes, list) else [])
        if isinstance(tax, dict)
    ]
    return sum(rates, Decimal(0))
