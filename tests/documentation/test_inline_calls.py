"""The calls in the text of the pages, such as `si.documents.get(id)`: each is one its method takes."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async._generated.resources import SUMMARIES
from spaceinvoices_async.batch import Batch
from spaceinvoices_async.cli.operations.method import methods_of
from tests.support.documentation import ROOT, pages

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"`(?:await )?(si\.[\w.]+\([^`]*\))`")


class Shown(NamedTuple):
    """A call as a page shows it; `...` in it stands for whatever else there may be."""

    page: str
    text: str


def shown() -> Iterator[Shown]:
    for page in pages():
        text = FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
        for call in CALL.findall(text):
            yield Shown(page, " ".join(call.split()))


def method_of(path: str) -> Callable[..., object]:
    """The function behind `si.documents.get`, unbound."""
    _, first, *rest = path.split(".")
    found: object
    if first in SUMMARIES:
        module = inspect.getmodule(next(iter(methods_of(first).values())).function)
        (resource,) = (
            one
            for _, one in inspect.getmembers(module, inspect.isclass)
            if one.__module__ == getattr(module, "__name__", None)
        )
        found = getattr(resource, rest[0])
    elif first == "batch":
        found = getattr(Batch, rest[0])
    else:
        found = getattr(AsyncSpaceInvoices, first)
    assert callable(found)
    return found


@pytest.mark.parametrize("call", list(shown()), ids=lambda call: f"{call.page}: {call.text}")
def test_a_call_in_the_text_of_a_page_is_one_that_its_method_takes(call: Shown) -> None:
    # What is left out is given by nobody: `where=...` has a value, `, ...` is the rest.
    is_partial = re.search(r"[(\s]\.\.\.\)$", call.text) is not None
    tree = ast.parse(re.sub(r"(?:, |(?<=\())\.\.\.\)$", ")", call.text), mode="eval").body
    assert isinstance(tree, ast.Call)
    signature = inspect.signature(method_of(ast.unparse(tree.func)))
    names = {str(keyword.arg): keyword.value for keyword in tree.keywords}

    bind = signature.bind_partial if is_partial else signature.bind
    bind(None, *tree.args, **names)
