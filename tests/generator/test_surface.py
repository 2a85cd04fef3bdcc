"""The OpenAPI document holds everything the vendor's pages document, down to the last key."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.document import Document, RawOperation
from generator.spec import load_spec
from generator.surface import SurfaceError, main, surface

Spec = dict[str, Any]
Facts = dict[str, Any]

REPOSITORY = Path(__file__).parents[2]
DOCUMENTED: Facts = json.loads(
    (REPOSITORY / "tests" / "data" / "documented_surface.json").read_text(encoding="utf-8")
)
# Operations of the vendor's other pages, its older documentation and its own OpenAPI document.
FURTHER: dict[str, list[str]] = json.loads(
    (REPOSITORY / "tests" / "data" / "further_operations.json").read_text(encoding="utf-8")
)
OURS = load_spec(REPOSITORY / "openapi" / "spaceinvoices.yaml")

# The sample of the login shows the number 42 where an id belongs; x-docs-deviation says so.
MENDED = {("POST /v1/accounts/login", "userId"): "string"}
KINDS = {"number": {"number", "integer"}, "date": {"string"}}


# ---- the comparison


def missing(spec: Spec, documented: Facts) -> list[str]:
    """What the pages document and the OpenAPI document does not, a line each."""
    document = Document(spec)
    ours = {f"{op.method.upper()} {op.path.casefold()}": op for op in document.operations()}
    found = []
    for key, facts in documented["operations"].items():
        if key in ours:
            problems = operation_problems(document, ours[key], key, facts)
            found += [f"{key}: {problem}" for problem in problems]
        else:
            found.append(f"{key}: operation")
    for name, properties in documented["readonly"].items():
        known = document.properties({"$ref": f"#/components/schemas/{name}"})
        for wire in properties:
            if not known.get(wire, {}).get("readOnly"):
                found.append(f"{name}.{wire}: readOnly")
    return found


def operation_problems(
    document: Document, operation: RawOperation, key: str, facts: Facts
) -> Iterator[str]:
    parameters = document.parameters(operation)
    for place in ("path", "query"):
        for name, fact in facts[place].items():
            parameter = parameters.get((place, name))
            if parameter is None:
                yield f"{place} parameter {name}"
                continue
            if bool(parameter.get("required")) != fact["required"]:
                yield f"{place} parameter {name}: required is {fact['required']}"
            if fact["type"] and not fits(document, parameter["schema"], fact["type"]):
                yield f"{place} parameter {name}: type is {fact['type']}"
    for place, fact in facts["body"].items():
        yield from body_problems(document, operation, place, fact)
    for place, kind in facts["response"].items():
        schema = descend(document, answer_schema(document, operation), place)
        if schema is None:
            yield f"response {place}"
        elif not fits(document, schema, MENDED.get((key, place), kind)):
            yield f"response {place}: type is {kind}"


def body_problems(
    document: Document, operation: RawOperation, place: str, fact: Facts
) -> Iterator[str]:
    body = body_schema(document, operation)
    schema = descend(document, body, place)
    if schema is None:
        yield f"body {place}"
        return
    if fact["type"] and not fits(document, schema, fact["type"]):
        yield f"body {place}: type is {fact['type']}"
    if "required" in fact and (place in document.listed(body, "required")) != fact["required"]:
        yield f"body {place}: required is {fact['required']}"


def body_schema(document: Document, operation: RawOperation) -> Spec:
    content = document.resolve(operation.raw.get("requestBody", {})).get("content", {})
    return next((media["schema"] for media in content.values()), {})


def answer_schema(document: Document, operation: RawOperation) -> Spec:
    content = document.resolve(operation.raw["responses"]["200"]).get("content", {})
    return content.get("application/json", {}).get("schema", {})


def descend(document: Document, schema: Any, place: str) -> Any:
    """The schema at a place such as `_data[].name`, or None."""
    for step in place.replace("[]", ".[]").removeprefix(".").split("."):
        if step == "[]":
            schema = document.resolve(schema).get("items")
        else:
            schema = document.properties(schema).get(step)
        if schema is None:
            return None
    return schema


def fits(document: Document, schema: Any, kind: str) -> bool:
    """Whether values of a documented type have a place in a schema; one without type takes all."""
    resolved = document.resolve(schema)
    if "oneOf" in resolved:
        return any(fits(document, choice, kind) for choice in resolved["oneOf"])
    declared = resolved.get("type", "object" if "allOf" in resolved else None)
    return declared is None or declared in KINDS.get(kind, {kind})


def spoiled(spoil: Callable[[Spec], object]) -> list[str]:
    spec = copy.deepcopy(OURS)
    spoil(spec)
    return missing(spec, DOCUMENTED)


def ours(spec: Spec, method: str, path: str) -> Spec:
    return spec["paths"][path][method]


# ---- our document


def test_our_document_misses_nothing_the_pages_document() -> None:
    assert missing(OURS, DOCUMENTED) == []


def test_the_pages_document_69_operations() -> None:
    pages = [facts["page"] for facts in DOCUMENTED["operations"].values()]

    assert {page: pages.count(page) for page in set(pages)} == {
        "account": 17,
        "organization": 31,
        "client": 9,
        "unit": 10,
        "getting-started": 2,
    }


def operation_keys() -> set[str]:
    return {f"{op.method.upper()} {op.path}" for op in Document(OURS).operations()}


def test_what_no_page_documents_is_what_the_facts_beside_the_pages_list() -> None:
    documented = set(DOCUMENTED["operations"])
    beyond = {
        key
        for key in operation_keys()
        if f"{key.split()[0]} {key.split()[1].casefold()}" not in documented
    }

    assert beyond == {key for keys in FURTHER.values() for key in keys}


def test_no_operation_is_listed_twice() -> None:
    listed = [key for keys in FURTHER.values() for key in keys]

    assert sorted(listed) == sorted(set(listed))


# ---- the comparison can fail


def test_a_lost_operation_is_named() -> None:
    problems = spoiled(lambda spec: spec["paths"]["/v1/Clients/{id}"].pop("delete"))

    assert problems == ["DELETE /v1/clients/{id}: operation"]


def test_a_lost_parameter_is_named() -> None:
    problems = spoiled(
        lambda spec: ours(spec, "get", "/v1/Accounts/is-unique")["parameters"].clear()
    )

    assert problems == ["GET /v1/accounts/is-unique: query parameter email"]


def test_a_parameter_that_is_no_longer_required_is_named() -> None:
    problems = spoiled(
        lambda spec: ours(spec, "get", "/v1/Accounts/is-unique")["parameters"][0].pop("required")
    )

    assert problems == ["GET /v1/accounts/is-unique: query parameter email: required is True"]


def test_a_parameter_of_another_type_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["parameters"]["NumberingDate"].update(
            schema={"type": "integer"}
        )
    )

    assert problems == [
        f"GET /v1/units/{{id}}/{which}-doc-number: query parameter date: type is date"
        for which in ("last", "next")
    ]


def test_a_lost_body_property_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["Reminder"]["properties"].pop("l")
    )

    assert problems == ["POST /v1/clients/{id}/send-reminder: body l"]


def test_a_body_property_deep_in_a_document_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["DocumentItemTaxFields"]["properties"].pop(
            "rate"
        )
    )

    assert problems == [
        "POST /v1/organizations/{id}/documents: body _documentItems[]._documentItemTaxes[].rate",
        "POST /v1/organizations/{id}/documents: response "
        "_documentItems[]._documentItemTaxes[].rate",
    ]


def test_a_flag_counts_although_the_server_does_not_enforce_it() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["UnitPatch"]["allOf"][1].pop("required")
    )

    assert problems == ["PATCH /v1/units/{id}: body name: required is True"]


def test_a_body_property_that_became_required_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["RoleChange"].update(required=["role"])
    )

    assert problems == [
        "POST /v1/accountorganizations/{id}/change-role: body role: required is False"
    ]


def test_a_lost_response_key_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["Export"]["properties"].pop("link")
    )

    assert problems == ["GET /v1/organizations/{id}/export: response link"]


def test_a_response_key_of_another_type_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["Document"]["allOf"][1]["properties"][
            "paidInFull"
        ].update(type="string")
    )

    assert problems == [
        "POST /v1/organizations/{id}/documents: response paidInFull: type is boolean"
    ]


def test_a_lost_readonly_flag_is_named() -> None:
    problems = spoiled(
        lambda spec: spec["components"]["schemas"]["Client"]["allOf"][1]["properties"][
            "unitId"
        ].pop("readOnly")
    )

    assert problems == ["Client.unitId: readOnly"]


# ---- reading pages

ROCKET_PAGE = """
Endpoints:

  • POST /v1/Pads/:id/rockets
  • DELETE /v1/Rockets/:id

