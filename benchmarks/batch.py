"""Batches against a server that answers at once, and against one that allows 100 a second.

    python benchmarks/batch.py --rows 1000 100000

`make bench` runs it with a million rows too, which takes a quarter of an hour; `--journal 10000000`
fills a journal of so many rows as well, and asks it for every one of them.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from processes import CLIENT_CORE, figures, serving
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS: Final = (1_000, 100_000, 1_000_000)
_LIMIT: Final = 100
_LIMITED_ROWS: Final = 6_000
_STEADY: Final = 100_000
"""From so many rows on, what is measured is not the start."""
_EACH_ROWS: Final = 20_000
"""So many calls of `documents.create` are compared with them."""
_LARGE: Final = 1_000_000
"""From so many rows on, over the faster transport alone."""

Figures = dict[str, Any]


def _load(url: str, rows: int, transport: str, *more: str) -> Figures:
    core = str(CLIENT_CORE)
    return figures(
        "batch_load.py", *(url, str(rows), "--transport", transport, "--core", core, *more)
    )


def _each(url: str, transport: str) -> float:
    """Return the CPU of one `documents.create`, in milliseconds."""
    return float(_load(url, _EACH_ROWS, transport, "--each")["cpu_ms"])


def measure(rows: Sequence[int], journal_rows: int | None, console: Console) -> Figures:
    """Return all of it, each run in a process of its own."""
    results: Figures = {"load": {}, "limited": {}}
    with serving("batch_server.py") as url:
        for count in rows:
            for transport in ("aiohttp",) if count >= _LARGE else ("httpx", "aiohttp"):
                console.print(f"batch of {count:,} rows, {transport}", style="dim")
                compared = count == _STEADY
                # Before and after: a machine that others use is not the same for minutes.
                each = [_each(url, transport)] if compared else []
                found = _load(url, count, transport)
                if compared:
                    each.append(_each(url, transport))
                    found["create_cpu_ms"] = sum(each) / len(each)
                results["load"][f"{count:,} rows, {transport}"] = found
    for limits in ("known", "unknown"):
        console.print(f"batch against {_LIMIT} a second, {limits}", style="dim")
        with serving("batch_server.py", f"--limit={_LIMIT}") as url:
            found = _load(url, _LIMITED_ROWS, "httpx", "--limits", limits)
        found["share_used"] = found["per_second"] / _LIMIT
        results["limited"][limits] = found
    if journal_rows:
        console.print(f"journal of {journal_rows:,} rows", style="dim")
        results["journal"] = figures("batch_journal.py", str(journal_rows))
    return results


def budgets(results: Figures) -> list[tuple[str, float, float]]:
    """Return what was promised: name, measured as a share of what is allowed, 1."""
    rows: list[tuple[str, float, float]] = []
    for name, found in results["load"].items():
        rows.append((f"batch of {name}: memory, of 200 MB", found["peak_mb"] / 200, 1.0))
        if found["rows"] >= _STEADY:
            rows.append((f"batch of {name}: lag p99, of 20 ms", found["lag_p99_ms"] / 20, 1.0))
        if "create_cpu_ms" in found:
            ratio = found["cpu_ms"] / found["create_cpu_ms"]
            rows.append((f"batch of {name}: CPU per row / one create", ratio, 1.4))
    for name, found in results["limited"].items():
        share = 0.95 / found["share_used"]
        rows.append((f"batch, limit {name}: 95 of 100 / used", share, 1.0))
    return rows


def show(results: Figures, console: Console) -> None:
    """Print the tables, for people."""
    table = Table(
        "Batch", "rows/s", "CPU, ms/row", "memory, MB", "lag p99, ms", "journal, B/row", "resume, s"
    )
    for name, found in results["load"].items():
        table.add_row(
            name,
            f"{found['per_second']:,.0f}",
            f"{found['cpu_ms']:.2f}",
            f"{found['peak_mb']:.0f}",
            f"{found['lag_p99_ms']:.1f}",
            f"{found['journal_bytes']:.0f}",
            f"{found['resume_s']:.2f}",
        )
    console.print(table)
    table = Table(f"Limit of {_LIMIT} a second", "used", "429s")
    for name, found in results["limited"].items():
        table.add_row(name, f"{found['share_used']:.1%}", f"{found['refused_429']:.0f}")
    console.print(table)
    if "journal" in results:
        table = Table(*results["journal"])
        table.add_row(*(f"{value:,.0f}" for value in results["journal"].values()))
        console.print(table)


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument("--journal", type=int, metavar="ROWS", help="fill a journal of so many")
    given = parser.parse_args()
    console = Console()
    results = measure(given.rows, given.journal, console)
    show(results, console)
    for name, measured, allowed in budgets(results):
        console.print(f"{name}: {measured:.2f}, {'ok' if measured <= allowed else 'OVER'}")


if __name__ == "__main__":
    main()
