"""`python -m mutants`: make the mutants of the safety core, run their tests, compare the survivors."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from mutants.plugin import PLAN, command
from mutants.survivors import Result, as_table, compare, read_survivors

if TYPE_CHECKING:
    from collections.abc import Sequence

_SURVIVORS: Final = Path("mutants/survivors.toml")
_PAGE: Final = Path("docs/mutants.md")
_BEGIN, _END = "<!-- table -->\n", "<!-- end of table -->"


@frozen
class Area:
    """Modules, and the tests that are to notice their mutants."""

    name: str
    modules: Sequence[str]
    tests: Sequence[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the areas, write the table, and fail for a survivor that is not listed."""
    parser = argparse.ArgumentParser(prog="python -m mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="parts of paths; without any, all modules")
    chosen = parser.parse_args(arguments).modules
    results: list[Result] = []
    for area in _areas(Path("pyproject.toml")):
        modules = [one for one in area.modules if not chosen or any(part in one for part in chosen)]
        if modules:
            results += _run(area, modules)
    listed = read_survivors(_SURVIVORS)
    complaints = compare(results, listed)
    table = as_table(results, listed)
    print(table)
    if not chosen:
        page = _PAGE.read_text(encoding="utf-8")
        before, after = page.partition(_BEGIN)[0], page.partition(_END)[2]
        _PAGE.write_text(f"{before}{_BEGIN}{table}{_END}{after}", encoding="utf-8")
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def _areas(path: Path) -> list[Area]:
    configured = tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["mutants"]
    return [Area(**area) for area in configured["areas"]]


def _run(area: Area, modules: Sequence[str]) -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.jsonl")
        results.touch()
        plan = {"modules": list(modules), "results": str(results)}
        environment = {
            **os.environ,
            PLAN: json.dumps(plan),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(Path(folder, "hypothesis")),
        }
        print(f"{area.name}: {', '.join(modules)}", flush=True)
        session = subprocess.run(command(area.tests), env=environment, check=False)
        if session.returncode not in {0, 5}:  # 5: the session itself has run no test
            sys.exit(f"the session of {area.name} ended with {session.returncode}")
        lines = results.read_text(encoding="utf-8").splitlines()
    return [Result(**json.loads(line)) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
