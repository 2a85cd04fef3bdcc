"""A refused password or e-mail address says nothing of the token that the client has."""

import asyncio
import json

import pytest

from spaceinvoices_async import (
    AccessDeniedError,
    AsyncSpaceInvoices,
    EmailNotVerifiedError,
    InvalidTokenError,
    LoginFailedError,
)
from spaceinvoices_async.testing import Reply, ScriptedTransport


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("LOGIN_FAILED", LoginFailedError),
        ("LOGIN_FAILED_EMAIL_NOT_VERIFIED", EmailNotVerifiedError),
        ("EMAIL_NOT_VERIFIED", EmailNotVerifiedError),
        ("INVALID_CREDENTIALS", LoginFailedError),
        (None, LoginFailedError),
        ("AUTHORIZATION_REQUIRED", AccessDeniedError),
        ("INVALID_TOKEN", InvalidTokenError),
    ],
)
async def test_a_refused_login_is_told_as_such_without_asking_whether_the_token_lives(code, kind):
    asked = []

    async def refuse(reader, writer):
        asked.append((await reader.readuntil(b"\r\n")).split()[1])
        body = json.dumps({"error": {"statusCode": 401, "code": code}}).encode()
        head = f"HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with AsyncSpaceInvoices("t" * 64, base_url=f"http://127.0.0.1:{port}") as si:
            with pytest.raises(kind):
                await si.accounts.login(email="a@example.com", password="wrong")

    assert len(asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":{"statusCode":401,"message":"prijava ni uspela"}}',
        b'{"error":"Anmeldung fehlgeschlagen"}',
        b"<html>401</html>",
        b"",
    ],
)
@pytest.mark.parametrize(
    ("credentials", "log_in"),
    [
        ({"anonymous": True}, lambda si: si.accounts.login(email="a@example.com", password="no")),
        ({"token": "t1"}, lambda si: si.accounts.login(email="a@example.com", password="no")),
        ({"email": "a@example.com", "password": "no"}, lambda si: si.accounts.authorized()),
    ],
)
async def test_a_login_that_is_refused_in_other_words_has_failed_all_the_same(
    body, credentials, log_in
):
    transport = ScriptedTransport(Reply(status=401, body=body))

    async with AsyncSpaceInvoices(**credentials, transport=transport) as si:
        with pytest.raises(LoginFailedError, match=r"check the e-mail and the password"):
            await log_in(si)

    assert len(transport.requests) == 1
