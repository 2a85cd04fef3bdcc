"""Taxes and totals of a document: inputs truncated, every operation rounded half up to cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import javascript

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spaceinvoices_sandbox.loopback.json_types import Json

DECIMAL_PLACES: Final = 9
"""Decimals that prices and quantities keep unless a document says otherwise."""
_CENT: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_CONTEXT: Final = Context(prec=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """One tax of a line; `key` says which taxes of a document are added up together."""

    rate: Decimal
    key: str = ""
    reverse: bool = False
    compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What of a line counts; `gross` is a unit price with tax, from which the price follows."""

    price: Decimal = _ZERO
    gross: Decimal | None = None
    quantity: Decimal = Decimal(1)
    discount: Decimal = _ZERO
    discount_is_amount: bool = False
    taxes: tuple[Tax, ...] = ()
    omitted: tuple[Tax, ...] = ()
    """Taxes that the gross price contains, on a document that charges none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTotals:
    """The computed figures of a line."""

    price: Decimal
    total: Decimal
    total_discount: Decimal
    total_tax: Decimal
    taxes: tuple[Decimal, ...]

    @property
    def total_with_tax(self) -> Decimal:
        """Net and tax together."""
        return self.total + self.total_tax


@dataclass(slots=True)
class TaxTotal:
    """What one tax comes to over all lines."""

    tax: Tax
    base: Decimal = _ZERO
    total: Decimal = _ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The computed figures of a document."""

    lines: tuple[LineTotals, ...]
    total: Decimal
    total_discount: Decimal
    total_with_tax: Decimal
    taxes: dict[str, TaxTotal] = field(default_factory=dict[str, TaxTotal])
    reverse_taxes: dict[str, TaxTotal] = field(default_factory=dict[str, TaxTotal])


def exact(value: Json) -> Decimal:
    """Return the decimal that a JSON number shows."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))


def number_in(record: Mapping[str, Json], name: str) -> Decimal:
    """Return the number of the name; zero where there is none."""
    value = record.get(name)
    return exact(value) if isinstance(value, (int, float)) else Decimal(0)


def shown(value: Decimal) -> int | float:
    """Return the decimal as a JSON number."""
    if value == value.to_integral_value():
        return int(value)
    return javascript.number(float(value)) or 0


def truncated(value: Decimal, places: int) -> Decimal:
    """Return the value without what lies behind its `places` decimals."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN, _CONTEXT)


def rounded(value: Decimal) -> Decimal:
    """Return the value in cents, half up and away from zero."""
    return value.quantize(_CENT, ROUND_HALF_UP, _CONTEXT)


def line_totals(line: Line, places: int = DECIMAL_PLACES) -> LineTotals:
    """Return the figures of one line."""
    quantity = truncated(line.quantity, places)
    price = _net_price(line, places)
    amount = rounded(_CONTEXT.multiply(price, quantity))
    if line.discount_is_amount:
        discount = rounded(truncated(line.discount, places))
    else:
        percent = truncated(line.discount, 2)
        discount = rounded(_CONTEXT.multiply(amount, percent) / _HUNDRED)
    total = rounded(amount - discount)
    taxes = _taxes(total, line.taxes)
    charged = sum((tax for tax, of in zip(taxes, line.taxes, strict=True) if not of.reverse), _ZERO)
    return LineTotals(
        price=price,
        total=total,
        total_discount=discount,
        total_tax=rounded(charged),
        taxes=taxes,
    )


def _net_price(line: Line, places: int) -> Decimal:
    if line.gross is None:
        return truncated(line.price, places)
    factor = Decimal(1)
    for tax in sorted((*line.taxes, *line.omitted), key=lambda tax: tax.compound):
        if not tax.reverse:
            share = truncated(tax.rate, 2) / _HUNDRED
            factor = factor * (1 + share) if tax.compound else factor + share
    return rounded(_CONTEXT.divide(truncated(line.gross, places), factor or Decimal(1)))


def _taxes(base: Decimal, taxes: Sequence[Tax]) -> tuple[Decimal, ...]:
    """Return each tax in its place; a compound one is taken of the net and the taxes before it."""
    amounts = [_ZERO] * len(taxes)
    charged = _ZERO
    for compound in (False, True):
        for index, tax in enumerate(taxes):
            if tax.compound is not compound:
                continue
            of = base + charged if compound else base
            amounts[index] = rounded(_CONTEXT.multiply(of, truncated(tax.rate, 2)) / _HUNDRED)
            if compound and not tax.reverse:
                charged += amounts[index]
        if not compound:
            charged = sum(
                (amount for amount, tax in zip(amounts, taxes, strict=True) if not tax.reverse),
                _ZERO,
            )
    return tuple(amounts)


def document_totals(
    lines: Iterable[Line],
    *,
    places: int = DECIMAL_PLACES,
    equalization: Decimal = _ZERO,
) -> Totals:
    """Return the sums of all lines, and the correction of a cent put on the gross total."""
    sources = tuple(lines)
    results = tuple(line_totals(line, places) for line in sources)
    charged: dict[str, TaxTotal] = {}
    reverse: dict[str, TaxTotal] = {}
    for line, result in zip(sources, results, strict=True):
        for tax, amount in zip(line.taxes, result.taxes, strict=True):
            entry = (reverse if tax.reverse else charged).setdefault(tax.key, TaxTotal(tax))
            entry.base += result.total
            entry.total += amount
    gross = sum((result.total_with_tax for result in results), _ZERO)
    return Totals(
        lines=results,
        total=sum((result.total for result in results), _ZERO),
        total_discount=sum((result.total_discount for result in results), _ZERO),
        total_with_tax=rounded(gross + equalization),
        taxes=charged,
        reverse_taxes=reverse,
    )