The Rocket object

Parameters

  • id string readonly

  • name string
{"id": "string"}

Create Rocket

POST /v1/Pads/:id/rockets

Parameters

Path
  • id string required

    Pad id

Query
  • dry boolean optional
  • notes optional

Properties

  • name string required

        const response = await fetch('https://api.rockets.example/v1/Pads/{id}/rockets', {
  method: 'POST',
  body: JSON.stringify({
    name: 'string',
    tanks: [{
      full: true
    }]
  })
});

Response:

      {
  "id": "string",
  "tanks": [{"full": true, "volume": 42}],
  "custom": {}
}
"""

SCRAPED_REST = """const response = await fetch('https://api.rockets.example/v1/Rockets/{id}', {
method: 'DELETE',
headers: {}
});
Response:
{
"count": 1
}
"""

# What the page says, in the layout of another scraper: bullets on lines of their own.
SCRAPED_PAGE = (
    ROCKET_PAGE.replace("  • ", "-\n").replace("-\nPOST", "- POST").replace("-\nDELETE", "- DELETE")
)

ROCKET_FACTS = {
    "operations": {
        "DELETE /v1/rockets/{id}": {
            "page": "rocket",
            "path": {"id": {"type": "string", "required": True}},
            "query": {},
            "body": {},
            "response": {"count": "number"},
        },
        "POST /v1/pads/{id}/rockets": {
            "page": "rocket",
            "path": {"id": {"type": "string", "required": True}},
            "query": {
                "dry": {"type": "boolean", "required": False},
                "notes": {"type": None, "required": False},
            },
            "body": {
                "name": {"type": "string", "required": True},
                "tanks": {"type": "array"},
                "tanks[].full": {"type": "boolean"},
            },
            "response": {
                "id": "string",
                "tanks": "array",
                "tanks[].full": "boolean",
                "tanks[].volume": "number",
                "custom": "object",
            },
        },
    },
    "readonly": {"Rocket": ["id"]},
}


@pytest.mark.parametrize("page", [ROCKET_PAGE, SCRAPED_PAGE], ids=["indented", "scraped"])
def test_the_facts_of_a_page_are_read_in_either_layout_even_where_a_heading_is_lost(
    page: str,
) -> None:
    assert surface({"rocket": page + SCRAPED_REST}) == ROCKET_FACTS


def test_a_page_that_shows_less_than_it_announces_is_refused() -> None:
    with pytest.raises(SurfaceError, match=r"rocket: \['DELETE /v1/rockets/{id}'\]"):
        surface({"rocket": ROCKET_PAGE})


def test_a_sample_without_response_is_refused() -> None:
    with pytest.raises(SurfaceError, match=r"a sample without response: /v1/Rockets/\{id\}"):
        surface({"rocket": ROCKET_PAGE + SCRAPED_REST.partition("Response:")[0]})


def test_a_story_adds_to_the_operations_of_the_other_pages_and_a_link_is_an_operation() -> None:
    story = """
