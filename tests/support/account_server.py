"""Accounts, tokens and organizations as a scripted transport sees them."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import TYPE_CHECKING

from spaceinvoices_async.testing import Reply

if TYPE_CHECKING:
    from spaceinvoices_async.testing import SentRequest

ROOT = {"email": "root@example.com", "password": "secret", "id": "root"}


def refusal(code: str = "AUTHORIZATION_REQUIRED", status: int = 401) -> Reply:
    """A LoopBack error."""
    return Reply({"error": {"statusCode": status, "code": code, "message": code}}, status=status)


class AccountServer:
    """Logs in, impersonates, and creates documents in the organization of the token's account.

    The organization of account `x` is `org-x`; a token that reaches for another one is counted in
    `mixed`. Requests of different tasks are interleaved at random.
    """

    def __init__(self, *, ttl: int | None = None) -> None:
        self.tokens: dict[str, str] = {"root-token": "root"}
        self.calls: Counter[str] = Counter()
        self.mixed = 0
        self.created: Counter[str] = Counter()
        self.impersonating = 0
        self.most_impersonating = 0
        self.ttl = ttl
        self.hold: asyncio.Event | None = None
        self.asked_to_log_in = asyncio.Event()
        self.asked_to_impersonate = asyncio.Event()
        self.refuse_login = False
        self.refuse_impersonation = False
        self.refuse_all = False
        self._made = 0
        self._random = random.Random(1)

    async def __call__(self, request: SentRequest) -> Reply:
        """Answer one request."""
        for _ in range(self._random.randrange(4)):
            await asyncio.sleep(0)
        name = request.path.rpartition("/")[2]
        self.calls[name] += 1
        if name == "login":
            return await self._login(request)
        account = None if self.refuse_all else self.tokens.get(request.token or "")
        if account is None:
            return refusal()
        if name == "impersonate":
            return await self._impersonate(request, account)
        if name == "logout":
            del self.tokens[request.token or ""]
            return Reply(status=204)
        if name == "authorized":
            return Reply({"id": account})
        return self._document(request, account)

    def _make(self, account: str, ttl: object) -> Reply:
        self._made += 1
        token = f"token-{self._made}-of-{account}"
        self.tokens[token] = account
        life = self.ttl if self.ttl is not None else ttl
        return Reply({"id": token, "ttl": life, "userId": account})

    async def _login(self, request: SentRequest) -> Reply:
        self.asked_to_log_in.set()
        if self.hold is not None:
            await self.hold.wait()
        body = request.json
        assert isinstance(body, dict)
        right = (body["email"], body["password"]) == (ROOT["email"], ROOT["password"])
        if self.refuse_login or not right or request.token is not None:
            return refusal("LOGIN_FAILED")
        return self._make("root", body["ttl"])

    async def _impersonate(self, request: SentRequest, account: str) -> Reply:
        body = request.json
        assert isinstance(body, dict)
        self.impersonating += 1
        self.asked_to_impersonate.set()
        self.most_impersonating = max(self.most_impersonating, self.impersonating)
        try:
            if self.hold is not None:
                await self.hold.wait()
            await asyncio.sleep(0)
        finally:
            self.impersonating -= 1
        if account != "root" or self.refuse_impersonation:
            return refusal()
        child = body.get("id") or str(body["email"]).partition("@")[0]
        return self._make(str(child), body["ttl"])

    def _document(self, request: SentRequest, account: str) -> Reply:
        organization = request.path.split("/")[3]
        if organization != f"org-{account}":
            self.mixed += 1
            return refusal()
        self.created[organization] += 1
        body = request.json if isinstance(request.json, dict) else {}
        return Reply({**body, "id": f"doc-{self.created.total()}", "organizationId": organization})

    def end(self, account: str) -> None:
        """Kill every token of an account."""
        self.tokens = {token: of for token, of in self.tokens.items() if of != account}

    def alive(self, account: str) -> int:
        """How many tokens of an account are alive."""
        return sum(of == account for of in self.tokens.values())
