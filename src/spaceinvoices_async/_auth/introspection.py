"""Introspection and logout of one token: the SDK's own calls about it."""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async import operations
from spaceinvoices_async._auth.single_flight import SingleFlight
from spaceinvoices_async._calls.error_mapping import error_log_fields
from spaceinvoices_async.errors import ApiError, ResponseDecodeError, SpaceInvoicesError
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.transports.status_codes import UNAUTHORIZED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from spaceinvoices_async._calls.request import Verdict
    from spaceinvoices_async._generated.models import AccessToken
    from spaceinvoices_async._generated.resources.accounts import AccountsResource
    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.types import JsonValue

_logger: Final = logging.getLogger("spaceinvoices_async")

KEPT: Final = 60.0
"""Seconds the answer to "is this token alive?" holds, from the latest refusal that it explained."""
_KEPT_AT_MOST: Final = 300.0
"""Seconds after which it is asked again, however closely the refusals follow each other."""

ABOUT_A_PASSWORD: Final = frozenset(
    {"LOGIN_FAILED", "LOGIN_FAILED_EMAIL_NOT_VERIFIED", "RESET_FAILED_EMAIL_NOT_VERIFIED"}
)
"""Codes of a 401 that say nothing of the token: the e-mail or the password was refused."""


class FixedToken:
    """Credentials with a fixed token; a 401 is returned, never renewed."""

    __slots__ = ("__weakref__", "_token", "account_id")

    def __init__(self, token: str | None, account_id: str | None = None) -> None:
        self._token = token
        self.account_id: str | None = account_id

    async def token(self) -> str | None:
        """Return the token as it is."""
        return self._token

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Take each refusal for what it says."""
        del token, code
        return "denied"


def accounts(pipeline: Pipeline, token: str | None) -> AccountsResource:
    """Return the operations about tokens, called with one token or with none."""
    # Not needed before the first call, and half of the import time.
    from spaceinvoices_async._generated.resources.accounts import AccountsResource
    from spaceinvoices_async._requestor import Requestor

    return AccountsResource(Requestor(pipeline, FixedToken(token)))


def log_in(pipeline: Pipeline, body: Mapping[str, JsonValue]) -> Awaitable[AccessToken]:
    """Log in, past the method of the resource: its arguments would stand in every traceback.

    Args:
        pipeline: Of the client.
        body: The login in wire names; no frame keeps it while it is under way.
    """
    # Not needed before the first call.
    from spaceinvoices_async._generated.models import AccessToken
    from spaceinvoices_async._requestor import Requestor
    from spaceinvoices_async._serialization.responses import one

    operation = operations.OPERATIONS["accounts_login"]
    return Requestor(pipeline, FixedToken(None)).call(operation, one(AccessToken), body=body)


async def end_token(pipeline: Pipeline, token: str, *, deadline: float | None = None) -> None:
    """Log a token out; one that has ended already is fine.

    Raises:
        SpaceInvoicesError: The token may still be alive.
    """
    try:
        await accounts(pipeline, token).logout(options=RequestOptions(deadline=deadline))
    except ApiError as error:
        if error.status != UNAUTHORIZED:
            raise


class TokenIntrospection:
    """Whether one token is alive, asked once for all its refusals.

    No right, dead token and unknown token look alike (401), so each of ten thousand forbidden
    records would raise the question anew. At 98 of them a second they take longer than a minute:
    that the token is alive is believed while they keep coming, yet not for ever, since one that
    was logged out elsewhere looks no different. That it is dead is believed for a minute.
    """

    def __init__(self, pipeline: Pipeline, token: str) -> None:
        self._pipeline = pipeline
        self._clock = pipeline.clock
        self._token = token
        self._flight: SingleFlight[bool | None] = SingleFlight()
        self._known: bool | None = None
        self._until = -math.inf
        self._asked_at = -math.inf
        self.account_id: str | None = None

    async def alive(self) -> bool | None:
        """Return whether the token is good for anything; None if the server does not say."""
        now = self._clock.monotonic()
        # A clock that fell back knows nothing of what was asked "later".
        if now >= self._until or now < self._asked_at:
            return await self._flight.run(self._ask)
        if self._known:
            self._until = min(now + KEPT, self._asked_at + _KEPT_AT_MOST)
        return self._known

    def ended(self) -> None:
        """Take down that the server has said it is dead, which it says once."""
        self._known = False
        self._asked_at = self._clock.monotonic()
        self._until = self._asked_at + KEPT

    async def aclose(self) -> None:
        """Stop asking, and wait for the end of what is under way."""
        await self._flight.aclose()

    async def _ask(self) -> bool | None:
        try:
            account = await accounts(self._pipeline, self._token).authorized()
        except ResponseDecodeError:
            self._known = True
        except ApiError as error:
            if error.status != UNAUTHORIZED:
                return _unsure(error)
            self._known = False
        except SpaceInvoicesError as error:
            return _unsure(error)
        else:
            found = cast("object", account.id)  # decoding is tolerant: it may be anything
            self.account_id = found if isinstance(found, str) and found else None
            self._known = True
        self._asked_at = self._clock.monotonic()
        self._until = self._asked_at + KEPT
        return self._known


def _unsure(error: SpaceInvoicesError) -> bool | None:
    """Remember nothing, as the server does not say: the next refusal asks again."""
    _logger.warning(
        "after a 401 the token could not be checked (%s)",
        type(error).__name__,
        extra=error_log_fields(error),
    )
    return None
