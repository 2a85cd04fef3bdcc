"""Recognises the answers to a create whose document was already stored."""

from __future__ import annotations

import functools
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from . import error_bodies
from .statuses import CONFLICT

if TYPE_CHECKING:
    from .journey import Answer, Journey

# The words of a repeat's error are not published; a look-up too many costs one request.
_ALREADY: Final = re.compile(r"unique|already|duplicate|exists", re.IGNORECASE)
# `Date` counts whole seconds, and the server may take its time between storing and answering.
_CLOCK_GRAIN: Final = timedelta(seconds=5)


def names(answer: Answer, name: str) -> bool:
    """Whether a refusal speaks of the unique property, or of something that exists already."""
    if answer.outcome != "rejected" or answer.response is None:
        return False
    if answer.status == CONFLICT:
        return True
    said = error_bodies.parse(answer.response.body)
    words = f"{said.name} {said.code} {said.message} {said.details}"
    return name.lower() in words.lower() or _ALREADY.search(words) is not None


@functools.lru_cache(maxsize=16)
def _moment(date: str) -> datetime:
    """A `Date` header; the same for all answers of a second, and slow to read."""
    return parsedate_to_datetime(date)


def is_older(answer: Answer, journey: Journey) -> bool:
    """Whether a success returned a document that was stored before this call began.

    Both moments are the server's own, so that the clocks need not agree.
    """
    if answer.response is None or not isinstance(answer.value, dict):
        return False
    created, date = answer.value.get("createdAt"), answer.response.headers.get("date")
    if date is None or not isinstance(created, str):
        return False
    try:
        stored, answered = datetime.fromisoformat(created), _moment(date)
    except ValueError:
        return False
    if stored.tzinfo is None or answered.tzinfo is None:
        return False
    return answered - stored > timedelta(seconds=journey.elapsed) + _CLOCK_GRAIN
