"""The plan of failures: one-shot, by header, or at random with a seed; each is counted."""

from __future__ import annotations

import math
import random
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast, get_args

from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_sandbox.loopback.json_types import Json, Record
from spaceinvoices_sandbox.loopback.names import check_known

Kind: TypeAlias = Literal[
    "refuse",
    "throttle",
    "bad-gateway",
    "unknown-error",
    "delay-before",
    "delay-after",
    "drop-before",
    "drop-after",
    "truncate",
    "garbage",
]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
HEADER: Final = "x-sandbox-fault"
_BEFORE: Final = frozenset(
    {"refuse", "throttle", "bad-gateway", "unknown-error", "delay-before", "drop-before"}
)
_MOST_TIMES: Final = 1_000_000
_MOST_SECONDS: Final = 86_400.0

_operation_ids: set[str] = set(OPERATIONS)


def know(operation_ids: Iterable[str]) -> None:
    """Let faults name these operations too: those of an application with a table of its own."""
    _operation_ids.update(operation_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One failure.

    Args:
        kind: What fails; one of `KINDS`.
        seconds: The delay, or what `Retry-After` says; at most a day.
        operation: Id of the operation whose requests fail (`documents_create`); any unless given.
        times: How many requests fail, where the fault is planned.

    Raises:
        ValueError: A kind or an operation that there is not, or a number that makes no sense; the
            message has the names there are.
    """

    kind: Kind
    seconds: float = 1.0
    operation: str | None = None
    times: int = 1

    def __post_init__(self) -> None:
        check_known("kind", self.kind, KINDS)
        if self.operation is not None:
            check_known("operation", self.operation, sorted(_operation_ids))
        _check_number("seconds", self.seconds, 0, _MOST_SECONDS)
        _check_number("times", self.times, 1, _MOST_TIMES)
        if not float(self.times).is_integer():
            raise ValueError(f"times must be a whole number, not {self.times!r}")

    @property
    def before(self) -> bool:
        """Whether it strikes before anything is done."""
        return self.kind in _BEFORE


def _check_number(name: str, value: object, least: float, most: float) -> None:
    """Raise `ValueError` unless the value is a finite number within the bounds."""
    fits = (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and least <= value <= most
        and math.isfinite(value)
    )
    if not fits:
        raise ValueError(f"{name} must be a number from {least:g} to {most:g}, not {value!r}"[:200])


def read(text: str) -> Fault:
    """Read `drop-after`, `delay-before=0.5` or `throttle=2`; raises `ValueError` for anything else."""
    kind, _, seconds = text.strip().partition("=")
    check_known("fault", kind, KINDS)
    try:
        number = float(seconds) if seconds else 1.0
    except ValueError:
        raise ValueError(f"{seconds!r} is no number of seconds"[:200]) from None
    return Fault(kind=cast("Kind", kind), seconds=number)


def _identity(fault: Fault) -> tuple[str, str | None, float]:
    return fault.kind, fault.operation, float(fault.seconds)


class Faults:
    """What fails next: planned faults in order, else each request with a probability."""

    def __init__(self, *, seed: int = 0) -> None:
        self.counts: Counter[str] = Counter()
        self._planned: deque[Fault] = deque()
        self._random = random.Random(seed)  # noqa: S311 - it must be the same sequence each time
        self._rates: dict[Fault, float] = {}

    def plan(self, fault: Fault, times: int | None = None) -> None:
        """Let the next requests it is meant for fail: `fault.times` of them unless `times` is given.

        Raises:
            ValueError: `times` is no whole number from 1 on.
        """
        number = fault.times if times is None else times
        _check_number("times", number, 1, _MOST_TIMES)
        self._planned.extend([fault] * int(number))

    def at_random(self, fault: Fault, probability: float) -> None:
        """Let every request it is meant for fail with a probability from 0 to 1; 0 ends that.

        Raises:
            ValueError: It is no probability, or the fault says how many times it strikes.
        """
        _check_number("probability", probability, 0, 1)
        if fault.times != 1:
            raise ValueError("times is for a planned fault: one at random has a probability alone")
        self._rates[fault] = probability

    def seed(self, seed: int) -> None:
        """Begin the random sequence anew."""
        self._random.seed(seed)

    def clear(self) -> None:
        """Plan nothing any more; what was counted stays."""
        self._planned.clear()
        self._rates.clear()

    def end(self, kind: Kind) -> None:
        """Plan no fault of this kind any more; what was counted stays."""
        check_known("kind", kind, KINDS)
        self._keep(lambda fault: fault.kind != kind)

    def withdraw(self, unwanted: Fault) -> None:
        """Plan no fault of this kind, operation and delay any more, however often it was to strike."""
        self._keep(lambda fault: _identity(fault) != _identity(unwanted))

    def _keep(self, wanted: Callable[[Fault], bool]) -> None:
        self._planned = deque(filter(wanted, self._planned))
        self._rates = {fault: rate for fault, rate in self._rates.items() if wanted(fault)}

    def reset(self, seed: int) -> None:
        """Plan and count nothing any more, and begin the random sequence at the seed."""
        self.clear()
        self.counts.clear()
        self.seed(seed)

    def strike(self, operation: str, header: str | None) -> Fault | None:
        """Return the fault that hits this request, counted.

        Raises `ValueError` for a header that is none.
        """
        fault = read(header) if header else self._next(operation)
        if fault is not None:
            self.counts[fault.kind] += 1
        return fault

    def _next(self, operation: str) -> Fault | None:
        for fault in self._planned:
            if fault.operation in {None, operation}:
                self._planned.remove(fault)
                return fault
        for fault, probability in self._rates.items():
            if fault.operation in {None, operation} and self._random.random() < probability:
                return fault
        return None

    def told(self) -> Record:
        """Return how often each has struck, and what is still planned."""
        counts: dict[str, Json] = {**self.counts}
        return {"struck": counts, "planned": len(self._planned)}

    def active(self) -> list[Record]:
        """Return each fault that is planned or strikes at random, with how often it will."""
        planned: list[Record] = [
            {"kind": fault.kind, "seconds": fault.seconds, "operation": fault.operation, "times": n}
            for fault, n in Counter(self._planned).items()
        ]
        at_random: list[Record] = [
            {
                "kind": fault.kind,
                "seconds": fault.seconds,
                "operation": fault.operation,
                "probability": p,
            }
            for fault, p in self._rates.items()
            if p
        ]
        return [*planned, *at_random]
