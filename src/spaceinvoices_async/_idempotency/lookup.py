"""Looks a create in doubt up, again and again, until its outcome is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from spaceinvoices_async import operations
from spaceinvoices_async._calls.context import KEY_TWICE, AttemptResult, CallContext
from spaceinvoices_async._calls.error_mapping import error_for_unknown_create
from spaceinvoices_async._calls.outcomes import decide_follow_up
from spaceinvoices_async._calls.request import (
    is_document,
    render_path,
    render_target,
    shows_other,
)
from spaceinvoices_async._idempotency.comparison import verify_answer
from spaceinvoices_async._observers import outcome_of
from spaceinvoices_async.errors import SpaceInvoicesError
from spaceinvoices_async.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spaceinvoices_async._calls.attempts import CallAttempts
    from spaceinvoices_async._calls.outcomes import Doubt, Look, Resend
    from spaceinvoices_async._calls.request import Call
    from spaceinvoices_async.errors import OutcomeUnknownError
    from spaceinvoices_async.operations import UniqueKey
    from spaceinvoices_async.types import JsonValue

# Kept for a last look-up before the deadline: waiting on without looking helps nobody.
_LAST_CHANCE_S: Final = 1.0


class LookupResult(NamedTuple):
    """What one look-up came to."""

    answer: AttemptResult
    look: Look
    row: Mapping[str, JsonValue] | None = None


class DocumentLookup:
    """Look-ups of one create by its unique id; between them no slot of any limit is held.

    They go through the operation that `Operation.unique_key` names.

    Args:
        attempts: Send the look-ups.
        context: Of the create, with its unique id; the look-ups are added to its history.
        key: The property that names the create.
        body: What was asked for, to compare with what is found.
        delays: Seconds between the look-ups; the last one repeats.
    """

    def __init__(
        self,
        attempts: CallAttempts,
        context: CallContext,
        key: UniqueKey,
        body: Mapping[str, JsonValue],
        delays: Sequence[float],
    ) -> None:
        self._attempts = attempts
        self._context = context
        self._key = key
        self._unique_id = context.call.unique_id or ""
        self._body = body
        self._delays = delays

    async def until_decided(
        self,
        doubt: Doubt,
        safe_from: float,
        *,
        at_once: bool,
        resend: Callable[[], Resend] = lambda: "allowed",
    ) -> AttemptResult | None:
        """Return the stored document, or None when it may be sent again or the refusal holds.

        Args:
            doubt: Why the create is in doubt.
            safe_from: When no earlier request can be carried out any more, on the clock.
            at_once: Look before the first wait.
            resend: Whether it may be sent again; asked after each look-up.

        Raises:
            OutcomeUnknownError: The deadline came first, or nothing will ever show the outcome.
            UniqueIdReusedError: The document found is not the one that was asked for.
        """
        looks = misses = 0
        answer = self._context.last
        while True:
            if looks or not at_once:
                asked = 0.0 if answer is None else self._attempts.asked_pause(answer) or 0.0
                await self._wait(looks - at_once, safe_from, asked)
            asked = self._context.clock.monotonic()
            result = await self._found(safe_from)
            answer = result.answer
            looks += 1
            misses += result.look == "none"
            action = decide_follow_up(
                doubt,
                result.look,
                past_horizon=asked >= safe_from,
                looked_enough=misses >= len(self._delays),
                resend=resend(),
            )
            if action == "return":
                return self._accepted(result)
            if action == "give_up":
                raise self._unknown(safe_from, _reason(doubt, result))
            if action != "look_again":
                return None

    async def _found(self, safe_from: float) -> LookupResult:
        """Look once; what ends the look-ups does not say that nothing was created."""
        try:
            return await self.find()
        except SpaceInvoicesError as error:  # logging in failed, say
            if not self._context.doubtful:
                raise
            raise self._unknown(safe_from, type(error).__name__) from error

    async def find(self) -> LookupResult:
        """Look once, within the call's deadline; takes and returns a slot of the limits."""
        context = self._context
        own = CallContext(
            call=_call(context.call, self._key, self._unique_id),
            clock=context.clock,
            started=context.clock.monotonic(),
            deadline=context.deadline,
            server=context.server,
            before=len(context.attempts),
            sought=self._unique_id,
        )
        if context.observed is not None:
            own.observed = context.observed.look_up(own.call.info(context.server))
        found = ""
        try:
            result = await self._ask(own)
            found = result.look
        except BaseException as error:
            found = outcome_of(error)
            raise
        finally:
            context.adopt(own)
            if own.observed is not None:
                own.observed.end(found, len(own.attempts), own.elapsed)
        return result

    async def _ask(self, own: CallContext) -> LookupResult:
        answer = await self._attempts.attempt(own)
        if answer.signal() in {"rejected", "redirected"}:
            return LookupResult(answer=answer, look="forbidden")
        if answer.reason == KEY_TWICE:  # whose the rows are cannot be known
            return LookupResult(answer=answer, look="ignored")
        if answer.outcome != "applied" or not isinstance(answer.value, list):
            return LookupResult(answer=answer, look="no_answer")
        call = self._context.call
        for row in answer.value:
            if (
                isinstance(row, dict)
                and row.get(self._key.property) is not None
                and is_document(row)
                and not shows_other(row, call)
            ):
                return LookupResult(answer=answer, look="found", row=row)
        # Rows that nobody asked for: the server did not filter, and may hold ours all the same.
        return LookupResult(answer=answer, look="ignored" if answer.value else "none")

    def _accepted(self, result: LookupResult) -> AttemptResult:
        """Build the answer of a found document, as if the create had returned it."""
        row = dict(result.row or {})
        verify_answer(self._context, self._body, row)
        return AttemptResult(outcome="applied", response=result.answer.response, value=row)

    async def _wait(self, step: int, safe_from: float, asked: float) -> None:
        delay = self._delays[min(step, len(self._delays) - 1)]
        to_horizon = safe_from - self._context.clock.monotonic()
        if 0 < to_horizon < delay:
            delay = to_horizon
        delay = max(delay, asked)
        if delay >= self._context.remaining:
            delay = self._context.remaining - _LAST_CHANCE_S
            if delay <= 0:
                last = self._context.last
                raise self._unknown(safe_from, None if last is None else last.reason)
        await self._context.wait(delay, "lookup")

    def _unknown(self, safe_from: float, reason: str | None) -> OutcomeUnknownError:
        return error_for_unknown_create(
            self._context, unique_id=self._unique_id, safe_from=safe_from, reason=reason
        )


def _reason(doubt: Doubt, result: LookupResult) -> str:
    if result.look == "forbidden":
        return f"the look-up was refused with {result.answer.status}"
    if result.look == "ignored":
        return "the look-up was answered with other documents"
    return f"the unique id is {doubt}, and no look-up finds its document"


def _call(create: Call, key: UniqueKey, unique_id: str) -> Call:
    operation = operations.OPERATIONS[key.lookup]
    query = {
        "filter": {
            "where": {key.property: unique_id},
            # A deleted document has used its id up all the same.
            "deleted": True,
            "order": ["id ASC"],
            "limit": 1,
        }
    }
    path = render_path(operation, create.arguments)
    return evolve(
        create,
        operation=operation,
        target=render_target(path, query, operation.id),
        options=RequestOptions(headers=create.options.headers),
        json=None,
        content=None,
        unique_id=None,
    )
