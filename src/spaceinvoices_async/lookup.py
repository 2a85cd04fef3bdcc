"""Finds what a keyed create has left on the server, by its unique id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from . import operations
from .journey import Journey
from .options import RequestOptions
from .request import render_path, render_target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .journey import Answer
    from .operations import Operation, UniqueKey
    from .repetition import Repetition
    from .request import Call
    from .scalars import JsonValue


@frozen(kw_only=True)
class Finding:
    """What a look-up came to."""

    answer: Answer
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

    async def find(self, journey: Journey, key: UniqueKey, unique_id: str) -> Finding:
        """Look once, within the call's deadline; takes and returns a slot of the limits."""
        own = Journey(
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
            return Finding(answer=answer, conclusive=False)
        rows = [row for row in answer.value if isinstance(row, dict)]
        # A server that ignored the filter must not hand us somebody else's row.
        own_rows = [row for row in rows if str(row.get(key.property, unique_id)) == unique_id]
        return Finding(answer=answer, conclusive=True, row=own_rows[0] if own_rows else None)


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
