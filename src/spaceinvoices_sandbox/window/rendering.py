"""Pages from templates: every value is escaped, and shown as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Final, cast

from babel.numbers import get_currency_precision
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from spaceinvoices_sandbox import redaction
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.loopback.json_types import Json
from spaceinvoices_sandbox.window import queries
from spaceinvoices_sandbox.window.view import Page, View, address

_NONE: Final = "\N{EN DASH}"
_DAY: Final = len("2026-01-01")
_SECOND: Final = len("2026-01-01T00:00:00")
_LONGEST_JSON: Final = 20_000
_FEW_MS: Final = 10
"""Below it, a duration is shown with one more digit."""
_SECOND_MS: Final = 1000
_DONE: Final = {
    "fault": "The fault is planned.",
    "fault-on": "The fault is switched on: every request fails until it is switched off.",
    "fault-off": "The fault is switched off.",
    "faults-off": "All faults are switched off.",
    "clock": "The clock was moved, and what has become due was done.",
    "clock-frozen": "The clock stands still.",
    "clock-runs": "The clock follows the system's time again.",
    "reset": "The sandbox is as it was at the start.",
}
"""What a page says after a form, by the word in its address: nothing from outside is repeated."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation."""

    label: str
    path: str
    count: int | None = None
    alert: bool = False


def render(view: View, page: Page) -> str:
    """Return the page with the navigation around it."""
    world = view.world
    done = _DONE.get(view.asked("done"))
    values = {
        **page.values,
        "title": page.title,
        "path": view.path,
        "query": view.query,
        "done": done,
        "clock": {"now": world.clock.stamp(), "frozen": world.clock.is_frozen},
        "active_faults": len(world.faults.active()),
        "navigation": _navigation(view),
    }
    return _environment().get_template(page.template).render(values)


def render_error(error: ApiError, phrase: str) -> str:
    """Return an error as a page without navigation or state."""
    values = {"title": phrase, "status": error.status, "message": error.message}
    return _environment().get_template("error.html").render(values)


def _navigation(view: View) -> list[tuple[str, list[Link]]]:
    world = view.world
    counts = {
        schema.table: queries.count(world.store, schema, queries.living(schema))
        for schema in (models.DOCUMENT, models.CLIENT, models.ORGANIZATION)
    }
    faults = len(world.faults.active())
    return [
        (
            "Books",
            [
                Link("Overview", "/"),
                Link("Documents", "/window/documents", counts[models.DOCUMENT.table]),
                Link("Clients", "/window/clients", counts[models.CLIENT.table]),
                Link("Organizations", "/window/organizations", counts[models.ORGANIZATION.table]),
                Link("Duplicates", "/window/duplicates"),
                Link("All records", "/window/records"),
            ],
        ),
        (
            "Traffic",
            [
                Link("Requests", "/window/requests", len(world.requests)),
                Link("Mails", "/window/mails", len(world.outbox)),
                Link("Webhooks", "/window/webhooks", len(world.deliveries)),
                Link("Operations", "/window/operations", len(view.operations)),
            ],
        ),
        (
            "Controls",
            [
                Link("Faults", "/window/faults", faults or None, alert=faults > 0),
                Link("Clock", "/window/clock"),
                Link("Reset", "/window/reset"),
            ],
        ),
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("spaceinvoices_sandbox.window", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = cast("MutableMapping[str, Callable[..., object]]", environment.filters)
    known = (address, money, number, when, day, label, pretty, shown, duration)
    filters.update({show.__name__: show for show in known})
    return environment


def money(value: object, currency: str = "") -> str:
    """`1,234.50`: an amount with the decimals of its currency."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return _NONE
    places = get_currency_precision(currency) if currency else 2
    return f"{Decimal(repr(value)):,.{places}f}".replace("-", "\N{MINUS SIGN}")


def number(value: object) -> str:
    """`20,000`: a count."""
    return f"{value:,}" if isinstance(value, int) else str(value)


def duration(milliseconds: float) -> str:
    """`3.1 ms`, `340 ms` or `2.00 s`."""
    if milliseconds < _FEW_MS:
        return f"{milliseconds:.1f} ms"
    if milliseconds < _SECOND_MS:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.2f} s"


def when(value: object) -> Markup:
    """Return a moment, to the second, in UTC."""
    if not isinstance(value, str) or not value:
        return escape(_NONE)
    seen = value[:_SECOND].replace("T", "\N{NO-BREAK SPACE}")
    return Markup('<time datetime="{}">{}</time>').format(value, seen)


def day(value: object) -> Markup:
    """Return the day of a moment, in UTC."""
    if not isinstance(value, str) or not value:
        return escape(_NONE)
    return Markup('<time datetime="{}">{}</time>').format(value, value[:_DAY])


def label(name: str) -> str:
    """`creditNote`, `credit_note` and `credit-note` as `Credit note`."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    text = " ".join(spaced.replace("_", " ").replace("-", " ").split())
    return text[:1].upper() + text[1:]


def pretty(value: Json) -> str:
    """Return a value as indented JSON, without secrets, and not longer than a page bears."""
    text = json.dumps(redaction.without_secrets(value), indent=2, ensure_ascii=False)
    return text if len(text) <= _LONGEST_JSON else f"{text[:_LONGEST_JSON]}\n…"


def shown(value: Json) -> str:
    """Return a value within one cell."""
    if value is None or value == "":
        return _NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (dict, list)):
        return json.dumps(redaction.without_secrets(value), ensure_ascii=False)
    return redaction.without_secrets_in_address(value) if isinstance(value, str) else str(value)
