"""The lint accepts a document that keeps every convention, and names each one that is broken."""

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.lint import Problem, lint
from generator.lint.__main__ import main
from generator.lint.extensions import KNOWN
from generator.spec import load_spec

Spec = dict[str, Any]

REPOSITORY = Path(__file__).parents[2]
LIST = "#/paths/~1v1~1Pads~1{id}~1rockets/get"
CREATE = "#/paths/~1v1~1Pads~1{id}~1rockets/post"

GOOD = yaml.safe_load("""
openapi: 3.1.0
info: {title: Rockets, version: '1'}
tags: [{name: rockets}]
paths:
  /v1/Pads/{id}/rockets:
    get:
      tags: [rockets]
      operationId: rockets_list
      summary: List rockets
      description: Lists rockets.
      x-docs: {page: https://rockets.example, heading: Find Rockets}
      x-paginated: true
      parameters:
        - $ref: '#/components/parameters/PadId'
        - {name: filter, in: query, description: Which., schema: {type: string}}
      responses:
        '200':
          description: A page.
          headers:
            x-total-count: {schema: {type: integer}}
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Rocket'}}
              example: [{id: saturn, createdAt: '1967-11-09T12:00:01.000Z'}]
        default: {$ref: '#/components/responses/Error'}
    post:
      tags: [rockets]
      operationId: rockets_create
      summary: Create a rocket
      description: Builds a rocket.
      x-docs: {page: https://rockets.example, heading: Create Rocket}
      x-safety: keyed
      x-unique-key: {property: uniqueId, lookup: rockets_list}
      x-lane: id
      x-unwrap: id
      x-repeat-in-query: [name]
      parameters: [{$ref: '#/components/parameters/PadId'}]
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/RocketCreate'}
            examples:
              documented: {$ref: '#/components/examples/RocketCreate'}
      responses:
        '200':
          description: The rocket.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Rocket'}
              example: {id: saturn, createdAt: '1967-11-09T12:00:01.000Z'}
        default: {$ref: '#/components/responses/Error'}
components:
  parameters:
    PadId: {name: id, in: path, required: true, description: Which., schema: {type: string}}
  responses:
    Error:
      description: No.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Error'}
          example: {error: {}}
  schemas:
    Error: {type: object}
    Fuel: {type: string, enum: [kerosene, hydrogen]}
    Tank:
      type: object
      properties:
        fuel: {$ref: '#/components/schemas/Fuel'}
    Rocket:
      type: object
      properties:
        id: {type: string, readOnly: true}
        createdAt: {type: string, format: date-time}
    RocketCreate:
      x-input: true
      x-not-enforced: [name]
      allOf:
        - $ref: '#/components/schemas/Tank'
        - type: object
          required: [name]
          properties:
            name: {type: string}
            uniqueId: {type: string}
  examples:
    RocketCreate: {value: {name: Saturn, uniqueId: v-1, fuel: kerosene}}
""")


def listing(spec: Spec) -> Spec:
    return spec["paths"]["/v1/Pads/{id}/rockets"]["get"]


def creation(spec: Spec) -> Spec:
    return spec["paths"]["/v1/Pads/{id}/rockets"]["post"]


def json_body(spec: Spec) -> Spec:
    return creation(spec)["requestBody"]["content"]["application/json"]


def schema(spec: Spec, name: str) -> Spec:
    return spec["components"]["schemas"][name]


def rocket_input(spec: Spec) -> Spec:
    return schema(spec, "RocketCreate")["allOf"][1]


def spoiled(spoil: Callable[[Spec], object]) -> list[Problem]:
    spec = copy.deepcopy(GOOD)
    spoil(spec)
    return lint(spec)


def test_a_document_that_keeps_the_conventions_has_no_problems() -> None:
    assert lint(GOOD) == []


def test_our_document_has_no_problems() -> None:
    assert lint(load_spec(REPOSITORY / "openapi" / "spaceinvoices.yaml")) == []


def test_what_is_not_openapi_is_told_so_and_nothing_else() -> None:
    problems = spoiled(lambda spec: (spec.pop("tags"), creation(spec)["responses"].clear()))

    assert {problem.pointer for problem in problems} == {f"{CREATE}/responses"}
    assert all(problem.message.startswith("not OpenAPI 3.1: ") for problem in problems)


