"""The directions between areas: `make check` holds the contracts, and they cover every area."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = "spaceinvoices_async"

# `models` and `_generated` are named by part: their resources are a layer, and all may import their
# models.
WITHOUT_A_LAYER = frozenset({"_generated", "models"})


def _contracts() -> dict[str, dict[str, object]]:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_every_area_of_the_sdk_has_its_place_among_the_layers() -> None:
    layers = _contracts()["sdk-layers"]["layers"]
    placed = {area for layer in layers for area in layer.split(" | ")}

    areas = {
        path.stem
        for path in (PROJECT / "src" / PACKAGE).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert {f"{PACKAGE}.{area}" for area in areas - {"__init__"} - WITHOUT_A_LAYER} == {
        area for area in placed if "._generated." not in area
    }


def test_the_sandbox_is_kept_from_every_private_area_of_the_sdk() -> None:
    forbidden = _contracts()["sandbox-by-the-front-door"]["forbidden_modules"]

    private = {
        f"{PACKAGE}.{path.stem}"
        for path in (PROJECT / "src" / PACKAGE).iterdir()
        if path.stem.startswith("_") and not path.stem.startswith("__")
    }

    assert set(forbidden) == private


def test_make_check_runs_the_contracts() -> None:
    assert "lint-imports" in (PROJECT / "Makefile").read_text("utf-8")
