"""A token that can be made again: kept, renewed ahead of its end, replaced when it dies."""

from __future__ import annotations

import copy
import logging
import math
import os
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async._auth.introspection import ABOUT_A_PASSWORD, KEPT, TokenIntrospection
from spaceinvoices_async._auth.single_flight import SingleFlight
from spaceinvoices_async._calls.error_mapping import error_log_fields
from spaceinvoices_async.errors import (
    ApiError,
    ResponseDecodeError,
    ServerError,
    SpaceInvoicesError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from spaceinvoices_async._calls.request import Verdict
    from spaceinvoices_async._generated.models import AccessToken
    from spaceinvoices_async._pipeline import Pipeline

_LONGEST: Final = 10**12
"""Seconds; a server may name a number that is no time."""
_RENEWAL: Final = 0.8
"""Part of its life after which a token is renewed."""


class IssuedToken:
    """A token as the server has just made it; its times are the clock's `monotonic`."""

    __slots__ = ("account_id", "expires_at", "process", "renew_at", "token")

    def __init__(
        self, *, token: str, account_id: str | None, renew_at: float, expires_at: float
    ) -> None:
        self.token: Final = token
        self.account_id: Final = account_id
        self.renew_at: Final = renew_at
        self.expires_at: Final = expires_at
        self.process: Final = os.getpid()


def read_issued_token(answer: AccessToken, *, asked_ttl: int, asked_at: float) -> IssuedToken:
    """Return the token of a login or an impersonation, counted from before it was asked for.

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
    return IssuedToken(
        token=token,
        account_id=str(user) if known else None,
        renew_at=asked_at + _RENEWAL * life,
        expires_at=asked_at + life,
    )


_logger: Final = logging.getLogger("spaceinvoices_async")

_REFUSAL_KEPT: Final = 10.0
"""Seconds a refused login is not tried again: ten thousand of them would lock the account."""
_FAILURE_KEPT: Final = 5.0
"""Seconds between the tries to renew a token that is still good."""


class TokenCache:
    """Keeps one token alive, made by `make`: once for any number of waiting callers.

    Past 80 % of its life it is renewed in the background, past its end before the next call. A
    failure is told to all who wait, and tried again later.
    """

    def __init__(
        self,
        make: Callable[[], Coroutine[object, object, IssuedToken]],
        pipeline: Pipeline,
    ) -> None:
        self._make = make
        self._pipeline = pipeline
        self._clock = pipeline.clock
        self._flight: SingleFlight[IssuedToken] = SingleFlight()
        self._issued: IssuedToken | None = None
        self._check: TokenIntrospection | None = None
        self._failure: SpaceInvoicesError | None = None
        self._quiet_until = -math.inf
        self._replaced_at = -math.inf
        self.account_id: str | None = None

    @property
    def issued(self) -> IssuedToken | None:
        """The token there is now."""
        return self._issued

    async def token(self) -> str:
        """Return a token that is alive as far as is known.

        Raises:
            SpaceInvoicesError: None can be made.
        """
        issued = self._issued
        now = self._clock.monotonic()
        if issued is None or now >= issued.expires_at:
            issued = await self._flight.run(self._renew)
        elif now >= issued.renew_at and not self._is_quiet(now):
            self._flight.start(self._renew)
        return issued.token

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Renew a dead token; a live one has no right.

        Raises:
            SpaceInvoicesError: A new token is needed, and cannot be made.
        """
        issued = self._issued
        if code in ABOUT_A_PASSWORD:
            return "denied"
        if issued is None or issued.token != token or self._check is None:
            return "replay"
        if code != "INVALID_TOKEN":
            if await self._check.alive() is not False:
                return "denied"
            # A server that refuses every token it makes must not be asked for one per call.
            now = self._clock.monotonic()
            if self._issued is issued and 0 <= now - self._replaced_at < KEPT:
                return "invalid"
            self._replaced_at = now if self._issued is issued else self._replaced_at
        if self._issued is issued:
            self._issued = None
        await self.token()
        return "replay"

    def forget(self) -> IssuedToken | None:
        """Drop the token, which is returned for its logout; the next call makes another."""
        issued, self._issued = self._issued, None
        return issued

    async def settle(self) -> None:
        """Wait until no token is being made."""
        await self._flight.settle()

    async def aclose(self) -> None:
        """Stop making and checking tokens, and wait for the end of what is under way."""
        await self._flight.aclose()
        if self._check is not None:
            await self._check.aclose()

    def _is_quiet(self, now: float) -> bool:
        """Return whether it is too early to try again; a clock may fall back meanwhile."""
        return 0 < self._quiet_until - now <= _REFUSAL_KEPT

    async def _renew(self) -> IssuedToken:
        if self._failure is not None and self._is_quiet(self._clock.monotonic()):
            raise copy.copy(self._failure)
        self._failure = None
        try:
            issued = await self._make()
        except SpaceInvoicesError as error:
            final = isinstance(error, ApiError) and not isinstance(error, ServerError)
            self._failure = error if final else None
            kept = _REFUSAL_KEPT if final else _FAILURE_KEPT
            self._quiet_until = self._clock.monotonic() + kept
            _logger.warning(
                "%s: no token could be made (%s)",
                error.operation or "login",
                type(error).__name__,
                extra=error_log_fields(error),
            )
            raise
        self._issued = issued
        self._check = TokenIntrospection(self._pipeline, issued.token)
        self.account_id = issued.account_id or self.account_id
        return issued
