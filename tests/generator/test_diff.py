"""What a change of the document means for users, in Python terms, breaking ones marked."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from generator.compare import compare, surface_of
from generator.diff import BREAKING, draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Spec = dict[str, Any]


def schemas(spec: Spec) -> Spec:
    return spec["components"]["schemas"]


def get(spec: Spec) -> Spec:
    return spec["paths"]["/v1/Rockets/{id}"]["get"]


def removed_operation(spec: Spec) -> None:
    del spec["paths"]["/v1/Rockets/report"]


def renamed_operation(spec: Spec) -> None:
    get(spec)["operationId"] = "rockets_fetch"


def deprecated_operation(spec: Spec) -> None:
    get(spec)["deprecated"] = True


def other_answer(spec: Spec) -> None:
    get(spec)["responses"]["200"]["content"]["application/json"]["schema"] = {}


def new_parameter(spec: Spec) -> None:
    get(spec)["parameters"].append({"name": "depth", "in": "query", "schema": {"type": "integer"}})


def new_required_parameter(spec: Spec) -> None:
    new_parameter(spec)
    get(spec)["parameters"][-1]["required"] = True


def renamed_parameter(spec: Spec) -> None:
    spec["paths"]["/v1/Rockets/{id}/plan"]["get"]["parameters"][1]["x-python-name"] = "lang"


def now_required(spec: Spec) -> None:
    schemas(spec)["RocketCreate"]["required"].append("price")


def no_longer_required(spec: Spec) -> None:
    schemas(spec)["RocketCreate"]["required"].remove("name")


def may_be_absent(spec: Spec) -> None:
    schemas(spec)["Rocket"]["required"] = []


def other_type(spec: Spec) -> None:
    schemas(spec)["Rocket"]["properties"]["crew"] = {"type": "string"}


def new_property(spec: Spec) -> None:
    schemas(spec)["Rocket"]["properties"]["mass"] = {"type": "number"}


def new_value(spec: Spec) -> None:
    schemas(spec)["Fuel"]["enum"].append("ion")


def lost_value(spec: Spec) -> None:
    schemas(spec)["Fuel"]["enum"].remove("solid")


CHANGES: list[tuple[Callable[[Spec], None], list[tuple[str, bool]]]] = [
    (removed_operation, [("`rockets.report` (GET /v1/Rockets/report) is gone", True)]),
    (renamed_operation, [("`rockets.get` is now called `rockets.fetch`", True)]),
    (deprecated_operation, [("`rockets.get` is deprecated", False)]),
    (other_answer, [("`rockets.get` returns `JsonValue`, not `Rocket`", True)]),
    (new_parameter, [("`rockets.get()`: `depth`, `int | None`", False)]),
    (new_required_parameter, [("`rockets.get()`: `depth`, `int`, is required", True)]),
    (renamed_parameter, [("`rockets.plan()`: `language` is now called `lang`", True)]),
    (
        now_required,
        [
            ("`RocketCreate`: `price` is now required", True),
            ("`rockets.create()`: `price` is now required", True),
        ],
    ),
    (
        no_longer_required,
        [
            ("`RocketCreate`: `name` is no longer required", False),
            ("`rockets.create()`: `name` is no longer required", False),
        ],
    ),
    (may_be_absent, [("`Rocket`: `id` may now be absent", True)]),
    (
        other_type,
        [("`Rocket`: `crew` is `str | None | Unset`, not `int | None | Unset`", True)],
    ),
    (new_property, [("`Rocket`: `mass`, `Decimal | None | Unset`", False)]),
    (new_value, [("`Fuel` holds `ion`", False)]),
    (lost_value, [("`Fuel` no longer holds `solid`", True)]),
]


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_change_is_told_in_python_names(
    small: Spec, change: Callable[[Spec], None], told: list[tuple[str, bool]]
) -> None:
    changed = copy.deepcopy(small)
    change(changed)

    found = compare(surface_of(small), surface_of(changed))

    assert [(one.told, one.breaks) for one in found] == told


def test_the_same_document_changes_nothing(small: Spec) -> None:
    assert compare(surface_of(small), surface_of(copy.deepcopy(small))) == []


def test_what_breaks_comes_first_in_the_draft_and_is_marked(small: Spec) -> None:
    changed = copy.deepcopy(small)
    new_property(changed)
    lost_value(changed)

    lines = list(draft(compare(surface_of(small), surface_of(changed))))

    assert lines == [
        "### Breaking",
        "",
        "* **Breaking**: `Fuel` no longer holds `solid`.",
        "",
        "### Added",
        "",
        "* `Rocket`: `mass`, `Decimal | None | Unset`.",
        "",
    ]


@pytest.mark.parametrize(("change", "code"), [(new_value, 0), (lost_value, BREAKING)])
def test_the_exit_code_says_whether_something_breaks(
    small: Spec, tmp_path: Path, change: Callable[[Spec], None], code: int
) -> None:
    changed = copy.deepcopy(small)
    change(changed)
    for name, spec in (("old", small), ("new", changed)):
        (tmp_path / f"{name}.json").write_text(json.dumps(spec), encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "generator.diff", tmp_path / "old.json", tmp_path / "new.json"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == code, run.stderr
    assert "`Fuel`" in run.stdout
