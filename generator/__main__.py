"""The command `python -m generator`."""

import argparse
import filecmp
import sys
import tempfile
from pathlib import Path

from .problem import GenerationError
from .project import generate
from .spec import load_spec


def main() -> int:
    """Generate, or say with `--check` whether the generated code is what it should be."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--spec", type=Path, required=True, help="OpenAPI document, YAML or JSON")
    parser.add_argument("--out", type=Path, required=True, help="directory of the package")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    arguments = parser.parse_args()
    try:
        raw = load_spec(arguments.spec)
        if not arguments.check:
            generate(raw, arguments.out)
            return 0
        with tempfile.TemporaryDirectory() as scratch:
            fresh = Path(scratch) / "package"
            generate(raw, fresh)
            differing = differences(fresh, arguments.out)
    except GenerationError as error:
        print(error, file=sys.stderr)
        return 1
    for path in differing:
        print(f"{path}: differs from what the document says; run `make generate`", file=sys.stderr)
    return 1 if differing else 0


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
