"""The sandbox without a socket: the same answers, the same faults, through the SDK's client."""

import asyncio
import io
from contextlib import closing

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.clock import SystemClock
from spaceinvoices_async.transports import Progress, Request, TransportError, TransportTimeouts
from spaceinvoices_sandbox import LocalSandbox, Sandbox
from spaceinvoices_sandbox.loopback.errors import ApiError


@pytest.fixture
def local():
    local = LocalSandbox()
    yield local
    local.close()


def request(local, path="/v1/Accounts/authorized", fault=None, **fields):
    headers = [("Authorization", local.token), ("Accept", "application/json")]
    if fault:
        headers.append(("X-Sandbox-Fault", fault))
    return Request(method="GET", url=local.url + path, headers=tuple(headers), **fields)


async def test_a_request_in_process_gets_the_answer_of_a_socket(local):
    answer = await local.transport().send(request(local))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert b'"root@example.com"' in answer.body


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("refuse", "reset"),
        ("drop-before", "reset"),
        ("drop-after", "reset"),
        ("truncate", "truncated"),
    ],
)
async def test_a_lost_answer_leaves_the_outcome_unknown(local, fault, reason):
    with pytest.raises(TransportError) as caught:
        await local.transport().send(request(local, fault=fault))
    assert (caught.value.outcome, caught.value.reason) == ("unknown", reason)


async def test_an_answer_that_takes_too_long_is_a_timeout_and_the_work_goes_on(local):
    transport = local.transport()
    slow = request(local, fault="delay-before=0.05", timeouts=TransportTimeouts(read=0.001))
    with pytest.raises(TransportError) as caught:
        await transport.send(slow)
    assert caught.value.reason == "read_timeout"
    await transport.aclose()
    assert local.world.faults.counts == {"delay-before": 1}


async def test_a_cancelled_request_is_carried_out_all_the_same(local):
    organization = local.seed.organization()
    transport = local.transport()
    body = b'{"_documentItems": [{"name": "x"}], "_documentClient": {"name": "y"}}'
    headers = (("Authorization", local.token), ("Content-Type", "application/json"))
    url = f"{local.url}/v1/Organizations/{organization}/documents"
    sending = asyncio.create_task(
        transport.send(Request(method="POST", url=url, headers=headers, body=body))
    )
    await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await transport.aclose()
    assert local.world.store.rows("SELECT COUNT(*) FROM documents", []) == [(1,)]


async def test_progress_and_sink_are_served_as_over_a_socket(local):
    class Sink(io.BytesIO):
        def reset(self):
            self.truncate(0)

    sink, progress = Sink(b"old"), Progress(SystemClock().monotonic)
    answer = await local.transport().send(request(local, sink=sink, progress=progress))
    assert (answer.body, progress.not_sent) == (b"", False)
    assert sink.getvalue().startswith(b"{")


@pytest.mark.parametrize("kind", [LocalSandbox, Sandbox])
async def test_seeds_are_what_a_client_finds(kind):
    sandbox = kind()
    with sandbox if kind is Sandbox else closing(sandbox):
        seed = sandbox.seed
        account = seed.account("merchant@example.com")
        organization = seed.organization(account, name="Merchant")
        client = seed.client(organization, name="Buyer")
        document = seed.document(organization, uniqueId="one")
        more = seed.documents(organization, 3)
        transport = None if kind is Sandbox else sandbox.transport()
        async with AsyncSpaceInvoices(
            seed.token(account), base_url=sandbox.url, transport=transport
        ) as si:
            assert (await si.accounts.authorized()).id == account
            assert (await si.clients.get(client)).name == "Buyer"
            assert (await si.documents.get(document)).number.endswith("-00001")
            found = [row.id async for row in si.documents.list(organization)]
            assert sorted(found) == sorted([document, *more])


def test_a_seed_that_the_api_would_refuse_is_refused(local):
    with pytest.raises(ApiError, match="can't be blank"):
        local.seed.client(local.seed.organization(), name="")
