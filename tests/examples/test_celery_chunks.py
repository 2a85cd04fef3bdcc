"""The task of Celery that sends chunks: retried, delivered again, and refused by the server."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from celery.exceptions import Retry

from spaceinvoices_async import ClientOptions
from spaceinvoices_async.batch import ChunkSettings
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from tests.support.documentation import ROOT

ENGINES = ROOT / "examples" / "engines"
ORDERS = [
    {
        "order": f"2026-{number}",
        "client": {"name": "Rocket man"},
        "items": [{"name": "Space suit", "price": "100"}],
    }
    for number in range(5)
]
QUICK = ChunkSettings(client=ClientOptions(horizon=0.5))


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as server:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", server.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", server.token)
        yield server


@pytest.fixture
def program() -> ModuleType:
    path = ENGINES / "celery_chunks.py"
    module = ModuleType("celery_chunks")
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), vars(module))
    vars(module)["SETTINGS"] = QUICK
    return module


def documents(sandbox: Sandbox) -> int:
    return statistics(sandbox.world)["documents"]


def test_a_task_issues_its_orders_and_a_retry_finds_them(
    sandbox: Sandbox, program: ModuleType
) -> None:
    organization = sandbox.seed.organization()
    first = program.issue.apply((organization, ORDERS)).get()
    again = program.issue.apply((organization, ORDERS), retries=1).get()

    assert [line[:2] for line in first] == [[order["order"], "issued"] for order in ORDERS]
    assert [line[0::2] for line in again] == [line[0::2] for line in first]
    assert documents(sandbox) == 5


def test_a_task_that_the_server_refuses_is_retried_and_doubles_nothing(
    sandbox: Sandbox, program: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    organization = sandbox.seed.organization()
    program.issue.apply((organization, ORDERS[:3])).get()  # a run that died half-way
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "expired")
    waits: list[int] = []

    def retry(**given: Any) -> Exception:
        waits.append(given["countdown"])
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        again: Exception = ordinary(**given)
        return again

    ordinary = program.issue.retry
    monkeypatch.setattr(program.issue, "retry", retry)
    done = program.issue.apply((organization, ORDERS)).get()

    assert waits == [60]
    assert [line[0] for line in done] == [order["order"] for order in ORDERS]
    assert documents(sandbox) == 5


def test_a_task_that_is_delivered_again_waits_until_the_first_was_killed(
    sandbox: Sandbox, program: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, Any]] = []

    def retry(**options: Any) -> Exception:
        given.append(options)
        return Retry()

    monkeypatch.setattr(program.issue, "retry", retry)
    program.issue.push_request(delivery_info={"redelivered": True})
    try:
        with pytest.raises(Retry):
            program.issue.run(sandbox.seed.organization(), ORDERS)
    finally:
        program.issue.pop_request()

    assert given == [{"countdown": program.issue.time_limit}]
    assert documents(sandbox) == 0
