"""The attempts of one call over a scripted transport, without the pipeline around them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import define

from spaceinvoices_async._calls.attempts import CallAttempts
from spaceinvoices_async._calls.context import CallContext
from spaceinvoices_async._calls.request import Call, RequestBuilder
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import GET, FakeCredentials, ScriptedTransport

if TYPE_CHECKING:
    from spaceinvoices_async._calls.context import AttemptResult
    from spaceinvoices_async._limits.limiter import Limiter
    from spaceinvoices_async.operations import Operation
    from tests.support.scripted_client import Step

SERVER = "https://api.example.com"


@define
class AttemptsRig:
    clock: FakeClock
    transport: ScriptedTransport
    attempts: CallAttempts

    def context(
        self,
        operation: Operation = GET,
        *,
        remaining: float = math.inf,
        credentials: FakeCredentials | None = None,
        **given: object,
    ) -> CallContext:
        """A call that has so many seconds left."""
        call = Call(
            operation=operation,
            target="/v1/documents/d1",
            arguments=("d1",),
            credentials=credentials or FakeCredentials(),
            options=RequestOptions(),
            lane="org-1",
        )
        now = self.clock.monotonic()
        return CallContext(
            call=call,
            clock=self.clock,
            started=now,
            deadline=now + remaining,
            server=SERVER,
            **given,
        )


def attempts_rig(
    *steps: Step,
    options: ClientOptions | None = None,
    limiter: Limiter | None = None,
    clock: FakeClock | None = None,
    transport: object = None,
) -> AttemptsRig:
    clock = clock or FakeClock(auto=True)
    scripted = transport or ScriptedTransport(clock, list(steps))
    attempts = CallAttempts(
        RequestBuilder(SERVER),
        scripted,
        options=options or ClientOptions(),
        clock=clock,
        limiter=limiter,
    )
    return AttemptsRig(clock, scripted, attempts)


async def first_attempt(rig: AttemptsRig, context: CallContext) -> AttemptResult:
    result = await rig.attempts.attempt(context)
    assert len(rig.transport.requests) == 1
    return result
