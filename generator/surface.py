"""The bare facts of the vendor's pages: methods, paths, names, types and flags, and no prose.

`python -m generator.surface PAGES --out tests/data/documented_surface.json` reads the pages as
text, one file each. The pages are not ours to keep; these facts are enough to hold the OpenAPI
document complete. Operations are found by their samples, because the lists have gaps: names
without a type, names left blank, a heading that is lost.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

Facts = dict[str, Any]

_SAMPLE: Final = re.compile(r"await fetch\('https://[^/']+(/[^']*)', \{\s*method: '([A-Z]+)'")
_ANNOUNCED: Final = re.compile(r"^[ \t]*[•-] ([A-Z]+) (/\S+)$", re.MULTILINE)
_HEADING: Final = re.compile(r"^[A-Z]+ /\S+$", re.MULTILINE)
_LISTED: Final = re.compile(r"[•-] (\w+)(?: (\w+))? (required|optional)")
_OBJECT: Final = re.compile(r"^The (\w+) object$", re.MULTILINE)
_READONLY: Final = re.compile(r"^[ \t]*[•-] (\w+) \w+ readonly$", re.MULTILINE)
_SECTIONS: Final = {"Path": "path", "Query": "query", "Properties": "body"}
_LINK: Final = re.compile(r"https://[^/]+(/\S+)/[0-9a-f]{24}(/\w+)")
_KINDS: Final = {str: "string", bool: "boolean", int: "number", float: "number", dict: "object"}


class SurfaceError(Exception):
    """A page that is not built like the others, so that facts would be missed."""


def surface(pages: Mapping[str, str]) -> Facts:
    """Return the facts of pages, given as text by their names.

    Raises:
        SurfaceError: The operations of a page are not those it announces.
    """
    operations: dict[str, Facts] = {}
    readonly: dict[str, list[str]] = {}
    # Pages that announce nothing tell stories; what they add goes to the operations of the others.
    for page, text in sorted(pages.items(), key=lambda item: (not _announced(item[1]), item[0])):
        clean = re.sub(r"^-\n", "- ", text, flags=re.MULTILINE)
        found = dict(_operations(page, clean))
        announced = _announced(clean)
        if announced and announced != found.keys():
            raise SurfaceError(
                f"{page}: {sorted(announced ^ found.keys())} are without counterpart"
            )
        for key, facts in found.items():
            _merge(operations.setdefault(key, {"page": page}), facts)
        readonly |= _readonly(clean)
    return {"operations": dict(sorted(operations.items())), "readonly": readonly}


def _announced(text: str) -> set[str]:
    return {f"{method} {_path(path)}" for method, path in _ANNOUNCED.findall(text)}


def _path(path: str) -> str:
    return re.sub(r":(\w+)", r"{\1}", path).casefold()


def _operations(page: str, text: str) -> Iterator[tuple[str, Facts]]:
    end = 0
    for sample in _SAMPLE.finditer(text):
        # Without its own heading an operation has no lists: they are the one's before it.
        head = _HEADING.split(text[end : sample.start()])[1:]
        label = text.find("Response:", sample.end())
        if label < 0:
            raise SurfaceError(f"{page}: a sample without response: {sample.group(1)}")
        start = re.compile(r"[\[{]").search(text, label)
        if start is None:
            raise SurfaceError(f"{page}: a response without JSON: {sample.group(1)}")
        answer, end = json.JSONDecoder().raw_decode(text, start.start())
        path = _path(sample.group(1))
        facts = _lists(head[-1] if head else "")
        for name in re.findall(r"\{(\w+)\}", path):
            facts["path"].setdefault(name, {"type": "string", "required": True})
        for name, kind in _keys(_body(text[sample.end() : label])):
            facts["body"].setdefault(name, {"type": kind})
        facts["response"] = dict(_keys(answer))
        yield f"{sample.group(2)} {path}", facts
        yield from _linked(answer)


def _lists(text: str) -> Facts:
    facts: Facts = {section: {} for section in _SECTIONS.values()}
    section: str | None = None
    for line in map(str.strip, text.splitlines()):
        section = _SECTIONS.get(line, section)
        listed = _LISTED.fullmatch(line)
        if section and listed:
            name, kind, flag = listed.groups()
            facts[section][name] = {"type": kind, "required": flag == "required"}
    return facts


def _body(sample: str) -> object:
    """Return the JavaScript object of a sample; its keys may be bare and its quotes single."""
    found = re.search(r"JSON\.stringify\((.*?)\)\n\}\);", sample, re.DOTALL)
    if found is None:
        return {}
    quoted = re.sub(r"^(\s*)(\w+):", r'\1"\2":', found.group(1), flags=re.MULTILINE)
    return json.loads(quoted.replace("'", '"'))


def _keys(value: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every key of a sample as `name`, `name.inner` or `name[].inner`, with its JSON type."""
    if isinstance(value, dict):
        for key, inner in value.items():
            place = f"{prefix}.{key}" if prefix else key
            yield place, _KINDS.get(type(inner), "array")
            yield from _keys(inner, place)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, f"{prefix}[]")


def _linked(answer: object) -> Iterator[tuple[str, Facts]]:
    """Operations that are documented only by a link to their file in an answer."""
    link = _LINK.fullmatch(str(answer.get("pdf", ""))) if isinstance(answer, dict) else None
    if link:
        path = f"{_path(link.group(1))}/{{id}}{link.group(2)}"
        facts: Facts = {"path": {"id": {"type": "string", "required": True}}}
        yield f"GET {path}", facts | {"query": {}, "body": {}, "response": {}}


def _readonly(text: str) -> dict[str, list[str]]:
    found = _OBJECT.search(text)
    if found is None:
        return {}
    return {found.group(1): _READONLY.findall(text, found.end())}


def _merge(known: Facts, more: Facts) -> None:
    for section, names in more.items():
        known[section] = names | known.get(section, {})


def main() -> int:
    """Write the facts of a directory of pages."""
    parser = argparse.ArgumentParser(prog="python -m generator.surface", description=__doc__)
    parser.add_argument("pages", type=Path, help="directory of the pages as text")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write")
    arguments = parser.parse_args()
    pages = {path.stem: path.read_text(encoding="utf-8") for path in arguments.pages.glob("*.txt")}
    try:
        facts = surface(pages)
    except SurfaceError as error:
        print(error, file=sys.stderr)
        return 1
    text = json.dumps(facts, indent=1, sort_keys=True)
    arguments.out.write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(facts['operations'])} operations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
