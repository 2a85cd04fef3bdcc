"""From a document to a package: the same bytes every time, and no silent gap."""

import copy
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
    (present / "operations.py").unlink()
    (present / "extra.py").write_text("")

    assert differences(fresh, present) == [
        present / "extra.py",
        present / "operations.py",
        present / "types.py",
    ]


def operation(spec: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    return spec["paths"][path][method]


def header_parameter(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["parameters"] = [
        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    ]


def content_parameter(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["parameters"] = [
        {"name": "filter", "in": "query", "content": {"application/json": {"schema": {}}}}
    ]


def array_parameter(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["parameters"] = [
        {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
    ]


def two_tags(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["tags"] = ["rockets", "reports"]


def same_id_twice(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["operationId"] = "rockets_get"


def foreign_id(spec: dict[str, Any]) -> None:
    operation(spec, "/v1/Rockets/report", "get")["operationId"] = "getReport"


def form_body(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Fleets/{id}/rockets", "post")["requestBody"]
    body["content"] = {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}


def inline_body(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Fleets/{id}/rockets", "post")["requestBody"]
    body["content"]["application/json"]["schema"] = {"type": "object"}


def styled_form(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Rockets/{id}/photos", "post")["requestBody"]
    body["content"]["multipart/form-data"]["encoding"] = {"photo": {"style": "form"}}


def encoded_json(spec: dict[str, Any]) -> None:
    body = operation(spec, "/v1/Fleets/{id}/rockets", "post")["requestBody"]
    body["content"]["application/json"]["encoding"] = {"photo": {"contentType": "image/png"}}


def status_range(spec: dict[str, Any]) -> None:
    responses = operation(spec, "/v1/Rockets/report", "get")["responses"]
    responses["2XX"] = responses.pop("200")


def two_answers(spec: dict[str, Any]) -> None:
    content = operation(spec, "/v1/Rockets/{id}/plan", "get")["responses"]["200"]["content"]
    content["application/json"] = {"schema": {}}


def nameless_object(spec: dict[str, Any]) -> None:
    properties = spec["components"]["schemas"]["Rocket"]["properties"]
    properties["custom"] = {"type": "object", "properties": {"a": {"type": "string"}}}


def nameless_enum(spec: dict[str, Any]) -> None:
    spec["components"]["schemas"]["Rocket"]["properties"]["IBAN"] = {
        "type": "string",
        "enum": ["a"],
    }


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


@pytest.mark.parametrize(
    ("spoil", "pointer"),
    [
        (header_parameter, "#/paths/~1v1~1Rockets~1report/get/parameters (X-Trace)"),
        (content_parameter, "#/paths/~1v1~1Rockets~1report/get/parameters (filter)"),
        (array_parameter, "#/paths/~1v1~1Rockets~1report/get/parameters (ids)"),
        (two_tags, "#/paths/~1v1~1Rockets~1report/get"),
        (same_id_twice, "#/paths/~1v1~1Rockets~1report/get"),
        (foreign_id, "#/paths/~1v1~1Rockets~1report/get"),
        (form_body, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/requestBody"),
        (inline_body, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/requestBody"),
        (styled_form, "#/paths/~1v1~1Rockets~1{id}~1photos/post/requestBody/encoding/photo"),
        (encoded_json, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/requestBody/encoding/photo"),
        (status_range, "#/paths/~1v1~1Rockets~1report/get/responses/2XX"),
        (two_answers, "#/paths/~1v1~1Rockets~1{id}~1plan/get/responses"),
        (nameless_object, "#/components/schemas/Rocket/properties/custom"),
        (nameless_enum, "#/components/schemas/Rocket/properties/IBAN"),
        (two_objects, "#/components/schemas/Rocket/properties/custom"),
        (same_python_name, "#/components/schemas/Rocket"),
        (keyword, "#/components/schemas/Rocket/properties/from"),
        (reserved_field, "#/paths/~1v1~1Fleets~1{id}~1rockets/post"),
        (keyed_without_key, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/x-safety"),
        (lookup_that_is_no_list, "#/paths/~1v1~1Fleets~1{id}~1rockets/post/x-unique-key"),
        (unwrap_of_nothing, "#/paths/~1v1~1Rockets~1{id}/delete/x-unwrap"),
        (response_in_an_input, "#/components/schemas/RocketCreate/properties/custom"),
        (dangling_reference, "#/components/schemas/Nothing"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
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
