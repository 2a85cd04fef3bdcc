"""A document from a request: parties, lines, totals, number, texts and payments put together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import (
    calculation,
    categories,
    countries,
    items,
    models,
    numbering,
    parties,
    payments,
    settings,
    stock,
    texts,
)
from spaceinvoices_sandbox.api.calculation import exact, shown
from spaceinvoices_sandbox.api.document_lines import Lines
from spaceinvoices_sandbox.api.taxes import in_force
from spaceinvoices_sandbox.loopback import errors, instances, javascript
from spaceinvoices_sandbox.loopback.dates import parse as parse_date
from spaceinvoices_sandbox.pdf import labels, notes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.calculation import Totals
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

TYPES: Final = ("invoice", "estimate", "advance", "credit-note", "delivery-note")
_DUE_DAYS: Final = 30
_TERM: Final = "invoice_dueDays"
_MOST_PLACES: Final = 9
COMPUTED: Final = (
    *("total", "totalDiscount", "totalWithTax", "totalConverted", "totalWithTaxConverted"),
    *("totalPaid", "totalDue", "paidInFull", "_documentTaxes", "_documentReverseTaxes"),
    *("hasUnit", "canceled", "isValidEslog", "dateYear", "issuedAt", "accountId", "sentSnailMail"),
    *("payments", "_documentItems", "_documentClient", "_documentIssuer", "_documentUnit"),
)
_INSTRUCTIONS: Final = ("send", "expectedTotalWithTax")


class Issue:
    """One document on its way from a request to the store."""

    def __init__(self, world: World, organization: Record, account: Record, data: Record) -> None:
        self.world = world
        self.organization = organization
        self.account = account
        self.data = data
        self.stamp = world.clock.stamp()
        self.settings = settings.values(world, str(organization.get("id")))
        self.document, self.problems = self._head()

    def run(self) -> Record:
        """Return the kept document; raises the 422 that names everything that is wrong."""
        data, document = self.data, self.document
        lines = self._lines()
        client, client_problems = self._client()
        sent_payments, payment_problems = payments.read(
            data.get("payments"), str(document.get("date"))
        )
        unit = self._unit()
        self.problems += [*lines.problems, *client_problems, *payment_problems]
        instances.check(models.DOCUMENT, {**data, **document}, self.problems)
        self._calculate(lines)
        self._parties(client, unit)
        document.update(self._given())
        self._number()
        self._texts()
        document["payments"] = self._payments(sent_payments)
        payments.settle(document)
        self._send()
        return self._keep()

    def _lines(self) -> Lines:
        organization_id = str(self.organization["id"])
        kept = self.world.store.every(models.TAX, organizationId=organization_id)
        taxes = [in_force(tax, str(self.document["date"])) for tax in kept]
        sent = items.filled(self.world, organization_id, self.data.get("_documentItems"))
        sent = self._listed(sent)
        return Lines(
            sent,
            taxes,
            omit_taxes=bool(self.document.get("omitTaxes")),
            keep_gross=bool(self.document.get("keepPricesAsGross")),
            known_ids=self._known_ids(),
        )

    def _listed(self, lines: Json) -> Json:
        """Return the lines, at the prices of the document's price list where they say none."""
        asked = self.data.get("_documentItems")
        if not self.document.get("priceListId") or not isinstance(lines, list):
            return lines
        given = asked if isinstance(asked, list) else []
        return [
            stock.listed(self.world, self.document, line, sent)
            for line, sent in zip(lines, given, strict=True)
        ]

    def _known_ids(self) -> frozenset[str]:
        """Ids of lines that keep them: a new document has none."""
        return frozenset()

    def _client(self) -> tuple[Record | None, list[Problem]]:
        return parties.find_client(self.world, str(self.organization["id"]), self.data)

    def _payments(self, sent: list[Record]) -> list[Json]:
        return payments.complete(self.world, self.document, sent)

    def _keep(self) -> Record:
        items.save(self.world, self.document, self.data.get("_documentItems"))
        self.world.store.insert(models.DOCUMENT, self.document)
        payments.keep(self.world, self.document)
        categories.keep(self.world, self.document, self.data.get("documentCategories"))
        stock.move(self.world, self.document)
        return self.document

    def _head(self) -> tuple[Record, list[Problem]]:
        skipped = {*COMPUTED, *_INSTRUCTIONS, *models.DOCUMENT.read_only}
        sent = {name: value for name, value in self.data.items() if name not in skipped}
        record, problems = instances.coerced(models.DOCUMENT, sent)
        if not javascript.absent(self.data.get("id", javascript.UNDEFINED)):
            problems.append(("id", "absence", "can't be set"))
        record = _present(record)
        record.setdefault("type", "invoice")
        if record["type"] not in TYPES:
            problems.append(("type", "inclusion", "is not included in the list"))
        places = record.setdefault("decimalPlaces", calculation.DECIMAL_PLACES)
        if not isinstance(places, int) or not 0 <= places <= _MOST_PLACES:
            problems.append(("decimalPlaces", "invalid", "is invalid"))
        return {**_head_defaults(), **record, **self._dates(record)}, problems

    def _dates(self, record: Record) -> Record:
        date = str(record.get("date") or self.stamp)
        dates: Record = {"date": date, "dateYear": int(date[:4])}
        kind = record.get("type")
        later = self._later(date, "estimate_validTillDays" if kind == "estimate" else _TERM)
        if kind in {"invoice", "credit-note", "delivery-note"}:
            dates["dateService"] = record.get("dateService") or date
        if kind == "invoice":
            dates["dateDue"] = record.get("dateDue") or later
        if kind == "estimate":
            dates["dateValidTill"] = record.get("dateValidTill") or later
        if kind == "advance":
            dates["datePaid"] = record.get("datePaid") or date
        return dates

    def _later(self, date: str, setting: str) -> str | None:
        moment = parse_date(date)
        term = timedelta(days=settings.days(self.settings, setting, _DUE_DAYS))
        return None if moment is None else type(moment).of(moment.moment + term).iso()

    def _unit(self) -> Record | None:
        unit_id = self.document.get("unitId")
        if not unit_id:
            return None
        unit = self.world.store.get(models.UNIT, str(unit_id))
        if unit is None or unit["organizationId"] != self.organization["id"]:
            self.problems.append(("unitId", "invalid", "does not exist"))
            return None
        return unit

    def _calculate(self, lines: Lines) -> None:
        document = self.document
        equalization, places = document.get("equalization"), document["decimalPlaces"]
        totals = calculation.document_totals(
            lines.sources(),
            places=places if isinstance(places, int) else calculation.DECIMAL_PLACES,
            equalization=exact(equalization if isinstance(equalization, (int, float)) else 0),
        )
        document["_documentItems"] = lines.complete(totals.lines)
        document["_documentTaxes"] = lines.tax_totals(totals.taxes)
        document["_documentReverseTaxes"] = lines.tax_totals(totals.reverse_taxes)
        document["hasUnit"] = any(record.get("unit") for record in lines.records)
        document.update(self._totals(totals))
        self._check_expected()

    def _totals(self, totals: Totals) -> Record:
        if self.document.get("incoming") and self.document.get("customTotals"):
            names = ("total", "totalDiscount", "totalWithTax")
            supplied = {name: self.data.get(name) for name in names}
            if all(isinstance(supplied[name], (int, float)) for name in ("total", "totalWithTax")):
                return {**supplied, "totalDiscount": supplied["totalDiscount"] or 0}
        return {
            "total": shown(totals.total),
            "totalDiscount": shown(totals.total_discount),
            "totalWithTax": shown(totals.total_with_tax),
        }

    def _check_expected(self) -> None:
        expected, computed = self.data.get("expectedTotalWithTax"), self.document["totalWithTax"]
        if expected is None:
            return
        wanted, _ = instances.coerce_value("number", expected)
        if wanted != computed:
            message = f"does not match the calculated total {javascript.text(computed)}"
            problem = ("expectedTotalWithTax", "invalid", message)
            raise errors.invalid(models.DOCUMENT.model, [problem], self.data)

    def _parties(self, client: Record | None, unit: Record | None) -> None:
        document, sent = self.document, self.data.get("_documentClient")
        kept = client or parties.keep_client(self.world, str(self.organization["id"]), sent)
        document["clientId"] = kept["id"]
        document["_documentClient"] = parties.document_client(kept, sent, self.stamp)
        sent_issuer = self.data.get("_documentIssuer")
        document["_documentIssuer"] = parties.issuer(self.organization, unit, sent_issuer)
        if unit is not None:
            document["_documentUnit"] = {**unit}
        country = countries.find(str(self.organization.get("country") or ""))
        usual = country.currency if country else countries.CURRENCY
        document.setdefault("currencyId", settings.text(self.settings, "currencyId", usual))

    def _given(self) -> Record:
        given = self.world.stamped()
        given["organizationId"] = self.organization["id"]
        given["accountId"] = self.account["id"]
        if not self.document["draft"]:
            given["issuedAt"] = self.stamp
        return given

    def _series(self) -> numbering.Series:
        document = self.document
        year = document["dateYear"]
        return numbering.Series(
            organization_id=str(self.organization["id"]),
            type=str(document["type"]),
            year=year if isinstance(year, int) else 0,
            incoming=bool(document["incoming"]),
            unit_id=str(document.get("unitId") or ""),
        )

    def _number(self) -> None:
        number, series = self.document.get("number"), self._series()
        if self.document["draft"]:
            self.document.setdefault("number", "")
        elif not number:
            self.document["number"] = numbering.take(self.world, series)
        elif numbering.taken(self.world, series, str(number)):
            problem = ("number", "uniqueness", "is not unique")
            raise errors.invalid(models.DOCUMENT.model, [problem], {**self.document})

    def _texts(self) -> None:
        document = self.document
        issuer = document["_documentIssuer"]
        if not isinstance(issuer, dict):
            return
        document["taxClause"] = self._clause(issuer)
        note = texts.NOTES.get(str(document["type"]), texts.CLAUSE)
        defaults = {
            "note": settings.text(self.settings, f"{document['type']}_note", note),
            "signature": settings.text(self.settings, "signature", texts.SIGNATURE),
            "footer": settings.text(self.settings, "footer", texts.footer(issuer)),
        }
        following = ""
        if not document["draft"]:
            following = numbering.preview(self.world, self._series())
        for name, default in defaults.items():
            text = document.get(name, default)
            if isinstance(text, str):
                document[name] = texts.filled(text, document, issuer, next_number=following)

    def _clause(self, issuer: Record) -> str:
        """Return the clause a person wrote, else that of a tax which the recipient owes."""
        document, client = self.document, self.document["_documentClient"]
        clause = str(document.get("taxClause") or "")
        if clause and clause not in notes.CLAUSES:
            return clause
        if not document["_documentReverseTaxes"]:
            return ""
        sides = [_country(side) for side in (issuer, client) if isinstance(side, dict)]
        union = len({*sides}) > 1 and all(countries.in_union(side) for side in sides)
        words = labels.language(str(self.organization.get("locale") or "")).words
        return notes.reverse_clause(words, union=union)

    def _send(self) -> None:
        send = self.data.get("send")
        if not javascript.truthy(send):
            return
        client = self.document["_documentClient"]
        to = client.get("email") if isinstance(client, dict) else None
        message: Json = send.get("message") if isinstance(send, dict) else None
        self.world.outbox.append(
            {"kind": "document", "to": to, "documentId": self.document["id"], "message": message}
        )


def _country(party: Record) -> str | None:
    return countries.code(str(party.get("countryAlpha2Code") or party.get("country") or ""))


def _present(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None}


def _head_defaults() -> Mapping[str, Json]:
    """Return what every new document has, made anew so that no two share a list."""
    return {
        "draft": False,
        "reference": "",
        "taxClause": "",
        "canceled": False,
        "sentSnailMail": False,
        "isValidEslog": False,
        "incoming": False,
        "documentIds": [],
        "custom": {},
        "_isDeleted": False,
        "_comments": [],
        "_data": [],
    }
