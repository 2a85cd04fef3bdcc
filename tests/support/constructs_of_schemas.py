"""Constructs of OpenAPI one by one, and what each must come to: code, a gap, a note, a refusal."""

from __future__ import annotations

from typing import Any, NamedTuple

Spec = dict[str, Any]
AT = "#/paths/~1v1~1Things/get"
POST = "#/paths/~1v1~1Things/post"
TEXT = {"type": "string"}
JSON = "application/json"
RESOURCE = "resources/things.py"
TABLE = "operations/things.py"


class Construct(NamedTuple):
    """One construct.

    Attributes:
        title: What it is.
        spec: A document with it.
        code: Pieces of generated code, each `file: text`; a text that starts with `!` is absent.
        gaps: Places of what a caller may miss.
        remarks: Places of what is left to the server or the reader.
        refusals: Places of what cannot be generated.
    """

    title: str
    spec: Spec
    code: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


def answer(schema: Any, media: str = JSON) -> Spec:
    return {"200": {"description": "", "content": {media: {"schema": schema}}}}


def operation(**extra: Any) -> Spec:
    return {
        "tags": ["things"],
        "operationId": "things_list",
        "responses": {"204": {"description": ""}},
    } | extra


def doc(paths: Spec, schemas: Spec | None = None, **top: Any) -> Spec:
    components = {"schemas": schemas} if schemas else {}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": components,
    } | top


def get(schemas: Spec | None = None, top: Spec | None = None, **extra: Any) -> Spec:
    return doc({"/v1/Things": {"get": operation(**extra)}}, schemas, **(top or {}))


def answered(schema: Any, schemas: Spec | None = None) -> Spec:
    return get(schemas, responses=answer(schema))


def thing(properties: Spec, **extra: Any) -> Spec:
    """A document whose one answer is a Thing with these properties."""
    shape = {"type": "object", "properties": properties} | extra
    return answered({"$ref": "#/components/schemas/Thing"}, {"Thing": shape})


def prop(schema: Any) -> Spec:
    return thing({"a": schema})


def sent(schema: Any, media: str = JSON, schemas: Spec | None = None, **extra: Any) -> Spec:
    body = {"content": {media: {"schema": schema} | extra}}
    one = operation(operationId="things_create", requestBody=body)
    return doc({"/v1/Things": {"post": one}}, schemas)


def query(parameter: Spec, **top: Any) -> Spec:
    return get(None, top, parameters=[{"name": "q", "in": "query"} | parameter])


def ref(name: str) -> Spec:
    return {"$ref": f"#/components/schemas/{name}"}


A = "#/components/schemas/Thing/properties/a"
MODEL = "models/thing.py"
MEDIA = f"{POST}/requestBody/content"

