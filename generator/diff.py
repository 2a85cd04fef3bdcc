"""The command `python -m generator.diff`: what a change of the document means for users.

    python -m generator.diff OLD NEW        two documents
    python -m generator.diff --since v1.2   the document and the public names of a revision of git

Prints a draft for the changelog. The exit code is 0 without a breaking change, 3 with one.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import griffe
import yaml

from .compare import Change, compare, surface_of
from .problem import GenerationError
from .spec import load_spec

BREAKING: Final = 3
"""The exit code where something breaks."""

_SPEC: Final = Path("openapi/spaceinvoices.yaml")
_PACKAGE: Final = "spaceinvoices_async"
_TITLES: Final = {
    "added": "Added",
    "changed": "Changed",
    "renamed": "Renamed",
    "deprecated": "Deprecated",
    "removed": "Removed",
}


def main() -> int:
    """Print what changed, and say by the exit code whether something breaks."""
    arguments = _arguments()
    try:
        if arguments.old is not None and arguments.new is not None:
            old = surface_of(load_spec(arguments.old), folder=arguments.old.parent)
            new = surface_of(load_spec(arguments.new), folder=arguments.new.parent)
            changes, broken = compare(old, new), list[str]()
        else:
            reference = arguments.since or last_tag()
            if reference is None:
                print("There is no tag yet: nothing was released that a change could break.")
                return 0
            changes, broken = since(reference)
    except (GenerationError, yaml.YAMLError, subprocess.CalledProcessError) as error:
        print(getattr(error, "stderr", None) or error, file=sys.stderr)
        return 1
    print("\n".join(draft(changes, broken)))
    return BREAKING if broken or any(change.breaks for change in changes) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m generator.diff",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", type=Path, nargs="?", help="the document as it was")
    parser.add_argument("new", type=Path, nargs="?", help="the document as it is")
    parser.add_argument("--since", metavar="REF", help="a revision of git; else the last tag")
    arguments = parser.parse_args()
    if (arguments.old is None) != (arguments.new is None):
        parser.error("give both documents, or neither")
    return arguments


def last_tag() -> str | None:
    """Return the last tag before what is checked out; None where there is none."""
    run = _git("describe", "--tags", "--abbrev=0", check=False)
    return run.stdout.strip() or None


def since(reference: str) -> tuple[list[Change], list[str]]:
    """Return what changed since a revision.

    In the document, and in the hand-written public names.
    """
    text = _git("show", f"{reference}:{_SPEC.as_posix()}").stdout
    with tempfile.TemporaryDirectory() as scratch:
        before = Path(scratch) / _SPEC.name
        before.write_text(text, encoding="utf-8")
        old = surface_of(load_spec(before))
    new = surface_of(load_spec(_SPEC), folder=_SPEC.parent)
    return compare(old, new), list(broken_names(reference))


def broken_names(reference: str) -> Iterator[str]:
    """Yield what breaks in the public names that are written by hand."""
    loaded = griffe.load_git(_PACKAGE, ref=reference, repo=".", search_paths=["src"])
    present = griffe.load(_PACKAGE, search_paths=["src"])
    for breakage in griffe.find_breaking_changes(loaded, present):
        path = breakage.obj.path
        if not any(part.startswith("_") for part in path.split(".")):
            yield f"`{path}`: {breakage.kind.value}"


def draft(changes: Sequence[Change], broken: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of a changelog: what breaks first, and marked."""
    if not changes and not broken:
        yield "Nothing changed for users."
        return
    breaking = [change for change in changes if change.breaks]
    if breaking or broken:
        yield "### Breaking"
        yield ""
        yield from (f"* **Breaking**: {change.told}." for change in breaking)
        yield from (f"* **Breaking**: {line}." for line in sorted(broken))
        yield ""
    for kind, title in _TITLES.items():
        told = [change.told for change in changes if change.kind == kind and not change.breaks]
        if told:
            yield f"### {title}"
            yield ""
            yield from (f"* {line}." for line in told)
            yield ""


def _git(*arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    command = ["git", *arguments]
    return subprocess.run(  # noqa: S603 - as above; nothing of it is an option
        command, check=check, capture_output=True, text=True
    )


if __name__ == "__main__":
    sys.exit(main())
