"""The keyed create: one unique id, one document, whatever happens to the answers.

A server that checks the id and then stores lets a second request through while the first is under
way. So a create in doubt is looked up early, and sent again only when no earlier request of it can
be carried out any more: after the horizon, and after a look-up made later still.
"""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._calls import error_mapping as failures
from spaceinvoices_async._calls.outcomes import decide
from spaceinvoices_async._idempotency import comparison as replays
from spaceinvoices_async._idempotency.lookup import DocumentLookup, Lookup
from spaceinvoices_async._idempotency.pending import PendingCreates, share
from spaceinvoices_async.errors import (
    ApiError,
    InvalidTokenError,
    RateLimitedError,
    SpaceInvoicesError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from spaceinvoices_async._calls.attempts import Repetition
    from spaceinvoices_async._calls.context import AttemptResult, CallContext
    from spaceinvoices_async._calls.request import SingleSend
    from spaceinvoices_async._idempotency.pending import CreateResult, PendingCreate
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.errors import OutcomeUnknownError
    from spaceinvoices_async.operations import UniqueKey
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.types import JsonValue

_log: Final = logging.getLogger("spaceinvoices_async")


class KeyedCreates:
    """Carries keyed creates out, at most one request of each under way at any time."""

    def __init__(self, repetition: Repetition, options: ClientOptions, clock: Clock) -> None:
        self.registry: Final = PendingCreates(clock)
        self._repetition = repetition
        self._options = options
        self._lookup = Lookup(repetition)

    async def create(self, journey: CallContext, key: UniqueKey, unique_id: str) -> AttemptResult:
        """The stored document: created by this call or by one it joined, or found.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        horizon = self._options.horizon_for(journey.call.options)
        look_first = False
        while True:
            entry, owner = self.registry.claim(journey.call, unique_id, horizon)
            if owner:
                return await self._own(journey, key, entry, look_first=look_first)
            answer = await self._join(journey, entry)
            if answer is not None:
                return answer
            look_first = True

    async def attempt(
        self, journey: CallContext, key: UniqueKey, unique_id: str, trial: SingleSend
    ) -> AttemptResult:
        """Send until an attempt may have reached the server; the caller follows up by itself.

        Raises:
            OutcomeUnknownError: It may or may not have been carried out, or another call of the
                same id is under way.
            SpaceInvoicesError: As `errors` describes.
        """
        horizon = self._options.horizon_for(journey.call.options)
        entry, owner = self.registry.claim(journey.call, unique_id, horizon)
        if not owner:
            trial.last_send = journey.started
            raise failures.unknown_create(
                journey, unique_id=unique_id, safe_from=journey.started + horizon, reason="shared"
            )
        journey.paid = trial.paid
        settlement: CreateResult = None
        try:
            answer = settlement = await self._once(journey, key, entry, trial)
        finally:
            trial.last_send = journey.last_send
            entry.sent(journey.last_send)
            self.registry.release(entry, settlement)
        return answer

    async def _once(
        self, journey: CallContext, key: UniqueKey, entry: PendingCreate, trial: SingleSend
    ) -> AttemptResult:
        while True:
            answer = await self._repetition.attempt(journey)
            action = decide(answer.signal(), "keyed")
            if action not in {"retry", "pause"}:
                break
            trial.waiting = True
            await self._repetition.before_next(journey, answer)
            trial.waiting = False
        if answer.outcome == "unknown":
            safe_from = journey.clock.monotonic() + entry.horizon
            raise failures.unknown_create(
                journey, unique_id=entry.key[1], safe_from=safe_from, reason=answer.reason
            ) from answer.cause
        entry.settled = True
        if action == "raise":
            trial.recognised = replays.names(answer, key.property)
            raise failures.refused(journey, answer) from answer.cause
        trial.older = replays.is_older(answer, journey)
        return answer

    async def reconcile(
        self, journey: CallContext, key: UniqueKey, unique_id: str, not_before: datetime | None
    ) -> AttemptResult | None:
        """What became of an earlier create; None once it is certain that nothing did.

        Raises:
            OutcomeUnknownError: The deadline passed before that.
        """
        entry = self.registry.find(journey.call.path, unique_id)
        safe_from = journey.clock.monotonic()
        if entry is not None and entry.owned:
            return await self._join(journey, entry)
        if entry is not None:
            safe_from = entry.safe_from
        elif not_before is not None:
            safe_from += (not_before - journey.clock.now()).total_seconds()
        body: Mapping[str, JsonValue] = {} if entry is None else entry.body
        search = DocumentLookup(
            self._lookup, journey, key, unique_id, body, delays=self._options.lookup_delays
        )
        return await search.until(safe_from, at_once=True)

    async def _join(self, journey: CallContext, entry: PendingCreate) -> AttemptResult | None:
        """Wait for the owner; None when this call has to take over."""
        same_account = journey.call.credentials is entry.credentials
        try:
            async with journey.clock.timeout(max(0.0, journey.remaining)):
                settlement = await share(entry.settlement())
        except TimeoutError:
            raise failures.unknown_create(
                journey, unique_id=entry.key[1], safe_from=entry.safe_from, reason="deadline"
            ) from None
        if not same_account:
            return None  # another account's answer is not this one's to see
        if isinstance(settlement, Exception):
            raise copy.copy(settlement)
        return settlement

    async def _own(
        self, journey: CallContext, key: UniqueKey, entry: PendingCreate, *, look_first: bool
    ) -> AttemptResult:
        settlement: CreateResult = None
        try:
            answer = await self._carry_out(journey, key, entry, look_first=look_first)
            settlement = answer
            entry.settled = True
        except ApiError as error:
            # A busy server or a dead token says nothing about the document itself.
            if entry.settled and not isinstance(error, (RateLimitedError, InvalidTokenError)):
                settlement = error
            raise
        finally:
            entry.sent(journey.last_send)
            self.registry.release(entry, settlement)
        return answer

    async def _carry_out(
        self, journey: CallContext, key: UniqueKey, entry: PendingCreate, *, look_first: bool
    ) -> AttemptResult:
        search = DocumentLookup(
            self._lookup,
            journey,
            key,
            entry.key[1],
            entry.body,
            delays=self._options.lookup_delays,
        )
        if journey.call.options.resume and entry.last_send is None:
            # When the other process sent it is not known: it may have been just now.
            entry.sent(journey.started)
        found: AttemptResult | None = None
        if look_first or entry.last_send is not None:
            journey.doubtful = entry.last_send is not None
            found = await search.until(entry.safe_from, at_once=True)
        while found is None:
            try:
                answer = await self._repetition.attempt(journey)
            except SpaceInvoicesError as error:  # logging in failed, say
                raise self._in_doubt(journey, entry, error) from error
            finally:
                entry.sent(journey.last_send)
            found = await self._follow_up(journey, entry, answer, search)
        return found

    async def _follow_up(
        self,
        journey: CallContext,
        entry: PendingCreate,
        answer: AttemptResult,
        search: DocumentLookup,
    ) -> AttemptResult | None:
        """What the truth table says; None to send again."""
        key = search.key
        doubted = journey.doubtful or replays.names(answer, key.property)
        action = decide(answer.signal(doubted=doubted), "keyed")
        if action == "return":
            if replays.is_older(answer, journey):
                entry.settled = True
                search.verify(answer.value if isinstance(answer.value, dict) else {})
            return answer
        if action == "raise":
            entry.settled = True
            raise failures.refused(journey, answer) from answer.cause
        if action in {"retry", "pause"}:
            try:
                await self._repetition.before_next(journey, answer)
            except SpaceInvoicesError as error:
                raise self._in_doubt(journey, entry, error) from error
            return None
        if answer.outcome == "rejected":
            return await self._after_refusal(journey, entry, answer, search)
        self._warn(journey, entry, answer)
        # With nothing left to pay for a resend, or no attempt left, it goes on looking.
        return await search.until(
            entry.safe_from,
            may_end=lambda: (
                not self._repetition.exhausted(journey) and self._repetition.pay(journey)
            ),
        )

    async def _after_refusal(
        self,
        journey: CallContext,
        entry: PendingCreate,
        answer: AttemptResult,
        search: DocumentLookup,
    ) -> AttemptResult:
        """A no that may mean `already stored`: nothing of this create is under way any more."""
        found = await search.briefly(len(self._options.lookup_delays))
        entry.settled = True
        if found is None:
            raise failures.refused(journey, answer) from answer.cause
        return found

    @staticmethod
    def _in_doubt(
        journey: CallContext, entry: PendingCreate, error: SpaceInvoicesError
    ) -> SpaceInvoicesError | OutcomeUnknownError:
        """An error that ends the call; it must not claim that nothing happened when it may have."""
        if not journey.doubtful:
            return error
        return failures.unknown_create(
            journey, unique_id=entry.key[1], safe_from=entry.safe_from, reason=type(error).__name__
        )

    @staticmethod
    def _warn(journey: CallContext, entry: PendingCreate, answer: AttemptResult) -> None:
        if not journey.warned:
            journey.warned = True
            _log.warning(
                "%s: no answer to trust (%s); looking it up, not sent again for %.0f s",
                journey.call.operation.id,
                answer.reason,
                entry.safe_from - journey.clock.monotonic(),
            )
