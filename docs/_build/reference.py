"""Writes the reference pages of the site: every public name, and every resource of the API."""

import importlib
import re
from pathlib import Path
from typing import Final

import mkdocs_gen_files

from spaceinvoices_async._generated.resources import SUMMARIES, Resources

ROOT: Final = Path(__file__).parents[2]
TITLES: Final = {
    "spaceinvoices_async": "Client, options, errors and filters",
    "spaceinvoices_async.batch": "Batches",
    "spaceinvoices_async.totals": "Totals",
    "spaceinvoices_async.webhooks": "Webhooks",
    "spaceinvoices_async.transports": "Transports",
    "spaceinvoices_async.transports.httpx": "Transport over httpx",
    "spaceinvoices_async.transports.httpx2": "Transport over httpx2",
    "spaceinvoices_async.transports.aiohttp": "Transport over aiohttp",
    "spaceinvoices_async.testing": "Helpers for tests",
    "spaceinvoices_async.telemetry": "OpenTelemetry",
    "spaceinvoices_async.operations": "Table of operations",
    "spaceinvoices_async.types": "Types",
    "spaceinvoices_sandbox": "Sandbox",
    "spaceinvoices_sandbox.faults": "Faults of the sandbox",
}
ELSEWHERE: Final = {
    "spaceinvoices_async.batch.input.mapping": "in spaceinvoices_async.batch",
    "spaceinvoices_async.batch.refused_rows": "in spaceinvoices_async.batch",
    "spaceinvoices_async.cli": "the command, not a module to import",
    "spaceinvoices_async.files.downloads": "in spaceinvoices_async",
    "spaceinvoices_async.filters.builder": "in spaceinvoices_async",
    "spaceinvoices_sandbox.api.document_lines": "inside of the sandbox",
    "spaceinvoices_sandbox.loopback.instances": "inside of the sandbox",
    "spaceinvoices_sandbox.pdf": "inside of the sandbox",
}
"""Modules that list what they export, and yet have no page of their own, and why."""


def public_modules() -> dict[str, str]:
    """Public modules with the titles of their pages.

    Those of the table, and every other that lists its names and is not private: a module that is
    added has a page by itself, titled by the first line of its docstring.
    """
    found = dict(TITLES)
    for path in sorted((ROOT / "src").rglob("*.py")):
        parts = path.relative_to(ROOT / "src").with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        is_private = any(part.startswith("_") for part in name.split("."))
        if is_private or name in found or name in ELSEWHERE:
            continue
        if re.search("^__all__", path.read_text(encoding="utf-8"), re.MULTILINE):
            found[name] = str(importlib.import_module(name).__doc__).partition("\n")[0].rstrip(".")
    return found


def write(path: str, text: str) -> None:
    """Write a page of the site."""
    with mkdocs_gen_files.open(path, "w") as page:
        page.write(text)


def home(value: object, module: str, name: str) -> str:
    """Return where a public name is defined: there its documentation is read."""
    return f"{getattr(value, '__module__', module)}.{getattr(value, '__name__', name)}"


pages_of: dict[str, tuple[str, str]] = {}
"""Where each public name is documented: on the first page that lists it, and on no other."""


def public_names(module: str, title: str, file: str) -> str:
    """Return the page of a public module."""
    imported = importlib.import_module(module)
    listed = getattr(imported, "__all__", None) or [
        name for name, value in vars(imported).items() if getattr(value, "__module__", "") == module
    ]
    names = sorted(name for name in listed if not name.startswith("_"))
    parts = [f"# {title}\n\nImport these from `{module}`.\n"]
    for name in names:
        value = getattr(imported, name)
        defined = getattr(value, "__name__", name)
        place = home(value, module, name)
        if defined != name and defined in names:
            parts.append(f"## `{name}`\n\nAnother name of `{defined}`.\n")
        elif str(getattr(value, "__module__", "")).startswith("spaceinvoices"):
            page, its_title = pages_of.setdefault(place, (file, title))
            if page == file:
                parts.append(f"::: {place}\n")
            else:
                parts.append(f"## `{name}`\n\nSee [{its_title}]({page}#{place}).\n")
        else:
            parts.append(f"## `{name}`\n\nA value of `{module}`: a type alias or a constant.\n")
    return "\n".join(parts)


nav = ["* [Everything public](index.md)"]
overview = ["# Reference\n"]
for module, title in public_modules().items():
    file = f"{module.replace('.', '-')}.md"
    write(f"reference/{file}", public_names(module, title, file))
    nav.append(f"* [{title}]({file})")
    overview.append(f"* [{title}]({file}): `{module}`")
nav.append("* Operations")
overview.append("\n## Operations of the API\n")
for tag, summary in SUMMARIES.items():
    class_name = Resources._RESOURCES[tag]  # noqa: SLF001 - the generated list of our own package
    title = tag.replace("_", " ").capitalize()
    path = f"spaceinvoices_async._generated.resources.{tag}.{class_name}"
    write(
        f"reference/{tag}.md",
        f"# {title}\n\n{summary} Called as `si.{tag}`, or `spaceinvoices {tag.replace('_', '-')}`.\n\n"
        f"::: {path}\n    options:\n      heading_level: 2\n      show_root_heading: false\n"
        "      show_root_toc_entry: false\n",
    )
    nav.append(f"    * [{title}]({tag}.md)")
    overview.append(f"* [{title}]({tag}.md): {summary}")
nav.append("* [Models](models.md)")
models = importlib.import_module("spaceinvoices_async.models")
names = [name for name in models.__all__ if not name.endswith("Dict")]
write(
    "reference/models.md",
    "# Models\n\nImport these from `spaceinvoices_async.models`. What is sent has a name in "
    "`Input`, `Create`, `Patch` or `Replace`.\n\n"
    + "\n".join(
        f"::: {getattr(models, name).__module__}.{name}\n    options:\n      heading_level: 2\n"
        '      members: true\n      filters: ["!^_", "!FIELDS", "!^to_dict", "!^from_dict"]\n'
        for name in names
    ),
)
overview.append("\n[Models](models.md): what is sent, and what comes back.")
write("reference/index.md", "\n".join(overview) + "\n")
write("reference/SUMMARY.md", "\n".join(nav) + "\n")
write("changelog.md", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
