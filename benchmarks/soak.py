"""Kills a batch again and again while its server fails in every way, and counts what is left.

`python benchmarks/soak.py --rows 20000 --kills 50` ends with 0 if every row is on the server once,
journal and server agree, and no two requests of one row were ever under way together.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.batch import crash_child
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, each_once, orders

if TYPE_CHECKING:
    from tests.batch.books_server import Fault, Stage

FAULTS: dict[Fault, float] = {
    "drop_before": 0.01,
    "drop_after": 0.01,
    "hang": 0.005,
    "truncate": 0.01,
    "500_before": 0.01,
    "500_after": 0.01,
    "429": 0.005,
}


async def soak(rows: int, kills: int, seed: int) -> int:
    """Run until every row is done, killing on the way; the number of things that are wrong."""
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed
    moments = sorted(chance.sample(range(1, rows), kills))
    began = time.monotonic()
    server = BooksServer(rates=FAULTS, seed=seed, delay=0.005, lateness=(0.01, 0.25))
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "soak.journal"
        async with server:
            while moments:
                await _killed(server, journal, rows, moments)
                print(f"{len(server.all_documents)} documents, {len(moments)} kills to go")
            server.on_stage = None
            async with client(server) as si:
                report = await si.batch.issue(
                    orders(rows), organization_id=ORGANIZATION, key="order", journal=journal
                )
                audit = await si.batch.verify(journal)
    wrong = list(server.violations)
    if server.references() != each_once(rows):
        wrong.append("the server has not every row once")
    if not (report.ok and report.issued == rows and report.totals == {"EUR": server.total}):
        wrong.append(f"the report differs: {report}")
    if not (audit.ok and audit.agreed == rows):
        wrong.append(f"the journal differs: {audit.counts}")
    seconds = time.monotonic() - began
    print(f"{rows} rows, {kills} kills, {seconds:.0f} s, {dict(server.counts)}")
    print("\n".join(wrong) or "every row once")
    return len(wrong)


async def _killed(server: BooksServer, journal: Path, rows: int, moments: list[int]) -> None:
    """Make one run in a process of its own, until the number of documents reaches the next moment."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        crash_child.__file__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": str(len(moments))},
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the child has no pipes")
    case = {"url": server.url, "journal": str(journal), "count": rows, "point": "", "row": ""}
    process.stdin.write(json.dumps(case).encode() + b"\n")
    child = int(await process.stdout.readline())

    async def kill(stage: Stage, _: dict[str, object]) -> None:
        if stage != "answered" and moments and len(server.all_documents) >= moments[0]:
            while moments and len(server.all_documents) >= moments[0]:
                moments.pop(0)
            server.on_stage = None
            os.kill(child, signal.SIGKILL)

    server.on_stage = kill
    await process.stdout.readline()
    process.stdin.close()
    await process.wait()


def main() -> None:
    """Read the arguments and soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    raise SystemExit(min(1, asyncio.run(soak(given.rows, given.kills, given.seed))))


if __name__ == "__main__":
    main()
