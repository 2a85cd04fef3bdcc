"""A transport that answers as a test's script says, and what else a call needs around it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from attrs import define, field

from spaceinvoices_async._pipeline import Pipeline
from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing.clock import FakeClock
from spaceinvoices_async.transports import Request, Response, TransportError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.operations import Operation

HORIZON: Final = 90.0
GET: Final = OPERATIONS["documents_get"]
DELETE: Final = OPERATIONS["clients_delete"]
CREATE: Final = OPERATIONS["documents_create"]
UNSAFE: Final = OPERATIONS["clients_create"]
BY_SAFETY: Final[Mapping[str, Operation]] = {
    "safe": GET,
    "idempotent": DELETE,
    "unsafe": UNSAFE,
    "keyed": CREATE,
}

Step = Response | TransportError | Callable[[Request], Awaitable[Response]]


def answer(value: object = None, status: int = 200, **headers: str) -> Response:
    body = b"" if value is None and status == 204 else json.dumps(value).encode()
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(status=status, headers={"content-type": "application/json", **named}, body=body)


def refusal(status: int, message: str = "no", code: str | None = None, **headers: str) -> Response:
    error: dict[str, object] = {"statusCode": status, "name": "Error", "message": message}
    if code is not None:
        error["code"] = code
    return answer({"error": error}, status, **headers)


def not_sent(reason: str = "connect") -> TransportError:
    return TransportError("not_sent", reason)


def unknown(reason: str = "reset") -> TransportError:
    return TransportError("unknown", reason)


@define
class ScriptedTransport:
    """Takes one step of the script per request; the last step repeats if it is told to."""

    clock: FakeClock
    steps: list[Step]
    repeat_last: bool = False
    requests: list[Request] = field(factory=list)
    times: list[float] = field(factory=list)
    closed: int = 0
    arrived: asyncio.Event = field(factory=asyncio.Event)
    """Set once a request has been handed over."""

    async def send(self, request: Request) -> Response:
        assert self.steps, f"unexpected request: {request.method} {request.url}"
        self.requests.append(request)
        self.times.append(self.clock.monotonic())
        self.arrived.set()
        step = self.steps[0] if self.repeat_last and len(self.steps) == 1 else self.steps.pop(0)
        if request.progress is not None:
            request.progress.hold()
            if not (isinstance(step, TransportError) and step.outcome == "not_sent"):
                request.progress.sending()
                request.progress.written()
        if isinstance(step, TransportError):
            raise step
        if isinstance(step, Response):
            return step
        return await step(request)

    async def aclose(self) -> None:
        self.closed += 1

    @property
    def methods(self) -> list[str]:
        return [request.method for request in self.requests]


@define(eq=False)  # of two accounts never the same
class FakeCredentials:
    account_id: str | None = "account-1"
    tokens: list[str] = field(factory=lambda: ["token-1"])
    verdict: str = "denied"
    refusals: list[tuple[str, str | None]] = field(factory=list)

    async def token(self) -> str | None:
        return self.tokens[0] if self.tokens else None

    async def refused(self, token: str, *, code: str | None) -> str:
        self.refusals.append((token, code))
        if self.verdict == "replay":
            self.tokens.pop(0)
        return self.verdict


@define
class Rig:
    clock: FakeClock
    transport: ScriptedTransport
    credentials: FakeCredentials
    pipeline: Pipeline
    requestor: Requestor
    records: list[object]


def rig(
    *steps: Step,
    options: ClientOptions | None = None,
    repeat_last: bool = False,
    credentials: FakeCredentials | None = None,
    limiter: object = None,
    clock: FakeClock | None = None,
) -> Rig:
    clock = clock or FakeClock(auto=True)
    transport = ScriptedTransport(clock, list(steps), repeat_last)
    credentials = credentials or FakeCredentials()
    records: list[object] = []
    pipeline = Pipeline(
        base_url="https://api.example.com",
        transport=transport,
        options=options or ClientOptions(),
        clock=clock,
        limiter=limiter,
        recorder=lambda _attempts, make: records.append(make()),
    )
    return Rig(clock, transport, credentials, pipeline, Requestor(pipeline, credentials), records)


async def hang(request: Request) -> Response:
    await asyncio.Event().wait()
    raise AssertionError
