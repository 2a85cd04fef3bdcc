"""What is written by hand stays small enough to be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]

LONGEST_FILE = 500
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 6

# A signature that users call with keywords may be longer: it lists what there is to be said.
PUBLIC_CONSTRUCTORS = frozenset(
    {"AsyncSpaceInvoices", "ApiError", "DocumentMapping", "OutcomeUnknownError", "WrongRow"}
)

# What is still beyond the limits. These lists only shrink.
WIDE_CONSTRUCTORS = frozenset(
    {
        "RowPreparer",
    }
)


def _sources(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((PROJECT / folder).rglob("*.py"))
        if "_generated" not in path.parts
    ]


EVERYTHING = _sources("src", "generator", "benchmarks", "examples", "tests")


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, without the signature and the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def _constructors(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for function in node.body:
                if isinstance(function, ast.FunctionDef) and function.name == "__init__":
                    taken = function.args
                    given = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
                    yield node.name, len(given) - 1


def test_no_file_has_more_than_500_lines() -> None:
    long = {
        _name(path) for path in EVERYTHING if path.read_text("utf-8").count("\n") > LONGEST_FILE
    }

    assert long == set()


def test_no_function_has_more_than_50_lines() -> None:
    long = {
        f"{_name(path)}:{function.name}"
        for path in EVERYTHING
        for function in _functions(ast.parse(path.read_text("utf-8")))
        if _lines(function) > LONGEST_FUNCTION
    }

    assert long == set()


def test_no_constructor_takes_more_than_six_parameters() -> None:
    wide = {
        name
        for path in _sources("src", "generator")
        for name, parameters in _constructors(ast.parse(path.read_text("utf-8")))
        if parameters > MOST_PARAMETERS
    }

    assert wide - PUBLIC_CONSTRUCTORS - WIDE_CONSTRUCTORS == set()


@pytest.mark.parametrize("folder", ["src", "generator"])
def test_every_package_says_in_one_paragraph_what_it_is(folder: str) -> None:
    silent = {
        _name(path)
        for path in _sources(folder)
        if path.name == "__init__.py"
        and len(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "") < 20
    }

    assert silent == set()
