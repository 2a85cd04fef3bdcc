"""The pages and their blocks, for the tests that run them: a page that is added is found by itself."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
_FENCE: Final = re.compile(
    r"^(?P<indent> *)```(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_NAME: Final = re.compile(r"`([\w-]+\.[a-z]\w*)`")


class Block(NamedTuple):
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    text: str
    before: str
    """The paragraph above it."""

    @property
    def includes(self) -> bool:
        """Whether it shows a file, which is tested as a file."""
        return self.text.startswith("--8<--")

    @property
    def file(self) -> str | None:
        """Name of the file that the block is, where the paragraph above names one."""
        names = _NAME.findall(self.before) if self.before.endswith(":") or self._is_file else []
        return names[0] if names else None

    @property
    def _is_file(self) -> bool:
        return self.language in {"csv", "toml", "json"}


def pages() -> list[str]:
    """Every page of the repository and of the site, by its path."""
    docs = sorted(
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("docs/**/*.md")
        if "_build" not in path.parts
    )
    return ["README.md", "CONTRIBUTING.md", *docs]


def blocks(page: str, *languages: str) -> list[Block]:
    """The blocks of a page in these languages, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        Block(
            page=page,
            line=text.count("\n", 0, fence.start()) + 1,
            language=fence["language"].strip(),
            text=dedent(fence["text"]),
            before=text[: fence.start()].rstrip().rpartition("\n\n")[2],
        )
        for fence in _FENCE.finditer(text)
        if not languages or fence["language"].strip() in languages
    ]


def programs(page: str) -> list[str]:
    """The Python blocks of a page, in order; those that show a file are tested with the file."""
    return [block.text for block in blocks(page, "python") if not block.includes]


def files(page: str) -> dict[str, str]:
    """The files that a page shows, each under a paragraph that names it."""
    return {
        block.file: block.text
        for block in blocks(page, "csv", "toml", "json")
        if block.file is not None
    }


def quickstart() -> str:
    """The README's first program."""
    return programs("README.md")[0]
