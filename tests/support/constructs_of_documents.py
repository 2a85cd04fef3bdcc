"""Constructs around names and around the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.constructs_of_schemas import (
    AT,
    POST,
    RESOURCE,
    TABLE,
    TEXT,
    Construct,
    answer,
    answered,
    doc,
    get,
    operation,
    ref,
)

if TYPE_CHECKING:
    from tests.support.constructs_of_schemas import (
        Spec,
    )

OBJECT = {"type": "object", "properties": {"b": TEXT}}


def named(identifier: str | None, tags: list[str] | None = None, path: str = "/v1/Things") -> Spec:
    one = operation(operationId=identifier, tags=tags)
    return doc({path: {"get": {k: v for k, v in one.items() if v is not None}}})


NAMES = [
    Construct(
        "tag_method", named("things_find_all", ["things"]), (f"{RESOURCE}: async def find_all(",)
    ),
    Construct(
        "camelCase", named("getAllThings", ["things"]), (f"{RESOURCE}: async def get_all_things(",)
    ),
    Construct(
        "tag/method", named("things/list-all", ["things"]), (f"{RESOURCE}: async def list_all(",)
    ),
    Construct(
        "a method of a prototype",
        named("Thing.prototype.__get__parts", ["Thing"]),
        ("resources/thing.py: async def get_parts(",),
    ),
    Construct(
        "a braced one",
        named("Thing.find__get_Things_{id}", ["Thing"]),
        ("resources/thing.py: async def find_get_things_id(",),
    ),
    Construct("none", named(None, ["things"]), (f"{RESOURCE}: async def get_v1_things(",)),
    Construct(
        "a keyword", named("things_import", ["things"]), (f"{RESOURCE}: async def import_(",)
    ),
    Construct(
        "a name of the module",
        named("things_models", ["things"]),
        (f"{RESOURCE}: async def models_(",),
        (AT,),
    ),
    Construct("no tag", named("x", None), (f"{RESOURCE}: class ThingsResource",), (AT,)),
    Construct(
        "two tags",
        named("x", ["things", "others"]),
        (f"{RESOURCE}: async def x(",),
        (f"{AT}/tags",),
    ),
    Construct(
        "a tag with spaces",
        named("x", ["My Things & More"]),
        ("resources/my_things_more.py: class MyThingsMoreResource",),
    ),
    Construct(
        "a tag that begins with a digit",
        named("x", ["3D"]),
        ("resources/n3_d.py: class N3DResource",),
    ),
    Construct(
        "an operationId twice",
        doc({"/v1/Things": {"get": operation(), "post": operation()}}),
        (f"{RESOURCE}: async def list_(",),
        (f"{POST}/operationId", POST),
    ),
    Construct(
        "a schema that is not PascalCase",
        answered(ref("my-thing"), {"my-thing": OBJECT}),
        ("models/my_thing.py: class MyThing(Model)",),
    ),
    Construct(
        "a schema of a name of ours",
        answered(ref("Model"), {"Model": OBJECT}),
        ("models/model_model.py: class ModelModel(Model)",),
        ("#/components/schemas/Model",),
    ),
    Construct(
        "two schemas of one name",
        get(
            {"a-b": OBJECT, "AB": OBJECT},
            responses=answer({"type": "array", "items": ref("a-b")})
            | {"201": answer(ref("AB"))["200"]},
        ),
        gaps=("#/components/schemas/AB", f"{AT}/responses"),
    ),
    Construct(
        "a field of a name of ours",
        answered({"properties": {"to_dict": TEXT, "attrs": TEXT, "str": TEXT}}),
        (
            "models/things_list_response.py: to_dict_: str",
            "models/things_list_response.py: attrs_: str",
            "models/things_list_response.py: str_: str",
        ),
        tuple(
            f"{AT}/responses/200/content/application~1json/schema/properties/{n}"
            for n in ("to_dict", "attrs", "str")
        ),
    ),
    Construct(
        "fields of signs",
        answered({"properties": {"+1": TEXT, "-1": TEXT, "@id": TEXT}}),
        (
            "models/things_list_response.py: plus_1: str",
            "models/things_list_response.py: minus_1: str",
            "models/things_list_response.py:     id: str",
        ),
    ),
    Construct(
        "a chosen field name",
        answered({"properties": {"x": TEXT | {"x-python-name": "y"}}}),
        ("models/things_list_response.py:     y: str",),
    ),
    Construct(
        "a chosen method name",
        get(**{"x-python-name": "search"}),
        (f"{RESOURCE}: async def search(",),
    ),
    Construct(
        "a description that ends in a quote",
        get(summary="S", description='Says "no"'),
        (f'{RESOURCE}: Says "no\\"',),
    ),
    Construct(
        "a description that is code",
        get(description='"""\nimport os'),
        (f"{RESOURCE}: ''' import os",),
    ),
]

