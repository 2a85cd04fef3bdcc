"""The recipes: each does what it says, against the sandbox."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from tests.support.documentation import ROOT

EXAMPLES = ROOT / "examples"


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
    assert "6 passed" in done.stdout
