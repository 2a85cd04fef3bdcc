"""Build conditions on rows: `field("total").between(10, 20) & (field("custom.key") == "x")`."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import ClassVar, Final, Literal, NoReturn, TypeAlias, cast

import attrs

from spaceinvoices_async._serialization.values import (
    UnfitValue,
    base_value,
    encode_decimal,
    encode_moment,
    encode_string,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import kinds, patterns
from spaceinvoices_async.filters.names import Names, Target, check_comparable
from spaceinvoices_async.types import JsonValue

Scalar: TypeAlias = bool | int | float | Decimal | str | datetime | date | Enum
"""One value: JSON's own, a number, or a moment. A `date` is a whole day in UTC."""

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T.*| \d{2}:.*)?", re.DOTALL)


def scalar(value: object, name: str) -> JsonValue:
    """Return the JSON value of one operand.

    Raises:
        InvalidInputError: The server would misread it: a time without zone, a date that does not
            exist, NaN, more digits than a double holds, or no single value at all.
    """
    try:
        return _encode(base_value(value))
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=name) from None


def _encode(value: object) -> JsonValue:
    if value is None:
        raise UnfitValue("cannot be compared with None: use .is_null() or .is_not_null()")
    if isinstance(value, str):
        return _encode_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        encode_decimal(value)
        return value
    if isinstance(value, date):
        return encode_moment(value)
    if isinstance(value, Mapping):
        raise UnfitValue(
            "cannot be compared with a mapping: compare one path, such as 'custom.key'"
        )
    if isinstance(value, Iterable):
        raise UnfitValue("cannot be compared with a list: use .inq() or .between()")
    raise UnfitValue(f"cannot be compared with {type(value).__name__}")


def _encode_text(text: str) -> str:
    encode_string(text)
    if _MOMENT.fullmatch(text):
        try:
            encode_moment(text)
        except UnfitValue as problem:
            raise UnfitValue(
                f"{problem} (text that only looks like a date is found with .regexp())"
            ) from None
    return text


def several(values: object, name: str) -> tuple[JsonValue, ...]:
    """Return the JSON values of a list of operands, where None stands for null.

    Raises:
        InvalidInputError: It is no list, or holds a value that cannot be sent.
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise InvalidInputError("takes a list of values", field=name)
    return tuple(_one_of(value, name) for value in cast("Iterable[object]", values))


def _one_of(value: object, name: str) -> JsonValue:
    if is_day(value):
        raise InvalidInputError(
            "a date is a whole day: join `field == date` with |, or use .between()", field=name
        )
    return None if value is None else scalar(value, name)


def is_day(value: object) -> bool:
    """Return whether a value is a date without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def next_day(day: date, name: str) -> date:
    """Return the day after.

    Raises:
        InvalidInputError: There is none.
    """
    try:
        return day + timedelta(days=1)
    except OverflowError:
        raise InvalidInputError("is a day in the year 9999 at the latest", field=name) from None


Operator: TypeAlias = Literal[
    "eq", "neq", "gt", "gte", "lt", "lte", "between", "inq", "nin", "like", "nlike", "regexp"
]
"""What the server can compare with, in the API's words."""


class Condition(ABC):
    """What a row must meet; join two with `&` and `|`, each in its own parentheses.

    A condition has no truth value: `and`, `or`, `not`, `in` and `10 < field("x") < 20` would
    silently lose half of what was written, so they raise `InvalidInputError`.
    """

    __slots__ = ()

    def __and__(self, other: Condition) -> Condition:
        return _join("and", self, other)

    def __or__(self, other: Condition) -> Condition:
        return _join("or", self, other)

    def __bool__(self) -> NoReturn:
        raise InvalidInputError(
            "a condition is neither true nor false: write & for `and`, | for `or`, .between() for "
            "a chained comparison, and != or .nin() for `not`"
        )

    @abstractmethod
    def to_wire(self, names: Names) -> dict[str, JsonValue]:
        """Return the condition as the API takes it."""


