"""Everything one sandbox knows: its store, its time, its ids and its settings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from spaceinvoices_sandbox.clock import SandboxClock
from spaceinvoices_sandbox.deliveries import Deliveries
from spaceinvoices_sandbox.faults import Faults
from spaceinvoices_sandbox.faults import read as read_fault
from spaceinvoices_sandbox.loopback.ids import Identifiers
from spaceinvoices_sandbox.loopback.json_types import Record
from spaceinvoices_sandbox.loopback.names import check_known
from spaceinvoices_sandbox.loopback.schemas import Schema
from spaceinvoices_sandbox.request_log import RequestLog
from spaceinvoices_sandbox.storage.store import Store

UniqueMode: TypeAlias = Literal["error", "return", "racy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """How a sandbox behaves where the API's documentation is silent or contradicts itself."""

    database: str = ":memory:"
    """A file, or `:memory:`."""
    unique: UniqueMode = "error"
    """A repeated `uniqueId` is refused, or answered by the stored document; `racy` checks and then
    waits before it stores, as the framework's own check does, so that parallel sends get through."""
    root_email: str = "root@example.com"
    root_password: str = "sandbox"  # noqa: S105 - documented, of a server for development
    root_token: str | None = None
    """The token of the root account; one is made up where none is given."""
    latency: float = 0.0
    """Seconds every answer waits."""
    rate_limit: float | None = None
    """Requests a second beyond which the answer is 429."""
    body_limit: int = 100 * 1024
    """Bytes of a JSON body beyond which the answer is 413."""
    faults: tuple[tuple[str, float], ...] = ()
    """Faults and how likely each strikes a request: `(("drop-after", 0.01),)`."""
    seed: int = 0
    """Where the random sequence of faults begins."""
    allowed_hosts: tuple[str, ...] = ()
    """Names beside `localhost` and addresses by which the window and `/sandbox/*` may be reached."""

    def __post_init__(self) -> None:
        check_known("unique mode", self.unique, get_args(UniqueMode))
        for name in ("latency", "rate_limit", "body_limit"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < math.inf:
                raise ValueError(f"{name} must be a number from 0 on, not {value!r}")


@dataclass(slots=True)
class World:
    """The state handlers work on."""

    options: SandboxOptions
    models: Iterable[Schema]
    clock: SandboxClock = field(default_factory=SandboxClock)
    store: Store = field(init=False)
    ids: Identifiers = field(init=False)
    faults: Faults = field(default_factory=Faults)
    outbox: list[Record] = field(default_factory=list["Record"])
    """Mails that the API would have sent."""
    deliveries: Deliveries = field(init=False)
    """Events for webhooks, sent and still to be sent."""

    requests: RequestLog = field(default_factory=RequestLog)
    """The last requests of programs."""
    root_id: str = ""
    root_token: str = ""
    """The root account's token, which a reset leaves as it is."""

    def __post_init__(self) -> None:
        self.models = tuple(self.models)
        self._plan_faults()
        self.ids = Identifiers(self.clock.now)
        self.deliveries = Deliveries(self.clock.stamp, self.clock.sleep)
        self.store = Store(self.models, self.options.database)

    def clear(self) -> None:
        """Forget all records, mails, deliveries and requests; time and faults are as at the start."""
        self.deliveries.clear()
        self.outbox.clear()
        self.requests.clear()
        self.clock.resume()
        self.store.clear()
        self._plan_faults()

    def _plan_faults(self) -> None:
        self.faults.reset(self.options.seed)
        for text, probability in self.options.faults:
            self.faults.at_random(read_fault(text), probability)

    def stamped(self) -> Record:
        """Return a new id and the two times that every new record gets."""
        stamp = self.clock.stamp()
        return {"id": self.ids.object_id(), "createdAt": stamp, "updatedAt": stamp}