SCALARS = [
    Construct("a string", prop(TEXT), (f"{MODEL}: a: str | None | Unset",)),
    Construct("an integer", prop({"type": "integer"}), (f"{MODEL}: a: int | None",)),
    Construct("a number is a Decimal", prop({"type": "number"}), (f"{MODEL}: a: Decimal | None",)),
    Construct("a boolean", prop({"type": "boolean"}), (f"{MODEL}: a: bool | None",)),
    Construct("a time", prop(TEXT | {"format": "date-time"}), (f"{MODEL}: a: datetime | None",)),
    Construct("a date", prop(TEXT | {"format": "date"}), (f"{MODEL}: a: str | None",)),
    Construct("a uuid", prop(TEXT | {"format": "uuid"}), (f"{MODEL}: a: str | None",)),
    Construct("a password", prop(TEXT | {"format": "password"}), (f"{MODEL}: secret=True",)),
    Construct("an unknown format", prop(TEXT | {"format": "vin"}), remarks=(f"{A}/format",)),
    Construct("bytes in base64", prop(TEXT | {"format": "byte"}), remarks=(A,)),
    Construct("encoded content", prop(TEXT | {"contentEncoding": "base64"}), remarks=(A,)),
    Construct("bytes within JSON", prop(TEXT | {"format": "binary"}), gaps=(A,)),
    Construct("no type", prop({}), (f"{MODEL}: a: JsonValue | None",)),
    Construct("the schema true", prop(True), (f"{MODEL}: a: JsonValue | None",)),
    Construct("the schema false", prop(False), (f"{MODEL}: !    a:",), gaps=(A,)),
    Construct("null in a list of types", prop({"type": ["string", "null"]}), (f"{MODEL}: a: str",)),
    Construct("nullable of 3.0", prop(TEXT | {"nullable": True}), (f"{MODEL}: a: str | None",)),
    Construct("two types", prop({"type": ["string", "integer"]}), gaps=(f"{A}/type",)),
    Construct(
        "integer or number", prop({"type": ["integer", "number"]}), (f"{MODEL}: a: Decimal",)
    ),
    Construct("an unknown type", prop({"type": "money"}), gaps=(f"{A}/type",)),
    Construct(
        "a pattern without type",
        prop({"pattern": "x"}),
        gaps=(A,),
        remarks=(f"{A}/pattern",),
    ),
    Construct("JSON within text", prop(TEXT | {"contentSchema": {}}), gaps=(f"{A}/contentSchema",)),
    Construct("a description", prop(TEXT | {"description": "Says."}), (f'{MODEL}: """Says."""',)),
    Construct("a default", prop(TEXT | {"default": "x"}), (f"{MODEL}: By default the server",)),
    Construct("a deprecated one", prop(TEXT | {"deprecated": True}), (f"{MODEL}: Deprecated.",)),
    Construct("a title", thing({"a": TEXT}, title="Titled"), (f'{MODEL}: """Titled"""',)),
    *(
        Construct(word, prop({"type": kind, word: value}), remarks=(f"{A}/{word}",))
        for kind, word, value in (
            ("string", "minLength", 1),
            ("string", "maxLength", 1),
            ("string", "pattern", "x"),
            ("integer", "minimum", 1),
            ("integer", "maximum", 1),
            ("integer", "exclusiveMinimum", 1),
            ("integer", "exclusiveMaximum", 1),
            ("integer", "multipleOf", 2),
            ("array", "minItems", 1),
            ("array", "maxItems", 1),
            ("array", "uniqueItems", True),
            ("object", "minProperties", 1),
        )
    ),
    *(
        Construct(f"the keyword {word}", prop(TEXT | {word: value}), gaps=(f"{A}/{word}",))
        for word, value in (
            ("not", {}),
            ("if", {}),
            ("then", {}),
            ("else", {}),
            ("dependentRequired", {}),
            ("dependentSchemas", {}),
            ("propertyNames", {}),
            ("unevaluatedProperties", False),
            ("unevaluatedItems", False),
            ("contains", {}),
            ("patternProperties", {}),
            ("discriminator", {"propertyName": "k"}),
            ("$dynamicAnchor", "x"),
            ("misspelt", 1),
        )
    ),
    Construct("xml", prop(TEXT | {"xml": {"name": "x"}}), remarks=(f"{A}/xml",)),
    Construct("an extension", prop(TEXT | {"x-color": 1}), remarks=(f"{A}/x-color",)),
    Construct("a dynamic reference", prop({"$dynamicRef": "#x"}), gaps=(f"{A}/$dynamicRef", A)),
]

ENUMS = [
    Construct(
        "an inline enum",
        prop(TEXT | {"enum": ["x", "y"]}),
        (f"{MODEL}: a: ThingA | str", 'types.py: ThingA: TypeAlias = Literal["x", "y", ]'),
    ),
    Construct(
        "a named enum",
        answered(
            ref("Thing"),
            {
                "Thing": {"type": "object", "properties": {"a": ref("Color")}},
                "Color": TEXT | {"enum": ["red"]},
            },
        ),
        (f"{MODEL}: a: Color | str", "types.py: Color: TypeAlias"),
    ),
    Construct("a constant", prop({"const": "x"}), ('types.py: Literal["x", ]',)),
    Construct("an enum of integers", prop({"enum": [1, 2]}), ("types.py: Literal[1, 2, ]",)),
    Construct("an enum of numbers", prop({"enum": [1.5, 2]}), (f"{MODEL}: a: Decimal",), (A,)),
    Construct("an enum of booleans", prop({"enum": [True]}), (f"{MODEL}: a: bool",)),
    Construct("an enum with null", prop({"enum": ["x", None]}), (f"{MODEL}: a: ThingA",)),
    Construct("an enum of many types", prop({"enum": ["x", 1]}), gaps=(A,)),
    Construct("a value twice", prop({"enum": ["x", "x"]}), ('types.py: Literal["x", ]',)),
    Construct("a value that is no name", prop({"enum": ["+1", ""]}), ('types.py: "+1", ""',)),
    Construct("a value with a quote", prop({"enum": ['a"b']}), ('types.py: "a\\"b"',)),
    Construct(
        "a list of an enum",
        prop({"type": "array", "items": {"enum": ["x"]}}),
        (f"{MODEL}: a: list[ThingAItem | str]",),
    ),
    Construct(
        "the values of an enum in the text of an argument",
        query({"schema": TEXT | {"enum": ["x"]}}),
        (f"{RESOURCE}: One of `x`.",),
    ),
]

