"""A client at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from .limits import LimiterStats


@frozen(kw_only=True)
class ClientStats:
    """What a client is doing and has done.

    Attributes:
        limits: The limits and who waits for them; None where they are off.
        under_way: Calls that have begun and not ended.
        calls: Calls that have ended.
        resends: How often they were sent again.
        retry_budget: Tokens left for re-sends that may have reached the server; None for no limit.
        children: Child accounts that have a token.
    """

    limits: LimiterStats | None
    under_way: int
    calls: int
    resends: int
    retry_budget: int | None
    children: int
