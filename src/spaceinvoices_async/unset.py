"""The value of what was not given."""

import enum
from typing import Final, Literal


class Unset(enum.Enum):
    """Type of `UNSET`. An enumeration, so that copies and pickles stay the very same object."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Absent: not sent in a request, not present in a response. `None` is a null that was sent."""
