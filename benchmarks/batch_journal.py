"""The journal alone, with as many rows as asked: claims, outcomes, look-ups; no requests."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Final

from processes import peak_mb

from spaceinvoices_async.batch import Journal
from spaceinvoices_async.batch.input.identity import row_id
from spaceinvoices_async.batch.journal.records import Claim, Lane, RowOutcome, State

_CHUNK: Final = 500
_LANE: Final = Lane(None, "org")
_DONE: Final = RowOutcome(
    state=State.DONE,
    document_id="62c4f1a0b3d2e10012345678",
    number="2026-1",
    total=Decimal("121.00"),
    currency="EUR",
)


def _claims(first: int) -> list[Claim]:
    return [
        Claim(
            lane=_LANE,
            row=row_id("job", "org", str(number)),
            key=str(number),
            line=number,
            fingerprint=number.to_bytes(8, "big"),
            raw=number.to_bytes(8, "big"),
        )
        for number in range(first, first + _CHUNK)
    ]


async def measure(rows: int, folder: str | None = None) -> dict[str, float]:
    """Measure rows written and looked up a second, bytes a row, seconds to add all of it up, memory."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "journal"
        facts = {"server": "http://127.0.0.1", "job": "job", "organization": "org"}
        began, cpu = time.perf_counter(), time.process_time()
        async with Journal(path, facts) as journal:
            await journal.begin()
            for first in range(0, rows, _CHUNK):
                claims = _claims(first)
                await journal.claim(claims)
                for claim in claims:
                    await journal.settle(claim.row, _DONE, content=claim)
            await journal.flush()
            written, cpu = time.perf_counter() - began, time.process_time() - cpu
            began = time.perf_counter()
            for first in range(0, rows, _CHUNK):
                prints = {claim.row: claim.raw or b"" for claim in _claims(first)}
                if len(await journal.unchanged(prints)) != _CHUNK:
                    raise SystemExit("a row is not known any more")
            looked_up = time.perf_counter() - began
            began = time.perf_counter()
            counts, totals = await journal.counts(), await journal.totals()
            added_up = time.perf_counter() - began
        size = path.stat().st_size
    if totals != {"EUR": counts.done * Decimal("121.00")}:
        raise SystemExit(f"the totals are wrong: {totals}")
    return {
        "rows": counts.done,
        "written_per_second": counts.done / written,
        "written_cpu_us": cpu / counts.done * 1e6,
        "looked_up_per_second": counts.done / looked_up,
        "added_up_s": added_up,
        "journal_bytes": size / counts.done,
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=10_000_000)
    parser.add_argument("--folder", help="where the journal is made; needs 300 bytes a row")
    given = parser.parse_args()
    json.dump(asyncio.run(measure(given.rows, given.folder)), sys.stdout)
