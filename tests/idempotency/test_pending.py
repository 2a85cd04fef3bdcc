"""The memory of creates that may still be carried out."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from spaceinvoices_async._calls.context import AttemptResult
from spaceinvoices_async._calls.request import Call
from spaceinvoices_async._idempotency.pending import PendingCreates, predates_call
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import CREATE, FakeCredentials, answer


def call(credentials=None):
    return Call(
        operation=CREATE,
        target="/v1/Organizations/o/documents",
        credentials=credentials or FakeCredentials(),
        options=RequestOptions(),
        json={"uniqueId": "u"},
    )


async def test_memory_does_not_grow_with_creates_that_were_given_up():
    clock = FakeClock()
    registry = PendingCreates(clock)
    for number in range(1000):
        entry, _ = registry.claim(call(), str(number), 5.0)
        entry.sent(clock.monotonic())
        registry.release(entry, None)
        await clock.advance(0.1)

    assert len(registry) <= 51


async def test_an_entry_taken_up_again_outlives_its_first_horizon():
    clock = FakeClock()
    registry = PendingCreates(clock)
    entry, _ = registry.claim(call(), "u", 5.0)
    entry.sent(0.0)
    registry.release(entry, None)
    await clock.advance(4)
    again, owner = registry.claim(call(), "u", 5.0)
    again.sent(4.0)
    await clock.advance(2)

    assert owner
    assert again is entry
    assert registry.find(*entry.key) is entry

    registry.release(again, None)
    await clock.advance(2.9)
    assert registry.find(*entry.key) is entry
    await clock.advance(0.2)
    assert registry.find(*entry.key) is None


async def test_a_forked_child_waits_for_what_its_parent_may_be_sending(monkeypatch):
    clock = FakeClock()
    registry = PendingCreates(clock)
    registry.claim(call(), "u", 5.0)
    monkeypatch.setattr(os, "getpid", lambda: -1)

    entry, owner = registry.claim(call(), "u", 5.0)

    assert owner
    assert entry.safe_from == 5.0


async def test_after_a_fork_the_childs_own_creates_are_its_own(monkeypatch):
    registry = PendingCreates(FakeClock())
    monkeypatch.setattr(os, "getpid", lambda: -1)
    entry, owner = registry.claim(call(), "u", 5.0)

    assert owner
    assert registry.find(*entry.key) is entry
    assert entry.owned
    assert registry.claim(call(), "u", 5.0) == (entry, False)


async def test_creates_given_up_at_the_same_moment_end_at_the_same_moment():
    clock = FakeClock()
    registry = PendingCreates(clock)
    entries = [registry.claim(call(), unique_id, 5.0)[0] for unique_id in "uvw"]
    for entry in entries:
        entry.sent(clock.monotonic())
        registry.release(entry, None)
    await clock.advance(4.9)
    assert registry.find(*entries[0].key) is entries[0]
    assert len(registry) == 3

    await clock.advance(0.1)  # to the very end

    assert registry.find(*entries[0].key) is None
    assert len(registry) == 0


async def test_an_entry_that_somebody_owns_does_not_end_with_its_horizon():
    clock = FakeClock()
    registry = PendingCreates(clock)
    entry, _ = registry.claim(call(), "u", 5.0)
    entry.sent(0.0)
    registry.release(entry, None)
    registry.claim(call(), "u", 5.0)
    await clock.advance(6)

    assert registry.find(*entry.key) is entry


async def test_who_takes_an_entry_up_brings_its_own_horizon_and_credentials():
    registry = PendingCreates(FakeClock())
    entry, _ = registry.claim(call(), "u", 5.0)
    entry.sent(0.0)
    registry.release(entry, None)
    mine = FakeCredentials()

    again, owner = registry.claim(call(mine), "u", 7.0)

    assert (again, owner) == (entry, True)
    assert entry.safe_from == 7.0
    assert entry.credentials is mine


async def test_after_a_clock_fell_back_a_send_counts_as_made_by_now():
    clock = SimpleNamespace(monotonic=lambda: 10.0)
    registry = PendingCreates(clock)
    entry, _ = registry.claim(call(), "u", 5.0)
    entry.sent(1000.0)
    registry.release(entry, None)

    again, _ = registry.claim(call(), "u", 5.0)

    assert again.last_send == 10.0


async def test_a_send_before_now_keeps_its_moment():
    clock = SimpleNamespace(monotonic=lambda: 10.0)
    registry = PendingCreates(clock)
    entry, _ = registry.claim(call(), "u", 5.0)
    entry.sent(8.0)
    registry.release(entry, None)

    again, _ = registry.claim(call(), "u", 5.0)

    assert again.last_send == 8.0


async def test_an_entry_shows_neither_what_was_asked_for_nor_a_token():
    entry, _ = PendingCreates(FakeClock()).claim(call(), "order-1", 5.0)

    assert "order-1" in repr(entry)
    assert "uniqueId" not in repr(entry)
    assert "token-1" not in repr(entry)


ANSWERED = "Thu, 01 Jan 2026 12:00:10 GMT"


@pytest.mark.parametrize(
    ("created", "elapsed", "older"),
    [
        ("2026-01-01T12:00:05.000Z", 0.0, False),
        ("2026-01-01T12:00:04.999Z", 0.0, True),
        ("2026-01-01T11:59:55.000Z", 10.0, False),
        ("2026-01-01T11:59:54.999Z", 10.0, True),
        ("2026-01-01T13:00:04.999+01:00", 0.0, True),
        ("2026-01-01T11:00:00.000", 0.0, False),
        ("yesterday", 0.0, False),
        (7, 0.0, False),
        (None, 0.0, False),
    ],
)
def test_a_document_is_older_if_it_was_stored_five_seconds_before_the_call(created, elapsed, older):
    stored = {"id": "d1", "createdAt": created}
    result = AttemptResult(outcome="applied", response=answer(date=ANSWERED), value=stored)

    assert predates_call(result, SimpleNamespace(elapsed=elapsed)) is older


@pytest.mark.parametrize(
    ("response", "value"),
    [
        (None, {"createdAt": "2020-01-01T12:00:00.000Z"}),
        (answer(date=ANSWERED), [{"createdAt": "2020-01-01T12:00:00.000Z"}]),
        (answer(), {"createdAt": "2020-01-01T12:00:00.000Z"}),
        (answer(date="soon"), {"createdAt": "2020-01-01T12:00:00.000Z"}),
        (
            answer(date="Thu, 01 Jan 2026 12:00:10 -0000"),
            {"createdAt": "2020-01-01T12:00:00.000Z"},
        ),
    ],
)
def test_what_does_not_show_both_moments_is_not_older(response, value):
    result = AttemptResult(outcome="applied", response=response, value=value)

    assert predates_call(result, SimpleNamespace(elapsed=0.0)) is False
