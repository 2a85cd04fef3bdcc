"""An order, its keyed create and how it may end, for the tests of creates."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import RequestOptions
from tests.support.scripted_client import CREATE

ORDER = {
    "type": "invoice",
    "uniqueId": "order-1",
    "_documentClient": {"name": "Rocket man"},
    "_documentItems": [{"name": "Space suit", "quantity": 1, "price": 10000}],
}
STORED = {"id": "d1", **ORDER}
OTHER = {**STORED, "_documentItems": [{"name": "Helmet", "quantity": 1, "price": 10}]}


def create(setup, body=None, caller=None, **options):
    return (caller or setup.requestor).call(
        CREATE,
        responses.anything,
        path=("org-1",),
        body=ORDER if body is None else body,
        options=RequestOptions(**options) if options else None,
    )


def answer_date() -> str:
    return "Thu, 01 Jan 2026 00:00:01 GMT"


async def cancelled(setup):
    task = asyncio.create_task(create(setup))
    await setup.transport.arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def outcome_unknown(setup, **options):
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, **options)
    return caught.value
