"""The demo's program: every order one invoice, however often it is run."""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples"
ORDERS = 60


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set, cut down to its first orders."""
    directory = tmp_path_factory.mktemp("tpch")
    make = "import orders, pathlib, sys; orders.make(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", make, str(directory)], cwd=EXAMPLES, check=True)
    with (directory / "orders.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (directory / "orders.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[: ORDERS + 1])
    return directory


def run(data: Path, sandbox: Sandbox) -> str:
    environment = {
        "SPACEINVOICES_BASE_URL": sandbox.url,
        "SPACEINVOICES_TOKEN": sandbox.token,
        "COLUMNS": "100",
    }
    command = [sys.executable, str(EXAMPLES / "marketplace.py"), str(data)]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.stderr == ""
    assert finished.returncode == 0
    return finished.stdout


async def test_running_it_again_issues_nothing_twice_with_the_journal_or_without(
    data: Path,
) -> None:
    with Sandbox() as sandbox:
        first = run(data, sandbox)
        async with AsyncSpaceInvoices(token=sandbox.token, base_url=sandbox.url) as si:
            before = await books(si)
            again = run(data, sandbox)
            after = await books(si)
            (data / "orders.journal").unlink()
            run(data, sandbox)
            without_journal = await books(si)

    assert before == after == without_journal
    assert sum(len(totals) for totals in before.values()) == ORDERS
    assert f"{ORDERS} issued by this run" in first
    assert "0 issued by this run" in again
    assert (data / "invoice.pdf").read_bytes().startswith(b"%PDF")
    for name in ("Brussels Bolts", "Ljubljana Lathes", "Berlin Bearings"):
        assert name in first
        assert name in again


async def books(si: AsyncSpaceInvoices) -> dict[str, dict[str, Decimal]]:
    """What stands in the books of each merchant, by unique id."""
    found: dict[str, dict[str, Decimal]] = {}
    async for account in si.accounts.list():
        async for organization in si.organizations.list(account.id):
            invoices = si.documents.list(organization.id)
            found[str(organization.name)] = {
                str(invoice.unique_id): invoice.total_with_tax async for invoice in invoices
            }
    return found
