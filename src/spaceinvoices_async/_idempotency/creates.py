"""Keyed creates: one unique id, one document, whatever happens to the answers.

A server that checks the id and then stores lets a second request through while the first is under
way. So a create in doubt is looked up early, and sent again only when no earlier request of it can
be carried out any more: after the horizon, and after a look-up made later still.
"""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING, Final

from attrs import evolve

from spaceinvoices_async._calls.attempts import is_exhausted
from spaceinvoices_async._calls.error_mapping import error_for_refusal, error_for_unknown_create
from spaceinvoices_async._calls.outcomes import decide
from spaceinvoices_async._idempotency.comparison import (
    mentions_unique_id,
    says_unique_id_taken,
    verify_answer,
)
from spaceinvoices_async._idempotency.lookup import DocumentLookup
from spaceinvoices_async._idempotency.pending import PendingCreates, predates_call, share
from spaceinvoices_async.errors import (
    ApiError,
    InvalidTokenError,
    RateLimitedError,
    SpaceInvoicesError,
    UniqueIdReusedError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from spaceinvoices_async._calls.attempts import CallAttempts
    from spaceinvoices_async._calls.context import AttemptResult, CallContext
    from spaceinvoices_async._calls.outcomes import Doubt
    from spaceinvoices_async._calls.request import SingleSend
    from spaceinvoices_async._idempotency.pending import CreateResult, PendingCreate
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.operations import UniqueKey
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.types import JsonValue

_logger: Final = logging.getLogger("spaceinvoices_async")


class KeyedCreates:
    """Carries keyed creates out, at most one request of each under way at any time."""

    def __init__(self, attempts: CallAttempts, options: ClientOptions, clock: Clock) -> None:
        self.pending: Final = PendingCreates(clock)
        self._attempts = attempts
        self._options = options

    async def create(self, context: CallContext, key: UniqueKey, unique_id: str) -> AttemptResult:
        """Return the stored document: created by this call or by one it joined, or found.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        horizon = self._options.horizon_for(context.call.options)
        look_first = False
        while True:
            entry, is_owner = self.pending.claim(context.call, unique_id, horizon)
            if is_owner:
                break
            result = await self._join(context, entry)
            if result is not None:
                return result
            look_first = True
        outcome: CreateResult = None
        try:
            result = outcome = await self._carry_out(context, key, entry, look_first=look_first)
            entry.settled = True
        except ApiError as error:
            # A busy server or a dead token says nothing about the document itself.
            if entry.settled and not isinstance(error, (RateLimitedError, InvalidTokenError)):
                outcome = error
            raise
        finally:
            self.pending.release(entry, outcome)
        return result

    async def send_once(
        self, context: CallContext, key: UniqueKey, unique_id: str, single: SingleSend
    ) -> AttemptResult:
        """Send until an attempt may have reached the server; the caller follows up by itself.

        Raises:
            OutcomeUnknownError: It may or may not have been carried out, or another call of the
                same id is under way.
            SpaceInvoicesError: As `errors` describes.
        """
        horizon = self._options.horizon_for(context.call.options)
        entry, is_owner = self.pending.claim(context.call, unique_id, horizon)
        if not is_owner:
            single.last_send = context.started
            raise error_for_unknown_create(
                context, unique_id=unique_id, safe_from=context.started + horizon, reason="shared"
            )
        context.paid = single.paid
        outcome: CreateResult = None
        try:
            result = outcome = await self._settle_once(context, key, entry, single)
        finally:
            single.last_send = context.last_send
            entry.sent(context.last_send)
            self.pending.release(entry, outcome)
        return result

    async def _settle_once(
        self, context: CallContext, key: UniqueKey, entry: PendingCreate, single: SingleSend
    ) -> AttemptResult:
        while True:
            result = await self._attempts.attempt(context)
            action = decide(result.signal(), "keyed")
            if action not in {"retry", "pause"}:
                break
            single.waiting = True
            await self._attempts.before_next(context, result)
            single.waiting = False
        if result.outcome == "unknown":
            single.asked_pause = self._attempts.asked_pause(result) or 0.0
            safe_from = context.clock.monotonic() + entry.horizon
            raise error_for_unknown_create(
                context, unique_id=entry.key[1], safe_from=safe_from, reason=result.reason
            ) from result.cause
        if action == "raise":
            single.recognised = mentions_unique_id(result, key.property)
            single.taken = says_unique_id_taken(result, key.property)
            entry.settled = not single.taken
            raise error_for_refusal(context, result) from result.cause
        entry.settled = True
        single.older = predates_call(result, context)
        return result

    async def reconcile(
        self, context: CallContext, key: UniqueKey, unique_id: str, not_before: datetime | None
    ) -> AttemptResult | None:
        """Return what became of an earlier create; None once it is certain that nothing did.

        Raises:
            OutcomeUnknownError: The deadline passed before that.
        """
        entry = self.pending.find(context.call.path, unique_id)
        safe_from = context.clock.monotonic()
        if entry is not None and entry.owned:
            return await self._join(context, entry)
        if entry is not None:
            safe_from = entry.safe_from
        elif not_before is not None:
            safe_from += (not_before - context.clock.now()).total_seconds()
        body: Mapping[str, JsonValue] = {} if entry is None else entry.body
        context.call = evolve(context.call, unique_id=unique_id)
        lookup = self._lookup(context, key, body)
        return await lookup.until_decided("unknown", safe_from, at_once=True)

    def _lookup(
        self, context: CallContext, key: UniqueKey, body: Mapping[str, JsonValue]
    ) -> DocumentLookup:
        return DocumentLookup(self._attempts, context, key, body, self._options.lookup_delays)

    async def _join(self, context: CallContext, entry: PendingCreate) -> AttemptResult | None:
        """Wait for the owner; None when this call has to take over."""
        same_account = context.call.credentials is entry.credentials
        try:
            async with context.clock.timeout(max(0.0, context.remaining)):
                outcome = await share(entry.outcome())
        except TimeoutError:
            raise error_for_unknown_create(
                context, unique_id=entry.key[1], safe_from=entry.safe_from, reason="deadline"
            ) from None
        if not same_account:
            return None  # another account's answer is not this one's to see
        if isinstance(outcome, Exception):
            raise copy.copy(outcome)
        return outcome

    async def _carry_out(
        self, context: CallContext, key: UniqueKey, entry: PendingCreate, *, look_first: bool
    ) -> AttemptResult:
        entry.sent(_earlier_send(context, entry))
        found: AttemptResult | None = None
        if look_first or entry.last_send is not None:
            context.doubtful = entry.last_send is not None
            lookup = self._lookup(context, key, entry.body)
            found = await lookup.until_decided("unknown", entry.safe_from, at_once=True)
        while found is None:
            try:
                result = await self._attempts.attempt(context)
            except SpaceInvoicesError as error:  # logging in failed, say
                raise _in_doubt(context, entry, error) from error
            finally:
                entry.sent(context.last_send)
            found = await self._follow_up(context, key, entry, result)
        return found

    async def _follow_up(
        self, context: CallContext, key: UniqueKey, entry: PendingCreate, result: AttemptResult
    ) -> AttemptResult | None:
        """Do what the truth table says; None to send again."""
        doubted = context.doubtful
        if result.outcome == "rejected":
            doubted = doubted or mentions_unique_id(result, key.property)
        action = decide(result.signal(doubted=doubted), "keyed")
        if action == "return":
            # Some servers answer the second create of an id with the document of the first.
            entry.settled = True
            verify_answer(context, entry.body, result.value)
            return result
        if action == "raise":
            entry.settled = True
            raise error_for_refusal(context, result) from result.cause
        if action in {"retry", "pause"}:
            try:
                await self._attempts.before_next(context, result)
            except SpaceInvoicesError as error:
                raise _in_doubt(context, entry, error) from error
            return None
        return await self._look_up(context, key, entry, result)

    async def _look_up(
        self, context: CallContext, key: UniqueKey, entry: PendingCreate, result: AttemptResult
    ) -> AttemptResult | None:
        """Find what the attempt in doubt came to; None to send again."""
        doubt: Doubt = "unknown"
        if result.outcome == "rejected":
            # Of a create that was refused nothing is under way; what is there, is there.
            doubt = "taken" if says_unique_id_taken(result, key.property) else "refused"
        else:
            _warn(context, entry, result)
        budget = self._attempts.budget
        try:
            found = await self._lookup(context, key, entry.body).until_decided(
                doubt,
                entry.safe_from,
                at_once=doubt != "unknown",
                # With nothing left to pay for a resend, or no attempt left, it goes on looking.
                resend=lambda: (
                    "allowed" if budget.affordable and not is_exhausted(context) else "later"
                ),
            )
        except UniqueIdReusedError:
            # Nothing is under way: the next call with this id may have the right body.
            entry.settled = not context.doubtful
            raise
        if doubt == "refused":
            entry.settled = True
            if found is None:
                raise error_for_refusal(context, result) from result.cause
        if found is None:
            context.paid = budget.take()
        return found


def _earlier_send(context: CallContext, entry: PendingCreate) -> float | None:
    """Return when another process may have sent the create, on the clock; None if none did."""
    options = context.call.options
    given = options.sent_before or options.resume
    if given is True:
        # When is not known: it may have been just now. What this process knows is better.
        return context.started if entry.last_send is None else None
    if not given:
        return None
    return context.started - max(0.0, (context.clock.now() - given).total_seconds())


def _in_doubt(
    context: CallContext, entry: PendingCreate, error: SpaceInvoicesError
) -> SpaceInvoicesError:
    """Choose the error that ends a call; it must not say that nothing happened when it may have."""
    if not context.doubtful:
        return error
    return error_for_unknown_create(
        context, unique_id=entry.key[1], safe_from=entry.safe_from, reason=type(error).__name__
    )


def _warn(context: CallContext, entry: PendingCreate, result: AttemptResult) -> None:
    if not context.warned:
        context.warned = True
        _logger.warning(
            "%s: no answer to trust (%s) for unique_id %r, attempt %d; looking it up, not sent "
            "again for %.0f s",
            context.call.operation.id,
            result.reason,
            entry.key[1],
            len(context.attempts),
            entry.safe_from - context.clock.monotonic(),
            extra=context.log_fields(),
        )
