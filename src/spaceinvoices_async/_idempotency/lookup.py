"""Looks a create in doubt up, again and again, until its fate is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from spaceinvoices_async import operations
from spaceinvoices_async._calls import error_mapping as failures
from spaceinvoices_async._calls.context import AttemptResult, CallContext
from spaceinvoices_async._calls.request import render_path, render_target
from spaceinvoices_async._idempotency.comparison import difference
from spaceinvoices_async.errors import UniqueIdReusedError
from spaceinvoices_async.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spaceinvoices_async._calls.attempts import Repetition
    from spaceinvoices_async._calls.request import Call
    from spaceinvoices_async.errors import OutcomeUnknownError
    from spaceinvoices_async.operations import Operation, UniqueKey
    from spaceinvoices_async.types import JsonValue


@frozen(kw_only=True)
class LookupResult:
    """What a look-up came to."""

    answer: AttemptResult
    conclusive: bool
    """The server answered with rows, or with none."""
    row: Mapping[str, JsonValue] | None = None

    @property
    def status(self) -> int | None:
        """HTTP status of the look-up."""
        return self.answer.status

    @property
    def forbidden(self) -> bool:
        """The server refuses to look: asking again leads nowhere."""
        return self.answer.signal() in {"rejected", "redirected"}


class Lookup:
    """Asks through the operation that `Operation.unique_key` names; knows no endpoint."""

    def __init__(self, repetition: Repetition) -> None:
        self._repetition = repetition

    async def find(self, journey: CallContext, key: UniqueKey, unique_id: str) -> LookupResult:
        """Look once, within the call's deadline; takes and returns a slot of the limits."""
        own = CallContext(
            call=_call(journey.call, operations.OPERATIONS[key.lookup], key, unique_id),
            clock=journey.clock,
            started=journey.clock.monotonic(),
            deadline=journey.deadline,
            before=len(journey.attempts),
        )
        try:
            answer = await self._repetition.attempt(own)
        finally:
            journey.adopt(own)
        if answer.outcome != "applied" or not isinstance(answer.value, list):
            return LookupResult(answer=answer, conclusive=False)
        rows = [row for row in answer.value if isinstance(row, dict)]
        # A server that ignored the filter must not hand us somebody else's row.
        own_rows = [row for row in rows if str(row.get(key.property, unique_id)) == unique_id]
        return LookupResult(answer=answer, conclusive=True, row=own_rows[0] if own_rows else None)


def _call(create: Call, operation: Operation, key: UniqueKey, unique_id: str) -> Call:
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


# Kept for a last look-up before the deadline: waiting on without looking helps nobody.
_LAST_CHANCE: Final = 1.0


class DocumentLookup:
    """The look-ups of one call; between them it waits without holding a slot of any limit."""

    def __init__(
        self,
        lookup: Lookup,
        journey: CallContext,
        key: UniqueKey,
        unique_id: str,
        body: Mapping[str, JsonValue],
        *,
        delays: Sequence[float],
    ) -> None:
        self._lookup = lookup
        self._journey = journey
        self.key = key
        self._unique_id = unique_id
        self._body = body
        self._delays = delays

    async def until(
        self,
        safe_from: float,
        *,
        at_once: bool = False,
        may_end: Callable[[], bool] = lambda: True,
    ) -> AttemptResult | None:
        """The stored document; None when a look-up made after `safe_from` has found nothing.

        Args:
            safe_from: When no earlier request can be carried out any more, on the clock.
            at_once: Look before the first wait.
            may_end: Asked each time None could be returned; False means to look on.

        Raises:
            OutcomeUnknownError: The deadline came first, or the server refuses to look.
            UniqueIdReusedError: The document found is not the one that was asked for.
        """
        clock = self._journey.clock
        looks = 0
        while True:
            if looks or not at_once:
                await self._wait(max(looks - at_once, 0), safe_from)
            asked = clock.monotonic()
            finding = await self._lookup.find(self._journey, self.key, self._unique_id)
            looks += 1
            if finding.row is not None:
                return self.accept(finding)
            if finding.forbidden:
                raise self.unknown(safe_from, f"the look-up was refused with {finding.status}")
            if finding.conclusive and asked >= safe_from and may_end():
                return None

    async def briefly(self, misses: int) -> AttemptResult | None:
        """The stored document; None when so many look-ups were answered and none has found it.

        Raises:
            OutcomeUnknownError: The deadline came first, or the server refuses to look.
            UniqueIdReusedError: The document found is not the one that was asked for.
        """
        more = iter(range(misses - 1))
        return await self.until(
            self._journey.clock.monotonic(),
            at_once=True,
            may_end=lambda: next(more, None) is None,
        )

    def accept(self, finding: LookupResult) -> AttemptResult:
        """The answer of a found document, as if the create had returned it."""
        row = dict(finding.row or {})
        self.verify(row)
        return AttemptResult(outcome="applied", response=finding.answer.response, value=row)

    def verify(self, row: Mapping[str, JsonValue]) -> None:
        """Refuse a document that cannot be the one that was asked for."""
        part = difference(self._body, row)
        if part is not None:
            call = self._journey.call
            raise UniqueIdReusedError(
                f"this unique id already belongs to another document: its {part} differ; "
                "nothing was created",
                operation=call.operation.id,
                attempts=self._journey.history,
                unique_id=self._unique_id,
            )

    async def _wait(self, step: int, safe_from: float) -> None:
        delay = self._delays[min(step, len(self._delays) - 1)]
        to_horizon = safe_from - self._journey.clock.monotonic()
        if 0 < to_horizon < delay:
            delay = to_horizon
        if delay >= self._journey.remaining:
            delay = self._journey.remaining - _LAST_CHANCE
            if delay <= 0:
                raise self.unknown(safe_from, self._reason())
        await self._journey.wait(delay)

    def _reason(self) -> str | None:
        last = self._journey.last
        return None if last is None else last.reason

    def unknown(self, safe_from: float, reason: str | None) -> OutcomeUnknownError:
        """The error of giving up now."""
        return failures.unknown_create(
            self._journey, unique_id=self._unique_id, safe_from=safe_from, reason=reason
        )