@attrs.frozen
class Comparison(Condition):
    """One operator on one property."""

    name: str
    operator: Operator
    operand: JsonValue | tuple[JsonValue, ...] = attrs.field(repr=False)
    """Not shown: the e-mail address of a customer, say."""
    ignore_case: bool = attrs.field(default=False, kw_only=True)
    is_moment: bool = attrs.field(default=False, kw_only=True, repr=False)
    """Whether the operand was given as a date or a time, not as text."""
    unchecked: bool = attrs.field(default=False, kw_only=True)
    """Whether the property may be one that the model does not know, or hold what it does not."""

    def to_wire(self, names: Names) -> dict[str, JsonValue]:
        """`{"total": {"gt": 10}}`; equality is the bare value."""
        target = names.resolve(self.name, unchecked=self.unchecked)
        operand: JsonValue
        if isinstance(self.operand, tuple):
            operand = [self._checked(target, value) for value in self.operand]
        else:
            operand = self._checked(target, self.operand)
        if self.operator == "eq":
            return {target.wire: operand}
        test: dict[str, JsonValue] = {self.operator: operand}
        if self.ignore_case:
            test["options"] = "i"
        return {target.wire: test}

    def _checked(self, target: Target, value: JsonValue) -> JsonValue:
        if self.unchecked:
            return value
        return kinds.checked(target, self.operator, value, self.name, is_moment=self.is_moment)


@attrs.frozen
class Junction(Condition):
    """Conditions of which all, or at least one, must be met."""

    word: Literal["and", "or"]
    parts: tuple[Condition, ...]

    def to_wire(self, names: Names) -> dict[str, JsonValue]:
        """`{"and": [...]}`: also two tests of one property, of which the server would drop one."""
        return {self.word: [part.to_wire(names) for part in self.parts]}


def _join(word: Literal["and", "or"], *conditions: object) -> Condition:
    parts: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, Junction) and condition.word == word:
            parts.extend(condition.parts)
        elif isinstance(condition, Condition):
            parts.append(condition)
        else:
            raise InvalidInputError(
                f"& and | join conditions, not {type(condition).__name__}: put each comparison in "
                "parentheses, (field('a') == 1) & (field('b') == 2)"
            )
    return Junction(word, tuple(parts))


