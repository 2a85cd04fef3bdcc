"""One column and one place in the document: how its cells are read, and whether they may be empty."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeVar, cast

from attrs import field, frozen

from spaceinvoices_async._serialization.values import ENCODERS, UnfitValue
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input import cells, date_forms, document_path
from spaceinvoices_async.batch.input.cells import NEGATIVES, Notation
from spaceinvoices_async.batch.input.scalars import plain
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from spaceinvoices_async.batch.input.cells import Reader
    from spaceinvoices_async.batch.input.document_path import Path

_T = TypeVar("_T")

PRICES: Final = ("price", "price_gross")
PERCENTS: Final = ("rate", "discount")
_NEEDED: Final = frozenset({"items[].price", "items[].price_gross"})


@frozen(kw_only=True)
class Target:
    """Where a column goes, if it is written differently from the others.

    Attributes:
        to: Path in the document.
        decimal_comma: Whether its numbers have a decimal comma; None as the mapping says.
        date_format: Of its dates, as `datetime.strptime` has it; None as the mapping says.
        locale: Language of the names of months, such as "de"; None as the mapping says.
        thousands: What stands between groups of three digits, such as `'` or a blank; None as the
            mapping says.
        currency: Sign or code beside its numbers, such as `€`; None as the mapping says.
        negative: How negative numbers are written: "minus" before, "trailing" minus, "brackets".
        required: Whether an empty cell is an error; on for prices unless given.
        scale: What its numbers are multiplied by, such as "0.01" for amounts in cents.
        percent: Whether its numbers are shares of one: 0.15 is 15 percent then. The API takes rates
            and discounts in percent.
    """

    to: str
    decimal_comma: bool | None = None
    date_format: str | None = None
    locale: str | None = None
    thousands: str | None = None
    currency: str | None = None
    negative: str | None = None
    required: bool | None = None
    scale: Decimal | int | str | None = None
    percent: bool = False


@frozen
class Rule:
    """One column and one place.

    Attributes:
        source: The column as the mapping names it.
        path: The place.
        notation: How its numbers and dates are written.
        required: Whether an empty cell is an error; None where that depends on its line.
        read: Reads the text of a cell.
        column: The column, or where dots lead to in a row of JSON.
        below: In a row of JSON, where in each line of its list; None outside of a list.
    """

    source: str
    path: Path
    notation: Notation
    required: bool | None
    read: Reader | None = field(repr=False)
    column: str = field(repr=False)
    below: str | None = field(repr=False)

    @property
    def is_price(self) -> bool:
        """Whether a line has a price by it."""
        return self.path.canonical in _NEEDED

    @property
    def is_percent(self) -> bool:
        """Whether the field is in percent, unless the document says otherwise."""
        return self.path.steps[-1].name in PERCENTS and self.path.kind == "decimal"

    def cell(self, line: Mapping[str, object]) -> object:
        """Return what stands in the column; None for an empty cell."""
        if self.below is None:
            value = line.get(self.column)
            if value is None and "." in self.column:
                value = reach(line, self.column)
        else:
            value = reach(line, self.below)
        value = plain(value)
        if isinstance(value, str):
            return value if value.strip() else None
        return None if isinstance(value, float) and math.isnan(value) else value

    def value(self, cell: object) -> object:
        """Return what a cell that is not empty says, as the document has it.

        Raises:
            UnfitValue: It is not what the field holds.
        """
        if isinstance(cell, str):
            return cell if self.read is None else self.read(cell.strip(), self.notation)
        kind = self.path.kind
        if isinstance(cell, bool):
            return cell
        if kind == "decimal" and isinstance(cell, (int, float, Decimal)):
            return cells.scaled(_number(cell), self.notation)
        if kind == "string" and isinstance(cell, int):
            return str(cell)
        if kind in {"date", "datetime"} and isinstance(cell, datetime) and cell.tzinfo is None:
            return cell.date()  # of a spreadsheet, which knows of no zones
        return cell


def _number(value: float | Decimal) -> Decimal:
    """Return the number that a value shows."""
    try:
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise UnfitValue(f"is a number, not {value!r}") from None


def rule(source: str, target: str | Target, notation: Notation) -> Rule:
    """Return the rule of a column.

    Raises:
        SourceError: It leads nowhere, or cannot be read as it says; names the column.
    """
    required: bool | None = None
    try:
        if isinstance(target, Target):
            required = target.required
            notation = _notation(target, notation)
            target = target.to
        path = checked_path(target)
    except InvalidInputError as error:
        raise SourceError(error.message, column=source) from error
    column, listed, below = source.partition("[]")
    percent = path.steps[-1].name in PERCENTS
    made = Rule(
        source,
        path,
        notation,
        required,
        read=cells.reader(path.kind, percent=percent),
        column=column,
        below=below.removeprefix(".") if listed else None,
    )
    if listed and not path.per_line:
        raise SourceError(
            f"is a list, and {path.canonical} is one value for all of the document: map a column "
            "that the row has once",
            column=source,
        )
    return made


def _notation(target: Target, notation: Notation) -> Notation:
    def given(own: _T | None, other: _T) -> _T:
        return other if own is None else own

    locale = target.locale or notation.locale
    return checked_notation(
        Notation(
            decimal_comma=given(target.decimal_comma, notation.decimal_comma),
            date_format=date_forms.checked(target.date_format, locale) or notation.date_format,
            locale=locale,
            thousands=given(target.thousands, notation.thousands),
            currency=given(target.currency, notation.currency),
            negative=given(target.negative, notation.negative),
            factor=_factor(target),
        )
    )


def checked_notation(notation: Notation) -> Notation:
    """Return the notation, if numbers can be written like that.

    Raises:
        InvalidInputError: They cannot.
    """
    if notation.negative not in NEGATIVES:
        raise InvalidInputError(
            f"is one of {', '.join(NEGATIVES)}, not {notation.negative!r}", field="negative"
        )
    point = "," if notation.decimal_comma else "."
    thousands = notation.thousands
    if thousands is not None and (
        len(thousands) != 1 or thousands == point or thousands.isalnum() or thousands in "-+()"
    ):
        raise InvalidInputError(
            f"is one character other than the decimal sign, not {thousands!r}", field="thousands"
        )
    return notation


def _factor(target: Target) -> Decimal | None:
    if target.scale is None:
        return Decimal(100) if target.percent else None
    try:
        factor = Decimal(target.scale)
    except (InvalidOperation, TypeError, ValueError):
        factor = Decimal(0)
    if target.percent or not factor.is_finite() or factor == 0:
        raise InvalidInputError("is a number such as '0.01', and not beside percent", field="scale")
    return factor


def constant(to: str, value: object) -> tuple[Path, object]:
    """Return the place and the value of a constant.

    Raises:
        InvalidInputError: The place is not there, or holds something else.
    """
    try:
        path = checked_path(to)
        encode = ENCODERS.get(path.kind)
        if encode is not None and value is not None:
            encode(value)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, field=to) from error
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=to) from None
    return path, value


def checked_path(text: str) -> Path:
    """Return the path that a text names, if a mapping may set it.

    Raises:
        InvalidInputError: It may not, or there is no such place.
    """
    path = document_path.parse(text)
    if path.canonical == "unique_id":
        raise InvalidInputError("unique_id is made by the batch, from the key: leave it out")
    return path


def reach(row: Mapping[str, object], path: str) -> object:
    """Return the value of a column, or where dots lead to in a row of JSON."""
    if path in row:
        return row[path]
    first, _, rest = path.partition(".")
    here = row.get(first)
    if not rest or not isinstance(here, Mapping):
        return None
    return reach(cast("Mapping[str, object]", here), rest)