const response = await fetch('https://api.rockets.example/v1/Pads/{id}/Rockets', {
method: 'POST',
body: JSON.stringify({
"colour": "red"
})
});
Response:
{"id": "x", "pdf": "https://api.rockets.example/v1/rockets/644e072bf09b31001c381561/pdf"}
"""
    operations = surface({"a-story": story, "rocket": ROCKET_PAGE + SCRAPED_REST})["operations"]

    assert operations["POST /v1/pads/{id}/rockets"]["page"] == "rocket"
    assert operations["POST /v1/pads/{id}/rockets"]["body"]["colour"] == {"type": "string"}
    assert operations["POST /v1/pads/{id}/rockets"]["response"]["pdf"] == "string"
    assert operations["GET /v1/rockets/{id}/pdf"] == {
        "page": "a-story",
        "path": {"id": {"type": "string", "required": True}},
        "query": {},
        "body": {},
        "response": {},
    }


def test_the_command_writes_the_facts_of_a_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rocket.txt").write_text(ROCKET_PAGE + SCRAPED_REST, encoding="utf-8")
    out = tmp_path / "facts.json"
    monkeypatch.setattr("sys.argv", ["surface", str(tmp_path), "--out", str(out)])

    status = main()

    assert json.loads(out.read_text(encoding="utf-8")) == ROCKET_FACTS
    assert capsys.readouterr().out == "2 operations\n"
    assert status == 0


def test_the_command_says_which_page_is_not_built_like_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rocket.txt").write_text(ROCKET_PAGE, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["surface", str(tmp_path), "--out", str(tmp_path / "x.json")])

    status = main()

    assert capsys.readouterr().err.startswith("rocket: ")
    assert status == 1
