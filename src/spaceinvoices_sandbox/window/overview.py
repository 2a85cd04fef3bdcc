"""The first page: what there is, and what has just happened."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Final

from spaceinvoices_sandbox import admin
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.window import queries
from spaceinvoices_sandbox.window.document_pages import rows_of
from spaceinvoices_sandbox.window.view import Page, View

_LATEST: Final = 8
_FIRST_ERROR: Final = 400


def overview(view: View) -> Page:
    """Show sums, the latest documents and requests, and what asks for attention."""
    world, store = view.world, view.world.store
    condition = queries.documents_condition({}, world.clock.stamp())
    latest = queries.page(store, models.DOCUMENT, condition, 0)[:_LATEST]
    recent = list(islice(world.requests, _LATEST))
    failed = sum(1 for one in world.requests if one.status is None or one.status >= _FIRST_ERROR)
    return Page(
        template="overview.html",
        title="Overview",
        values={
            "totals": queries.invoiced(store),
            "documents": queries.count(store, models.DOCUMENT, queries.living(models.DOCUMENT)),
            "clients": queries.count(store, models.CLIENT, queries.living(models.CLIENT)),
            "latest": rows_of(view, latest),
            "requests": recent,
            "recorded": len(world.requests),
            "failed": failed,
            "duplicates": len(_duplicates(view)),
            "mails": len(world.outbox),
            "deliveries": Counter(delivery.state for delivery in world.deliveries),
            "faults": world.faults.active(),
        },
    )


def _duplicates(view: View) -> list[object]:
    found = admin.statistics(view.world)["duplicates"]
    return [*found] if isinstance(found, list) else []
