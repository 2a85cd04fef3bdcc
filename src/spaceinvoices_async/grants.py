"""A token as the server has just made it."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from .errors import ResponseDecodeError

if TYPE_CHECKING:
    from ._generated.models import AccessToken

_LONGEST: Final = 10**12
"""Seconds; a server may name a number that is no time."""
_RENEWAL: Final = 0.8
"""Part of its life after which a token is renewed."""


@frozen(kw_only=True)
class Grant:
    """A token as the server has just made it; its times are the clock's `monotonic`."""

    token: str = field(repr=False)
    account_id: str | None
    renew_at: float
    expires_at: float
    process: int = field(factory=os.getpid)


def read_grant(answer: AccessToken, *, asked_ttl: int, asked_at: float) -> Grant:
    """The token of a login or an impersonation, counted from before it was asked for.

    Raises:
        ResponseDecodeError: There is no token in the answer.
    """
    # Decoding is tolerant, so that each of them may be anything.
    token, ttl, user = cast("tuple[object, ...]", (answer.id, answer.ttl, answer.user_id))
    if not isinstance(token, str) or not token:
        raise ResponseDecodeError("the answer holds no token")
    life = float(min(ttl, _LONGEST)) if isinstance(ttl, int) and ttl != 0 else float(asked_ttl)
    life = math.inf if life < 0 else life  # -1 never ends
    known = isinstance(user, (str, int)) and not isinstance(user, bool) and user != ""
    return Grant(
        token=token,
        account_id=str(user) if known else None,
        renew_at=asked_at + _RENEWAL * life,
        expires_at=asked_at + life,
    )
