"""A release is prepared only where version and changelog say the same."""

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.support.documentation import ROOT


@pytest.fixture(scope="module")
def release() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / ".ci")
        yield importlib.import_module("release")


@pytest.mark.parametrize(
    ("version", "said", "message"),
    [("1.2", "1.2", "no version"), ("1.2.3", "1.2.4", "_version.py says 1.2.4")],
)
def test_another_version_is_refused(
    release: ModuleType, version: str, said: str, message: str
) -> None:
    with pytest.raises(release.NotReady, match=message):
        release.check_version(version, f'VERSION: Final = "{said}"')
    release.check_version("1.2.3rc1", 'VERSION: Final = "1.2.3rc1"')


@pytest.mark.parametrize(
    "changelog",
    [
        "# Changelog\n",
        "## 1.2.3 — unreleased\n\n* Something.\n",
        "## 1.2.3 — 2026-11-27\n\n## 1.2.2 — 2026-11-01\n\n* Something.\n",
        "## 1.2.30 — 2026-11-27\n\n* Something.\n",
    ],
)
def test_a_changelog_without_the_version_is_refused(release: ModuleType, changelog: str) -> None:
    with pytest.raises(release.NotReady):
        release.check_changelog("1.2.3", changelog)


def test_the_other_pythons_that_are_promised_are_named(release: ModuleType) -> None:
    running = f"3.{sys.version_info.minor}"
    names = [f"Programming Language :: Python :: {name}" for name in ("3", "3.7", running, "3.8")]

    assert release.other_pythons(f"[project]\nclassifiers = {names}\n") == [
        "python3.7",
        "python3.8",
    ]


def test_a_changelog_with_the_version_is_taken(release: ModuleType) -> None:
    release.check_changelog("1.2.3", "# Changelog\n\n## 1.2.3 — 2026-11-27\n\n* Something.\n")
