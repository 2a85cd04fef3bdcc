"""Requests of every kind that a real LoopBack 3.28 server answered (node 20, memory connector), row by row.

A row is method, path, headers, body, status and answer. Names in braces stand for ids and tokens; in
answers, `<NOW>`, `<ID>` and `<TOK>` stand for what no two servers have alike. Further members of ours
are allowed.
"""

import base64
import http.client
import itertools
import json
import re
from pathlib import Path

import pytest

RECORDED = json.loads(
    (Path(__file__).parents[2] / "data" / "loopback" / "requests.json").read_text("utf-8")
)
NUMBERS = itertools.count()
FORMS = [
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z"), "<NOW>"),
    (re.compile(r"[A-Za-z0-9]{64}\Z"), "<TOK>"),
    (re.compile(r"[0-9a-f]{24}\Z"), "<ID>"),
    (re.compile(r"[0-9a-f]{24}\Z|[0-9a-f-]{36}\Z"), "<EID>"),
]


class Recorded:
    """The server that the rows were recorded at, made again: its records, and accounts for a row."""

    def __init__(self, api):
        self.api = api
        self.connection = http.client.HTTPConnection(api.sandbox.host, api.sandbox.port)
        account, email, token = self.account()
        self.names = {"account": account, "email": email, "token": token}
        for name in ("org", "org2"):
            path = f"/v1/Accounts/{account}/organizations"
            self.names[name] = self.made(path, {"name": "Org", "custom": {"o": 1}})
        clients = f"/v1/Organizations/{self.names['org']}/clients"
        for number, row in enumerate(RECORDED["rows"], 1):
            name = f"client{number}" if number > 1 else "client"
            self.names[name] = self.made(clients, row)
        documents = (("document", "estimate", "dn", 100), ("document2", "invoice", "dn2", 10))
        for name, kind, note, price in documents:
            body = {
                "type": kind,
                "clientId": self.names["client"],
                "note": note,
                "_documentClient": {"name": "Alpha"},
                "_documentItems": [{"name": "suit", "price": price}],
            }
            path = f"/v1/Organizations/{self.names['org']}/documents"
            self.names[name] = self.made(path, body)

    def account(self):
        body = {"email": f"recorded{next(NUMBERS)}@example.com", "password": "pass"}
        account = self.api.http.post("/v1/Accounts", json=body, headers={"Authorization": ""})
        token = self.api.http.post("/v1/Accounts/login", json=body).json()["id"]
        return account.json()["id"], body["email"], token

    def made(self, path, body):
        headers = {"Authorization": self.names["token"]}
        return self.api.post(path, body, headers=headers).json()["id"]

    def named(self, row):
        """The names of a row: those of the server, and accounts of its own where it wants one."""
        names = {**self.names, "new": f"new{next(NUMBERS)}@example.com"}
        if "{second" in row or "{reset}" in row:
            names["second_id"], names["second_email"], names["second"] = self.account()
            self.api.http.post("/v1/Accounts/reset", json={"email": names["second_email"]})
            names["reset"] = self.api.get("/sandbox/outbox").json()[-1]["token"]
        return names

    def answer(self, method, path, headers, body, names):
        if isinstance(body, dict):
            content = base64.b64decode(body["base64"])
        else:
            content = None if body is None else filled(body, names).encode()
        self.connection.putrequest(method, filled(path, names), skip_accept_encoding=True)
        for name, value in headers.items():
            self.connection.putheader(name, filled(value, names))
        if content is not None:
            self.connection.putheader("Content-Length", str(len(content)))
        self.connection.endheaders(content)
        reply = self.connection.getresponse()
        text = reply.read().decode("utf-8", "replace")
        for name, value in sorted(names.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(value, f"<{name}>")
        try:
            return reply.status, json.loads(text) if text else None
        except ValueError:
            return reply.status, text


def filled(text, names):
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def covers(ours, real):
    """Whether ours has all that the real one has."""
    if isinstance(real, dict):
        return isinstance(ours, dict) and all(
            name in ours and covers(ours[name], value) for name, value in real.items()
        )
    if isinstance(real, list):
        return (
            isinstance(ours, list)
            and len(ours) == len(real)
            and all(covers(mine, theirs) for mine, theirs in zip(ours, real, strict=True))
        )
    if isinstance(ours, str) and any(real == name and form.match(ours) for form, name in FORMS):
        return True
    return type(ours) is type(real) and ours == real


@pytest.fixture(scope="module")
def server(api):
    recorded = Recorded(api)
    yield recorded
    recorded.connection.close()


@pytest.mark.parametrize("kind", RECORDED["kinds"])
def test_requests_are_answered_as_they_were_there(server, kind):
    wrong = []
    for method, path, headers, body, status, recorded in RECORDED["kinds"][kind]:
        names = server.named(f"{path} {headers} {body}")
        found, shown = server.answer(method, path, headers, body, names)
        if found != status or not covers(shown, recorded):
            wrong.append((method, path, headers, body, found, shown, status, recorded))
    assert wrong == []
