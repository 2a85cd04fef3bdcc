"""A get and a keyed create over a scripted client, and answers that take their time."""

from __future__ import annotations

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import RequestOptions
from tests.support.scripted_client import CREATE, GET

STORED = {"id": "d1", "type": "invoice", "uniqueId": "order-1"}


def get(setup, **options):
    return setup.requestor.call(
        GET, responses.anything, path=("d1",), options=RequestOptions(**options)
    )


def create(setup, **options):
    return setup.requestor.call(
        CREATE,
        responses.anything,
        path=("org-1",),
        body={"type": "invoice", "uniqueId": "order-1"},
        options=RequestOptions(**options),
    )


def taking(clock, seconds, step):
    """A request that takes so long."""

    async def answer_late(_request):
        await clock.sleep(seconds)
        return step

    return answer_late
