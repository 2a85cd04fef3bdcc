"""Runs the tests of the sdist on the installed wheel, in environments of their own.

    python .ci/compat.py [--lowest] [--python python3.12 ...] [-- arguments for pytest]

The wheel is installed with all its extras, at the highest or at the lowest versions that they allow.
What only the tests need comes in the highest versions that fit beside them.
Wheel and sdist are those in dist/, built where they are missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"
_WHERE: Final = "import spaceinvoices_async as package; print(package.__file__)"


def main(arguments: list[str]) -> int:
    """Test the wheel; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--lowest", action="store_true", help="the lowest versions that are allowed"
    )
    parser.add_argument("--python", action="append", help="a name or a path; may be given again")
    parser.add_argument("pytest", nargs="*", help="instead of -n 2")
    asked = parser.parse_args(arguments)
    pythons: list[str] = asked.python or [sys.executable]
    failed = [
        python
        for python in pythons
        if not passes(python, lowest=asked.lowest, pytest=asked.pytest or ["-n", "2"])
    ]
    if failed:
        print(f"failed in {', '.join(failed)}")
    return 1 if failed else 0


def passes(python: str, *, lowest: bool, pytest: list[str]) -> bool:
    """Install the wheel for a Python and run the tests of the sdist; whether they pass."""
    wheel, sdist = distributions()
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        (unpacked,) = Path(folder).iterdir()
        environment = Path(folder) / "environment"
        interpreter = str(environment / "bin" / "python")
        _uv("venv", "--seed", "--python", python, str(environment))  # with pip, which a test calls
        _install(interpreter, wheel, unpacked, lowest=lowest)
        shown = subprocess.run(
            [interpreter, "-c", _WHERE], cwd=unpacked, check=True, capture_output=True, text=True
        )
        print(f"{python}, {'lowest' if lowest else 'highest'} versions: {shown.stdout}", flush=True)
        if not Path(shown.stdout.strip()).is_relative_to(environment):
            raise SystemExit("not the installed wheel is tested")
        tests = subprocess.run(
            [interpreter, "-m", "pytest", "-q", *pytest], cwd=unpacked, check=False
        )
        return tests.returncode == 0


def distributions() -> tuple[Path, Path]:
    """Return the wheel and the sdist in dist/; they are built if they are missing."""
    if not DIST.exists():
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(DIST)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    return wheel, sdist


def _install(interpreter: str, wheel: Path, unpacked: Path, *, lowest: bool) -> None:
    project = tomllib.loads((unpacked / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = ",".join(sorted(project["optional-dependencies"]))
    resolution = "lowest-direct" if lowest else "highest"
    pip = ["pip", "install", "--python", interpreter]
    _uv(*pip, "--resolution", resolution, f"{wheel}[{extras}]")
    frozen = unpacked / "frozen.txt"
    frozen.write_text(_uv("pip", "freeze", "--python", interpreter), encoding="utf-8")
    groups = [f"--group={unpacked / 'pyproject.toml'}:{name}" for name in ("dev", "demo", "docs")]
    _uv(*pip, *groups, "--constraint", str(frozen))


def _uv(*arguments: str) -> str:
    command = [sys.executable, "-m", "uv", "--quiet", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
