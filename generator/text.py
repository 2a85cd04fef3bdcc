"""Text of the document on its way into code, where it must not become code."""

import json
import textwrap
from typing import Final

_WIDTH: Final = 98


def docstring(text: object, indent: int) -> str:
    """A paragraph of a docstring, wrapped, with nothing in it that could end the docstring."""
    harmless = " ".join(str(text).split()).replace("\\", "\\\\").replace('"""', "'''")
    if harmless.endswith('"'):
        harmless += " "
    wrapped = textwrap.wrap(harmless, _WIDTH - indent, break_long_words=False) or [""]
    return ("\n" + " " * indent).join(wrapped)


def docstring_line(text: object) -> str:
    """The first sentence, on one line."""
    first = " ".join(str(text).split()).split(". ")[0].rstrip(".")
    return docstring(first, -1000) + "."


def sentence(text: object) -> str:
    """The text with a full stop."""
    return str(text).strip().rstrip(".") + "."


def literal(value: object) -> str:
    """A string literal."""
    return json.dumps(str(value), ensure_ascii=False)