class Field:
    """A property, ready to be compared. Its operators and methods give a `Condition`.

    Names are Python's or the wire's; of a path such as `custom.key` the first segment is translated
    and the rest sent as it is. Text is compared with regard to case. A `date` is a whole day in
    UTC, to its end; a `datetime` must have a zone and is cut to milliseconds, as the server stores.
    Whatever the server would misread raises `InvalidInputError`, also a name that the model of the
    list does not have, and a value that its property cannot hold.

    Args:
        name: The property, or a path.
        unchecked: Whether the name and the values are meant even if the model does not know them:
            a property or a value that the API has beyond its documentation.
    """

    __slots__ = ("_name", "_unchecked")
    __hash__: ClassVar[None] = None  # type: ignore[assignment] # == makes conditions, not truth

    def __init__(self, name: str, *, unchecked: bool = False) -> None:
        self._name = check_comparable(encode_name(name))
        self._unchecked = unchecked

    @property
    def name(self) -> str:
        """The name as it was given."""
        return self._name

    def __repr__(self) -> str:
        return f"field({self._name!r}{', unchecked=True' if self._unchecked else ''})"

    def __eq__(self, value: Scalar) -> Condition:  # type: ignore[override] # a comparison makes a condition
        if is_day(value):
            return (self >= value) & (self <= value)
        return self._compare("eq", value)

    def __ne__(self, value: Scalar) -> Condition:  # type: ignore[override] # a comparison makes a condition
        if is_day(value):
            return (self < value) | (self > value)
        return self._compare("neq", value)

    def __lt__(self, value: Scalar) -> Condition:
        return self._compare("lt", value)

    def __ge__(self, value: Scalar) -> Condition:
        return self._compare("gte", value)

    def __le__(self, value: Scalar) -> Condition:
        if is_day(value):
            return self._compare("lt", next_day(cast("date", value), self._name))
        return self._compare("lte", value)

    def __gt__(self, value: Scalar) -> Condition:
        if is_day(value):
            return self._compare("gte", next_day(cast("date", value), self._name))
        return self._compare("gt", value)

    def between(self, lower: Scalar, upper: Scalar) -> Condition:
        """Match values from `lower` to `upper`, both included."""
        if is_day(upper):
            return (self >= lower) & (self <= upper)
        bounds = scalar(lower, self._name), scalar(upper, self._name)
        return self._comparison("between", bounds, is_moment=isinstance(upper, date))

    def inq(self, values: Iterable[Scalar | None]) -> Condition:
        """Match any of the values; None finds rows without one. Of no values, match no row."""
        return self._comparison("inq", several(values, self._name))

    def nin(self, values: Iterable[Scalar | None]) -> Condition:
        """Match none of the values. Of no values, match every row."""
        return self._comparison("nin", several(values, self._name))

    def is_null(self) -> Condition:
        """Match rows without a value, be it absent or null."""
        # A bare null finds only stored nulls in MongoDB; within `inq` it finds absent ones as well.
        return self._comparison("inq", (None,))

    def is_not_null(self) -> Condition:
        """Match rows with a value."""
        return self._comparison("neq", None)

    def like(self, pattern: str, *, ignore_case: bool = False) -> Condition:
        """Match a regular expression anywhere in the text, as the API defines `like`.

        `%` is refused: it is no wildcard here. For plain text use `contains` and `startswith`.
        """
        if ignore_case:
            return self.regexp(pattern, ignore_case=True)
        return self._comparison("like", patterns.like(pattern, self._name))

    def nlike(self, pattern: str, *, ignore_case: bool = False) -> Condition:
        """Match rows that `like` does not find, those without a value among them."""
        text = patterns.like(pattern, self._name)
        return self._comparison("nlike", text, ignore_case=ignore_case)

    def regexp(self, pattern: str, *, ignore_case: bool = False) -> Condition:
        """Match a JavaScript regular expression anywhere in the text; no flags, no delimiters."""
        text = patterns.regexp(pattern, self._name)
        if not ignore_case:
            return self._comparison("regexp", text)
        if "." in self._name:  # undeclared paths take `/x/i` for the very text "/x/i"
            text = patterns.like(pattern, self._name)
            return self._comparison("like", text, ignore_case=True)
        return self._comparison("regexp", f"/{text}/i")

    def startswith(self, text: str, *, ignore_case: bool = False) -> Condition:
        """Match text that begins with exactly these characters."""
        pattern = patterns.literal(text, self._name, ignore_case=ignore_case)
        return self._comparison("regexp", f"^{pattern}")

    def contains(self, text: str, *, ignore_case: bool = False) -> Condition:
        """Match text that holds exactly these characters somewhere."""
        pattern = patterns.literal(text, self._name, ignore_case=ignore_case)
        return self._comparison("regexp", pattern)

    def _compare(self, operator: Operator, value: object) -> Condition:
        return self._comparison(
            operator, scalar(value, self._name), is_moment=isinstance(value, date)
        )

    def _comparison(
        self,
        operator: Operator,
        operand: JsonValue | tuple[JsonValue, ...],
        *,
        ignore_case: bool = False,
        is_moment: bool = False,
    ) -> Condition:
        return Comparison(
            self._name,
            operator,
            operand,
            ignore_case=ignore_case,
            is_moment=is_moment,
            unchecked=self._unchecked,
        )

    def __bool__(self) -> NoReturn:
        raise InvalidInputError(
            "a property is neither true nor false: compare it", field=self._name
        )

    def __and__(self, other: object) -> NoReturn:
        raise self._bare()

    def __rand__(self, other: object) -> NoReturn:
        raise self._bare()

    def __or__(self, other: object) -> NoReturn:
        raise self._bare()

    def __ror__(self, other: object) -> NoReturn:
        raise self._bare()

    def _bare(self) -> InvalidInputError:
        return InvalidInputError(
            "put each comparison in parentheses: (field('a') == 1) & (field('b') == 2)",
            field=self._name,
        )


def field(name: str, *, unchecked: bool = False) -> Field:
    """Name a property, `"unique_id"`, or a path into one, `"custom.key"`.

    Args:
        name: Python's or the wire's name.
        unchecked: Whether it is meant even if the model of the list does not have it, and whatever
            it is compared with.

    Raises:
        InvalidInputError: No condition on such a name can work.
    """
    return Field(name, unchecked=unchecked)


def encode_name(name: object) -> str:
    """Return the name of a property as plain text.

    Raises:
        InvalidInputError: It is no text.
    """
    try:
        return encode_string(name)
    except UnfitValue as problem:
        raise InvalidInputError(f"the name of a property {problem}") from None
