"""Calculates what a document comes to, exactly as the API does, without asking the server.

The rules are the API's own: prices, quantities and amounts are cut to the document's decimal places,
percentages to two, and every operation after that is rounded half up to cents. Begin reading at
`preview_totals`. May import the serialization of documents, and nothing that sends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation, localcontext
from typing import Final, Protocol, TypeAlias, cast, runtime_checkable

from attrs import frozen

from spaceinvoices_async import models
from spaceinvoices_async._rounding import (
    EXACT,
    MOST_DECIMAL_PLACES,
    PERCENT_PLACES,
    cut_number,
    is_number,
    net_price,
    number_of,
    round_cents,
)
from spaceinvoices_async._serialization import requests
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import JsonValue

DECIMAL_PLACES: Final = 9
"""Decimal places that prices and quantities keep, unless the document or a default says otherwise."""
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")


@runtime_checkable
class MakesDocument(Protocol):
    """A row that knows its own document, as the rows of a file with a mapping do."""

    def to_document(self) -> Mapping[str, object] | models.DocumentCreate:
        """Return the document of the row.

        Raises:
            InvalidInputError: The row has none.
        """
        ...


ToDocument: TypeAlias = Callable[
    [Mapping[str, object]], "Mapping[str, object] | models.DocumentCreate"
]


@frozen(kw_only=True)
class Cut:
    """A number of which the API keeps less than was given.

    Attributes:
        field: Where it stands: `items[0].price`, `items[2].taxes[0].rate`.
        given: The number in the document.
        kept: What the API makes of it.
    """

    field: str
    given: Decimal
    kept: Decimal


@frozen(kw_only=True)
class LineTotals:
    """The figures of one line, in the document's currency.

    Attributes:
        price: Net unit price after cutting; computed from `price_gross` where that is given.
        quantity: Quantity after cutting.
        total: Net amount, discount taken off.
        total_discount: Discount as an amount.
        total_tax: Taxes that are charged; reverse-charged ones are not in it.
    """

    price: Decimal
    quantity: Decimal
    total: Decimal
    total_discount: Decimal
    total_tax: Decimal

    @property
    def total_with_tax(self) -> Decimal:
        """Net amount and taxes together."""
        return self.total + self.total_tax


@frozen(kw_only=True)
class TaxTotals:
    """What one tax comes to over all lines.

    Attributes:
        rate: In percent, as given.
        name: Id, abbreviation or name of the tax in the document; empty where it has none.
        base: Sum of the net amounts it is taken of.
        total: Sum of the tax.
    """

    rate: Decimal
    name: str
    base: Decimal
    total: Decimal


@frozen(kw_only=True)
class DocumentTotals:
    """The figures of one document, in its currency, as the API calculates them.

    Attributes:
        type: Type of the document, "invoice" unless given.
        currency_id: Code of its currency; None where the organization's is taken.
        lines: The figures of each line.
        taxes: Taxes that are charged, added up over the lines.
        reverse_taxes: Reverse-charged taxes, which are in no total.
        total: Net amount.
        total_discount: Sum of the discounts.
        total_with_tax: Gross amount, `equalization` included.
        total_paid: Sum of the payments; one without an amount pays the whole document.
        expected_total_with_tax: The total that the document expects, if it does.
        cuts: Numbers of which the API keeps less than was given.
        unknown: What the totals depend on and only the server knows, such as the rate of a tax that
            is named by its id; empty where the totals are certain.
    """

    type: str
    currency_id: str | None
    lines: tuple[LineTotals, ...]
    taxes: tuple[TaxTotals, ...]
    reverse_taxes: tuple[TaxTotals, ...]
    total: Decimal
    total_discount: Decimal
    total_with_tax: Decimal
    total_paid: Decimal
    expected_total_with_tax: Decimal | None = None
    cuts: tuple[Cut, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def total_tax(self) -> Decimal:
        """Sum of the taxes that are charged."""
        return sum((line.total_tax for line in self.lines), _ZERO)

    @property
    def total_due(self) -> Decimal:
        """What is left to be paid; below zero only for a document that is."""
        due = self.total_with_tax - self.total_paid
        return max(due, _ZERO) if self.total_with_tax >= 0 else due

    @property
    def paid_in_full(self) -> bool:
        """Whether nothing is left to be paid."""
        return self.total_with_tax <= self.total_paid

    @property
    def as_expected(self) -> bool:
        """Whether the gross amount is the expected one, where the document expects one."""
        expected = self.expected_total_with_tax
        return expected is None or expected == self.total_with_tax


def preview_totals(
    document: models.DocumentCreate | Mapping[str, object] | MakesDocument,
    *,
    to_document: ToDocument | None = None,
    decimal_places: int = DECIMAL_PLACES,
) -> DocumentTotals:
    """Calculate what a document will come to, exactly, without sending anything.

    Args:
        document: A `DocumentCreate`; a mapping as `documents.create` takes it, in Python or wire
            names; or a row of a file that was read with a mapping.
        to_document: Makes the document of a row, where the row does not know its mapping itself.
        decimal_places: What the organization keeps of prices where the document does not say.

    Raises:
        InvalidInputError: The document could not be sent, or its numbers are too large.
    """
    made: object = document
    if to_document is not None:
        made = to_document(cast("Mapping[str, object]", document))
    elif isinstance(document, MakesDocument):
        made = document.to_document()
    body = requests.json_body(
        models.DocumentCreate, cast("models.DocumentCreate | Mapping[str, object]", made), {}
    )
    return totals_of_body(body, decimal_places=decimal_places)


def totals_of_body(
    body: Mapping[str, JsonValue], *, decimal_places: int = DECIMAL_PLACES
) -> DocumentTotals:
    """Calculate the totals of a document as it is sent, in wire names.

    Args:
        body: The JSON object of the request.
        decimal_places: What the organization keeps of prices where the document does not say.

    Raises:
        InvalidInputError: Its numbers are too large, or `decimal_places` is not 0 to 9.
    """
    given = body.get("decimalPlaces")
    places = decimal_places if given is None else given
    if (
        isinstance(places, bool)
        or not isinstance(places, int)
        or not (0 <= places <= MOST_DECIMAL_PLACES)
    ):
        raise InvalidInputError(
            f"is a whole number from 0 to {MOST_DECIMAL_PLACES}, not {given!r}",
            field="decimal_places",
        )
    with localcontext(EXACT):
        try:
            return _Calculation(body, places).result()
        except InvalidOperation:
            raise InvalidInputError("holds numbers too large to be calculated with") from None


class _Calculation:
    """One document, calculated line by line."""

    def __init__(self, body: Mapping[str, JsonValue], places: int) -> None:
        self._body = body
        self._places = places
        self._omits_taxes = bool(body.get("omitTaxes"))
        self._cuts: list[Cut] = []
        self._unknown: list[str] = []
        self._taxes: dict[tuple[bool, str, Decimal], TaxTotals] = {}

    def result(self) -> DocumentTotals:
        """Return all of its figures."""
        body = self._body
        lines = tuple(self._line(f"items[{n}]", item) for n, item in enumerate(items_of(body)))
        gross = sum((line.total_with_tax for line in lines), _ZERO)
        total = sum((line.total for line in lines), _ZERO)
        discount = sum((line.total_discount for line in lines), _ZERO)
        with_tax = round_cents(gross + number_of(body.get("equalization")))
        if body.get("incoming") and body.get("customTotals"):
            supplied = body.get("total"), body.get("totalWithTax")
            if all(is_number(value) for value in supplied):
                total, with_tax = number_of(supplied[0]), number_of(supplied[1])
                discount = number_of(body.get("totalDiscount"))
        expected = body.get("expectedTotalWithTax")
        currency = body.get("currencyId")
        return DocumentTotals(
            type=str(body.get("type") or "invoice"),
            currency_id=currency if isinstance(currency, str) and currency else None,
            lines=lines,
            taxes=tuple(tax for key, tax in self._taxes.items() if not key[0]),
            reverse_taxes=tuple(tax for key, tax in self._taxes.items() if key[0]),
            total=total,
            total_discount=discount,
            total_with_tax=with_tax,
            total_paid=_paid(body, with_tax),
            expected_total_with_tax=None if expected is None else number_of(expected),
            cuts=tuple(self._cuts),
            unknown=tuple(self._unknown),
        )

    def _line(self, place: str, item: Mapping[str, JsonValue]) -> LineTotals:
        if item.get("isSeparator"):
            return LineTotals(
                price=_ZERO, quantity=_ZERO, total=_ZERO, total_discount=_ZERO, total_tax=_ZERO
            )
        taxes = _list(item, "_documentItemTaxes")
        quantity = _ONE
        if item.get("quantity") is not None:
            quantity = self._cut(f"{place}.quantity", item["quantity"], self._places)
        price = self._price(place, item, taxes)
        amount = round_cents(price * quantity)
        discount = self._discount(place, item, amount)
        total = amount - discount
        return LineTotals(
            price=price,
            quantity=quantity,
            total=total,
            total_discount=discount,
            total_tax=self._tax(place, total, [] if self._omits_taxes else taxes),
        )

    def _price(
        self,
        place: str,
        item: Mapping[str, JsonValue],
        taxes: Sequence[Mapping[str, JsonValue]],
    ) -> Decimal:
        if item.get("priceGross") is None:
            if item.get("price") is None and item.get("itemId"):
                self._unknown.append(f"{place}.price")
            return self._cut(f"{place}.price", item.get("price"), self._places)
        gross = self._cut(f"{place}.price_gross", item["priceGross"], self._places)
        keeps_gross = self._omits_taxes and self._body.get("keepPricesAsGross")
        return net_price(gross, [] if keeps_gross else taxes)

    def _discount(self, place: str, item: Mapping[str, JsonValue], amount: Decimal) -> Decimal:
        is_amount = item.get("discountIsAmount")
        places = self._places if is_amount else PERCENT_PLACES
        discount = self._cut(f"{place}.discount", item.get("discount"), places)
        return round_cents(discount if is_amount else amount * discount / _HUNDRED)

    def _tax(self, place: str, base: Decimal, taxes: Sequence[Mapping[str, JsonValue]]) -> Decimal:
        """Return the taxes of a line together.

        Compound ones are taken of the net amount and the others.
        """
        charged = _ZERO
        amounts: dict[int, Decimal] = {}
        order = sorted(range(len(taxes)), key=lambda index: bool(taxes[index].get("compound")))
        for index in order:
            tax, where = taxes[index], f"{place}.taxes[{index}].rate"
            if tax.get("rate") is None:
                self._unknown.append(where)
            rate = self._cut(where, tax.get("rate"), PERCENT_PLACES)
            of = base + charged if tax.get("compound") else base
            amounts[index] = round_cents(of * rate / _HUNDRED)
            if not tax.get("reverseCharged"):
                charged += amounts[index]
        for index, tax in enumerate(taxes):
            self._add_tax(tax, base, amounts[index])
        return charged

    def _add_tax(self, tax: Mapping[str, JsonValue], base: Decimal, amount: Decimal) -> None:
        name = str(tax.get("taxId") or tax.get("abbreviation") or tax.get("name") or "")
        rate = number_of(tax.get("rate"))
        key = (bool(tax.get("reverseCharged")), name, rate)
        known = self._taxes.get(key)
        self._taxes[key] = TaxTotals(
            rate=rate,
            name=name,
            base=base if known is None else known.base + base,
            total=amount if known is None else known.total + amount,
        )

    def _cut(self, field: str, value: JsonValue, places: int) -> Decimal:
        given = number_of(value)
        kept = cut_number(given, places)
        if kept != given:
            self._cuts.append(Cut(field=field, given=given, kept=kept))
        return kept


def items_of(body: Mapping[str, JsonValue]) -> list[Mapping[str, JsonValue]]:
    """Return the lines of a document as it is sent."""
    return _list(body, "_documentItems")


def _paid(body: Mapping[str, JsonValue], total: Decimal) -> Decimal:
    amounts = (payment.get("amount") for payment in _list(body, "payments"))
    return sum((total if amount is None else number_of(amount) for amount in amounts), _ZERO)


def _list(holder: Mapping[str, JsonValue], name: str) -> list[Mapping[str, JsonValue]]:
    elements = holder.get(name)
    return [one for one in elements if isinstance(one, dict)] if isinstance(elements, list) else []
