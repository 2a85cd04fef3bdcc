"""What transports keep for each event loop, and what they say where there is none."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import read_journal_report
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports._slots import PerLoop
from tests.conformance.requests import get
from tests.conformance.subjects import TRANSPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


ROW = {"order": "1", "items": []}


def by_another_library(coroutine: Coroutine[object, None, object]) -> None:
    """Run a coroutine as trio would: by hand, without a loop of asyncio."""
    coroutine.send(None)


@pytest.mark.parametrize("name", TRANSPORTS)
def test_a_transport_says_that_it_needs_asyncio(name: str) -> None:
    transport = TRANSPORTS[name](trust_env=False)
    with pytest.raises(ConfigurationError, match="no event loop of asyncio is running"):
        by_another_library(transport.send(get("http://127.0.0.1:9/v1")))
    with pytest.raises(ConfigurationError, match="no event loop of asyncio is running"):
        by_another_library(transport.aclose())


@pytest.mark.parametrize("name", TRANSPORTS)
def test_a_call_says_that_it_needs_asyncio(name: str) -> None:
    client = AsyncSpaceInvoices(
        "token", base_url="http://127.0.0.1:9", transport=TRANSPORTS[name](trust_env=False)
    )
    with pytest.raises(ConfigurationError, match="no event loop of asyncio is running"):
        by_another_library(client.accounts.authorized())
    with pytest.raises(ConfigurationError, match="no event loop of asyncio is running"):
        by_another_library(client.documents.create("org", items=[], unique_id="order-1"))


@pytest.mark.parametrize(
    "work",
    [
        lambda batch, kind, journal: batch.issue([ROW], journal=journal, **kind),
        lambda batch, kind, journal: aiter(batch.stream([ROW], journal=journal, **kind)).asend(
            None
        ),
        lambda batch, kind, _: batch.check([ROW], **kind),
        lambda batch, kind, _: batch.check([ROW], existing=True, **kind),
        lambda batch, kind, journal: batch.reconcile([ROW], journal=journal, **kind),
        lambda batch, _, journal: batch.verify(journal),
        lambda _, __, journal: read_journal_report(journal),
    ],
)
def test_a_batch_says_that_it_needs_asyncio_and_leaves_no_journal(work, tmp_path) -> None:
    client = AsyncSpaceInvoices("token", base_url="http://127.0.0.1:9")
    kind = {"organization_id": "org", "key": "order"}
    with pytest.raises(ConfigurationError, match="no event loop of asyncio is running"):
        by_another_library(work(client.batch, kind, tmp_path / "journal"))
    assert list(tmp_path.iterdir()) == []


def test_each_loop_has_one_and_that_of_an_ended_loop_is_forgotten() -> None:
    kept = PerLoop(object)

    async def twice() -> list[object]:
        return [kept.get(), kept.get()]

    first, again = asyncio.run(twice())
    other, _ = asyncio.run(twice())

    assert first is again
    assert other is not first
    assert list(kept._kept.values()) == [other]


async def test_what_was_taken_out_is_made_anew() -> None:
    kept = PerLoop(object)
    first = kept.get()
    assert (kept.pop(), kept.pop()) == (first, None)
    assert kept.get() is not first


class InterruptedLoop(asyncio.SelectorEventLoop):
    """A loop during whose answer another thread has its turn."""

    meanwhile: Callable[[], object] | None = None

    def is_closed(self) -> bool:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            thread = threading.Thread(target=meanwhile)
            thread.start()
            thread.join()
        return super().is_closed()


def test_loops_of_two_threads_that_begin_at_once_both_keep_what_they_have() -> None:
    kept = PerLoop(object)

    async def get() -> object:
        return kept.get()

    waiting, first, second = InterruptedLoop(), asyncio.new_event_loop(), asyncio.new_event_loop()
    made: list[object] = []
    try:
        waiting.run_until_complete(get())
        waiting.meanwhile = lambda: made.append(second.run_until_complete(get()))
        made.insert(0, first.run_until_complete(get()))

        again = [loop.run_until_complete(get()) for loop in (first, second)]
        assert made == again
        assert made[0] is not made[1]
    finally:
        for loop in (waiting, first, second):
            loop.close()
