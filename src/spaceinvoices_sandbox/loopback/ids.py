"""New ids: ObjectIds that sort by creation, UUIDs of embedded objects, access tokens."""

from __future__ import annotations

import itertools
import secrets
import string
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_TOKEN_LENGTH: Final = 64
_TOKEN_LETTERS: Final = string.ascii_letters + string.digits


class Identifiers:
    """Makes ids; one per sandbox, so that later ids sort behind earlier ones."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._machine = secrets.token_hex(5)
        self._counter = itertools.count()
        self._latest = 0

    def object_id(self) -> str:
        """24 hexadecimal digits: second, process, counter."""
        self._latest = max(self._latest, int(self._now().timestamp()))
        return f"{self._latest:08x}{self._machine}{next(self._counter) & 0xFFFFFF:06x}"


def embedded_id() -> str:
    """Return the id of an object inside a record."""
    return str(uuid.uuid4())


def access_token() -> str:
    """Return a token nobody can guess."""
    return "".join(secrets.choice(_TOKEN_LETTERS) for _ in range(_TOKEN_LENGTH))
