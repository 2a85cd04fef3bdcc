"""The chunks in other engines: run by `make engines`, since the engines are large.

Ray loses actors between results, Spark's tasks fail after they have sent, and a first attempt of
Temporal's ends half-way. The engines' own warnings are none of ours, and are no errors here.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyspark
import pytest
import ray
import temporal_activity
from ray_actor import Issuer, issue_all
from spark_partitions import issue
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from spaceinvoices_async import ClientOptions
from spaceinvoices_async.batch import ChunkSettings, prepare_chunk
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.admin import statistics
from tests.support.documentation import ROOT

ENGINES = ROOT / "examples" / "engines"
QUICK = ChunkSettings(client=ClientOptions(horizon=0.5), rate=None)
ORDERS = [
    {
        "order": f"2026-{number}",
        "client": {"name": "Rocket man"},
        "items": [{"name": "Space suit", "price": "100"}],
    }
    for number in range(40)
]

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as server:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", server.url)
        monkeypatch.setenv("SPACEINVOICES_TOKEN", server.token)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ENGINES), str(ROOT)]))
        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
        monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        yield server


def documents(sandbox: Sandbox) -> int:
    return statistics(sandbox.world)["documents"]


def test_ray_issues_every_row_once_though_its_actors_die(sandbox: Sandbox) -> None:
    organization = sandbox.seed.organization()
    rows = prepare_chunk(ORDERS, organization_id=organization, key="order")
    chunks = [rows[start : start + 10] for start in range(0, len(rows), 10)]
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        issuers = [Issuer.remote() for _ in range(2)]
        deaths = 0

        def lose(number: int) -> None:
            nonlocal deaths
            ray.kill(issuers[number], no_restart=False)
            deaths += 1

        lost = {1: partial(lose, 0), 2: partial(lose, 1)}
        results = []
        for count, result in enumerate(issue_all(issuers, chunks, QUICK), start=1):
            results.append(result)
            if count in lost:
                lost[count]()
    finally:
        ray.shutdown()

    assert deaths == 2
    assert sorted(row.key for result in results for row in result.rows) == sorted(
        order["order"] for order in ORDERS
    )
    assert all(result.ok for result in results)
    assert documents(sandbox) == len(ORDERS)


def fail_once(marks: Path, orders: Iterator[dict[str, Any]], **given: Any) -> Iterator[object]:
    """A partition whose first task dies after it has sent everything."""
    task = pyspark.TaskContext.get()
    assert task is not None
    results = list(issue(orders, **given))
    if task.attemptNumber() == 0:
        (marks / f"{task.partitionId()}").touch()
        raise RuntimeError("the task is lost, and with it what it has done")
    yield from results


def test_spark_issues_every_row_once_though_every_task_fails_once(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    conf = pyspark.SparkConf().setMaster("local[2,2]").set("spark.ui.enabled", "false")
    conf.set("spark.local.dir", str(tmp_path)).set("spark.driver.host", "127.0.0.1")
    given = {"organization_id": sandbox.seed.organization(), "settings": QUICK}
    with pyspark.SparkContext(conf=conf) as spark:
        partition = partial(fail_once, tmp_path, **given)
        issued = spark.parallelize(ORDERS, 4).mapPartitions(partition).collect()

    assert sorted(path.name for path in tmp_path.glob("[0-9]")) == ["0", "1", "2", "3"]
    assert [(key, status) for key, status, _ in issued] == [
        (order["order"], "issued") for order in ORDERS
    ]
    assert documents(sandbox) == len(ORDERS)


def attempt(number: int) -> ActivityEnvironment:
    environment = ActivityEnvironment()
    limit = timedelta(seconds=60)
    environment.info = replace(environment.info, attempt=number, start_to_close_timeout=limit)
    return environment


async def test_temporal_tries_an_activity_again_and_doubles_nothing(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    organization = sandbox.seed.organization()
    monkeypatch.setattr(temporal_activity, "SETTINGS", QUICK)
    await attempt(1).run(temporal_activity.issue, organization, ORDERS[:20])  # died half-way
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "expired")
    with pytest.raises(ApplicationError, match="not known to be issued"):
        await attempt(2).run(temporal_activity.issue, organization, ORDERS)
    monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
    issued = await attempt(3).run(temporal_activity.issue, organization, ORDERS)

    assert [line[0] for line in issued] == [order["order"] for order in ORDERS]
    assert documents(sandbox) == len(ORDERS)
