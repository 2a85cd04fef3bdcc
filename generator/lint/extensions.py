"""The extensions this project knows; any other key is a slip of the pen."""

from collections.abc import Iterator
from typing import Final

from generator.document import Document
from generator.lint.problem import Problem
from generator.lint.walk import objects
from generator.problem import pointer

KNOWN: Final = frozenset(
    {
        "x-docs",
        "x-docs-deviation",
        "x-input",
        "x-lane",
        "x-not-enforced",
        "x-paginated",
        "x-python-name",
        "x-repeat-in-query",
        "x-safety",
        "x-unique-key",
        "x-unwrap",
    }
)


def check(document: Document) -> Iterator[Problem]:
    """Yield the extensions nobody reads."""
    for place, node in objects(document.raw):
        for key in node:
            if str(key).startswith("x-") and key not in KNOWN:
                yield Problem(pointer(*place, key), "this extension is not known")
