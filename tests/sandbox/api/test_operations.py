from contextlib import closing

import attrs
import httpx

from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_sandbox.api.registry import handlers
from spaceinvoices_sandbox.app import create_app


def test_every_operation_of_the_spec_has_a_handler():
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
