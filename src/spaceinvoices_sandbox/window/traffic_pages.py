"""Pages about what came in and what would have left: requests, mails, webhooks; and the operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeVar

from spaceinvoices_async.operations import Operation
from spaceinvoices_sandbox.api import registry
from spaceinvoices_sandbox.request_log import RecordedRequest
from spaceinvoices_sandbox.window.view import ROWS, Page, Pager, View, pager

_FIRST_ERROR: Final = 400
_REFRESH_S: Final = 5
_T = TypeVar("_T")


def requests(view: View) -> Page:
    """Return the last requests of programs, newest first."""
    found = [one for one in view.world.requests if _is_asked_for(view, one)]
    shown = pager(view, len(found))
    kept = [one.operation for one in view.world.requests if one.operation]
    return Page(
        template="requests.html",
        title="Requests",
        values={
            "requests": found[shown.skip : shown.skip + ROWS],
            "pager": shown,
            "recorded": len(view.world.requests),
            "kept": view.world.requests.kept,
            "answers": view.asked("answers"),
            "operation": view.asked("operation"),
            "operations": sorted({*kept, view.asked("operation")} - {""}),
            "refresh": _REFRESH_S if view.asked("refresh") else 0,
        },
    )


def _is_asked_for(view: View, one: RecordedRequest) -> bool:
    failed = one.status is None or one.status >= _FIRST_ERROR
    wanted = {"failed": failed, "faults": bool(one.fault)}.get(view.asked("answers"), True)
    return wanted and view.asked("operation") in {"", one.operation}


def mails(view: View) -> Page:
    """Return the mails that the API would have sent, newest first; their tokens are hidden."""
    found, shown = _newest(view, view.world.outbox)
    total = len(view.world.outbox)
    numbered = [(total - shown.skip - index, mail) for index, mail in enumerate(found)]
    return Page(template="mails.html", title="Mails", values={"mails": numbered, "pager": shown})


def webhooks(view: View) -> Page:
    """Return the events for webhooks, newest first, with every attempt to deliver them."""
    made = [*view.world.deliveries]
    found, shown = _newest(view, made)
    return Page(
        template="webhooks.html",
        title="Webhooks",
        values={
            "deliveries": found,
            "pager": shown,
            "states": Counter(delivery.state for delivery in made),
        },
    )


def _newest(view: View, made: Sequence[_T]) -> tuple[Sequence[_T], Pager]:
    shown = pager(view, len(made))
    end = max(len(made) - shown.skip, 0)
    return made[max(end - ROWS, 0) : end][::-1], shown


def operations(view: View) -> Page:
    """Return every operation of the table, by resource, and how often it was called of late."""
    text = view.asked("q").casefold()
    groups: dict[str, list[Operation]] = {}
    for operation in view.operations.values():
        told = f"{operation.id} {operation.method} {operation.wire_path} {operation.summary}"
        if text in told.casefold():
            groups.setdefault(operation.tag, []).append(operation)
    return Page(
        template="operations.html",
        title="Operations",
        values={
            "groups": dict(sorted(groups.items())),
            "answered": frozenset(registry.handlers()),
            "called": Counter(one.operation for one in view.world.requests),
            "found": sum(map(len, groups.values())),
        },
    )
