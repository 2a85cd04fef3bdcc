"""The recipes: each does what it says, against the sandbox."""

import ast
import asyncio
import inspect
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from tests.support.documentation import ROOT

EXAMPLES = ROOT / "examples"
RUNNING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as server:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", server.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", server.token)
        yield server


def test_a_lambda_issues_what_it_can_and_gives_the_rest_back(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGANIZATION_ID", sandbox.seed.organization())
    program = "import json, sys, aws_lambda as recipe\n"
    program += "event = json.load(sys.stdin)\n"
    program += "first, again = recipe.handler(event, None), recipe.handler(event, None)\n"
    program += "recipe.runner().run(recipe.client().aclose())\nrecipe.runner().close()\n"
    program += "print(json.dumps([first, again]))"
    orders = [
        {"id": "o1", "customer": "Rocket man", "product": "Suit", "price": "100"},
        {"id": "o2", "customer": "Rocket man", "product": "Suit", "price": "a lot"},
    ]
    event = {
        "Records": [
            {"messageId": f"m-{order['id']}", "body": json.dumps(order)} for order in orders
        ]
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=EXAMPLES,
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    failed = {"batchItemFailures": [{"itemIdentifier": "m-o2"}]}
    assert json.loads(done.stdout.splitlines()[-1]) == [failed, failed]
    assert statistics(sandbox.world)["documents"] == 1


def test_a_cron_job_issues_the_month_and_nothing_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("order,customer,product,price\n1,A,Suit,100\n1,A,Boots,50\n2,B,Suit,10\n")
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[columns]\ncustomer = "client.name"\nproduct = "items[].name"\nprice = "items[].price"\n'
    )
    command = [sys.executable, str(EXAMPLES / "cron_month_end.py")]
    arguments = [str(orders), sandbox.seed.organization(), str(mapping)]
    for _ in range(2):
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout == "2 issued, 0 refused, 0 in doubt\n160 EUR\n"
    assert statistics(sandbox.world)["documents"] == 2


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_the_tests_of_a_service_pass(workers: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", ".", *workers],
        cwd=EXAMPLES / "testing",
        env={name: text for name, text in os.environ.items() if "PYTEST" not in name},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 passed" in done.stdout


@pytest.fixture
def service(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the web application, with two workers."""
    del sandbox
    monkeypatch.setenv("WEB_CONCURRENCY", "2")
    command = [sys.executable, "-m", "uvicorn", "fastapi_service:app", "--port", "0"]
    with subprocess.Popen(command, cwd=EXAMPLES, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        lines = iter(running.stderr.readline, "")
        url = next(match[1] for line in lines if (match := RUNNING.search(line)))
        started = 0
        while started < 2:
            started += "startup complete" in next(lines)
        yield url
        running.send_signal(signal.SIGINT)
        running.communicate()


async def test_workers_of_one_service_issue_an_order_once(sandbox: Sandbox, service: str) -> None:
    path = f"/organizations/{sandbox.seed.organization()}/orders/o-1/invoice"
    async with httpx.AsyncClient(base_url=service, timeout=60) as http:
        first = await http.post(path, params={"price": "100"})
        query = {"price": "100", "retry": "true"}
        again = await asyncio.gather(*(http.post(path, params=query) for _ in range(8)))

    assert {(answer.status_code, answer.text) for answer in (first, *again)} == {(200, first.text)}
    assert statistics(sandbox.world)["documents"] == 1


def test_a_request_and_its_invoice_are_one_trace_of_the_caller(sandbox: Sandbox) -> None:
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    command = [sys.executable, "-m", "uvicorn", "fastapi_traces:app", "--port", "0"]
    command += ["--no-access-log"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=EXAMPLES, text=True, **pipes) as running:
        assert running.stderr is not None
        lines = iter(running.stderr.readline, "")
        url = next(match[1] for line in lines if (match := RUNNING.search(line)))
        answer = httpx.post(
            f"{url}/organizations/{sandbox.seed.organization()}/orders/o-1/invoice",
            params={"price": "100"},
            headers={"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"},
            timeout=60,
        )
        running.send_signal(signal.SIGINT)
        printed, _ = running.communicate()

    assert answer.status_code == 200
    found = re.findall(r"^\{.*?^\}", printed, re.DOTALL | re.MULTILINE)
    spans = {span["context"]["span_id"]: span for span in map(json.loads, found)}
    assert {span["context"]["trace_id"] for span in spans.values()} == {f"0x{trace_id}"}
    attempt = next(span for span in spans.values() if span["kind"] == "SpanKind.CLIENT")
    names = [attempt["name"]]
    while attempt["parent_id"] in spans:
        attempt = spans[attempt["parent_id"]]
        names.append(attempt["name"])
    # Newer releases of FastAPI have spans of their own between the two.
    assert [names[0], names[1], names[-1]] == [
        "POST /v1/Organizations/{organization_id}/documents",
        "documents_create",
        "POST /organizations/{organization_id}/orders/{order_id}/invoice",
    ]
    assert attempt["parent_id"] == "0xb7ad6b7169203331"


def test_pandas_issues_a_month_and_reads_it_back(sandbox: Sandbox, tmp_path: Path) -> None:
    organization = sandbox.seed.organization()
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "order,customer,product,quantity,price,vat\n"
        "0001,Rocket man,Suit,1,99.90,21\n0002,Moon base,Oxygen,2,10.05,6\n"
        "0001,Rocket man,Boots,1,0.10,21\n"
    )
    command = [sys.executable, "-W", "error", str(EXAMPLES / "pandas_month.py")]
    for _ in range(2):
        arguments = [str(orders), organization]
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        first, *sums = done.stdout.splitlines()
        assert first == "2 issued, 0 refused, 0 in doubt"
        assert [line.split() for line in sums[1:]] == [
            ["Moon", "base", "21.31"],
            ["Rocket", "man", "121"],
        ]
    assert statistics(sandbox.world)["documents"] == 2


async def test_the_cells_of_the_notebook_run_and_show_tables(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
            shown.append(await run_cell("".join(cell["source"]), names))

    tables = [value._repr_html_() for value in shown if hasattr(value, "_repr_html_")]
    assert len(tables) == 3
    assert all("<table>" in table for table in tables)
    assert names["invoices"]["total"].sum() == Decimal("424.11")
    assert (names["report"].ok, names["audit"].ok, names["archived"].ok) == (True, True, True)
    assert (tmp_path / "month.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert statistics(sandbox.world)["documents"] == 2


async def run_cell(source: str, names: dict[str, Any]) -> object:
    """Run a cell as Jupyter does; the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        tree.body[-1] = ast.Assign([ast.Name("_shown", ast.Store())], last.value, lineno=1)
    names["_shown"] = None
    code = compile(ast.fix_missing_locations(tree), "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    running = eval(code, names)
    if inspect.isawaitable(running):
        await running
    return names["_shown"]


def test_every_example_is_on_the_page_or_named_there() -> None:
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    examples = [
        path.relative_to(ROOT).as_posix()
        for path in EXAMPLES.rglob("*")
        if path.suffix in {".py", ".ipynb"} and path.name != "__init__.py"
    ]

    assert [name for name in examples if name not in page] == []
