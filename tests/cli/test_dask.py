"""`--dask`: the same commands, sent by workers."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from spaceinvoices_async.cli import dask_option
from spaceinvoices_async.cli.commands.batch import batch
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.progress import CommandProgress

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import World


def test_workers_of_this_machine_issue_verify_and_rebuild(world: World):
    world.orders("orders.csv", 12)
    world.fail("drop-after", operation="documents_create", times=2)
    ended = world.issue("orders.csv", "--dask", "local:2", "--horizon", "1", "--json")
    assert (ended.code, ended.json["issued"], ended.json["unresolved"]) == (Exit.DONE, 12, 0)
    assert world.documents() == 12

    checked = world.run("batch", "verify", "orders.csv.journal", "--dask", "local:1", "--json")
    assert (checked.code, checked.json["agreed"]) == (Exit.DONE, 12)


def test_without_dask_the_command_names_what_to_install_and_does_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    orders = tmp_path / "orders.csv"
    orders.write_text("order\no1\n")
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        dask_option, "find_spec", lambda name: None if name == "distributed" else find_spec(name)
    )
    given = ["issue", str(orders), "--org", "o", "--key", "order", "--dask", "local"]

    ended = CliRunner().invoke(batch, given)

    assert ended.exit_code == Exit.USAGE
    assert "pip install 'spaceinvoices-async[dask]'" in ended.output
    assert list(tmp_path.iterdir()) == [orders]


@pytest.mark.parametrize("wrong", ["local:0", "local:x", "local:", "10.0.0.1:8786", "cluster"])
def test_what_is_no_cluster_is_refused(world: World, wrong: str):
    world.orders("orders.csv", 1)
    ended = world.issue("orders.csv", "--dask", wrong)
    assert ended.code == Exit.USAGE
    assert "--dask" in ended.err
    assert world.documents() == 0


def test_progress_names_the_workers_their_rates_and_the_re_runs():
    now = CommandProgress(done=5, failed=0, per_second=60.0, workers=(20.4, 40.0), reruns=1)
    assert now.line() == "5 done, 0 refused, 60.0/s, 2 workers (20, 40/s), 1 re-runs"
    many = CommandProgress(done=5, failed=0, workers=tuple(float(rate) for rate in range(1, 21)))
    assert many.line() == "5 done, 0 refused, 20 workers (1 to 20/s)"
    assert CommandProgress(done=5, failed=0, workers=(9.0,)).line(30) == "5 done, 0 refused"
