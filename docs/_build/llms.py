"""Writes `llms.txt` and `llms-full.txt` into the site, and each page as Markdown beside it.

`llms.txt` is the field's convention (llmstxt.org) for programs that read documentation: title, summary,
and a link to each page with the sentence that it begins with. All of it is taken from the pages and
the navigation, so that it does not go stale.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_INCLUDE: Final = re.compile(r'^--8<-- "([^"]+)"$', re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_HOME: Final = "index.md"

Nav = Sequence[Mapping[str, object]]


def sections(nav: Nav) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the navigation: heading, and title and path of each page below it.

    Pages that stand by themselves are under "Start"; what is made by the build, as the reference, is
    left out.
    """
    alone: list[tuple[str, str]] = []
    grouped: list[tuple[str, list[tuple[str, str]]]] = []
    for entry in nav:
        for title, target in entry.items():
            if isinstance(target, str):
                alone.append((title, target))
            elif isinstance(target, Sequence):
                pages = [(str(name), str(page)) for one in target for name, page in one.items()]
                grouped.append((title, pages))
    yield "Start", alone
    yield from grouped


def written_pages(nav: Nav) -> list[tuple[str, str, str]]:
    """Heading, title and path of every page that is written by hand."""
    return [
        (heading, title, page)
        for heading, pages in sections(nav)
        for title, page in pages
        if (ROOT / "docs" / page).is_file()
    ]


def summary(text: str) -> str:
    """Return the first sentence of a page's first paragraph, without its links.

    Empty if there is none.
    """
    paragraph = text.strip().split("\n\n")[1].replace("\n", " ")
    if not paragraph[:1].isalpha() and paragraph[:1] not in "`*":
        return ""
    plain = _LINK.sub(r"\1", paragraph)
    return re.split(r"(?<=[.!?])\s+(?=[A-Z`*])", plain)[0]


def markdown(page: str) -> str:
    """Return a page with the files that it shows."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")

    def included(match: re.Match[str]) -> str:
        return (ROOT / match[1]).read_text(encoding="utf-8").rstrip()

    return _INCLUDE.sub(included, text)


def index(nav: Nav) -> str:
    """Return the text of `llms.txt`."""
    home = markdown(_HOME)
    title = home.partition("\n")[0]
    about = _LINK.sub(r"\1", home.split("\n\n")[1]).replace("\n", " ")
    lines = [title, "", f"> {about}"]
    last = ""
    for heading, name, page in written_pages(nav):
        if page == _HOME:
            continue
        if heading != last:
            lines += ["", f"## {heading}", ""]
            last = heading
        lines.append(f"- [{name}]({page}): {summary(markdown(page))}")
    lines += [
        "",
        "## Reference",
        "",
        "- [Reference](reference/): every public name, every operation and every model.",
        "- [All pages in one](llms-full.txt): the pages above, one after another.",
    ]
    return "\n".join(lines) + "\n"


def everything(nav: Nav) -> str:
    """Return the text of `llms-full.txt`: all pages, one after another."""
    return "\n\n".join(markdown(page).strip() for _, _, page in written_pages(nav)) + "\n"


def on_post_build(config: Mapping[str, object]) -> None:
    """Write the files into the site that was built."""
    site, nav = Path(str(config["site_dir"])), config["nav"]
    if not isinstance(nav, Sequence):
        raise TypeError("the navigation is written in mkdocs.yml")
    (site / "llms.txt").write_text(index(nav), encoding="utf-8")
    (site / "llms-full.txt").write_text(everything(nav), encoding="utf-8")
    for _, _, page in written_pages(nav):
        (site / page).write_text(markdown(page), encoding="utf-8")
