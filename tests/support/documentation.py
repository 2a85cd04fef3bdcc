"""The programs in the pages, for the tests that run them."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_BLOCK: Final = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_FILE: Final = re.compile(r"^`([\w.]+)`, [^\n]*:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def programs(page: str) -> list[str]:
    """The Python blocks of a page, in order; those that show a file are tested with the file."""
    blocks = _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    return [block for block in blocks if not block.startswith("--8<--")]


def files(page: str) -> dict[str, str]:
    """The files that a page shows, each under a paragraph that begins with its name."""
    return dict(_FILE.findall((ROOT / page).read_text(encoding="utf-8")))


def quickstart() -> str:
    """The README's first program."""
    return programs("README.md")[0]
