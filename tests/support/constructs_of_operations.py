"""Constructs around operations: parameters, bodies, answers, names, the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.constructs_of_schemas import (
    AT,
    JSON,
    MEDIA,
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
    query,
    ref,
    sent,
)

if TYPE_CHECKING:
    from tests.support.constructs_of_schemas import (
        Spec,
    )

Q = f"{AT}/parameters/0"
LIST = {"type": "array", "items": {"type": "string"}}
OBJECT = {"type": "object", "properties": {"b": TEXT}}
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def placed(place: str, name: str, **extra: Any) -> Spec:
    return get(parameters=[{"name": name, "in": place, "schema": TEXT} | extra])


def at_path(path: str, *parameters: Spec, **extra: Any) -> Spec:
    return doc({path: {"get": operation(parameters=list(parameters), **extra)}})


ID = {"name": "id", "in": "path", "required": True, "schema": TEXT}

PARAMETERS = [
    Construct(
        "a text in the query",
        query({"schema": TEXT}),
        (f"{RESOURCE}: q: str | None = None", f'{RESOURCE}: "q": q'),
    ),
    Construct(
        "a required one", query({"schema": TEXT, "required": True}), (f"{RESOURCE}: q: str,",)
    ),
    Construct("a list", query({"schema": LIST}), (f"{RESOURCE}: parameters.repeated(q)",)),
    Construct(
        "a list in one",
        query({"schema": LIST, "explode": False}),
        (f'{RESOURCE}: parameters.joined(q, ",")',),
    ),
    Construct(
        "a list with spaces",
        query({"schema": LIST, "style": "spaceDelimited"}),
        (f'{RESOURCE}: parameters.joined(q, " ")',),
    ),
    Construct(
        "a list with pipes",
        query({"schema": LIST, "style": "pipeDelimited"}),
        (f'{RESOURCE}: parameters.joined(q, "|")',),
    ),
    Construct(
        "an object in brackets",
        query({"schema": OBJECT, "style": "deepObject"}),
        (f"{RESOURCE}: parameters.brackets(q)",),
    ),
    Construct(
        "an object or a number in brackets",
        query({"schema": {"anyOf": [OBJECT, {"type": "integer"}]}, "style": "deepObject"}),
        (f"{RESOURCE}: q: object | None", f"{RESOURCE}: parameters.brackets(q)"),
        (f"{Q}/schema/anyOf",),
    ),
    Construct(
        "an object in pairs",
        query({"schema": OBJECT}),
        (f"{RESOURCE}: q: Mapping[str, object]",),
        (Q,),
    ),
    Construct(
        "JSON",
        query({"content": {JSON: {"schema": {}}}}),
        (f"{RESOURCE}: parameters.json_text(q)",),
    ),
    Construct(
        "XML",
        query({"content": {"text/xml": {"schema": {}}}}),
        (f"{RESOURCE}: q: str",),
        (f"{Q}/content",),
    ),
    Construct("no schema", query({}), (f"{RESOURCE}: q: str | None",), (Q,)),
    Construct(
        "the format JSON",
        query({"schema": TEXT | {"format": "JSON"}}),
        (f"{RESOURCE}: q: Mapping[str, object]",),
    ),
    Construct(
        "a deprecated one",
        query({"schema": TEXT, "deprecated": True}),
        (f"{RESOURCE}: q: Deprecated.",),
    ),
    Construct(
        "a default",
        query({"schema": TEXT | {"default": "x"}}),
        (f"{RESOURCE}: By default the server",),
    ),
    Construct(
        "reserved characters",
        query({"schema": TEXT, "allowReserved": True}),
        gaps=(f"{Q}/allowReserved",),
    ),
    Construct(
        "an empty value",
        query({"schema": TEXT, "allowEmptyValue": True}),
        remarks=(f"{Q}/allowEmptyValue",),
    ),
    Construct(
        "a header",
        placed("header", "X-Trace"),
        (f"{RESOURCE}: x_trace: str | None", f'{RESOURCE}: "X-Trace": x_trace'),
    ),
    Construct("a header of our own", placed("header", "Accept"), (f"{RESOURCE}: !accept:",), (Q,)),
    Construct("a cookie", placed("cookie", "session"), (f"{RESOURCE}: !session",), (Q,)),
    Construct("a place that is none", placed("body", "x"), refusals=(Q,)),
    Construct(
        "the id of a resource",
        at_path("/v1/Things/{id}", ID),
        (f"{RESOURCE}: thing_id: str", f"{TABLE}: /v1/Things/{{thing_id}}"),
    ),
    Construct(
        "an integer in the path",
        at_path("/v1/Things/{id}", ID | {"schema": {"type": "integer"}}),
        (f"{RESOURCE}: thing_id: int", f'{RESOURCE}: parameters.path_text("thing_id", thing_id)'),
    ),
    Construct(
        "a path parameter that is not described",
        at_path("/v1/Things/{id}"),
        (f"{RESOURCE}: thing_id: str",),
        ("#/paths/~1v1~1Things~1{id}/get",),
    ),
    Construct(
        "a path parameter that is not in the path",
        at_path("/v1/Things", ID),
        gaps=("#/paths/~1v1~1Things/get/parameters/0",),
    ),
    Construct(
        "a style of the path",
        at_path("/v1/Things/{id}", ID | {"style": "matrix"}),
        gaps=("#/paths/~1v1~1Things~1{id}/get/parameters/0",),
    ),
    Construct(
        "a placeholder twice",
        at_path("/v1/{id}/{id}", ID),
        (f"{RESOURCE}: path=(id, id, ),",),
    ),
    Construct(
        "parameters of the path",
        doc({"/v1/Things/{id}": {"parameters": [ID], "get": operation()}}),
        (f"{RESOURCE}: thing_id: str",),
    ),
    Construct(
        "a name that is a keyword",
        query({"name": "from", "schema": TEXT}),
        (f"{RESOURCE}: from_: str", f'{RESOURCE}: "from": from_'),
    ),
    Construct(
        "a name that is none",
        query({"name": "a[b]", "schema": TEXT}),
        (f"{RESOURCE}: a_b: str", f'{RESOURCE}: "a[b]": a_b'),
    ),
    Construct(
        "a name of ours",
        query({"name": "options", "schema": TEXT}),
        (f"{RESOURCE}: options_: str",),
        (AT,),
    ),
    Construct(
        "a name of the module",
        query({"name": "models", "schema": TEXT}),
        (f"{RESOURCE}: models_: str",),
        (AT,),
    ),
    Construct(
        "two of one name",
        get(parameters=[{"name": n, "in": "query", "schema": TEXT} for n in ("a_b", "aB")]),
        (f"{RESOURCE}: a_b_: str",),
        (AT,),
    ),
]

BODIES = [
    Construct(
        "an inline body",
        sent(OBJECT),
        (f"{RESOURCE}: b: str | None | Unset", f"{RESOURCE}: models.ThingsCreateBodyInput"),
    ),
    Construct(
        "a list of objects",
        sent({"type": "array", "items": OBJECT}),
        (
            f"{RESOURCE}: body: Sequence[models.",
            f'{RESOURCE}: bodies.list_body(body, "model", models.',
        ),
    ),
    Construct(
        "a text",
        sent(TEXT),
        (f"{RESOURCE}: body: str | None = None", f'{RESOURCE}: bodies.value_body(body, "string")'),
    ),
    Construct(
        "an object of anything",
        sent({"type": "object"}),
        (f"{RESOURCE}: body: Mapping[str, object]",),
    ),
    Construct("anything", sent({}), (f"{RESOURCE}: body: object",)),
    Construct(
        "a form", sent(OBJECT, FORM), (f"{RESOURCE}: bodies.form_body(", f'{TABLE}: body="form"')
    ),
    Construct(
        "a form of anything",
        sent({"type": "object"}, FORM),
        (f"{RESOURCE}: bodies.free_object(body)",),
    ),
    Construct(
        "a form in brackets",
        sent(
            {"properties": {"b": {"type": "object"}}},
            FORM,
            encoding={"b": {"style": "deepObject", "explode": True}},
        ),
        (f'{RESOURCE}: ("b", ),',),
    ),
    Construct(
        "a form with files",
        sent({"properties": {"f": TEXT | {"format": "binary"}}}, MULTIPART),
        (f"{RESOURCE}: f: _uploads.FileInput", f"{RESOURCE}: requests.multipart("),
    ),
    Construct(
        "a file of 3.1",
        sent({"properties": {"f": {"contentMediaType": "image/png"}}}, MULTIPART),
        (f"{RESOURCE}: f: _uploads.FileInput",),
    ),
    Construct(
        "a part in a style",
        sent(OBJECT, MULTIPART, encoding={"b": {"style": "form"}}),
        gaps=(f"{MEDIA}/multipart~1form-data/encoding/b/style", f"{POST}/requestBody"),
    ),
    Construct(
        "a part with headers",
        sent(OBJECT, MULTIPART, encoding={"b": {"headers": {}}}),
        gaps=(f"{MEDIA}/multipart~1form-data/encoding/b/headers", f"{POST}/requestBody"),
    ),
    Construct(
        "bytes",
        sent({}, "application/octet-stream"),
        (f"{RESOURCE}: body: bytes", f"{RESOURCE}: bodies.raw_body(body,", f'{TABLE}: body="raw"'),
    ),
    Construct("XML", sent(OBJECT, "application/xml"), (f"{RESOURCE}: body: bytes",)),
    Construct(
        "JSON of a kind",
        sent(OBJECT, "application/vnd.x+json"),
        (f"{RESOURCE}: requests.json_body(",),
    ),
    Construct(
        "several bodies",
        doc(
            {
                "/v1/Things": {
                    "post": operation(
                        operationId="things_create",
                        requestBody={
                            "content": {FORM: {"schema": OBJECT}, JSON: {"schema": OBJECT}}
                        },
                    )
                }
            }
        ),
        (f"{RESOURCE}: requests.json_body(",),
        remarks=(f"{MEDIA}/application~1x-www-form-urlencoded",),
    ),
    Construct(
        "a required body",
        doc(
            {
                "/v1/Things": {
                    "post": operation(
                        operationId="things_create",
                        requestBody={"required": True, "content": {JSON: {"schema": TEXT}}},
                    )
                }
            }
        ),
        (f"{RESOURCE}: body: str,",),
    ),
    Construct(
        "a body without content",
        doc(
            {
                "/v1/Things": {
                    "post": operation(operationId="things_create", requestBody={"content": {}})
                }
            }
        ),
        gaps=(f"{POST}/requestBody",),
    ),
    Construct(
        "a body by reference",
        doc(
            {
                "/v1/Things": {
                    "post": operation(
                        operationId="things_create",
                        requestBody={"$ref": "#/components/requestBodies/B"},
                    )
                }
            },
            None,
            components={"requestBodies": {"B": {"content": {JSON: {"schema": OBJECT}}}}},
        ),
        (f"{RESOURCE}: b: str",),
    ),
    Construct(
        "a field that meets a path parameter",
        doc(
            {
                "/v1/Things/{id}": {
                    "put": operation(
                        operationId="things_replace",
                        parameters=[ID],
                        requestBody={
                            "content": {JSON: {"schema": {"properties": {"thing_id": TEXT}}}}
                        },
                    )
                }
            }
        ),
        (f"{RESOURCE}: body_thing_id: str", f'{RESOURCE}: "thing_id": body_thing_id'),
        ("#/paths/~1v1~1Things~1{id}/put",),
    ),
]

ANSWERS = [
    Construct(
        "an inline object",
        answered(OBJECT),
        (f"{RESOURCE}: -> models.ThingsListResponse", "models/things_list_response.py: b: str"),
    ),
    Construct(
        "a list of objects",
        answered({"type": "array", "items": ref("Thing")}, {"Thing": OBJECT}),
        (f"{RESOURCE}: -> builtins.list[models.Thing]",),
    ),
    Construct(
        "a text", answered(TEXT), (f"{RESOURCE}: -> str:", f"{RESOURCE}: responses.value(str)")
    ),
    Construct("a number", answered({"type": "number"}), (f"{RESOURCE}: -> Decimal:",)),
    Construct("a time", answered(TEXT | {"format": "date-time"}), (f"{RESOURCE}: -> datetime:",)),
    Construct("a list of texts", answered(LIST), (f"{RESOURCE}: -> builtins.list[str]:",)),
    Construct(
        "a list of anything",
        answered({"type": "array"}),
        (f"{RESOURCE}: -> builtins.list[JsonValue]:",),
    ),
    Construct(
        "an enum", answered(TEXT | {"enum": ["x"]}), (f"{RESOURCE}: -> ThingsListResponse | str:",)
    ),
    Construct(
        "an object of anything",
        answered({"type": "object"}),
        (f"{RESOURCE}: -> dict[str, JsonValue]:",),
    ),
    Construct("anything", answered({}), (f"{RESOURCE}: -> JsonValue:",)),
    Construct("nothing", get(), (f"{RESOURCE}: -> None:",)),
    Construct(
        "an empty object",
        answered({"type": "object", "maxProperties": 0}),
        (f"{RESOURCE}: -> None:",),
        remarks=(f"{AT}/responses/200/content/application~1json/schema/maxProperties",),
    ),
    Construct(
        "one or nothing",
        get(responses=answer(OBJECT) | {"204": {"description": ""}}),
        (f"{RESOURCE}: -> models.ThingsListResponse | None:", f"{RESOURCE}: responses.maybe("),
    ),
    Construct(
        "an accepted one beside it",
        get(responses=answer(OBJECT) | {"202": {"description": ""}}),
        (f"{RESOURCE}: -> models.ThingsListResponse | None:",),
    ),
    Construct(
        "two of one shape",
        get(
            {"Thing": OBJECT}, responses=answer(ref("Thing")) | {"201": answer(ref("Thing"))["200"]}
        ),
        (f"{RESOURCE}: -> models.Thing:",),
    ),
    Construct(
        "two shapes",
        get(responses=answer(OBJECT) | {"201": answer(TEXT)["200"]}),
        (f"{RESOURCE}: -> JsonValue:",),
        (f"{AT}/responses",),
    ),
    Construct(
        "a range of statuses",
        get(responses={"2XX": answer(OBJECT)["200"]}),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
    ),
    Construct(
        "default alone",
        get(responses={"default": answer(OBJECT)["200"]}),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
        (f"{AT}/responses/default",),
    ),
    Construct(
        "no success",
        get(responses={"404": {"description": ""}}),
        (f"{RESOURCE}: -> None:",),
        (f"{AT}/responses",),
    ),
    Construct(
        "a file",
        get(responses=answer({}, "application/pdf")),
        (f"{RESOURCE}: -> bytes:", f"{RESOURCE}: download_list(", f"{TABLE}: binary=True"),
    ),
    Construct(
        "a file said to be JSON",
        get(responses=answer(TEXT | {"format": "binary"})),
        (f"{RESOURCE}: -> bytes:",),
    ),
    Construct(
        "JSON and XML",
        get(
            responses={
                "200": {
                    "description": "",
                    "content": {"application/xml": {}, JSON: {"schema": OBJECT}},
                }
            }
        ),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
        remarks=(f"{AT}/responses/200/content/application~1xml",),
    ),
    Construct(
        "XML alone",
        get(responses=answer({}, "application/xml")),
        (f"{RESOURCE}: -> bytes:",),
        remarks=(f"{AT}/responses/200/content/application~1xml",),
    ),
    Construct(
        "a stream",
        get(responses=answer({}, "text/event-stream")),
        (f"{RESOURCE}: -> bytes:",),
        (f"{AT}/responses/200/content/text~1event-stream",),
    ),
    Construct(
        "JSON with a charset",
        get(responses=answer(OBJECT, "application/json; charset=utf-8")),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
    ),
    Construct(
        "any type",
        get(responses=answer(OBJECT, "*/*")),
        (f"{RESOURCE}: -> models.ThingsListResponse",),
    ),
    Construct(
        "headers",
        get(responses={"204": {"description": "", "headers": {}}}),
        remarks=(f"{AT}/responses/204/headers",),
    ),
    Construct(
        "links",
        get(responses={"204": {"description": "", "links": {}}}),
        remarks=(f"{AT}/responses/204/links",),
    ),
    Construct(
        "an answer to HEAD",
        doc({"/v1/Things": {"head": operation(responses=answer(OBJECT))}}),
        (f"{RESOURCE}: -> None:",),
    ),
]
