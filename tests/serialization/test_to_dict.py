"""Models as plain JSON: for the standard library, for FastAPI, and back again."""

import json
from decimal import Decimal
from typing import Annotated

import attrs
import pytest
from fastapi import Body, FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import TypeAdapter

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.models import Document, DocumentCreate, DocumentItemInput

ANSWER = {
    "id": "d1",
    "type": "invoice",
    "date": "2023-04-30T06:14:03.266Z",
    "total": 100,
    "totalWithTax": 121.05,
    "dateYear": 2023,
    "_documentItems": [{"name": "Suit", "price": 1.25, "custom": {"a": [0.1]}}],
    "custom": {"x": 2.50},
    "somethingNew": [0.30000000000000004],
}


@pytest.fixture
def document():
    return Document.from_dict(responses.loads(json.dumps(ANSWER).encode()))


def test_the_exact_form_keeps_decimals(document):
    assert document.to_dict()["totalWithTax"] == Decimal("121.05")
    assert document.to_dict() == document.to_dict(mode="exact")


def test_the_json_form_is_written_by_the_standard_library_as_it_came(document):
    assert json.loads(json.dumps(document.to_dict(mode="json"))) == ANSWER
    assert dict(document) == document.to_dict(mode="json")


def test_a_model_is_read_from_what_the_standard_library_reads(document):
    again = Document.from_dict(json.loads(json.dumps(document.to_dict(mode="json"))))
    assert (again.total_with_tax, again.total) == (Decimal("121.05"), Decimal(100))
    assert type(again.total_with_tax) is Decimal
    assert again.items[0].price == Decimal("1.25")


@pytest.mark.parametrize(
    ("value", "read"),
    [(2023, 2023), (2023.0, 2023), (Decimal("2023.0"), 2023), (20.5, 20.5), (True, True)],
)
def test_whole_numbers_are_int_however_they_were_read(value, read):
    found = Document.from_dict({"dateYear": value}).date_year

    assert (type(found), found) == (type(read), read)


def test_what_is_sent_has_a_json_form_too():
    create = DocumentCreate(type="invoice", items=[DocumentItemInput(name="Suit", price="1.10")])

    assert create.to_dict(mode="json") == {
        "type": "invoice",
        "_documentItems": [{"name": "Suit", "price": 1.1}],
    }


def test_a_property_given_twice_is_refused():
    create = DocumentCreate(type="invoice", items=[], additional_properties={"type": "estimate"})

    with pytest.raises(InvalidInputError, match="given twice") as caught:
        create.to_dict()

    assert caught.value.field == "type"


def test_a_model_in_the_place_of_a_list_is_refused():
    create = DocumentCreate(type="invoice", items=DocumentItemInput(name="Suit"))

    with pytest.raises(InvalidInputError, match="is a list"):
        create.to_dict()


@pytest.fixture
def web():
    app = FastAPI()

    @app.get("/plain")
    async def plain():
        return Document.from_dict(ANSWER)

    @app.get("/typed")
    async def typed() -> Document:
        return Document.from_dict(ANSWER)

    @app.get("/list")
    async def listed() -> list[Document]:
        return [Document.from_dict(ANSWER)]

    @app.post("/create")
    async def create(body: Annotated[DocumentCreate, Body()]) -> dict[str, object]:
        return {"type": body.type, "price": str(body.items[0].price)}

    return AsyncClient(transport=ASGITransport(app), base_url="http://test")


async def test_fastapi_returns_models_and_reads_them(web):
    assert (await web.get("/plain")).json() == ANSWER
    assert (await web.get("/typed")).json() == ANSWER
    assert (await web.get("/list")).json() == [ANSWER]
    sent = {"type": "invoice", "_documentItems": [{"name": "Suit", "price": 1.1}]}
    assert (await web.post("/create", json=sent)).json() == {"type": "invoice", "price": "1.1"}


async def test_fastapi_refuses_what_cannot_be_sent_naming_the_field(web):
    answer = await web.post("/create", json={"type": "invoice", "_documentItems": [{"name": 5}]})

    assert answer.status_code == 422
    assert "items[0].name: is text: give str, not int" in answer.text
    assert (await web.post("/create", json=[1])).status_code == 422


async def test_fastapi_documents_the_fields(web):
    paths = (await web.get("/openapi.json")).json()["paths"]
    schema = paths["/typed"]["get"]["responses"]["200"]
    properties = schema["content"]["application/json"]["schema"]["properties"]

    assert properties["totalWithTax"] == {"type": "number"}
    assert properties["_documentItems"]["type"] == "array"


def test_pydantic_reads_a_model_that_is_one():
    document = Document.from_dict(ANSWER)

    assert TypeAdapter(Document).validate_python(document) is document


def test_the_types_of_a_model_can_be_resolved():
    attrs.resolve_types(Document)

    assert attrs.fields(Document).total.type is Decimal
