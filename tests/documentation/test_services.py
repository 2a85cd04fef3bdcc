"""The programs of the page about services: a web application and a task, run against the sandbox."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, RequestOptions
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from spaceinvoices_sandbox.faults import Fault
from tests.support.documentation import ROOT, programs

if TYPE_CHECKING:
    from spaceinvoices_async import CallRecord

PAGE = "docs/services.md"
EXAMPLES = {"FastAPI": "fastapi_service.py", "Celery": "celery_tasks.py"}


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as server:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", server.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", server.token)
        yield server


def loaded(word: str) -> dict[str, Any]:
    """The names of the program that the page shows for this."""
    example = f"examples/{EXAMPLES[word]}"
    assert f'--8<-- "{example}"' in (ROOT / PAGE).read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "page"}
    exec(compile((ROOT / example).read_text(encoding="utf-8"), example, "exec"), names)
    return names


class Service:
    """The page's web application, without a socket."""

    def __init__(self, sandbox: Sandbox, options: ClientOptions) -> None:
        self.names = loaded("FastAPI")
        self.app = self.names["app"]
        self.organization = sandbox.seed.organization()
        self._options = options

    async def invoice(self, order: str, price: str = "100", **query: str) -> httpx.Response:
        path = f"/organizations/{self.organization}/orders/{order}/invoice"
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with AsyncSpaceInvoices(options=self._options) as si:
            self.app.state.si = si
            async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
                return await http.post(path, params={"price": price, **query}, timeout=60)


async def test_an_order_becomes_an_invoice_and_a_second_request_the_same(sandbox: Sandbox) -> None:
    service = Service(sandbox, ClientOptions(horizon=0.5))
    first, again = await service.invoice("o1"), await service.invoice("o1", retry="true")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


@pytest.mark.parametrize(
    ("price", "status"), [("a lot", 422), ("12345678901234567890", 422), ("100", 200)]
)
async def test_a_wrong_price_is_the_callers_fault(
    sandbox: Sandbox, price: str, status: int
) -> None:
    answer = await Service(sandbox, ClientOptions()).invoice("o1", price)
    assert answer.status_code == status
    if status == 422:
        assert list(answer.json()["fields"]) == ["items[0].price"]


async def test_what_the_server_refuses_is_422_with_its_fields(sandbox: Sandbox) -> None:
    service = Service(sandbox, ClientOptions())
    error = service.names["ValidationError"](
        "no", operation="documents_create", status=422, fields={"number": ("taken",)}
    )
    answer = await service.names["refused"](None, error)
    assert answer.status_code == 422
    assert b'"number":["taken"]' in answer.body.replace(b" ", b"")


async def test_an_outcome_in_doubt_is_202_with_the_order(sandbox: Sandbox) -> None:
    service = Service(sandbox, ClientOptions(create_deadline=1))
    sandbox.world.faults.plan(Fault(kind="drop-before", operation="documents_create"))
    service.names["RequestOptions"] = lambda **_given: None  # the client's own, shorter deadline
    answer = await service.invoice("o7")
    assert (answer.status_code, answer.json()["order"]) == (202, "o7")
    assert answer.headers["Retry-After"] == "30"


async def test_an_order_in_doubt_can_be_sent_at_last_however_short_each_request_is(
    sandbox: Sandbox,
) -> None:
    sandbox.world.faults.plan(Fault(kind="drop-before", operation="documents_create"))
    told: list[str] = []
    service = Service(sandbox, ClientOptions(create_deadline=1))
    service.names["RequestOptions"] = lambda sent_before, **_deadline: RequestOptions(
        sent_before=sent_before
    )
    for _ in range(3):  # each with a client of its own, as of another worker
        answer = await service.invoice("o8", **({"sent_before": told[-1]} if told else {}))
        assert answer.status_code == 202
        told.append(answer.json()["sent_before"])
    first, *_, last = map(datetime.fromisoformat, told)
    assert abs(last - first) < timedelta(seconds=1)  # it does not move: so the horizon passes
    passed = last - timedelta(seconds=90)
    answer = await service.invoice("o8", sent_before=f"{passed:%Y-%m-%dT%H:%M:%S.%fZ}")
    assert (answer.status_code, statistics(sandbox.world)["documents"]) == (200, 1)


async def test_a_server_that_is_down_is_503(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(sandbox, ClientOptions(create_deadline=0.5))
    service.names["RequestOptions"] = lambda **_given: None
    monkeypatch.setenv("SPACEINVOICES_BASE_URL", "http://127.0.0.1:9")
    answer = await service.invoice("o1")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


async def test_a_token_that_is_refused_is_this_services_own_fault(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(sandbox, ClientOptions())
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "wrong")
    assert (await service.invoice("o1")).status_code == 500


def test_a_first_task_only_sends_and_a_retry_looks_first(sandbox: Sandbox) -> None:
    names = loaded("Celery")
    organization = sandbox.seed.organization()
    calls: list[CallRecord] = []
    names["AsyncSpaceInvoices"] = lambda: AsyncSpaceInvoices(
        options=ClientOptions(on_call=calls.append)
    )
    client, runner, task = names["client"](), names["runner"](), names["issue"]

    def run(retries: int, *, redelivered: bool) -> tuple[str, list[str]]:
        task.push_request(retries=retries, delivery_info={"redelivered": redelivered})
        try:
            made: str = task.run(organization, "o1")
        finally:
            task.pop_request()
        asked = [attempt.operation for call in calls for attempt in call.attempts]
        calls.clear()
        return made, asked

    first, retried, again = (
        run(retries, redelivered=redelivered)
        for retries, redelivered in ((0, False), (1, False), (0, True))
    )
    runner.run(client.aclose())
    runner.close()
    assert {made for made, _ in (first, retried, again)} == {first[0]}
    assert first[1] == ["documents_create"]
    assert {*retried[1], *again[1]} == {"documents_list"}


def test_the_script_runs(sandbox: Sandbox) -> None:
    del sandbox
    (script,) = [one for one in programs(PAGE) if "asyncio.run(main())" in one]
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "@" in done.stdout
