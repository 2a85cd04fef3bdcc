"""What documents come to before the server rounds them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.types import JsonValue

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
    total = with_tax = Decimal(0)
    for line in lines(document):
        net, factor = _net(line), _factor(line)
        total += net
        with_tax += net * factor
    return Sum(net=total, with_tax=with_tax)


def _net(line: Mapping[str, JsonValue]) -> Decimal:
    price = _decimal(line.get("price"), 0)
    if "price" not in line:
        price = _decimal(line.get("priceGross"), 0) / _factor(line)
    net = _decimal(line.get("quantity"), 1) * price
    discount = line.get("discount")
    if discount is None:
        return net
    taken = _decimal(discount, 0)
    return net - taken if line.get("discountIsAmount") else net * (1 - taken / _HUNDRED)


def _factor(line: Mapping[str, JsonValue]) -> Decimal:
    """What taxes make of one."""
    taxes = line.get("_documentItemTaxes")
    given = taxes if isinstance(taxes, list) else []
    rates = (_decimal(tax.get("rate"), 0) for tax in given if isinstance(tax, dict))
    return 1 + sum(rates, Decimal(0)) / _HUNDRED


def _decimal(value: JsonValue, default: int) -> Decimal:
    if isinstance(value, (Decimal, int)):
        return Decimal(value)
    return Decimal(default) if value is None else Decimal(str(value))
