"""The example of a service that takes webhook events, fed by the embedded server over HTTP."""

import asyncio
import importlib
import json
import socket
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

import httpx
import pytest
import uvicorn

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.webhooks import EventDeduplicator
from spaceinvoices_sandbox import Sandbox

DOCUMENT = {"event": "document/create", "uid": "1", "data": {"id": "d", "number": "2026-00001"}}


@pytest.fixture
def example() -> ModuleType:
    """The example, with nothing in its ledger."""
    module = importlib.import_module("examples.webhooks")
    module.ledger.clear()
    return module


@pytest.fixture
async def url(example: ModuleType, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Where the example listens, with the secret in it."""
    monkeypatch.setenv("WEBHOOK_SECRET", "s3cret")
    monkeypatch.setattr(example, "seen", EventDeduplicator())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(example.app, log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/space-invoices/s3cret"
        server.should_exit = True
        await task


async def post(url: str, body: Any) -> int:
    async with httpx.AsyncClient() as http:
        content = body if isinstance(body, bytes) else json.dumps(body)
        answer = await http.post(url, content=content)
    return answer.status_code


async def test_events_of_the_embedded_server_reach_the_ledger(
    example: ModuleType, url: str
) -> None:
    async with Sandbox() as sandbox, AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
        organization = sandbox.seed.organization()
        await si.webhooks.create(organization, url=url, events=["*"])
        document = await si.documents.create(
            organization,
            client={"name": "Rocket man"},
            items=[{"name": "Space suit", "price": 100}],
            payments=[{"type": "card", "amount": 40}],
        )
        deliveries = await si.request("GET", "/sandbox/webhooks")

    assert isinstance(deliveries, list)
    states = [str(one["state"]) for one in deliveries if isinstance(one, dict)]
    assert set(states) == {"delivered"}
    assert sorted(example.ledger) == [
        f"document {document.number}: 100",
        f"payment of {document.id}: 40",
    ]


async def test_an_event_that_comes_twice_is_handled_once(example: ModuleType, url: str) -> None:
    assert [await post(url, DOCUMENT) for _ in range(2)] == [204, 204]
    assert len(example.ledger) == 1


async def test_a_wrong_secret_and_a_wrong_body_are_refused(example: ModuleType, url: str) -> None:
    assert await post(url.replace("s3cret", "guess"), DOCUMENT) == 404
    assert await post(url, b"no JSON") == 400
    assert example.ledger == []


async def test_an_event_of_an_unknown_model_is_answered(example: ModuleType, url: str) -> None:
    assert await post(url, {"event": "rocket/launch", "uid": "2", "data": [1]}) == 204
    assert example.ledger == []
