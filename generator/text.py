"""Text of the document on its way into code, where it must not become code."""

import json
import re
import textwrap
from typing import Final

_WIDTH: Final = 98
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def docstring(text: object, indent: int) -> str:
    """Return a paragraph of a docstring, wrapped, with nothing that could end it."""
    printable = _UNPRINTABLE.sub("?", " ".join(str(text).split()))
    harmless = printable.replace("\\", "\\\\").replace('"""', "'''")
    if harmless.endswith('"'):
        harmless = f'{harmless[:-1]}\\"'
    wrapped = textwrap.wrap(harmless, _WIDTH - indent, break_long_words=False) or [""]
    return ("\n" + " " * indent).join(wrapped)


def docstring_line(text: object) -> str:
    """Return the first sentence, on one line."""
    first = " ".join(str(text).split()).split(". ")[0].rstrip(".")
    return docstring(first, -1000) + "."


def code(line: str) -> str:
    """Return a line of code in a docstring."""
    return _UNPRINTABLE.sub("?", line).replace("\\", "\\\\").replace('"""', "'''")


def sentence(text: object) -> str:
    """Return the text with a full stop."""
    return str(text).strip().rstrip(".") + "."


def literal(value: object) -> str:
    """Return a string literal."""
    return _UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(str(value), ensure_ascii=False)
    )
