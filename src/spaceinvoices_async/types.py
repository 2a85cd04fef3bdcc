"""Types of values: JSON, numbers and times that are sent, and `UNSET`, which was not given."""

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias, Union

__all__ = ["UNSET", "JsonValue", "Moment", "Number", "Unset"]

JsonValue: TypeAlias = Union[
    None, bool, int, float, Decimal, str, "list[JsonValue]", "dict[str, JsonValue]"
]
"""Any JSON value, as decoded from an answer or given to be encoded."""

Number: TypeAlias = Decimal | int | str | float
"""Input of money, quantities and rates. A float is read through its `repr`, so `0.1` is one tenth."""

Moment: TypeAlias = datetime | date | str
"""Input of a time: an aware `datetime`, a `date` (sent as YYYY-MM-DD), or ISO 8601 text."""


class Unset(enum.Enum):
    """Type of `UNSET`. An enumeration, so that copies and pickles stay the very same object."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Absent: not sent in a request, not present in a response. `None` is a null that was sent."""
