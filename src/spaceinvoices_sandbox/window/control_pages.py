"""Pages that change something: faults, the clock, a reset. Their forms are read here too."""

from __future__ import annotations

import calendar
import math
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from spaceinvoices_sandbox import admin
from spaceinvoices_sandbox.faults import KINDS, Fault, Kind
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.window.view import GoTo, Page, View

_FAULTS: Final = "/window/faults"
_CLOCK: Final = "/window/clock"
_TOLD: Final[Mapping[Kind, tuple[str, str]]] = {
    "refuse": ("The connection is reset", "nothing"),
    "throttle": ("429 with Retry-After", "nothing"),
    "bad-gateway": ("502 with HTML", "nothing"),
    "unknown-error": ("520 with HTML", "nothing"),
    "delay-before": ("A wait, then the work", "yes, later"),
    "delay-after": ("The work, then a wait", "yes"),
    "drop-before": ("The connection is reset", "nothing"),
    "drop-after": ("The work, then the connection is reset", "yes"),
    "truncate": ("Half of the answer, then the connection is reset", "yes"),
    "garbage": ("A complete answer that is no JSON", "yes"),
}
"""What each fault does to the answer, and whether the work is done."""
_PERCENT: Final = 100
_DECEMBER: Final = 12


def faults(view: View) -> Page:
    """Return the faults with their switches, those that are planned, and a form for another."""
    plan = view.world.faults
    active = plan.active()
    return Page(
        template="faults.html",
        title="Faults",
        values={
            "kinds": [(kind, *_TOLD.get(cast("Kind", kind), ("", ""))) for kind in KINDS],
            "on": Counter(str(one["kind"]) for one in active),
            "struck": plan.counts,
            "active": active,
            "operations": sorted(view.operations),
            "operation": view.asked("operation"),
        },
    )


def switch_fault(view: View) -> GoTo:
    """Let every request fail in one way, or none any more."""
    kind = cast("Kind", view.form.get("kind", ""))
    return _changed(lambda: _switch(view, kind))


def _switch(view: View, kind: Kind) -> GoTo:
    plan = view.world.faults
    plan.end(kind)
    if view.form.get("on") == "1":
        plan.at_random(Fault(kind=kind), 1)
        return GoTo(f"{_FAULTS}?done=fault-on")
    return GoTo(f"{_FAULTS}?done=fault-off")


def plan_fault(view: View) -> GoTo:
    """Let the next requests fail, or some of them at random."""
    return _changed(lambda: _plan(view))


def _plan(view: View) -> GoTo:
    form = view.form
    number = _number(form, "number", 1)
    at_random = form.get("how") == "share"
    fault = Fault(
        kind=cast("Kind", form.get("kind", "")),
        seconds=_number(form, "seconds", 1),
        operation=form.get("operation") or None,
        times=1 if at_random else cast("int", number),
    )
    if at_random:
        view.world.faults.at_random(fault, number / _PERCENT)
    else:
        view.world.faults.plan(fault)
    return GoTo(f"{_FAULTS}?done=fault")


def withdraw_fault(view: View) -> GoTo:
    """Plan one fault no more."""
    form = view.form

    def withdraw() -> GoTo:
        fault = Fault(
            kind=cast("Kind", form.get("kind", "")),
            seconds=_number(form, "seconds", 1),
            operation=form.get("operation") or None,
        )
        view.world.faults.withdraw(fault)
        return GoTo(f"{_FAULTS}?done=fault-off")

    return _changed(withdraw)


def clear_faults(view: View) -> GoTo:
    """Plan no fault any more."""
    view.world.faults.clear()
    return GoTo(f"{_FAULTS}?done=faults-off")


def clock(_view: View) -> Page:
    """Return the sandbox's time, and buttons that move it."""
    return Page(template="clock.html", title="Clock")


def move_clock(view: View) -> GoTo:
    """Move the time on, set it, or let it follow the system's again."""
    return _changed(lambda: _move(view))


def _move(view: View) -> GoTo:
    now, to = view.world.clock, view.form.get("to", "")
    if to == "system":
        now.resume()
    elif to == "stop":
        now.freeze(now.now())
    elif to == "moment":
        now.freeze(_moment(view.form.get("moment", "")))
    elif to in _STEPS:
        now.advance(_STEPS[to](now.now()))
    else:
        raise ValueError(f"there is no time {to[:40]!r}")
    done = {"system": "clock-runs", "stop": "clock-frozen"}.get(to, "clock")
    return GoTo(f"{'/' if view.form.get('back') == 'overview' else _CLOCK}?done={done}")


def _moment(text: str) -> datetime:
    """Return what a browser's field for a moment gives, as UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _month(now: datetime) -> timedelta:
    """Return the time to the same day of the next month, or to its last one."""
    year, month = (now.year + 1, 1) if now.month == _DECEMBER else (now.year, now.month + 1)
    day = min(now.day, calendar.monthrange(year, month)[1])
    return now.replace(year=year, month=month, day=day) - now


_STEPS: Final[Mapping[str, Callable[[datetime], timedelta]]] = {
    "hour": lambda _now: timedelta(hours=1),
    "day": lambda _now: timedelta(days=1),
    "week": lambda _now: timedelta(days=7),
    "month": _month,
}


def reset(_view: View) -> Page:
    """Return what a reset forgets, and the button."""
    return Page(template="reset.html", title="Reset")


def do_reset(view: View) -> GoTo:
    """Begin anew."""
    admin.reset(view.world)
    return GoTo("/?done=reset")


def _number(form: Mapping[str, str], name: str, default: float) -> float:
    text = form.get(name, "").strip()
    try:
        value = float(text or default)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {text[:40]!r}") from None
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a number, not {text[:40]!r}")
    return int(value) if value.is_integer() else value


def _changed(change: Callable[[], GoTo]) -> GoTo:
    """Return what the change answers; raises 400 for values that make no sense."""
    try:
        return change()
    except (ValueError, OverflowError) as error:
        raise bad_request(str(error)) from None
