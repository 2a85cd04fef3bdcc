"""The command `python -m generator`."""

import argparse
import filecmp
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from .problem import Finding, GenerationError
from .project import Notes, generate
from .spec import load_spec

_SHOWN = 3
"""Places that are named of each kind of note."""


def main() -> int:
    """Generate, or say with `--check` whether the generated code is what it should be."""
    arguments = _arguments()
    try:
        return _run(arguments)
    except (GenerationError, yaml.YAMLError) as error:
        print(error, file=sys.stderr)
        return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--spec", type=Path, required=True, help="OpenAPI document, YAML or JSON")
    parser.add_argument("--out", type=Path, required=True, help="directory of the package")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    parser.add_argument(
        "--names",
        type=Path,
        help="YAML or JSON: `resource.method` by operationId or by `GET /path`",
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail where a caller may miss something"
    )
    parser.add_argument("--all-notes", action="store_true", help="print every place of every note")
    return parser.parse_args()


def _run(arguments: argparse.Namespace) -> int:
    raw = load_spec(arguments.spec)
    names = load_spec(arguments.names) if arguments.names else {}
    folder, strict = arguments.spec.parent, arguments.strict
    if not arguments.check:
        notes = generate(raw, arguments.out, names=names, strict=strict, folder=folder)
        for line in told(notes, every=arguments.all_notes):
            print(line, file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "package"
        generate(raw, fresh, names=names, strict=strict, folder=folder)
        differing = differences(fresh, arguments.out)
    for path in differing:
        print(f"{path}: differs from what the document says; run `make generate`", file=sys.stderr)
    return 1 if differing else 0


def told(notes: Notes, *, every: bool = False) -> Iterator[str]:
    """Yield the notes as lines: what a caller may miss first, like ones together."""
    yield from _grouped("gap", notes.gaps, every=every)
    yield from _grouped("note", notes.remarks, every=every)


def _grouped(kind: str, findings: Sequence[Finding], *, every: bool) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for finding in findings:
        places.setdefault(finding.message, []).append(finding.pointer)
    for message, pointers in places.items():
        shown = pointers if every else pointers[:_SHOWN]
        for pointer in shown:
            yield f"{kind}: {pointer}: {message}"
        if len(shown) < len(pointers):
            more = len(pointers) - len(shown)
            yield f"{kind}: and {more} more places: {message} (--all-notes names them)"


def differences(fresh: Path, present: Path) -> list[Path]:
    """Files that one directory has and the other has not, or not with the same bytes."""
    names = {
        path.relative_to(root)
        for root in (fresh, present)
        for path in root.rglob("*.py")
        if path.is_file()
    }
    return sorted(
        present / name
        for name in names
        if not ((fresh / name).is_file() and (present / name).is_file())
        or not filecmp.cmp(fresh / name, present / name, shallow=False)
    )


if __name__ == "__main__":
    sys.exit(main())
