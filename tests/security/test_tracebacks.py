"""Tracebacks that are kept with the variables of their frames, as error reporters keep them."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, errors
from spaceinvoices_async.testing import Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError

PACKAGE = str(Path(errors.__file__).parent)
SECRETS = re.compile("s3cr3t-password|Rocket man|t0k3n")
REFUSED = Reply({"error": {"statusCode": 422, "message": "no"}}, status=422)
ISSUED = Reply({"id": "t0k3n", "ttl": 3600, "userId": "a"})


def leaks(error):
    """The frames of the SDK's own code that show what was given, but for the method's arguments."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return [
        f"{frame.filename}:{frame.name} {name}={value[:80]}"
        for frame in frames
        if frame.filename.startswith(PACKAGE) and "_generated" not in frame.filename
        for name, value in (frame.locals or {}).items()
        if SECRETS.search(value)
    ]


USES = [
    lambda si: si.documents.create(
        "org", type="invoice", unique_id="u", client={"name": "Rocket man"}, items=[]
    ),
    lambda si: si.clients.create("org", name="Rocket man"),
    lambda si: si.clients.update("c1", name="Rocket man"),
    lambda si: si.request("POST", "/v1/Anything", body={"name": "Rocket man"}),
    lambda si: si.accounts.create(email="a@b.example", password="s3cr3t-password"),
]


@pytest.mark.parametrize("end", [REFUSED, TransportError("unknown", "reset")])
@pytest.mark.parametrize("use", USES)
async def test_a_failed_call_shows_neither_body_nor_token(use, end):
    options = ClientOptions(deadline=0.2, create_deadline=0.2, max_attempts=1)
    transport = ScriptedTransport(end)
    si = AsyncSpaceInvoices("t0k3n", transport=transport, options=options)

    with pytest.raises(errors.SpaceInvoicesError) as caught:
        await use(si)

    assert leaks(caught.value) == []


@pytest.mark.parametrize("end", [REFUSED, TransportError("unknown", "reset")])
async def test_a_failed_login_shows_no_password(end):
    transport = ScriptedTransport(end)
    si = AsyncSpaceInvoices(
        email="a@b.example",
        password="s3cr3t-password",
        transport=transport,
        options=ClientOptions(max_attempts=1),
    )

    with pytest.raises(errors.SpaceInvoicesError) as caught:
        await si.accounts.authorized()

    assert leaks(caught.value) == []


@pytest.mark.parametrize(
    "login",
    [{"token": "t0k3n"}, {"email": "a@b.example", "password": "s3cr3t-password"}],
)
def test_a_client_that_cannot_be_made_shows_no_login(login):
    with pytest.raises(errors.ConfigurationError) as caught:
        AsyncSpaceInvoices(**login, base_url="ftp://nowhere")

    assert leaks(caught.value) == []


def one_then_an_error():
    yield ROW
    raise ValueError


ROW = {"order": "1", "client": {"name": "Rocket man"}, "items": []}
OF_OTHERS = Reply([{"id": "d1", "uniqueId": "of another row"}])
BATCHES = [
    lambda batch, **kind: batch.reconcile([ROW], **kind),
    lambda batch, **kind: batch.issue(one_then_an_error(), **kind),
    lambda batch, journal, **kind: batch.check([ROW], existing=True, **kind),
]


@pytest.mark.parametrize("use", BATCHES)
async def test_a_failed_batch_shows_neither_rows_nor_token(use, tmp_path):
    transport = ScriptedTransport(lambda request: OF_OTHERS if request.method == "GET" else ISSUED)
    async with AsyncSpaceInvoices("t0k3n", transport=transport) as si:
        with pytest.raises((errors.SpaceInvoicesError, ValueError)) as caught:
            await use(si.batch, organization_id="o", key="order", journal=tmp_path / "journal")

    assert leaks(caught.value) == []
