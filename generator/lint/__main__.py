"""The command `python -m generator.lint`."""

import argparse
import sys
from pathlib import Path

from generator.lint import lint
from generator.spec import load_spec


def main() -> int:
    """Print the problems of a document, a line each; fail if there are any."""
    parser = argparse.ArgumentParser(prog="python -m generator.lint", description=__doc__)
    parser.add_argument("spec", type=Path, help="OpenAPI document, YAML or JSON")
    problems = lint(load_spec(parser.parse_args().spec))
    for problem in problems:
        print(f"{problem.pointer}: {problem.message}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