def test_a_reference_to_nothing_is_named_where_it_stands() -> None:
    problems = spoiled(lambda spec: spec["components"].pop("examples"))

    assert problems == [
        Problem(
            f"{CREATE}/requestBody/content/application~1json/examples/documented/$ref",
            "nothing stands at #/components/examples/RocketCreate",
        )
    ]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        pytest.param(
            lambda spec: listing(spec)["tags"].append("pads"),
            Problem(f"{LIST}/tags", "exactly one of ['rockets'] is needed"),
            id="two tags",
        ),
        pytest.param(
            lambda spec: spec["tags"][0].update(name="pads"),
            Problem(f"{LIST}/tags", "exactly one of ['pads'] is needed"),
            id="a tag nobody declared",
        ),
        pytest.param(
            lambda spec: creation(spec).update(operationId="rockets_createOne"),
            Problem(f"{CREATE}/operationId", "'rockets_createOne' is not rockets_<method>"),
            id="an operationId in another case",
        ),
        pytest.param(
            lambda spec: creation(spec).update(operationId="create_rocket"),
            Problem(f"{CREATE}/operationId", "'create_rocket' is not rockets_<method>"),
            id="an operationId without its tag",
        ),
        pytest.param(
            lambda spec: listing(spec)["x-docs"].pop("heading"),
            Problem(f"{LIST}/x-docs", "heading is missing"),
            id="documentation without heading",
        ),
        pytest.param(
            lambda spec: listing(spec)["x-docs"].update(page=""),
            Problem(f"{LIST}/x-docs", "page is missing"),
            id="documentation without page",
        ),
        pytest.param(
            lambda spec: listing(spec).pop("summary"),
            Problem(LIST, "summary is missing"),
            id="an operation without summary",
        ),
        pytest.param(
            lambda spec: listing(spec).pop("description"),
            Problem(LIST, "description is missing"),
            id="an operation without description",
        ),
        pytest.param(
            lambda spec: listing(spec)["parameters"][1].pop("description"),
            Problem(f"{LIST}/parameters", "the description of query parameter filter is missing"),
            id="a parameter without description",
        ),
        pytest.param(
            lambda spec: listing(spec)["responses"].pop("default"),
            Problem(f"{LIST}/responses", "default must answer the schema Error"),
            id="an operation without error",
        ),
        pytest.param(
            lambda spec: schema(spec, "RocketCreate").pop("x-input"),
            Problem(
                f"{CREATE}/requestBody", "the schema of application/json is not marked x-input"
            ),
            id="a body that is not marked as input",
        ),
        pytest.param(
            lambda spec: listing(spec)["parameters"].pop(),
            Problem(f"{LIST}/x-paginated", "the query parameter filter is missing"),
            id="pages without filter",
        ),
        pytest.param(
            lambda spec: listing(spec)["responses"]["200"]["content"]["application/json"].update(
                schema={}
            ),
            Problem(f"{LIST}/x-paginated", "the answer must be an array"),
            id="pages that are no arrays",
        ),
        pytest.param(
            lambda spec: listing(spec)["responses"]["200"].pop("headers"),
            Problem(f"{LIST}/x-paginated", "the answer must declare the header x-total-count"),
            id="pages without the number of rows",
        ),
        pytest.param(
            lambda spec: creation(spec).update({"x-unwrap": "ident"}),
            Problem(f"{CREATE}/x-unwrap", "the answer has no property ident"),
            id="unwrapping what is not there",
        ),
        pytest.param(
            lambda spec: listing(spec).update({"x-safety": "harmless"}),
            Problem(f"{LIST}/x-safety", "harmless is none of safe, idempotent, keyed, unsafe"),
            id="an unknown safety",
        ),
        pytest.param(
            lambda spec: creation(spec).pop("x-safety"),
            Problem(f"{CREATE}/x-safety", "keyed goes with x-unique-key, and only with it"),
            id="a unique key without safety",
        ),
        pytest.param(
            lambda spec: listing(spec).update({"x-safety": "keyed"}),
            Problem(f"{LIST}/x-safety", "keyed goes with x-unique-key, and only with it"),
            id="a keyed operation without key",
        ),
        pytest.param(
            lambda spec: creation(spec)["x-unique-key"].update(property="unique"),
            Problem(f"{CREATE}/x-unique-key", "the body has no property unique"),
            id="a unique key that is not in the body",
        ),
        pytest.param(
            lambda spec: creation(spec)["x-unique-key"].update(lookup="rockets_create"),
            Problem(f"{CREATE}/x-unique-key", "rockets_create is no paginated operation"),
            id="a look-up that is no list",
        ),
        pytest.param(
            lambda spec: creation(spec).update({"x-lane": "pad"}),
            Problem(f"{CREATE}/x-lane", "the path has no parameter pad"),
            id="a lane that is not in the path",
        ),
        pytest.param(
            lambda spec: creation(spec)["x-repeat-in-query"].append("colour"),
            Problem(f"{CREATE}/x-repeat-in-query", "the body has no property colour"),
            id="repeating what is not in the body",
        ),
        pytest.param(
            lambda spec: json_body(spec).update(encoding={"name": {"contentType": "image/png"}}),
            Problem(f"{CREATE}/requestBody/encoding/name", "the form has no file name"),
            id="types of what is no file",
        ),
        pytest.param(
            lambda spec: (
                rocket_input(spec)["properties"].update(
                    photo={"type": "string", "format": "binary"}
                ),
                json_body(spec).update(encoding={"photo": {"contentType": "image/png, png"}}),
            ),
            Problem(
                f"{CREATE}/requestBody/encoding/photo",
                "contentType is a list of types such as image/png or image/*",
            ),
            id="types of a file that are none",
        ),
        pytest.param(
            lambda spec: rocket_input(spec)["properties"]["name"].update(default="Saturn"),
            Problem(
                "#/components/schemas/RocketCreate/allOf/1/properties/name",
                "what is sent has no default; say it in prose",
            ),
            id="a default in an input",
        ),
        pytest.param(
            lambda spec: schema(spec, "Tank")["properties"]["fuel"].update(readOnly=True),
            Problem(
                "#/components/schemas/Tank/properties/fuel", "what is sent cannot be read-only"
            ),
            id="a read-only property an input inherits",
        ),
        pytest.param(
            lambda spec: rocket_input(spec)["properties"]["name"].update(enum=["Saturn"]),
            Problem(
                "#/components/schemas/RocketCreate/allOf/1/properties/name/enum",
                "make it a named component and refer to it",
            ),
            id="a set of values without name",
        ),
        pytest.param(
            lambda spec: rocket_input(spec).update(required=[]),
            Problem("#/components/schemas/RocketCreate/x-not-enforced", "name is not required"),
            id="not enforcing what is not required",
        ),
        pytest.param(
            lambda spec: listing(spec).update({"x-paginate": True}),
            Problem(f"{LIST}/x-paginate", "this extension is not known"),
            id="an unknown extension",
        ),
        pytest.param(
            lambda spec: listing(spec)["responses"]["200"]["content"]["application/json"].pop(
                "example"
            ),
            Problem(f"{LIST}/responses/200/content/application~1json", "an example is missing"),
            id="an answer without example",
        ),
        pytest.param(
            lambda spec: creation(spec)["requestBody"]["content"]["application/json"].pop(
                "examples"
            ),
            Problem(f"{CREATE}/requestBody/content/application~1json", "an example is missing"),
            id="a body without example",
        ),
        pytest.param(
            lambda spec: spec["components"]["examples"]["RocketCreate"]["value"].pop("name"),
            Problem("#/components/examples/RocketCreate/value", "'name' is a required property"),
            id="an example without a required property",
        ),
        pytest.param(
            lambda spec: spec["components"]["examples"]["RocketCreate"]["value"].update(fuel=7),
            Problem("#/components/examples/RocketCreate/value/fuel", "7 is not of type 'string'"),
            id="an example of another type, behind a reference",
        ),
        pytest.param(
            lambda spec: listing(spec)["responses"]["200"]["content"]["application/json"][
                "example"
            ][0].update(createdAt="2022-04-20T10:10:30+00:00Z"),
            Problem(
                f"{LIST}/responses/200/content/application~1json/example/0/createdAt",
                "'2022-04-20T10:10:30+00:00Z' is not a 'date-time'",
            ),
            id="an example with an impossible time",
        ),
    ],
)
def test_a_broken_convention_is_named_with_its_place(
    spoil: Callable[[Spec], object], problem: Problem
) -> None:
    assert problem in spoiled(spoil)


