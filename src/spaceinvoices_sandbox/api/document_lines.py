"""The lines of a document: what was sent, completed by the organization's taxes and by their totals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import calculation
from spaceinvoices_sandbox.api.calculation import Line, Tax, number_in, shown
from spaceinvoices_sandbox.loopback import coercion, ids, instances, javascript
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from spaceinvoices_sandbox.api.calculation import LineTotals, TaxTotal
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import PropertyType

FIELD: Final = "_documentItems"
_LARGEST: Final = 1e12
_KINDS: Final[Mapping[str, PropertyType]] = {
    **dict.fromkeys(("name", "description", "unit", "SKU", "EAN", "itemId"), "string"),
    **dict.fromkeys(("quantity", "price", "priceGross", "discount"), "number"),
    **dict.fromkeys(("discountIsAmount", "isSeparator", "trackInventory"), "boolean"),
    "_documentItemTaxes": "array",
}
_TAX_KINDS: Final[Mapping[str, PropertyType]] = {
    "rate": "number",
    **dict.fromkeys(("taxId", "classification", "name", "abbreviation", "taxNumber"), "string"),
    **dict.fromkeys(("recoverable", "reverseCharged", "compound"), "boolean"),
}
_UNKEPT: Final = ("load", "save", "id")


class Lines:
    """All lines of one document, read from the request."""

    def __init__(
        self,
        sent: Json,
        taxes: Sequence[Record],
        *,
        omit_taxes: bool,
        keep_gross: bool = False,
        known_ids: Collection[str] = (),
    ) -> None:
        self.records: list[Record] = []
        self._omitted: list[tuple[Tax, ...]] = []
        self._keep_gross = keep_gross
        self.problems: list[Problem] = []
        self._taxes = taxes
        self._omit_taxes = omit_taxes
        self._known_ids = known_ids
        items = instances.list_of(sent)
        if not items:
            self.problems.append((FIELD, "presence", instances.BLANK))
        for position, item in enumerate(items):
            if isinstance(item, dict):
                self.records.append(self._record(position, item))
            else:
                self._problem(position, "is not an object")

    def _problem(self, position: int, message: str) -> None:
        self.problems.append((FIELD, "invalid", f"[{position}] {message}"))

    def _record(self, position: int, item: Mapping[str, Json]) -> Record:
        sent = self._coerced(position, item, _KINDS)
        if instances.blank(sent.get("name")):
            self._problem(position, f"`name` {instances.BLANK}")
        if coercion.truthy(sent.get("isSeparator")):
            sent = {
                name: sent[name] for name in ("name", "description", "isSeparator") if name in sent
            }
        identity = item.get("id")
        record: Record = {
            "id": identity if identity in self._known_ids else ids.embedded_id(),
            "discount": 0,
            "discountIsAmount": False,
            "quantity": 1,
            "isSeparator": False,
            "description": "",
            "price": 0,
            "trackInventory": False,
            "custom": {},
        }
        record |= {name: value for name, value in sent.items() if value is not None}
        taxes = [] if record["isSeparator"] else sent.get("_documentItemTaxes")
        record["_documentItemTaxes"] = self._item_taxes(position, taxes)
        omitted: tuple[Tax, ...] = ()
        if self._omit_taxes:
            if not self._keep_gross:
                omitted = _taxes(record)
            record["_documentItemTaxes"] = []
        self._omitted.append(omitted)
        record.setdefault("_components", [])
        record["_data"] = instances.identified(record.get("_data") or [])
        return record

    def _coerced(
        self, position: int, data: Mapping[str, Json], kinds: Mapping[str, PropertyType]
    ) -> Record:
        record: Record = {}
        for name, value in data.items():
            kind = kinds.get(name)
            if name in _UNKEPT:
                continue
            record[name], _ = (value, True) if kind is None else instances.coerce_value(kind, value)
            if kind == "number" and value is not None:
                self._check_number(position, name, record[name])
        return record

    def _check_number(self, position: int, name: str, value: Json) -> None:
        if not isinstance(value, (int, float)):
            self._problem(position, f"`{name}` is not a number")
        elif abs(value) > _LARGEST:
            self._problem(position, f"`{name}` is too large")

    def _item_taxes(self, position: int, sent: Json) -> list[Json]:
        taxes: list[Json] = []
        for tax in sent if isinstance(sent, list) else []:
            if not isinstance(tax, dict):
                self._problem(position, "`_documentItemTaxes` is not a list of objects")
                continue
            taxes.append(self._tax(position, self._coerced(position, tax, _TAX_KINDS)))
        return taxes

    def _tax(self, position: int, sent: Record) -> Record:
        known = self._known(sent)
        record: Record = {
            "id": ids.embedded_id(),
            "rate": sent.get("rate"),
            "reverseCharged": False,
        }
        if known is not None:
            for name in ("name", "abbreviation", "recoverable", "compound", "reverseCharged"):
                if name in known:
                    record[name] = known[name]
            record["taxId"] = known["id"]
            record["rate"] = sent.get("rate", current_rate(known))
        record |= {name: value for name, value in sent.items() if value is not None}
        record.setdefault("recoverable", True)
        record.setdefault("compound", False)
        if record["rate"] is None:
            self._problem(position, f"`rate` {instances.BLANK}")
            record["rate"] = 0
        return record

    def _known(self, sent: Record) -> Record | None:
        """Return the organization's tax with the id, else the rate, else the classification."""
        identity, rate = sent.get("taxId"), sent.get("rate")
        if identity is not None:
            return next((tax for tax in self._taxes if tax["id"] == identity), None)
        if rate is not None:
            return next((tax for tax in self._taxes if current_rate(tax) == rate), None)
        classification = sent.get("classification")
        matching = (tax for tax in self._taxes if tax.get("classification") == classification)
        return None if classification is None else next(matching, None)

    def sources(self) -> list[Line]:
        """Return the lines as the calculation takes them."""
        return [
            replace(_line(record), omitted=omitted)
            for record, omitted in zip(self.records, self._omitted, strict=True)
        ]

    def complete(self, totals: Sequence[LineTotals]) -> list[Json]:
        """Return the lines with their totals."""
        return [_completed(record, line) for record, line in zip(self.records, totals, strict=True)]

    def tax_totals(self, totals: Mapping[str, TaxTotal]) -> list[Json]:
        """Return the totals per tax, in the order in which the lines name them."""
        labels = {key: tax for record in self.records for key, tax in _labelled(record)}
        return [_tax_total(labels[key], total) for key, total in totals.items()]


