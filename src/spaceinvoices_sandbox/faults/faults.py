"""Failures on request: one-shot, by header, or at random with a seed; each is counted."""

from __future__ import annotations

import random
from collections import Counter, deque
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast, get_args

from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import Json, Record

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One failure; `seconds` is the delay, or what `Retry-After` says."""

    kind: Kind
    seconds: float = 1.0
    operation: str | None = None
    """Only requests of this operation."""

    @property
    def before(self) -> bool:
        """Whether it strikes before anything is done."""
        return self.kind in {
            "refuse",
            "throttle",
            "bad-gateway",
            "unknown-error",
            "delay-before",
            "drop-before",
        }


def read(text: str) -> Fault:
    """`drop-after`, `delay-before=0.5`, `throttle=2`; raises 400 for anything else."""
    kind, _, seconds = text.strip().partition("=")
    if kind not in KINDS:
        raise bad_request(f"fault must be one of {', '.join(KINDS)}")
    try:
        return Fault(kind=cast("Kind", kind), seconds=float(seconds) if seconds else 1.0)
    except ValueError:
        raise bad_request(f"{seconds} is no number of seconds") from None


class Faults:
    """What fails next: planned faults in order, else each request with a probability."""

    def __init__(self, *, seed: int = 0) -> None:
        self.counts: Counter[str] = Counter()
        self.throttled = 0
        self._planned: deque[Fault] = deque()
        self._random = random.Random(seed)  # noqa: S311 - it must be the same sequence each time
        self._rates: dict[Fault, float] = {}

    def plan(self, fault: Fault, times: int = 1) -> None:
        """Let the next requests it is meant for fail."""
        self._planned.extend([fault] * times)

    def at_random(self, fault: Fault, probability: float) -> None:
        """Let every request it is meant for fail with a probability; 0 ends that."""
        self._rates[fault] = probability

    def seed(self, seed: int) -> None:
        """Begin the random sequence anew."""
        self._random.seed(seed)

    def clear(self) -> None:
        """Plan nothing any more; what was counted stays."""
        self._planned.clear()
        self._rates.clear()

    def strike(self, operation: str, header: str | None) -> Fault | None:
        """The fault that hits this request, counted."""
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
        """How often each has struck."""
        counts: dict[str, Json] = {**self.counts}
        return {"struck": counts, "planned": len(self._planned)}