DOCUMENT = [
    Construct("OpenAPI 3.0", get(top={"openapi": "3.0.3"}), (f"{RESOURCE}: async def list(",)),
    Construct("Swagger 2", get(top={"openapi": "2.0"}), refusals=("#/openapi",)),
    Construct(
        "a base path",
        get(top={"servers": [{"url": "https://x.test/api/v3"}]}),
        (f'{TABLE}: wire_path="/api/v3/v1/Things"',),
        remarks=("#/servers/0/url",),
    ),
    Construct(
        "a relative server",
        get(top={"servers": [{"url": "/api"}]}),
        (f'{TABLE}: wire_path="/api/v1/Things"',),
        remarks=("#/servers/0/url",),
    ),
    Construct(
        "variables of a server",
        get(
            top={"servers": [{"url": "https://x.test/{v}", "variables": {"v": {"default": "v2"}}}]}
        ),
        (f'{TABLE}: wire_path="/v2/v1/Things"',),
        ("#/servers/0/variables/v",),
        ("#/servers/0/url",),
    ),
    Construct(
        "a second server",
        get(top={"servers": [{"url": "https://x.test"}, {"url": "https://y.test"}]}),
        remarks=("#/servers/1",),
    ),
    Construct(
        "servers of a path",
        doc({"/v1/Things": {"servers": [{"url": "https://y.test/up"}], "get": operation()}}),
        (f'{TABLE}: wire_path="/up/v1/Things"',),
        ("#/paths/~1v1~1Things/servers",),
    ),
    Construct(
        "servers of an operation",
        get(servers=[{"url": "https://y.test/up"}]),
        (f'{TABLE}: wire_path="/up/v1/Things"',),
        (f"{AT}/servers",),
    ),
    Construct("no access", get(security=[]), (f"{TABLE}: authenticated=False",)),
    Construct("no access at all", get(top={"security": []}), (f"{TABLE}: authenticated=False",)),
    Construct(
        "other access",
        get(top={"components": {"securitySchemes": {"b": {"type": "http", "scheme": "basic"}}}}),
        gaps=("#/components/securitySchemes/b",),
    ),
    Construct("webhooks", get(top={"webhooks": {}}), gaps=("#/webhooks",)),
    Construct("callbacks", get(callbacks={}), gaps=(f"{AT}/callbacks",)),
    Construct(
        "a path item by reference",
        doc(
            {"/v1/Things": {"$ref": "#/components/pathItems/P"}},
            None,
            components={"pathItems": {"P": {"get": operation()}}},
        ),
        (f'{TABLE}: wire_path="/v1/Things"',),
    ),
    Construct(
        "a deprecated operation",
        get(deprecated=True),
        (f"{RESOURCE}: @deprecated(", f"{RESOURCE}: Deprecated: The API"),
    ),
    Construct(
        "a deprecated operation with a required field",
        doc(
            {
                "/v1/Things": {
                    "post": operation(
                        operationId="things_create",
                        deprecated=True,
                        requestBody={
                            "content": {
                                "application/json": {"schema": OBJECT | {"required": ["b"]}}
                            }
                        },
                    )
                }
            }
        ),
        (f"{RESOURCE}: @deprecated(", f"{RESOURCE}: @overload"),
    ),
    Construct("an unknown word of an operation", get(sumary="x"), gaps=(f"{AT}/sumary",)),
    Construct(
        "an extension of an operation",
        get(**{"x-controller-name": "C"}),
        remarks=(f"{AT}/x-controller-name",),
    ),
    Construct(
        "an extension among the paths",
        doc({"x-note": {}, "/v1/Things": {"get": operation()}}),
        (f"{RESOURCE}: async def list(",),
    ),
    Construct("a list where an object belongs", get(responses=[]), refusals=(f"{AT}/responses",)),
]
