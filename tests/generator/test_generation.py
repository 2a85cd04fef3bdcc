"""From a document to a package: the same bytes every time, and no silent gap."""

import copy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.__main__ import differences
from generator.problem import GenerationError
from generator.project import generate

Spoil = Callable[[dict[str, Any]], None]


def test_two_runs_write_the_same_bytes(small: dict[str, Any], tmp_path: Path) -> None:
    generate(small, tmp_path / "one")
    generate(copy.deepcopy(small), tmp_path / "two")

    assert differences(tmp_path / "one", tmp_path / "two") == []


def test_differences_names_changed_missing_and_superfluous_files(
    small: dict[str, Any], tmp_path: Path
) -> None:
    fresh, present = tmp_path / "fresh", tmp_path / "present"
    generate(small, fresh)
    generate(small, present)
    (present / "types.py").write_text("")
    (present / "operations" / "rockets.py").unlink()
    (present / "extra.py").write_text("")

    assert differences(fresh, present) == [
        present / "extra.py",
        present / "operations" / "rockets.py",
        present / "types.py",
    ]


def operation(spec: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    return spec["paths"][path][method]


def two_tags(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["tags"] = ["rockets", "reports"]


def same_id_twice(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["operationId"] = "rockets_get"


def styled_form(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Rockets/{id}/photos", "post")["requestBody"]
    body["content"]["multipart/form-data"]["encoding"] = {"photo": {"style": "form"}}


def encoded_json(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Fleets/{id}/rockets", "post")["requestBody"]
    body["content"]["application/json"]["encoding"] = {"photo": {"contentType": "image/png"}}


def two_objects(spec: dict[str, Any]) -> None:
    refs = [{"$ref": f"#/components/schemas/{name}"} for name in ("Engine", "Count")]
    spec["components"]["schemas"]["Rocket"]["properties"]["custom"] = {"oneOf": refs}


def same_python_name(spec: dict[str, Any]) -> None:
    properties = spec["components"]["schemas"]["Rocket"]["properties"]
    properties["built_at"] = {"type": "string"}


def keyword(spec: dict[str, Any]) -> None:
    spec["components"]["schemas"]["Rocket"]["properties"]["from"] = {"type": "string"}


def reserved_field(spec: dict[str, Any]) -> None:
    spec["components"]["schemas"]["RocketCreate"]["properties"]["options"] = {"type": "string"}


def keyed_without_key(spec: dict[str, Any]) -> None:
    del operation(spec, "/v1/Fleets/{id}/rockets", "post")["x-unique-key"]


def lookup_that_is_no_list(spec: dict[str, Any]) -> None:
    key = operation(spec, "/v1/Fleets/{id}/rockets", "post")["x-unique-key"]
    key["lookup"] = "rockets_get"


def unwrap_of_nothing(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/{id}", "delete")["x-unwrap"] = "number"


def response_in_an_input(spec: dict[str, Any]) -> None:
    properties = spec["components"]["schemas"]["RocketCreate"]["properties"]
    properties["custom"] = {"$ref": "#/components/schemas/Engine"}


def dangling_reference(spec: dict[str, Any]) -> None:
    properties = spec["components"]["schemas"]["Rocket"]["properties"]
    properties["custom"] = {"$ref": "#/components/schemas/Nothing"}


# Each of these reaches the caller as less than the document says: told as a gap, an error in strict.
GAPS = [
    (two_tags, "#/paths/~1v1~1Rockets~1report/get/tags"),
    (same_id_twice, "#/paths/~1v1~1Rockets~1report/get/operationId"),
    (
        styled_form,
        "#/paths/~1v1~1Rockets~1{id}~1photos/post/requestBody/content/multipart~1form-data"
        "/encoding/photo/style",
    ),
    (
        encoded_json,
        "#/paths/~1v1~1Fleets~1{id}~1rockets/post/requestBody/content/application~1json"
        "/encoding/photo/contentType",
    ),
    (two_objects, "#/components/schemas/Rocket/properties/custom/oneOf"),
    (same_python_name, "#/components/schemas/Rocket/properties/built_at"),
    (keyword, "#/components/schemas/Rocket/properties/from"),
    (reserved_field, "#/paths/~1v1~1Fleets~1{id}~1rockets/post"),
]

REFUSALS = [
    (keyed_without_key, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/x-safety"),
    (lookup_that_is_no_list, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/x-unique-key"),
    (unwrap_of_nothing, "#/paths/~1v1~1Rockets~1{id}/delete/x-unwrap"),
    (response_in_an_input, "#/components/schemas/RocketCreate/properties/custom"),
    (dangling_reference, "#/components/schemas/Rocket/properties/custom"),
]


def name_of(value: object) -> str:
    return value.__name__ if callable(value) else ""


@pytest.mark.parametrize(("spoil", "pointer"), REFUSALS, ids=name_of)
def test_what_cannot_be_generated_is_an_error_at_its_place(
    small: dict[str, Any], tmp_path: Path, spoil: Spoil, pointer: str
) -> None:
    spoil(small)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept.py").write_text("untouched = True\n")

    with pytest.raises(GenerationError) as caught:
        generate(small, tmp_path / "out")

    assert caught.value.pointer == pointer
    assert (tmp_path / "out" / "kept.py").read_text() == "untouched = True\n"


@pytest.mark.parametrize(("spoil", "pointer"), GAPS, ids=name_of)
def test_what_is_left_out_is_told_with_its_place_and_is_an_error_in_strict(
    small: dict[str, Any], tmp_path: Path, spoil: Spoil, pointer: str
) -> None:
    spoil(small)

    notes = generate(small, tmp_path / "out")
    with pytest.raises(GenerationError) as caught:
        generate(small, tmp_path / "strict", strict=True)

    assert notes.gaps[0].pointer == pointer
    assert caught.value.pointer == pointer
    assert not (tmp_path / "strict").exists()


def test_all_refusals_are_told_at_once(small: dict[str, Any], tmp_path: Path) -> None:
    for spoil in (dangling_reference, response_in_an_input):
        spoil(small)
    small["paths"]["/v1/Rockets/report"]["get"]["parameters"] = [{"$ref": "other.yaml#/Id"}]

    with pytest.raises(GenerationError) as caught:
        generate(small, tmp_path / "out")

    assert sorted(finding.pointer for finding in caught.value.findings) == [
        "#/components/schemas/Rocket/properties/custom",
        "#/components/schemas/RocketCreate/properties/custom",
        "#/paths/~1v1~1Rockets~1report/get/parameters/0",
    ]


def test_refusals_of_the_second_stage_are_told_at_once_too(
    small: dict[str, Any], tmp_path: Path
) -> None:
    keyed_without_key(small)
    unwrap_of_nothing(small)

    with pytest.raises(GenerationError) as caught:
        generate(small, tmp_path / "out")

    assert sorted(finding.pointer for finding in caught.value.findings) == [
        "#/paths/~1v1~1Fleets~1{id}~1rockets/post/x-safety",
        "#/paths/~1v1~1Rockets~1{id}/delete/x-unwrap",
    ]


def test_a_resource_loads_its_own_operations_alone(small: dict[str, Any], tmp_path: Path) -> None:
    small["tags"].append({"name": "reports"})
    report = operation(small, "/v1/Rockets/report", "get")
    report["tags"], report["operationId"] = ["reports"], "reports_all"
    generate(small, tmp_path / "split_api")

    script = "import sys, split_api.resources.reports; print(*sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    loaded = {name for name in run.stdout.split() if name.startswith("split_api.")}
    assert loaded == {
        "split_api.operations",
        "split_api.operations.reports",
        "split_api.resources",
        "split_api.resources.reports",
    }
