"""Prepares a release: checks, reproducible wheel and sdist, tests from both, and a list of parts.

    python .ci/release.py VERSION

Nothing is published: the command that would do so is printed at the end.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import compat

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"
VERSION_FILE: Final = "src/spaceinvoices_async/_version.py"
_SAID: Final = re.compile(r'VERSION: Final = "([^"]+)"')
_PYTHON: Final = re.compile(r"Programming Language :: Python :: (3\.\d+)")
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")


class NotReady(Exception):
    """The release cannot be made; the message says what is missing."""


def main(arguments: list[str]) -> int:
    """Prepare the release of a version; the exit code."""
    if len(arguments) != 1:
        print("usage: make release VERSION=1.2.3")
        return 2
    version = arguments[0]
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    try:
        check_version(version, (ROOT / VERSION_FILE).read_text(encoding="utf-8"))
        check_changelog(version, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        check_repository(version)
        files = build()
        test_distributions()
    except (NotReady, subprocess.CalledProcessError) as error:
        print(f"not ready: {error}")
        return 1
    write_parts()
    if "Repository" not in _project(pyproject)["urls"]:
        print("\nThe README's links stay relative: name the Repository under [project.urls] first.")
    if others := other_pythons(pyproject):
        print(f"\nNot tested with {', '.join(others)}, which the classifiers promise. To do so:")
        flags = " ".join(f"--python={name}" for name in others)
        print(f"  {Path(sys.executable).relative_to(ROOT)} .ci/compat.py {flags}")
    shown = " ".join(str(file.relative_to(ROOT)) for file in files)
    print(f"\nready. To publish:\n  git tag v{version} && git push --tags && twine upload {shown}")
    return 0


def other_pythons(pyproject: str) -> list[str]:
    """Return the Pythons that the classifiers name, without the one that runs."""
    named = [_PYTHON.fullmatch(line) for line in _project(pyproject)["classifiers"]]
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [f"python{found[1]}" for found in named if found is not None and found[1] != running]


def check_version(version: str, module: str) -> None:
    """Hold the version against its form and that of the package.

    Raises:
        NotReady: They differ.
    """
    if not _VERSION.fullmatch(version):
        raise NotReady(f"{version!r} is no version such as 1.2.3")
    said = _SAID.search(module)
    if said is None or said[1] != version:
        raise NotReady(
            f"{VERSION_FILE} says {'nothing' if said is None else said[1]}, not {version}"
        )


def check_changelog(version: str, changelog: str) -> None:
    """Hold the version against the changelog.

    Raises:
        NotReady: It has no section with a date and at least one entry.
    """
    heading = rf"^## {re.escape(version)} — \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)"
    section = re.search(heading, changelog, re.MULTILINE | re.DOTALL)
    if section is None:
        raise NotReady(f"CHANGELOG.md has no section '## {version} — YYYY-MM-DD'")
    if not re.search(r"^\* ", section[1], re.MULTILINE):
        raise NotReady(f"the section {version} of CHANGELOG.md has no entry")


def check_repository(version: str) -> None:
    """Hold the work tree and the tags against the version, and report what breaks since the last.

    Raises:
        NotReady: Something is not committed, or the tag is there already.
    """
    if _git("status", "--porcelain"):
        raise NotReady("something is not committed: see git status")
    tags = _git("tag", "--list").split()
    if f"v{version}" in tags:
        raise NotReady(f"the tag v{version} is there already")
    subprocess.run(["make", "check"], cwd=ROOT, check=True)
    broken = subprocess.run(["make", "diff"], cwd=ROOT, check=False).returncode != 0
    if broken and not version.endswith(".0.0"):
        raise NotReady("something breaks since the last tag, see above: that is a major version")


def build() -> list[Path]:
    """Build wheel and sdist twice; the files, which are the same to the byte both times.

    Raises:
        NotReady: They differ.
    """
    epoch = _git("log", "-1", "--format=%ct")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    sums: list[dict[str, str]] = []
    for _ in range(2):
        shutil.rmtree(DIST, ignore_errors=True)
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(DIST)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        sums.append(
            {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in DIST.iterdir()}
        )
    if sums[0] != sums[1]:
        raise NotReady(f"two builds differ: {sums}")
    for name, digest in sorted(sums[0].items()):
        print(f"{digest}  {name}")
    return sorted(DIST.iterdir())


def test_distributions() -> None:
    """Run the tests of the sdist on the installed wheel, with the highest and the lowest versions.

    Raises:
        NotReady: They fail.
    """
    for lowest in (False, True):
        if not compat.passes(sys.executable, lowest=lowest, pytest=["-n", "2"]):
            raise NotReady(f"the tests fail with the {'lowest' if lowest else 'highest'} versions")


def write_parts() -> None:
    """Write the list of what a full installation is made of (SBOM, CycloneDX)."""
    out = DIST / "sbom.cdx.json"
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--of", "JSON", "-o", str(out)]
    subprocess.run([*command, "--pyproject", "pyproject.toml"], cwd=ROOT, check=True)


def _project(pyproject: str) -> dict[str, Any]:
    return tomllib.loads(pyproject)["project"]  # type: ignore[no-any-return]  # a file of ours


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
