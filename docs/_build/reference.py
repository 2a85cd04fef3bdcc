"""Writes the reference pages of the site: every public name, and every resource of the API."""

import importlib
from pathlib import Path
from typing import Final

import mkdocs_gen_files

from spaceinvoices_async._generated.resources import SUMMARIES, Resources

ROOT: Final = Path(__file__).parents[2]
MODULES: Final = {
    "spaceinvoices_async": "Client, options, errors and filters",
    "spaceinvoices_async.batch": "Batches",
    "spaceinvoices_async.totals": "Totals",
    "spaceinvoices_async.transports": "Transports",
    "spaceinvoices_async.testing": "Helpers for tests",
    "spaceinvoices_async.operations": "Table of operations",
    "spaceinvoices_sandbox": "Sandbox",
}


def write(path: str, text: str) -> None:
    """Write a page of the site."""
    with mkdocs_gen_files.open(path, "w") as page:
        page.write(text)


def home(value: object, module: str, name: str) -> str:
    """Where a public name is defined: there its documentation is read."""
    return f"{getattr(value, '__module__', module)}.{getattr(value, '__name__', name)}"


def public_names(module: str) -> str:
    """The page of a public module."""
    imported = importlib.import_module(module)
    listed = getattr(imported, "__all__", None) or [
        name for name, value in vars(imported).items() if getattr(value, "__module__", "") == module
    ]
    names = sorted(name for name in listed if not name.startswith("_"))
    parts = [f"# {MODULES[module]}\n\nImport these from `{module}`.\n"]
    for name in names:
        value = getattr(imported, name)
        if str(getattr(value, "__module__", "")).startswith("spaceinvoices"):
            parts.append(f"::: {home(value, module, name)}\n")
        else:
            parts.append(f"## `{name}`\n\nA value of `{module}`: a type alias or a constant.\n")
    return "\n".join(parts)


nav = ["* [Everything public](index.md)"]
overview = ["# Reference\n"]
for module, title in MODULES.items():
    file = f"{module.replace('.', '-')}.md"
    write(f"reference/{file}", public_names(module))
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
