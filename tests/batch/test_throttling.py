"""What a batch does when the server asks it to wait, in every form that the header comes in."""

from __future__ import annotations

import json
from email.utils import formatdate
from typing import TYPE_CHECKING, Final

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from tests.batch.orders import issue, orders

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.testing import SentRequest

_HORIZON: Final = 2.0
_ANSWERED_AT: Final = 1_000_000_000.0
"""Far from the clock of the client: a date counts from the answer's own."""


def _date(seconds: float) -> str:
    return formatdate(_ANSWERED_AT + seconds, usegmt=True)


NOTHING: Final = [
    "Fri, 31 Dec 99999999999 23:59:59 GMT",
    "Fri, 31 Feb 2026 23:59:59 GMT",
    "Thu, 01 Jan 2026 00:00:00 +99999999",
    "Sat, 01 Jan 0000 00:00:00 GMT",
    _date(-3600),
    "9" * 400,
    "-5",
    "nan",
    "inf",
    "\u0663",
    "1_000",
    "",
]
"""What is no time to wait."""

SECONDS: Final = [("7", 7), ("1.5", 1.5), ("2, 7", 7), (_date(20), 20), (f"3, {_date(9)}", 9)]


class Busy:
    """A server that turns the second create down, and says how long to wait."""

    def __init__(self, status: int, asked: str) -> None:
        self.clock: Final = FakeClock(auto=True, grace=0.005)
        self.creates: list[float] = []
        self.look_ups: list[float] = []
        self._status = status
        self._asked = asked
        self._stored: dict[str, dict[str, object]] = {}

    def __call__(self, request: SentRequest) -> Reply:
        now = self.clock.monotonic()
        if request.method == "GET":
            self.look_ups.append(now)
            asked = json.loads(request.query["filter"])["where"]["uniqueId"]["inq"]
            return Reply([self._stored[uid] for uid in asked if uid in self._stored])
        self.creates.append(now)
        if len(self.creates) == 2:
            headers = {"retry-after": self._asked, "date": _date(0)}
            return Reply({}, status=self._status, headers=headers)
        body = json.loads(request.body)
        document = {**body, "id": body["uniqueId"], "totalWithTax": 1}
        self._stored[body["uniqueId"]] = document
        return Reply(document)

    def client(self) -> AsyncSpaceInvoices:
        options = ClientOptions(concurrency=1, max_concurrency=1, horizon=_HORIZON)
        transport = ScriptedTransport(self)
        return AsyncSpaceInvoices("token", transport=transport, clock=self.clock, options=options)


@pytest.mark.parametrize("asked", NOTHING)
@pytest.mark.parametrize("status", [429, 502, 503])
async def test_what_is_no_time_to_wait_ends_no_batch(
    status: int, asked: str, journal: Path
) -> None:
    server = Busy(status, asked)
    async with server.client() as si:
        report = await issue(si, orders(3), journal)

    assert (report.ok, report.issued) == (True, 3)
    refused = server.creates[1]
    waited = min(moment for moment in (*server.creates, *server.look_ups) if moment > refused)
    assert waited - refused < (1.1 if status == 429 else 0.6)  # its own backoff, or first look-up


@pytest.mark.parametrize(("asked", "seconds"), SECONDS)
async def test_after_a_429_nothing_is_sent_for_as_long_as_it_says(
    asked: str, seconds: float, journal: Path
) -> None:
    server = Busy(429, asked)
    async with server.client() as si:
        report = await issue(si, orders(3), journal)

    assert (report.ok, report.issued) == (True, 3)
    refused, after = server.creates[1:3]
    assert after - refused == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize("asked", ["1000000000", "Thu, 31 Dec 2099 23:59:59 GMT"])
async def test_a_429_that_asks_for_an_hour_holds_a_batch_up_for_a_minute(
    asked: str, journal: Path
) -> None:
    server = Busy(429, asked)
    async with server.client() as si:
        report = await issue(si, orders(3), journal)

    assert (report.ok, report.issued) == (True, 3)
    refused, after = server.creates[1:3]
    assert after - refused == pytest.approx(60, abs=0.1)


@pytest.mark.parametrize(("asked", "seconds"), SECONDS)
@pytest.mark.parametrize("status", [502, 503])
async def test_a_row_in_doubt_is_not_looked_up_before_the_server_allows_it(
    status: int, asked: str, seconds: float, journal: Path
) -> None:
    server = Busy(status, asked)
    async with server.client() as si:
        report = await issue(si, orders(3), journal)

    assert (report.ok, report.issued) == (True, 3)
    assert server.look_ups[0] - server.creates[1] == pytest.approx(max(seconds, 0.5), abs=0.1)
