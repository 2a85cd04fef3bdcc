"""A sandbox over a real socket, and a client that speaks plain HTTP to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox, SandboxOptions

if TYPE_CHECKING:
    from collections.abc import Iterator


class Api:
    """Requests with the root token; answers as they came."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.http = httpx.Client(base_url=sandbox.url, headers={"Authorization": sandbox.token})

    def get(self, path: str, wanted: Any = None, **kwargs: Any) -> httpx.Response:
        params = {} if wanted is None else {"filter": json.dumps(wanted)}
        return self.http.get(path, params=params or None, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> httpx.Response:
        return self.http.post(path, json=body, **kwargs)

    def organization(self, **fields: Any) -> str:
        me = self.get("/v1/Accounts/authorized").json()["id"]
        body = {"name": "International Space Agency", "country": "Belgium", **fields}
        return self.post(f"/v1/Accounts/{me}/organizations", body).json()["id"]

    def document(self, organization_id: str, **fields: Any) -> httpx.Response:
        body = {
            "_documentClient": {"name": "Rocket man"},
            "_documentItems": [{"name": "Space suit", "price": 100}],
            **fields,
        }
        return self.post(f"/v1/Organizations/{organization_id}/documents", body)


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """One server for the tests of a module; each test makes its own organization."""
    with Sandbox() as sandbox:
        api = Api(sandbox)
        yield api
        api.http.close()


@pytest.fixture
def serve() -> Iterator[Any]:
    """Start a server with options of its own."""
    started: list[tuple[Sandbox, Api]] = []

    def start(**options: Any) -> Api:
        sandbox = Sandbox(SandboxOptions(**options)).__enter__()
        api = Api(sandbox)
        started.append((sandbox, api))
        return api

    yield start
    for sandbox, api in started:
        api.http.close()
        sandbox.__exit__(None, None, None)
