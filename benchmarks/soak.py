"""Kills a batch again and again while its server fails in every way, and counts what is left.

`python benchmarks/soak.py --rows 20000 --kills 50` ends with 0 if every row is on the server once,
journal and server agree, and no two requests of one row were ever under way together. Before, a batch
of twenty rows is killed at each of its steps: before and after each statement of the journal, and
before each turn of the event loop; `--no-steps` leaves that out.
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

from soak_result import disagreements

from tests.batch import crash_child
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, orders

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


_STEPPED = 20
"""Rows of the batch that is killed at each of its steps."""


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
    wrong = disagreements(server, report, audit, rows)
    seconds = time.monotonic() - began
    print(f"{rows} rows, {kills} kills, {seconds:.0f} s, {dict(server.counts)}")
    print("\n".join(wrong) or "every row once")
    return len(wrong)


async def _killed(server: BooksServer, journal: Path, rows: int, moments: list[int]) -> None:
    """Make one run in a process of its own, until the number of documents reaches the next moment."""
    process = await _started(str(len(moments)))
    case = {"url": server.url, "journal": str(journal), "count": rows, "point": "", "row": ""}
    child = await _begin(process, case)

    async def kill(stage: Stage, _: dict[str, object]) -> None:
        if stage != "answered" and moments and len(server.all_documents) >= moments[0]:
            while moments and len(server.all_documents) >= moments[0]:
                moments.pop(0)
            server.on_stage = None
            os.kill(child, signal.SIGKILL)

    server.on_stage = kill
    await _line(process)
    await _ended(process)


async def _started(hash_seed: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        crash_child.__file__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )


async def _begin(process: asyncio.subprocess.Process, case: dict[str, object]) -> int:
    """Begin a run in a child of the process; the child's number."""
    if process.stdin is None:
        raise RuntimeError("the process has no pipe")
    process.stdin.write(json.dumps(case).encode() + b"\n")
    return await _line(process)


async def _line(process: asyncio.subprocess.Process) -> int:
    if process.stdout is None:
        raise RuntimeError("the process has no pipe")
    return int(await process.stdout.readline())


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    await process.wait()


async def each_step(rows: int) -> int:
    """Kill a small batch at each of its steps in turn; the number of things that are wrong."""
    wrong: list[str] = []
    process = await _started("0")
    for point in crash_child.STEPS:
        number, killed = 0, True
        while killed:
            number += 1
            with tempfile.TemporaryDirectory() as folder:
                killed, found = await _at_step(
                    process, Path(folder) / "steps.journal", rows, point, number
                )
            wrong += [f"{point} {number}: {one}" for one in found]
        print(f"{point}: killed at each of {number - 1}")
    await _ended(process)
    print("\n".join(wrong) or "every row once, wherever it was killed")
    return len(wrong)


async def _at_step(
    process: asyncio.subprocess.Process, journal: Path, rows: int, point: str, number: int
) -> tuple[bool, list[str]]:
    """Kill one run at a step and resume it: whether there was such a step, and what is wrong."""
    losing: dict[Fault, float] = {"drop_after": 0.1, "drop_before": 0.1, "500_after": 0.1}
    server = BooksServer(rates=losing, seed=number, delay=0.002)
    async with server:
        case = {"url": server.url, "journal": str(journal), "count": rows}
        await _begin(process, {**case, "point": point, "row": str(number)})
        ending = await _line(process)
        server.rates = {}
        async with client(server) as si:
            report = await si.batch.issue(
                orders(rows), organization_id=ORGANIZATION, key="order", journal=journal
            )
            audit = await si.batch.verify(journal)
    return ending != 0, disagreements(server, report, audit, rows)


def main() -> None:
    """Read the arguments and soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", action=argparse.BooleanOptionalAction, default=True)
    given = parser.parse_args()
    wrong = asyncio.run(each_step(_STEPPED)) if given.steps else 0
    wrong += asyncio.run(soak(given.rows, given.kills, given.seed))
    raise SystemExit(min(1, wrong))


if __name__ == "__main__":
    main()
