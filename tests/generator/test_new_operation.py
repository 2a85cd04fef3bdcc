"""A made-up operation, added to the document alone: callable, listed, retried, with no hand edit."""

import copy
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from generator.project import generate
from generator.spec import load_spec
from spaceinvoices_async import field
from spaceinvoices_sandbox import Sandbox
from tests.support.scripted_client import answer, refusal, rig

SPEC = Path(__file__).parents[2] / "openapi" / "spaceinvoices.yaml"
DOCS = {"page": "https://example.com/docs/Note", "heading": "Notes"}
ORGANIZATION = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
FILTER = {
    "name": "filter",
    "in": "query",
    "schema": {"type": "string", "contentMediaType": "application/json"},
}
NOTE = {
    "type": "object",
    "description": "A note.",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "bodyText": {"type": "string"}},
}
NOTE_CREATE = {
    "type": "object",
    "x-input": True,
    "description": "A note to keep.",
    "required": ["bodyText"],
    "properties": {"bodyText": {"type": "string"}},
}


def json_content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def with_notes(spec: dict[str, Any]) -> dict[str, Any]:
    spec = copy.deepcopy(spec)
    note = {"$ref": "#/components/schemas/Note"}
    common = {"tags": ["notes"], "x-docs": DOCS}
    spec["components"]["schemas"] |= {"Note": NOTE, "NoteCreate": NOTE_CREATE}
    spec["paths"]["/v1/Organizations/{id}/notes"] = {
        "post": common
        | {
            "operationId": "notes_create",
            "summary": "Keep a note",
            "parameters": [ORGANIZATION],
            "requestBody": {"content": json_content({"$ref": "#/components/schemas/NoteCreate"})},
            "responses": {"200": {"description": "Note", "content": json_content(note)}},
        },
        "get": common
        | {
            "operationId": "notes_list",
            "summary": "Find notes",
            "x-paginated": True,
            "parameters": [ORGANIZATION, FILTER],
            "responses": {
                "200": {
                    "description": "Notes",
                    "content": json_content({"type": "array", "items": note}),
                }
            },
        },
    }
    return spec


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    root = tmp_path_factory.mktemp("extended")
    generate(with_notes(load_spec(SPEC)), root / "extended_api")
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    for name in ("models", "operations", "resources"):
        importlib.import_module(f"extended_api.{name}")
    yield sys.modules["extended_api"]
    sys.path.remove(str(root))
    for name in [name for name in sys.modules if name.partition(".")[0] == "extended_api"]:
        del sys.modules[name]


async def test_it_lists_page_by_page_and_repeats_what_failed(generated: ModuleType) -> None:
    rows = [{"id": f"{row:03}", "bodyText": "x"} for row in range(150)]
    setup = rig(
        refusal(503),
        answer(rows[:100], x_total_count="150"),
        answer(rows[100:], x_total_count="150"),
    )
    notes = generated.resources.Resources()
    notes._requestor = setup.requestor

    found = [note async for note in notes.notes.list("o1", where=field("body_text") == "x")]

    assert [note.id for note in found] == [row["id"] for row in rows]
    assert found[0].body_text == "x"
    assert [request.method for request in setup.transport.requests] == ["GET"] * 3
    assert "bodyText" in setup.transport.requests[0].url


async def test_it_is_sent_as_documented(generated: ModuleType) -> None:
    setup = rig(answer({"id": "n1", "bodyText": "remember"}))
    notes = generated.resources.Resources()
    notes._requestor = setup.requestor

    note = await notes.notes.create("o1", body_text="remember")

    (request,) = setup.transport.requests
    assert note == generated.models.Note(id="n1", body_text="remember")
    assert (request.method, request.body) == ("POST", b'{"bodyText":"remember"}')


async def test_the_sandbox_answers_that_it_does_not_have_it(generated: ModuleType) -> None:
    async with Sandbox(operations=generated.operations.OPERATIONS) as sandbox:
        async with httpx.AsyncClient(headers={"Authorization": sandbox.token}) as client:
            response = await client.post(f"{sandbox.url}/v1/Organizations/o1/notes", json={})

    assert response.status_code == 501
    assert "notes_create" in response.json()["error"]["message"]
