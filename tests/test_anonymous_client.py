"""A client without an account: what needs no token works, everything else is refused unsent."""

from __future__ import annotations

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, errors
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.testing import Reply, ScriptedTransport

ISSUED = {"id": "issued-token", "ttl": 3600, "userId": "account-1"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "of-somebody-else")


@pytest.fixture
def transport():
    return ScriptedTransport(lambda _: Reply(ISSUED))


@pytest.fixture
def si(transport):
    return AsyncSpaceInvoices(anonymous=True, transport=transport)


async def test_a_login_gives_the_token_for_another_client(si, transport):
    issued = await si.accounts.login(email="a@b.example", password="x")

    assert issued.id == "issued-token"
    assert transport.requests[0].token is None
    async with AsyncSpaceInvoices(issued.id, transport=transport) as other:
        await other.accounts.authorized()
    assert transport.requests[1].token == "issued-token"


async def test_a_route_that_needs_no_token_may_be_named_by_its_path(si, transport):
    (login,) = [each for each in OPERATIONS.values() if each.id == "accounts_login"]

    assert await si.request(login.method, login.path, body={"email": "a@b.example"}) == ISSUED
    assert transport.requests[0].token is None


@pytest.mark.parametrize(
    "use",
    [
        lambda si: si.accounts.authorized(),
        lambda si: si.clients.create("org", name="n"),
        lambda si: anext(aiter(si.clients.list("org"))),
        lambda si: si.documents.pdf("d1"),
        lambda si: si.documents.download_pdf("d1", to="unused.pdf"),
        lambda si: si.request("GET", "/v1/Organizations"),
        lambda si: si.request("POST", "/v1/Accounts/authorized"),
        lambda si: si.as_account(id="child"),
        lambda si: si.logout(),
        lambda si: si.reconcile(
            errors.OutcomeUnknownError(
                "?", operation="documents_create", unique_id="u", path=("o",)
            )
        ),
    ],
)
async def test_everything_else_is_refused_before_anything_is_sent(si, transport, use):
    with pytest.raises(errors.ConfigurationError, match="anonymous"):
        await use(si)

    assert transport.requests == []


async def test_a_batch_is_refused(si):
    with pytest.raises(errors.ConfigurationError, match="anonymous"):
        _ = si.batch


@pytest.mark.parametrize("given", [{"token": "t"}, {"email": "e"}, {"password": "p"}])
def test_an_account_and_none_at_once_is_an_error(given):
    with pytest.raises(errors.ConfigurationError, match="anonymous"):
        AsyncSpaceInvoices(anonymous=True, **given)


async def test_a_refused_login_is_an_error_of_its_own():
    error = {"error": {"statusCode": 401, "code": "LOGIN_FAILED", "message": "login failed"}}
    transport = ScriptedTransport(Reply(error, status=401))
    si = AsyncSpaceInvoices(anonymous=True, transport=transport)

    with pytest.raises(errors.LoginFailedError):
        await si.accounts.login(email="a@b.example", password="x")
