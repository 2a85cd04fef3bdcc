"""The unique id of a keyed create: the caller's, checked, or one made up."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from .errors import InvalidInputError

if TYPE_CHECKING:
    from .scalars import JsonValue

_LONGEST: Final = 255


def given_or_made(given: JsonValue, operation: str) -> str:
    """The unique id to send with every attempt.

    Raises:
        InvalidInputError: The id could not be found again by a look-up.
    """
    if given is None:
        return uuid.uuid4().hex
    problem: str | None = None
    if not isinstance(given, str):
        problem = f"must be text, not {type(given).__name__}"
    elif not given.strip():
        problem = "must not be empty; leave it out to have one made"
    elif len(given) > _LONGEST:
        problem = f"must not be longer than {_LONGEST} characters"
    elif not given.isprintable():
        problem = "must not hold control characters or half a surrogate pair"
    if problem is None:
        return str(given)
    raise InvalidInputError(problem, field="unique_id", operation=operation)
