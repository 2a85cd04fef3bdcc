"""Which mutants may live, and how the others fared."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LEAST_KILLED: Final = 0.9
_KINDS: Final = ("equivalent", "accepted")
Key: TypeAlias = tuple[str, str, str, str]
"""Module, function, statement, and what the mutant makes of it."""


@frozen
class Result:
    """What became of one mutant."""

    module: str
    function: str
    line: str
    becomes: str
    at: int
    outcome: str
    """Killed, timeout or alive."""
    detail: str

    @property
    def key(self) -> Key:
        """What names the mutant."""
        return self.module, self.function, self.line, self.becomes


def read_survivors(path: Path) -> dict[Key, str]:
    """Read which mutants may live, and whether they are equivalent or accepted."""
    listed: dict[Key, str] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", []):
        if row["kind"] not in _KINDS or not row["reason"].strip():
            raise ValueError(
                f"{path}: a survivor needs a kind, one of {_KINDS}, and a reason: {row}"
            )
        for becomes in [row["becomes"]] if isinstance(row["becomes"], str) else row["becomes"]:
            listed[row["module"], row["function"], row["line"], becomes] = row["kind"]
    return listed


def compare(results: Sequence[Result], listed: Mapping[Key, str]) -> list[str]:
    """Say which survivors are not listed, which entries are out of date, and what is below the mark."""
    complaints = [
        f"alive: {one.module}:{one.at} {one.function}\n    {one.line}\n    {one.becomes}\n"
        f"    ({one.detail})"
        for one in results
        if one.outcome == "alive" and one.key not in listed
    ]
    alive = {one.key for one in results if one.outcome == "alive"}
    modules = {one.module for one in results}
    complaints += [
        f"listed, but not alive: {' | '.join(key)}"
        for key in listed
        if key[0] in modules and key not in alive
    ]
    for module in sorted(modules):
        killed, _, living = _counts([one for one in results if one.module == module], listed)
        if killed < _LEAST_KILLED * (killed + living):
            complaints.append(f"{module}: {killed} of {killed + living} killed, which is too few")
    return complaints


def _counts(results: Sequence[Result], listed: Mapping[Key, str]) -> tuple[int, int, int]:
    """Mutants that were killed, that are equivalent, and that live otherwise."""
    counts = Counter(
        "killed" if one.outcome != "alive" else listed.get(one.key, "alive") for one in results
    )
    return counts["killed"], counts["equivalent"], counts["alive"] + counts["accepted"]


def as_table(results: Sequence[Result], listed: Mapping[Key, str]) -> str:
    """Return the table of the page."""
    rows = ["| module | mutants | killed | equivalent | alive |", "|---|--:|--:|--:|--:|"]
    names = sorted({one.module for one in results})
    for name in [*names, ""]:
        chosen = [one for one in results if not name or one.module == name]
        killed, equivalent, alive = _counts(chosen, listed)
        title = f"`{name.removeprefix('src/spaceinvoices_async/')}`" if name else "all"
        rows.append(f"| {title} | {len(chosen)} | {killed} | {equivalent} | {alive} |")
    return "\n".join(rows) + "\n"
