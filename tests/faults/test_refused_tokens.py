"""A 401 says little; the client finds out what it means once, not once for each call."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import (
    AccessDeniedError,
    AsyncSpaceInvoices,
    ClientOptions,
    InvalidTokenError,
)
from spaceinvoices_async.testing import Reply, ScriptedTransport
from tests.support.account_server import ROOT, AccountServer, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spaceinvoices_async.testing import SentRequest

FORBIDDEN = 2000  # ten thousand cause one check as well; they take five times as long
UNLIMITED = ClientOptions(rate=None, concurrency=None)
CREDENTIALS = {
    "token": {"token": "root-token"},
    "login": {"email": ROOT["email"], "password": ROOT["password"]},
}


class Forbidding(AccountServer):
    """Has documents, all of them somebody else's."""

    def _document(self, request: SentRequest, account: str) -> Reply:
        self.created["refused"] += 1
        return refusal()


async def outcomes(si: AsyncSpaceInvoices, numbers: Iterable[int]) -> set[type[Exception] | None]:
    """What 200 tasks see who fetch a document for each number."""
    rest = iter(numbers)
    seen: set[type[Exception] | None] = set()

    async def fetch() -> None:
        for number in rest:
            try:
                await si.documents.get(f"document-{number}")
            except (AccessDeniedError, InvalidTokenError) as error:
                seen.add(type(error))
            else:
                seen.add(None)

    await asyncio.gather(*(fetch() for _ in range(200)))
    return seen


@pytest.mark.parametrize("credentials", CREDENTIALS.values(), ids=CREDENTIALS)
async def test_two_thousand_forbidden_records_cause_one_check(credentials) -> None:
    server = Forbidding()
    transport = ScriptedTransport(server)
    async with AsyncSpaceInvoices(**credentials, transport=transport, options=UNLIMITED) as si:
        seen = await outcomes(si, range(FORBIDDEN))

    assert seen == {AccessDeniedError}
    assert server.created["refused"] == FORBIDDEN
    assert server.calls["authorized"] == 1
    assert server.calls["login"] == ("email" in credentials)


class Fetching(AccountServer):
    """Gives every account its documents."""

    def _document(self, request: SentRequest, account: str) -> Reply:
        return Reply({"id": request.path.rpartition("/")[2]})


async def test_a_token_that_ends_is_renewed_once_and_no_call_notices() -> None:
    server = Fetching()
    transport = ScriptedTransport(server)
    async with AsyncSpaceInvoices(
        **CREDENTIALS["login"], transport=transport, options=UNLIMITED
    ) as si:
        seen = await outcomes(si, range(300))
        server.end("root")
        seen |= await outcomes(si, range(300, 1500))

    assert seen == {None}
    assert server.calls["login"] == 2
    assert server.calls["authorized"] == 1


async def test_a_given_token_that_ends_is_never_replaced() -> None:
    server = Fetching()
    transport = ScriptedTransport(server)
    async with AsyncSpaceInvoices("root-token", transport=transport, options=UNLIMITED) as si:
        server.end("root")
        seen = await outcomes(si, range(1000))

    assert seen == {InvalidTokenError}
    assert server.calls["login"] == server.calls["impersonate"] == 0
    assert server.calls["authorized"] == 1
    # Nor is a call repeated with a token that has not changed.
    assert len(transport.requests) == 1001