def current_rate(tax: Record) -> Json:
    """Return the rate of an organization's tax, newest first."""
    rates = tax.get("_taxRates")
    first = rates[0] if isinstance(rates, list) and rates else None
    return first.get("rate") if isinstance(first, dict) else None


def _labelled(record: Record) -> list[tuple[str, Record]]:
    return [(_key(tax), tax) for tax in objects_in(record["_documentItemTaxes"])]


def _key(tax: Mapping[str, Json]) -> str:
    return f"{tax.get('taxId') or tax.get('abbreviation') or tax.get('name') or ''}/{tax['rate']}"


def _line(record: Record) -> Line:
    if record["isSeparator"]:
        return Line(quantity=Decimal(0))
    return Line(
        price=number_in(record, "price"),
        gross=number_in(record, "priceGross") if record.get("priceGross") is not None else None,
        quantity=number_in(record, "quantity"),
        discount=number_in(record, "discount"),
        discount_is_amount=bool(record["discountIsAmount"]),
        taxes=_taxes(record),
    )


def _taxes(record: Record) -> tuple[Tax, ...]:
    return tuple(
        Tax(
            rate=number_in(tax, "rate"),
            key=key,
            reverse=bool(tax["reverseCharged"]),
            compound=bool(tax["compound"]),
        )
        for key, tax in _labelled(record)
    )


def _completed(record: Record, line: LineTotals) -> Record:
    record["price"] = shown(line.price)
    record["total"] = shown(line.total)
    record["totalWithTax"] = shown(line.total_with_tax)
    record["totalTax"] = shown(line.total_tax)
    record["totalDiscount"] = shown(line.total_discount)
    return record


def _tax_total(tax: Record, total: TaxTotal) -> Record:
    record: Record = {"tax": tax["rate"]}
    for name in ("taxId", "abbreviation"):
        if name in tax:
            record[name] = tax[name]
    return {**record, "base": shown(total.base), "totalTax": shown(total.total)}


__all__ = ["FIELD", "Lines", "calculation", "current_rate", "javascript"]