OBJECTS = [
    Construct(
        "an inline object is named by its place",
        prop({"type": "object", "properties": {"b": TEXT}}),
        (f"{MODEL}: a: models.ThingA | None", "models/thing_a.py: b: str"),
    ),
    Construct(
        "an object of anything", prop({"type": "object"}), (f"{MODEL}: a: dict[str, JsonValue]",)
    ),
    Construct(
        "a map",
        prop({"type": "object", "additionalProperties": TEXT}),
        (f"{MODEL}: a: dict[str, JsonValue]",),
        (f"{A}/additionalProperties",),
    ),
    Construct(
        "properties without type",
        answered({"properties": {"b": TEXT}}),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
    ),
    Construct(
        "required",
        thing({"a": TEXT}, required=["a"]),
        (f"{MODEL}: a: str\n", f"{MODEL}: required=True"),
    ),
    Construct(
        "required and nullable",
        thing({"a": TEXT | {"nullable": True}}, required=["a"]),
        (f"{MODEL}: a: str | None | Unset",),
    ),
    Construct(
        "required, and no property",
        thing({"a": TEXT}, required=["b"]),
        gaps=("#/components/schemas/Thing/required",),
    ),
    Construct(
        "a list of objects",
        prop({"type": "array", "items": {"properties": {"b": TEXT}}}),
        (f"{MODEL}: a: list[models.ThingAItem]",),
    ),
    Construct("a list without items", prop({"type": "array"}), (f"{MODEL}: a: list[JsonValue]",)),
    Construct(
        "a list of lists",
        prop({"type": "array", "items": {"type": "array"}}),
        (f"{MODEL}: a: list[JsonValue]",),
        (f"{A}/items",),
    ),
    Construct(
        "a tuple",
        prop({"type": "array", "prefixItems": [TEXT]}),
        (f"{MODEL}: a: list[JsonValue]",),
        (f"{A}/prefixItems",),
    ),
    Construct(
        "an object that holds itself",
        prop({"$ref": "#/components/schemas/Thing"}),
        (f"{MODEL}: a: models.Thing | None",),
    ),
    Construct(
        "what is only sent is not read",
        thing({"a": TEXT | {"writeOnly": True}, "b": TEXT}),
        (f"{MODEL}: !    a:", f"{MODEL}:     b:"),
    ),
    Construct(
        "what is only read is not sent",
        sent(
            ref("Thing"),
            schemas={"Thing": {"properties": {"a": TEXT | {"readOnly": True}, "b": TEXT}}},
        ),
        ("models/thing_input.py: !    a:", "models/thing_input.py:     b:"),
    ),
    Construct(
        "one shape that is sent and read becomes two",
        doc(
            {
                "/v1/Things": {
                    "post": operation(
                        operationId="things_create",
                        requestBody={"content": {JSON: {"schema": ref("Thing")}}},
                        responses=answer(ref("Thing")),
                    )
                }
            },
            {"Thing": {"properties": {"a": TEXT}}},
        ),
        (
            "models/thing.py: class Thing(Model)",
            "models/thing_input.py: class ThingInput(InputModel)",
        ),
    ),
    Construct(
        "a reference to a part of another",
        answered(
            ref("Thing"),
            {
                "Thing": {"properties": {"a": {"$ref": "#/components/schemas/Other/properties/b"}}},
                "Other": {"properties": {"b": {"properties": {"c": TEXT}}}},
            },
        ),
        (f"{MODEL}: a: models.OtherB",),
    ),
    Construct(
        "a reference to a reference",
        answered(ref("Alias"), {"Alias": ref("Thing"), "Thing": {"properties": {"a": TEXT}}}),
        (f"{RESOURCE}: -> models.Thing:",),
    ),
    Construct(
        "a description beside a reference",
        answered(
            ref("Thing"),
            {
                "Thing": {"properties": {"a": ref("Text") | {"description": "Beside."}}},
                "Text": TEXT,
            },
        ),
        (f"{MODEL}: Beside.",),
    ),
    Construct(
        "a reference to itself",
        answered(ref("Loop"), {"Loop": ref("Loop")}),
        refusals=("#/components/schemas/Loop",),
    ),
    Construct(
        "a reference to nothing",
        answered(ref("Nothing")),
        refusals=(f"{AT}/responses/200/content/application~1json/schema",),
    ),
    Construct(
        "a reference to a file",
        answered({"$ref": "other.yaml#/X"}),
        refusals=(f"{AT}/responses/200/content/application~1json/schema",),
    ),
    Construct(
        "an anchor",
        answered({"$ref": "#thing"}),
        refusals=(f"{AT}/responses/200/content/application~1json/schema",),
    ),
]

