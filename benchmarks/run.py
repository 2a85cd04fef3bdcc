"""Measures the SDK and its peers side by side, in one run.

    make bench

Clients run on one core, the fixed-answer server on the other. Of several rounds the one with the
least CPU counts. What matters are the ratios: they hold on other machines too.
"""

import argparse
import json
import platform
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import batch
import call_path
import cluster_batch
import decoding
import listing
import startup
from plot import plot
from processes import CLIENT_CORE, serving
from processes import figures as figures_of
from rich.console import Console
from rich.table import Table
from subjects import SUBJECTS

_HERE: Final = Path(__file__).parent
_CALLERS: Final = (1, 10, 100, 500)
_PACKAGES: Final = ("httpx", "httpx2", "httpx-aiohttp", "aiohttp", "openai", "stripe", "msgspec")

Figures = dict[str, dict[int, dict[str, float]]]


def load(url: str, rounds: int, requests: int, console: Console) -> Figures:
    """Return every client at every number of callers; clients take turns within a round."""
    figures: Figures = {name: {} for name in SUBJECTS}
    for callers in _CALLERS:
        for _ in range(rounds):
            for name in SUBJECTS:
                console.print(f"{name}, {callers} callers", style="dim")
                found = figures_of(
                    "load.py", name, url, str(callers), str(requests), str(CLIENT_CORE)
                )
                best = figures[name].setdefault(callers, found)
                if found["cpu_us"] < best["cpu_us"]:
                    figures[name][callers] = found
    return figures


def budgets(results: dict[str, Any]) -> list[tuple[str, float, float]]:
    """Return what was promised: name, ratio measured, ratio allowed."""
    cpu = {
        name: {n: f["cpu_us"] for n, f in rows.items()} for name, rows in results["load"].items()
    }
    rows: list[tuple[str, float, float]] = []
    for callers in (100, 500):
        at = {name: figures[callers] for name, figures in cpu.items()}
        rows += [
            (f"create / httpx, {callers} callers", at["SDK"] / at["httpx, dicts"], 0.25),
            (f"create / sharded httpx, {callers}", at["SDK"] / at["sharded httpx, dicts"], 1.25),
            (f"create / aiohttp, {callers}", at["SDK, aiohttp"] / at["aiohttp, dicts"], 1.3),
            (
                f"create / openai, aiohttp, {callers}",
                at["SDK, aiohttp"] / at["openai, aiohttp"],
                0.35,
            ),
        ]
    for name, path in results["call_path"].items():
        rows.append((f"frames awaited, {name}", path["frames"], 10))
    rows.append(("create, telemetry off / without its code", results["telemetry"]["off"], 1.01))
    rows.append(("modules executed, create", results["call_path"]["create"]["modules"], 28))
    coding, start, lists = results["coding"], results["startup"], results["listing"]
    rows += batch.budgets(results["batch"])
    rows += cluster_batch.budgets(results["cluster"])
    rows += [
        ("decode a document / json.loads", coding["decode_us"] / coding["json_loads_us"], 1.3),
        (
            "import the client / import asyncio",
            start["import_client_ms"] / start["import_asyncio_ms"],
            1.5,
        ),
        ("first create / httpx", start["first_create"]["ratio"], 1.3),
        ("first create / httpx, over TLS", start["first_create_over_tls"]["ratio"], 1.3),
        ("import the package, of 25 ms", start["import_package_ms"] / 25, 1.0),
        ("list 10,000 / one after another", lists["prefetch_8_s"] / lists["sequential_s"], 0.2),
    ]
    return rows


def show(results: dict[str, Any], console: Console) -> None:
    """Print the tables, for people."""
    for callers in _CALLERS:
        table = Table("Client", "CPU, us", "requests/s", "p99, ms", "lag, ms", "memory, MB")
        table.title = f"{callers} callers"
        for name, rows in results["load"].items():
            table.add_row(name, *(f"{value:,.0f}" for value in rows[callers].values()))
        console.print(table)
    batch.show(results["batch"], console)
    cluster_batch.show(results["cluster"], console)
    table = Table("Budget", "Measured", "Allowed", "")
    for name, measured, allowed in budgets(results):
        table.add_row(
            name, f"{measured:.2f}", f"{allowed:.2f}", "ok" if measured <= allowed else "OVER"
        )
    console.print(table)


def main() -> None:
    """Measure, print, and write results.json and the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--batch-rows", type=int, nargs="*", default=batch.ROWS)
    arguments = parser.parse_args()
    console = Console()
    results: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, 2 cores",
        "versions": {name: metadata.version(name) for name in _PACKAGES},
        "coding": decoding.measure(),
    }
    with serving("server.py") as url:
        results["startup"] = startup.measure(url)
        results["call_path"] = call_path.measure(url)
        results["telemetry"] = figures_of("telemetry.py", url)
        results["load"] = load(url, arguments.rounds, arguments.requests, console)
    with serving("server.py", "--latency=0.05") as url:
        results["listing"] = listing.measure(url)
    results["batch"] = batch.measure(arguments.batch_rows, None, console)
    results["cluster"] = cluster_batch.measure(max(arguments.batch_rows), console)
    results["budgets"] = {
        name: {"measured": round(measured, 3), "allowed": allowed}
        for name, measured, allowed in budgets(results)
    }
    show(results, console)
    (_HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    plot(results, _HERE / "results.svg")


if __name__ == "__main__":
    main()
