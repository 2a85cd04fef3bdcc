"""No page tells a token or a password, whatever a program sent."""

import json
from html import escape
from urllib.parse import quote

import pytest

from spaceinvoices_sandbox import redaction
from spaceinvoices_sandbox.api import models

PASSWORD = "correct horse battery staple, of more than thirty-two letters"
SHORT = "hunter2"
TOKEN = "QpWoEiRuTyAlSkDjFhGz" * 2


def every_page(browser):
    paths = [
        "/",
        "/window/requests",
        "/window/mails",
        "/window/webhooks",
        "/window/operations",
        *(f"/window/records/{schema.table}" for schema in models.ALL),
    ]
    store = browser.sandbox.world.store
    for schema in models.ALL:
        rows = store.rows(f"SELECT id FROM {schema.table}", [])
        paths += [f"/window/records/{schema.table}/{quote(str(row[0]), safe='')}" for row in rows]
    return "\n".join(browser.http.get(path).text for path in paths)


def test_no_page_tells_the_roots_token_or_password(sandbox, browser, program):
    program.get("/v1/Accounts/authorized")
    program.http.get("/v1/Accounts/authorized", params={"access_token": sandbox.token})
    pages = every_page(browser)
    kept = sandbox.world.store.get(models.ACCOUNT, sandbox.world.root_id)
    assert sandbox.token not in pages
    assert kept["password"] not in pages


@pytest.mark.parametrize("password", [PASSWORD, SHORT])
def test_a_refused_request_is_recorded_without_its_password(browser, program, password):
    for path, body in (
        ("/v1/Accounts/login", {"email": "ada@example.com", "password": password}),
        ("/v1/Accounts", {"email": 5, "password": password}),
        ("/v1/Accounts", {"email": "ada", "password": {"a": password}}),
        ("/v1/Accounts", {"email": "root@example.com", "password": password * 9}),
        ("/v1/Accounts/change-password", {"oldPassword": password, "newPassword": password}),
    ):
        assert program.post(path, body).status_code >= 400
    pages = every_page(browser)
    assert password not in pages
    assert password[:12] not in pages


@pytest.mark.parametrize("accept", ["text/html", "text/xml", "application/json"])
@pytest.mark.parametrize("password", ["a\"b'c<d&e", "tab\there <b>", "s\u00e4\u00dfe\u20ac\\x"])
def test_a_password_is_hidden_however_the_answer_writes_it(browser, program, accept, password):
    headers = {"Accept": accept, "Authorization": password.encode()}
    for path, body in (
        ("/v1/Accounts", {"email": f"x {password} y", "password": password}),
        (f"/v1/nothing?token={quote(password)}&a={quote(password)}", {}),
        (f"/v1/{quote(password)}", {"password": password}),
    ):
        assert program.post(path, body, headers=headers).status_code >= 400
    for one in browser.recorded():
        told = f"{one.path} {one.query} {json.dumps(one.error, ensure_ascii=False)}"
        for form in (password, escape(password), quote(password), json.dumps(password)[1:-1]):
            assert form not in told


def test_a_query_is_shown_decoded(browser, program):
    program.get("/v1/clients/x", params={"filter": '{"where": {"name": "Ada & co"}}'})
    (one,) = browser.recorded()
    assert one.query == 'filter={"where": {"name": "Ada & co"}}'


@pytest.mark.parametrize("body", ['{"password":"hunter2"x', '{"password":hunter2}', "[hunter2"])
def test_a_body_that_is_no_json_is_not_repeated(browser, program, body):
    headers = {"Content-Type": "application/json"}
    assert program.http.post("/v1/Accounts/login", content=body, headers=headers).status_code == 400
    assert "hunter2" not in every_page(browser)


@pytest.mark.parametrize("token", [TOKEN, SHORT])
def test_a_token_in_the_address_or_the_head_is_not_recorded(browser, token):
    http = browser.http
    for path, headers in (
        (f"/v1/nothing?access_token={token}", {}),
        (f"/v1/Accounts/confirm?uid=1&token={token}", {}),
        (f"/v1/{token}", {"Authorization": token}),
        (f"/v1/nothing/{token}", {"Authorization": f"Bearer {token}"}),
        ("/v1/nothing", {"X-Access-Token": token}),
        (f"/v1/Accounts/x/accessTokens/{token}", {}),
        (f"/v1/Accounts/x?filter={quote(json.dumps({'where': {'token': token}}))}", {}),
        (f"/v1/Accounts/x?filter={quote('{token: ' + token)}", {}),
        (f"/v1/Accounts/x?filter[where][password]={token}", {}),
    ):
        for method in ("GET", "DELETE"):
            assert http.request(method, path, headers=headers).status_code >= 400
    assert len(browser.recorded()) == 18
    assert token not in every_page(browser)


def test_the_tokens_in_mails_are_hidden(sandbox, browser, program):
    sandbox.seed.account("ada@example.com")
    program.post("/v1/Accounts/reset", {"email": "ada@example.com"})
    (mail,) = [mail for mail in sandbox.world.outbox if mail["kind"] == "reset"]
    page = browser.page("/window/mails")
    assert "ada@example.com" in page
    assert mail["token"] not in page


def test_a_secret_is_not_found_by_searching_for_it(sandbox, browser):
    assert "1 to 1 of 1" in browser.text("/window/records/access_tokens")
    for asked in ({"q": sandbox.token[:8]}, {"id": "x"}):
        page = browser.text("/window/records/access_tokens", **asked)
        assert ("No records" in page) is ("q" in asked)
    assert browser.http.get(f"/window/records/access_tokens/{sandbox.token}").status_code == 404


def test_secrets_below_any_name_are_hidden_in_records(sandbox, browser):
    custom = {"apiKey": "swordfish1", "nested": [{"client_secret": "swordfish2"}], "pin": "4711"}
    organization = sandbox.seed.organization(custom=custom)
    page = browser.page(f"/window/records/organizations/{organization}")
    assert "swordfish" not in page
    assert "4711" not in page
    assert redaction.HIDDEN in page


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("password", True),
        ("newPassword", True),
        ("access_token", True),
        ("X-Api-Key", True),
        ("clientSecret", True),
        ("supportPin", True),
        ("pin", True),
        ("shipping", False),
        ("spin", False),
        ("name", False),
        ("signature", False),
        ("companyNumber", False),
    ],
)
def test_a_secret_is_known_by_its_name(name, secret):
    assert redaction.is_secret(name) is secret


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://a:b@c.example/d?e=f", "http://•••@c.example/d?e=f"),
        ("https://c.example/?token=x&a=b", "https://c.example/?token=•••&a=b"),
        ("https://[broken", "https://[broken"),
        ("no address", "no address"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address, shown):
    assert redaction.without_secrets_in_address(address) == shown
