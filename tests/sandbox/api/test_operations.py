from contextlib import closing
from pathlib import Path

import attrs
import httpx
import pytest

from generator.document import Document
from generator.spec import load_spec
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.api.registry import handlers
from spaceinvoices_sandbox.app import create_app

SPEC = Document(load_spec(Path(__file__).parents[3] / "openapi" / "spaceinvoices.yaml"))
MADE_ON_REQUEST = {
    "BusinessPremise": {"electronicDevices"},
    "Document": {"pdf", "recurrence"},
    "Item": {"taxes"},
}
"""Put into an answer, never kept."""
ANY_TYPE = {"Default": {"value"}}
"""Kept as it was sent, like every property that a model does not declare."""
KEPT = [schema for schema in models.ALL if schema.model in SPEC.schemas()]


def test_every_operation_of_the_spec_has_a_handler():
    missing = ", ".join(sorted(set(OPERATIONS) - set(handlers())))
    assert not missing, f"write a handler in spaceinvoices_sandbox/api for: {missing}"
    assert set(OPERATIONS) == set(handlers())


async def test_an_operation_without_a_handler_is_answered_501_naming_it():
    made_up = attrs.evolve(OPERATIONS["clients_get"], id="rockets_launch", path="/v1/Rockets/{id}")
    app = create_app(operations={made_up.id: made_up})
    transport = httpx.ASGITransport(app)
    with closing(app.world.store):
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as http:
            answer = await http.get("/v1/Rockets/1")
    assert answer.status_code == 501
    assert "rockets_launch" in answer.json()["error"]["message"]


@pytest.mark.parametrize("schema", KEPT, ids=lambda schema: schema.model)
def test_the_sandbox_keeps_every_property_of_the_spec(schema):
    described = SPEC.properties({"$ref": f"#/components/schemas/{schema.model}"})
    apart = MADE_ON_REQUEST.get(schema.model, set()) | ANY_TYPE.get(schema.model, set())

    assert set(described) - set(schema.properties) == apart


@pytest.mark.parametrize("schema", KEPT, ids=lambda schema: schema.model)
def test_the_sandbox_holds_properties_in_the_types_of_the_spec(schema):
    described = SPEC.properties({"$ref": f"#/components/schemas/{schema.model}"})
    wrong = {
        name: (kind, SPEC.resolve(described[name]))
        for name, kind in schema.properties.items()
        if name in described and not holds(kind, SPEC.resolve(described[name]))
    }

    assert wrong == {}


def holds(kind, described):
    """Whether a type of the sandbox is that of the spec; a property without a type takes all."""
    if described.get("format") in {"date", "date-time"}:
        return kind == "date"
    known = {
        "string": {"string"},
        "number": {"number"},
        "integer": {"number"},
        "boolean": {"boolean"},
        "object": {"object"},
        "array": {"array", "strings"},
    }
    declared = described.get("type", "object" if "allOf" in described else None)
    return declared is None or kind in known[declared]
