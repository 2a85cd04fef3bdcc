"""The memory of creates that may still be carried out."""

from __future__ import annotations

import os

from spaceinvoices_async._calls.request import Call
from spaceinvoices_async._idempotency.pending import PendingCreates
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import CREATE, FakeCredentials


def call():
    return Call(
        operation=CREATE,
        target="/v1/Organizations/o/documents",
        credentials=FakeCredentials(),
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
