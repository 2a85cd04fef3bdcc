"""Adds up what documents come to, by type and currency."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from spaceinvoices_async.totals import DocumentTotals, totals_of_body
from spaceinvoices_async.types import JsonValue


@frozen(kw_only=True)
class Sum:
    """What documents of one type and currency come to, as the server calculates them.

    Attributes:
        net: Without taxes, discounts taken off.
        with_tax: With them.
        paid: What their payments come to.
    """

    net: Decimal = Decimal(0)
    with_tax: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)

    def __add__(self, other: Sum) -> Sum:
        """Return both together."""
        return Sum(
            net=self.net + other.net,
            with_tax=self.with_tax + other.with_tax,
            paid=self.paid + other.paid,
        )


class Sums:
    """Adds documents up by type and currency."""

    def __init__(self) -> None:
        self.by_type: dict[str, dict[str, Sum]] = {}

    def add(self, totals: DocumentTotals) -> None:
        """Count one document."""
        currencies = self.by_type.setdefault(totals.type, {})
        currency = totals.currency_id or ""
        currencies[currency] = currencies.get(currency, Sum()) + sum_of(totals)


def sum_of(totals: DocumentTotals) -> Sum:
    """Return the totals of one document as a sum."""
    return Sum(net=totals.total, with_tax=totals.total_with_tax, paid=totals.total_paid)


def of(document: Mapping[str, JsonValue]) -> Sum:
    """Return what a document comes to, as it is sent.

    Raises:
        InvalidInputError: Its numbers are too large.
    """
    return sum_of(totals_of_body(document))
