"""The page of errors: every public exception is in its tree and in its tables, with what to do."""

import importlib
import re

import pytest

from spaceinvoices_async.errors import SpaceInvoicesError
from tests.support.documentation import ROOT, blocks
from tests.test_public_names import PROMISED

PAGE = "docs/errors.md"
ROW = re.compile(r"^\| (`\w+`(?:, `\w+`)*) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def public_errors() -> dict[str, type[BaseException]]:
    """Every exception that users can import."""
    found: dict[str, type[BaseException]] = {}
    for module in PROMISED:
        home = importlib.import_module(module)
        for name in {*getattr(home, "__all__", ()), *PROMISED[module].split()}:
            value = getattr(home, name)
            if isinstance(value, type) and issubclass(value, BaseException):
                found[name] = value
    return found


def tree() -> dict[str, str | None]:
    """The classes of the page's drawing, with the class above each."""
    (drawing,) = blocks(PAGE, "text")
    parents: dict[str, str | None] = {}
    above: list[str] = []
    for line in drawing.text.splitlines():
        match = re.match(r"[│├└─ ]*", line)
        depth = len(match[0] if match else "") // 4
        name = line[4 * depth :].split()[0]
        del above[depth:]
        parents[name] = above[-1] if above else None
        above.append(name)
    return parents


def rows() -> dict[str, tuple[str, str]]:
    """What the tables say of each class: whether anything was done, and what to do."""
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    return {
        name: (done, advice)
        for names, done, advice in ROW.findall(text)
        for name in re.findall(r"`(\w+)`", names)
    }


def test_there_is_a_row_for_every_error_that_says_what_to_do() -> None:
    errors = {
        name
        for name, error in public_errors().items()
        if issubclass(error, SpaceInvoicesError) and not name.startswith("SpaceInvoices")
    } - {"ApiError"}  # what it stands for is in the rows below it

    assert errors - {*rows()} == set()
    assert [name for name, (_, advice) in rows().items() if len(advice) < 10] == []


def test_every_error_is_named_on_the_page() -> None:
    text = (ROOT / PAGE).read_text(encoding="utf-8")

    assert [name for name in public_errors() if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("name", tree())
def test_the_drawing_is_the_tree(name: str) -> None:
    error = public_errors()[name]
    parent = tree()[name]

    assert parent == (None if name == "SpaceInvoicesError" else error.__bases__[0].__name__)


def test_the_drawing_is_complete() -> None:
    errors = {
        name for name, error in public_errors().items() if issubclass(error, SpaceInvoicesError)
    }

    assert {*tree()} == errors
