"""The list of mutants that may live, and what makes `make mutants` fail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mutants.survivors import Result, as_table, compare, read_survivors

ROOT = Path(__file__).parents[2]
LISTED = read_survivors(ROOT / "mutants" / "survivors.toml")


def functions(source: str) -> set[str]:
    """The qualified names of a module's classes and functions; empty for the module itself."""
    found = {""}
    open_nodes = [("", ast.parse(source))]
    while open_nodes:
        outer, node = open_nodes.pop()
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            name = f"{outer}.{child.name}".strip(".") if named else outer
            found.add(name)
            open_nodes.append((name, child))
    return found


@pytest.mark.parametrize("module", sorted({key[0] for key in LISTED}))
def test_every_listed_survivor_names_a_statement_that_is_there(module):
    source = (ROOT / module).read_text(encoding="utf-8")
    text = " ".join(" ".join(line.partition("  # ")[0].split()) for line in source.splitlines())
    text = " ".join(text.split())
    mine = [key for key in LISTED if key[0] == module]

    assert [key for key in mine if key[2] not in text] == []
    assert [key for key in mine if key[1] not in functions(source)] == []


def result(outcome: str, line: str = "return 1", module: str = "a.py") -> Result:
    return Result(
        module=module,
        function="f",
        line=line,
        becomes="return 2",
        at=3,
        outcome=outcome,
        detail="0.1 s",
    )


KEY = ("a.py", "f", "return 1", "return 2")
KILLED = [result("killed", f"return {number}") for number in range(10, 20)]


def test_mutants_that_are_killed_or_hang_are_no_complaint():
    assert compare([*KILLED, result("timeout")], {}) == []


def test_a_survivor_that_is_not_listed_is_a_complaint():
    complaints = compare([*KILLED, result("alive")], {})

    assert len(complaints) == 1
    assert complaints[0].startswith("alive: a.py:3 f\n")


@pytest.mark.parametrize("kind", ["equivalent", "accepted"])
def test_a_survivor_that_is_listed_is_none(kind):
    assert compare([*KILLED, result("alive")], {KEY: kind}) == []


@pytest.mark.parametrize("results", [KILLED, [*KILLED, result("killed")]])
def test_an_entry_that_is_out_of_date_is_a_complaint(results):
    assert compare(results, {KEY: "equivalent"}) == [
        "listed, but not alive: a.py | f | return 1 | return 2"
    ]


def test_an_entry_of_a_module_that_was_not_tried_says_nothing():
    assert compare(KILLED, {("b.py", "f", "return 1", "return 2"): "equivalent"}) == []


def test_fewer_than_nine_of_ten_killed_is_a_complaint_whatever_is_listed():
    results = [*KILLED[:8], result("alive")]

    assert compare(results, {KEY: "accepted"}) == ["a.py: 8 of 9 killed, which is too few"]
    assert compare(results, {KEY: "equivalent"}) == []


@pytest.mark.parametrize(
    "text", ['kind = "boring"\nreason = "x"', 'kind = "accepted"\nreason = " "']
)
def test_an_entry_needs_a_kind_and_a_reason(tmp_path, text):
    path = tmp_path / "survivors.toml"
    path.write_text(
        f'[[survivor]]\nmodule = "a"\nfunction = ""\nline = "x"\nbecomes = "y"\n{text}\n',
        encoding="utf-8",
    )

    with pytest.raises(ValueError, match="needs a kind"):
        read_survivors(path)


def test_the_table_counts_each_module_and_all():
    results = [
        result("killed"),
        result("timeout"),
        result("alive"),
        result("killed", module="b.py"),
    ]

    assert as_table(results, {KEY: "equivalent"}) == (
        "| module | mutants | killed | equivalent | alive |\n"
        "|---|--:|--:|--:|--:|\n"
        "| `a.py` | 3 | 2 | 1 | 0 |\n"
        "| `b.py` | 1 | 1 | 0 | 0 |\n"
        "| all | 4 | 3 | 1 | 0 |\n"
    )
