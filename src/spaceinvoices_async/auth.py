"""Tokens: given, or made by logging in; renewed once for all who wait."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

Verdict: TypeAlias = Literal["replay", "denied", "invalid"]
"""After a 401. Replay: repeat once, with the token that `token()` gives now. Denied: the token is
good and has no right. Invalid: the token is dead, and there is no other."""


class Credentials(Protocol):
    """Whom a call is made for: gives its token, and judges a refusal of it."""

    @property
    def account_id(self) -> str | None:
        """Id of the account, where it is known."""
        ...

    async def token(self) -> str | None:
        """The token to send, made or renewed first where needed; None sends none."""
        ...

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """What to do after a 401 to this token, whose error body had this code."""
        ...