def test_an_operation_id_that_stands_twice_is_named_at_the_second_place() -> None:
    problems = spoiled(lambda spec: creation(spec).update(operationId="rockets_list"))

    assert problems == [Problem(f"{CREATE}/operationId", f"rockets_list stands at {LIST} too")]


def test_a_key_that_stands_twice_is_refused_when_the_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("openapi: 3.1.0\ninfo: {}\ninfo: {}\n")

    with pytest.raises(yaml.constructor.ConstructorError, match="'info' stands twice") as caught:
        load_spec(path)

    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line == 2


def test_times_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "times.yaml"
    path.write_text("at: 2023-04-30T06:14:03.266Z\n")

    assert load_spec(path) == {"at": "2023-04-30T06:14:03.266Z"}


def test_the_command_prints_each_problem_on_a_line_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = copy.deepcopy(GOOD)
    listing(spec).pop("summary")
    listing(spec)["x-docs"].pop("page")
    path = tmp_path / "spec.yaml"
    path.write_text(yaml.safe_dump(spec))
    monkeypatch.setattr("sys.argv", ["lint", str(path)])

    status = main()

    assert capsys.readouterr().err.splitlines() == [
        f"{LIST}/x-docs: page is missing",
        f"{LIST}: summary is missing",
    ]
    assert status == 1


def test_the_command_is_content_with_a_good_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(yaml.safe_dump(GOOD))
    monkeypatch.setattr("sys.argv", ["lint", str(path)])

    assert main() == 0


def test_every_known_extension_is_used_in_our_document() -> None:
    text = (REPOSITORY / "openapi" / "spaceinvoices.yaml").read_text(encoding="utf-8")

    assert set(re.findall(r"^\s+(x-[a-z-]+):", text, re.MULTILINE)) - {"x-total-count"} == KNOWN
