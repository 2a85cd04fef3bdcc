"""Creates go out under a lease alone, looked at in the last moment before the first byte."""

from __future__ import annotations

import time

import pytest

from spaceinvoices_async.batch.distributed import lease as leases
from spaceinvoices_async.batch.distributed.lease import (
    CURRENT_LEASE,
    Lease,
    LeasedTransport,
    lease_clock,
)
from spaceinvoices_async.transports.base import (
    Request,
    Response,
    SendProgress,
    TransportError,
    TransportTimeouts,
)

CREATE = "http://127.0.0.1/v1/Organizations/org/documents"


class Wire:
    """A transport that connects, then writes."""

    def __init__(self) -> None:
        self.sent: list[Request] = []
        self.connected = lambda: None

    async def send(self, request: Request) -> Response:
        self.connected()
        if request.progress is not None:
            request.progress.sending()
        self.sent.append(request)
        return Response(status=200)

    async def aclose(self) -> None: ...


def request(method: str = "POST", url: str = CREATE, **more: object) -> Request:
    return Request(method=method, url=url, **more)


async def test_a_create_is_sent_while_the_lease_lasts() -> None:
    wire, lease = Wire(), Lease()
    lease.renew(lease_clock() + 10)
    CURRENT_LEASE.set(lease)

    await LeasedTransport(wire).send(request())

    assert len(wire.sent) == 1


async def test_no_create_is_sent_before_the_first_or_after_the_last_renewal() -> None:
    wire, lease = Wire(), Lease()
    CURRENT_LEASE.set(lease)
    transport = LeasedTransport(wire)

    for until in (None, lease_clock() - 1):
        if until is not None:
            lease.renew(until)
        with pytest.raises(TransportError) as caught:
            await transport.send(request())
        assert (caught.value.outcome, caught.value.reason) == ("not_sent", "lease")
    assert wire.sent == []


async def test_a_lease_that_runs_out_while_the_connection_is_opened_stops_the_first_byte() -> None:
    wire, lease = Wire(), Lease()
    lease.renew(lease_clock() + 10)
    CURRENT_LEASE.set(lease)
    wire.connected = lambda: lease.lose("another worker has taken the chunk over")
    told: list[float] = []
    progress = SendProgress(time.monotonic)
    progress.on_sending = told.append

    with pytest.raises(TransportError) as caught:
        await LeasedTransport(wire).send(request(progress=progress))

    assert caught.value.outcome == "not_sent"
    assert (wire.sent, told) == ([], [])


async def test_a_lost_lease_cannot_be_renewed() -> None:
    lease = Lease()
    lease.lose("first")
    lease.lose("second")
    lease.renew(lease_clock() + 10)

    assert lease.lost == "first"
    assert lease.remaining < 0


async def test_a_renewal_that_comes_late_shortens_nothing() -> None:
    lease = Lease()
    lease.renew(lease_clock() + 10)
    lease.renew(lease_clock() + 5)

    assert lease.remaining > 6


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", CREATE),
        ("POST", "http://127.0.0.1/v1/Accounts/login"),
        ("POST", "http://127.0.0.1/v1/Documents/id/payments"),
    ],
)
async def test_other_requests_need_no_lease(method: str, url: str) -> None:
    wire = Wire()
    CURRENT_LEASE.set(Lease())

    await LeasedTransport(wire).send(request(method, url))

    assert len(wire.sent) == 1


async def test_a_large_body_must_be_written_while_the_lease_lasts() -> None:
    wire, lease = Wire(), Lease()
    lease.renew(lease_clock() + 5)
    CURRENT_LEASE.set(lease)

    await LeasedTransport(wire).send(
        request(body=b" " * 100_000, timeouts=TransportTimeouts(write=30))
    )

    assert 0 < wire.sent[0].timeouts.write <= 5


async def test_a_machine_that_sleeps_does_not_stop_the_clock_of_the_lease(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leases.time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(leases.time, "clock_gettime", lambda clock: 100.0 + clock, raising=False)

    assert lease_clock() == 107.0