UNIONS = [
    Construct(
        "allOf of one reference",
        answered(
            ref("Thing"),
            {
                "Thing": {"properties": {"a": {"allOf": [ref("Other")], "description": "D."}}},
                "Other": {"properties": {"b": TEXT}},
            },
        ),
        (f"{MODEL}: a: models.Other",),
    ),
    Construct(
        "allOf of one reference and more",
        answered(
            {"allOf": [ref("Other")], "properties": {"c": TEXT}},
            {"Other": {"properties": {"b": TEXT}}},
        ),
        ("models/things_list_response.py: b: str", "models/things_list_response.py: c: str"),
    ),
    Construct(
        "allOf with required beside",
        answered(
            ref("Thing"),
            {
                "Thing": {"allOf": [ref("Other")], "required": ["b"]},
                "Other": {"properties": {"b": TEXT}},
            },
        ),
        (f"{MODEL}: b: str\n",),
    ),
    Construct(
        "allOf of a component alone",
        answered(
            ref("Thing"), {"Thing": {"allOf": [ref("Other")]}, "Other": {"properties": {"b": TEXT}}}
        ),
        (f"{RESOURCE}: -> models.Other",),
    ),
    Construct(
        "allOf in a circle",
        answered(ref("Thing"), {"Thing": {"properties": {"a": TEXT}, "allOf": [ref("Thing")]}}),
        refusals=("#/components/schemas/Thing",),
    ),
    Construct(
        "allOf of a scalar",
        prop({"allOf": [TEXT, {"format": "date-time"}]}),
        (f"{MODEL}: a: datetime",),
    ),
    Construct(
        "anyOf with null", prop({"anyOf": [TEXT, {"type": "null"}]}), (f"{MODEL}: a: str | None",)
    ),
    Construct(
        "oneOf of null and an object",
        prop({"oneOf": [{"type": "null"}, {"properties": {"b": TEXT}}]}),
        (f"{MODEL}: a: models.ThingA",),
    ),
    Construct("oneOf of one", prop({"oneOf": [{"type": "integer"}]}), (f"{MODEL}: a: int",)),
    Construct(
        "alternatives of one type",
        prop({"anyOf": [TEXT | {"format": "uri"}, TEXT]}),
        (f"{MODEL}: a: str",),
    ),
    Construct(
        "integer or number",
        prop({"anyOf": [{"type": "integer"}, {"type": "number"}]}),
        (f"{MODEL}: a: Decimal",),
    ),
    Construct(
        "an enum or any text", prop({"anyOf": [TEXT | {"enum": ["x"]}, TEXT]}), (f"{MODEL}: | str",)
    ),
    Construct(
        "two enums",
        prop({"anyOf": [{"enum": ["x"]}, {"enum": ["y"]}]}),
        (f"{MODEL}: a: str",),
        (f"{A}/anyOf",),
    ),
    Construct(
        "a boolean or an object",
        sent(
            ref("Thing"),
            schemas={
                "Thing": {
                    "properties": {
                        "a": {"oneOf": [{"type": "boolean"}, {"properties": {"b": TEXT}}]}
                    }
                }
            },
        ),
        ("models/thing_input.py: a: bool | models.ThingA2Input",),
    ),
    Construct(
        "a text or an object",
        prop({"oneOf": [TEXT, {"properties": {"b": TEXT}}]}),
        (f"{MODEL}: a: JsonValue",),
        (f"{A}/oneOf",),
    ),
    Construct(
        "two objects",
        prop({"oneOf": [{"properties": {"b": TEXT}}, {"properties": {"c": TEXT}}]}),
        (f"{MODEL}: a: JsonValue",),
        (f"{A}/oneOf",),
    ),
    Construct(
        "a text or a number",
        prop({"oneOf": [TEXT, {"type": "number"}]}),
        (f"{MODEL}: a: JsonValue",),
        (f"{A}/oneOf",),
    ),
    Construct(
        "which properties belong together",
        thing({"a": TEXT}, anyOf=[{"required": ["a"]}]),
        (f"{MODEL}: a: str",),
        remarks=("#/components/schemas/Thing/anyOf",),
    ),
    Construct(
        "alternatives beside properties",
        thing({"a": TEXT}, oneOf=[{"properties": {"b": TEXT}}]),
        (f"{MODEL}: b: str",),
        ("#/components/schemas/Thing/oneOf",),
    ),
]
