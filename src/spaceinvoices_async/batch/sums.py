"""What documents come to before the server rounds them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.scalars import JsonValue

_HUNDRED: Final = Decimal(100)


@frozen(kw_only=True)
class Sum:
    """An exact sum of lines; the server rounds line by line, so that its own may differ by cents.

    Attributes:
        net: Without taxes, discounts taken off.
        with_tax: With them.
    """

    net: Decimal = Decimal(0)
    with_tax: Decimal = Decimal(0)

    def __add__(self, other: Sum) -> Sum:
        """Both together."""
        return Sum(net=self.net + other.net, with_tax=self.with_tax + other.with_tax)


def lines(document: Mapping[str, JsonValue]) -> list[Mapping[str, JsonValue]]:
    """The lines of a document as it is sent."""
    items = document.get("_documentItems")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def of(document: Mapping[str, JsonValue]) -> Sum:
    """What a document comes to."""
    total = Sum()
    for line in lines(document):
        total += _line(line)
    return total


def _line(line: Mapping[str, JsonValue]) -> Sum:
    factor = 1 + _rate(line) / _HUNDRED
    discount = _decimal(line.get("discount"), 0)
    price = _decimal(line.get("price"), 0)
    if "price" not in line:
        price = _decimal(line.get("priceGross"), 0) / factor
    net = _decimal(line.get("quantity"), 1) * price
    net = net - discount if line.get("discountIsAmount") else net * (1 - discount / _HUNDRED)
    return Sum(net=net, with_tax=net * factor)


def _rate(line: Mapping[str, JsonValue]) -> Decimal:
    taxes = line.get("_documentItemTaxes")
    given = taxes if isinstance(taxes, list) else []
    rates = [_decimal(tax.get("rate"), 0) for tax in given if isinstance(tax, dict)]
    return sum(rates, Decimal(0))


def _decimal(value: JsonValue, default: int) -> Decimal:
    return Decimal(default) if value is None else Decimal(str(value))
