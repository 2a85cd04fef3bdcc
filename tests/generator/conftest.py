"""The small document, generated once per session into an importable package."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from generator.project import generate

HERE = Path(__file__).parent


@pytest.fixture
def small() -> dict[str, Any]:
    return yaml.safe_load((HERE / "small.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def rockets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package generated from the small document."""
    root = tmp_path_factory.mktemp("generated")
    raw = yaml.safe_load((HERE / "small.yaml").read_text(encoding="utf-8"))
    generate(raw, root / "rocket_api")
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    package = importlib.import_module("rocket_api")
    importlib.import_module("rocket_api.models")
    yield package
    sys.path.remove(str(root))
    for name in [name for name in sys.modules if name.partition(".")[0] == "rocket_api"]:
        del sys.modules[name]
