"""What a real LoopBack 3 server answered (3.28 on node 20, memory connector), recorded pair by pair."""

import base64
import http.client
import json
from pathlib import Path

import pytest

from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.loopback import dates

DATA = Path(__file__).parents[2] / "data" / "loopback"
OURS = {
    "id",
    "createdAt",
    "updatedAt",
    "organizationId",
    "_isDeleted",
    "isEndCustomer",
    "countryAlpha2Code",
    "deletedId",
    "deletedAt",
}
"""Members that the API adds, or that no two servers have alike."""


def read(name):
    return json.loads((DATA / name).read_text("utf-8"))


def without_ours(value):
    if isinstance(value, dict):
        return {name: without_ours(item) for name, item in value.items() if name not in OURS}
    return [without_ours(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def organization(api):
    return api.organization()


def test_dates_are_read_as_javascript_reads_them():
    wrong = []
    for text, milliseconds in read("dates.json"):
        date = dates.parse(text)
        if (None if date is None else date.milliseconds) != milliseconds:
            wrong.append(text)
    assert wrong == []


def test_filters_find_what_they_found_there(api, organization):
    recorded = read("filters.json")
    for row in recorded["rows"]:
        api.post(f"/v1/Organizations/{organization}/clients", row)
    wrong = []
    for wanted, status, answer in recorded["pairs"]:
        reply = api.get(f"/v1/Organizations/{organization}/clients", wanted)
        body = json.loads(reply.text.replace(organization, "ORGANIZATION"))
        if isinstance(body, list):
            shown = [without_ours(row) for row in body]
            body = [row.get("name", _kept(row)) for row in shown]
        if (reply.status_code, body) != (status, answer):
            wrong.append(wanted)
    assert wrong == []


def _kept(row):
    """What was recorded of a row without its name."""
    recorded = ("name", "email", "note", "custom", "type")
    return {name: value for name, value in row.items() if name in recorded}


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT"])
def test_bodies_become_what_they_became_there(api, method):
    parent = api.organization()
    wrong = []
    for sent_by, kind, text, status, answer in read("bodies.json"):
        if sent_by != method:
            continue
        path, identity = f"/v1/Organizations/{parent}/clients", ""
        if method != "POST":
            base = {"name": "base", "note": "keep"}
            identity = api.post(path, base).json()["id"]
            path = f"/v1/Clients/{identity}"
        headers = {"Content-Type": kind}
        reply = api.http.request(method, path, content=text.encode(), headers=headers)
        body = without_ours(reply.json())
        if identity:
            body = json.loads(json.dumps(body).replace(identity, "ID"))
        if (reply.status_code, body) != (status, answer):
            wrong.append((text, reply.status_code, body, status, answer))
    assert wrong == []


@pytest.mark.parametrize("where", [None, 5, True, [], {}, ""])
def test_a_where_without_conditions_is_every_row(api, where):
    organization = api.organization()
    api.post(f"/v1/Organizations/{organization}/clients", {"name": "one"})
    answer = api.get(f"/v1/Organizations/{organization}/clients", {"where": where})
    assert [row["name"] for row in answer.json()] == ["one"]


class Related:
    """An organization with two clients and a document of one of them."""

    def __init__(self, api):
        self.api = api
        self.id = api.organization(name="Agency")
        path = f"/v1/Organizations/{self.id}/clients"
        self.buyer = api.post(path, {"name": "Buyer", "note": "x"}).json()["id"]
        api.post(path, {"name": "Other"})
        payments = [{"type": "card", "amount": 5}]
        self.document = api.document(
            self.id, clientId=self.buyer, _documentClient={"name": "Buyer"}, payments=payments
        ).json()["id"]

    def clients(self, include, **more):
        wanted = {"include": include, **more}
        return self.api.get(f"/v1/Organizations/{self.id}/clients", wanted)

    def documents(self, include, **more):
        wanted = {"include": include, **more}
        return self.api.get(f"/v1/Organizations/{self.id}/documents", wanted)


@pytest.fixture(scope="module")
def related(api):
    return Related(api)


def test_an_include_gives_the_relation(related):
    assert related.clients("organization").json()[0]["organization"]["name"] == "Agency"
    document = related.documents(["client", "payments", "organization"]).json()[0]
    assert (document["client"]["name"], document["organization"]["name"]) == ("Buyer", "Agency")
    assert [payment["amount"] for payment in document["payments"]] == [5]
    one = related.api.get(f"/v1/Organizations/{related.id}", {"include": "clients"}).json()
    assert [client["name"] for client in one["clients"]] == ["Buyer", "Other"]
    me = related.api.get("/v1/Accounts/authorized").json()["id"]
    wanted = {"include": "clients", "where": {"id": related.id}}
    many = related.api.get(f"/v1/Accounts/{me}/organizations", wanted).json()
    assert [client["name"] for client in many[0]["clients"]] == ["Buyer", "Other"]


def test_an_include_can_be_nested_and_have_a_scope(related):
    nested = related.documents({"client": "organization"}).json()[0]
    assert nested["client"]["organization"]["name"] == "Agency"
    scope = {"where": {"total": {"gt": 1000}}}
    found = related.clients({"relation": "documents", "scope": scope}).json()
    assert [row["documents"] for row in found] == [[], []]
    scope = {"fields": ["total"], "include": "client"}
    found = related.clients({"relation": "documents", "scope": scope}).json()
    inner = found[0]["documents"][0]
    assert (inner["total"], inner["clientId"], inner["client"]["name"]) == (
        100,
        related.buyer,
        "Buyer",
    )


@pytest.mark.parametrize(
    ("scope", "count"),
    [({"limit": 1}, 1), ({"skip": 2}, 2), ({"order": "total DESC", "skip": 1, "limit": 2}, 2)],
)
def test_a_scope_limits_what_comes_with_each_row(api, scope, count):
    related = Related(api)
    for price in (1, 2, 3):
        items = [{"name": "Boots", "price": price}]
        client = {"name": "Buyer"}
        api.document(
            related.id, clientId=related.buyer, _documentClient=client, _documentItems=items
        )

    found = related.clients({"relation": "documents", "scope": scope}).json()

    assert [len(row["documents"]) for row in found] == [count, 0]
    if "order" in scope:
        assert [one["total"] for one in found[0]["documents"]] == [3, 2]


def test_the_relations_of_one_record_have_relations_and_scopes_of_their_own(related):
    scope = {"where": {"name": "Buyer"}, "include": {"documents": "payments"}}
    wanted = {"include": {"relation": "clients", "scope": scope}}
    one = related.api.get(f"/v1/Organizations/{related.id}", wanted).json()

    (client,) = one["clients"]
    assert [payment["amount"] for payment in client["documents"][0]["payments"]] == [5]


def test_a_scope_that_is_wrong_is_told(related):
    answer = related.clients({"relation": "documents", "scope": {"limit": "x"}})
    assert answer.status_code == 400


def test_a_row_that_does_not_show_its_key_has_no_relation(related):
    rows = related.documents("client", fields=["number"]).json()
    assert [set(row) for row in rows] == [{"number"}]


@pytest.mark.parametrize("include", [5, True, None, "", [], {}, [5], [[]]])
def test_an_include_of_nothing_is_ignored(related, include):
    assert related.clients(include).status_code == 200


@pytest.mark.parametrize(
    "include", ["nothing", ["client", "nothing"], {"nothing": 1}, [None], {"documents": "nothing"}]
)
def test_an_unknown_include_fails_only_for_rows(related, include):
    assert related.clients(include).status_code == 500
    assert related.clients(include, where={"name": "nobody"}).json() == []


def test_another_wrong_argument_is_told_before_an_unknown_include(related):
    answer = related.clients("nothing", limit=-1)
    assert answer.json()["error"]["message"] == "The limit parameter -1 is not valid"


def test_nulls_come_first_as_in_mongodb(api):
    organization = api.organization()
    path = f"/v1/Organizations/{organization}/clients"
    for name, fields in {
        "b": {"note": "x"},
        "null": {"note": None},
        "a": {"note": "a"},
        "absent": {},
    }.items():
        api.post(path, {"name": name, "custom": {**fields, "m": fields.get("note", 3)}, **fields})
    for order, names in {
        "note": ["null", "absent", "a", "b"],
        "note DESC": ["b", "a", "null", "absent"],
        "custom.note": ["null", "absent", "a", "b"],
        "custom.note DESC": ["b", "a", "null", "absent"],
        "custom.m": ["null", "absent", "a", "b"],
    }.items():
        found = api.get(path, {"order": order}).json()
        assert [row["name"] for row in found] == names, order


def test_a_token_for_a_new_password_opens_nothing_else(api):
    body = {"email": "forgetful@example.com", "password": "old"}
    account = api.post("/v1/Accounts", body).json()["id"]
    api.post("/v1/Accounts/reset", {"email": body["email"]})
    token = api.get("/sandbox/outbox").json()[-1]["token"]
    headers = {"Authorization": token}
    for method, path in [
        ("GET", f"/v1/Accounts/{account}"),
        ("GET", "/v1/Accounts/authorized"),
        ("PATCH", f"/v1/Accounts/{account}"),
        ("POST", f"/v1/Accounts/{account}/organizations"),
    ]:
        answer = api.http.request(method, path, headers=headers, json={"name": "x"})
        assert answer.status_code == 401
    new = {"newPassword": "new"}
    assert api.post("/v1/Accounts/reset-password", new, headers=headers).status_code == 204


@pytest.mark.parametrize("ttl", ["soon", "60", True, {}])
def test_a_ttl_that_is_no_number_is_refused(api, ttl):
    login = {"email": "root@example.com", "password": "sandbox", "ttl": ttl}
    answer = api.post("/v1/Accounts/login", login)
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        400,
        "Value is not a number.",
    )
    assert api.post("/v1/Accounts/impersonate", {"id": "1", "ttl": ttl}).status_code == 400


def test_a_login_can_include_the_user(api):
    login = {"email": "root@example.com", "password": "sandbox"}
    answer = api.post("/v1/Accounts/login?include=user", login).json()
    assert answer["user"]["email"] == "root@example.com"


@pytest.mark.parametrize("form", ["{}", "{}  ", "Basic {b64}", "basic {b64_pair}"])
def test_a_token_is_read_in_every_form_that_the_framework_reads(api, form):
    token = api.sandbox.token
    b64 = base64.b64encode(token.encode()).decode()
    b64_pair = base64.b64encode(f"token:{token}".encode()).decode()
    value = form.format(token, b64=b64, b64_pair=b64_pair)
    connection = http.client.HTTPConnection(api.sandbox.host, api.sandbox.port)
    connection.request("GET", "/v1/Accounts/authorized", headers={"Authorization": value})
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.parametrize("value", [True, "1", 1, [1]])
def test_numbers_of_a_line_are_converted(api, value):
    organization = api.organization()
    tax = {"rate": 10}
    line = {"name": "a", "price": value, "quantity": value, "_documentItemTaxes": [tax]}
    answer = api.document(organization, _documentItems=[line])
    assert (answer.status_code, answer.json()["totalWithTax"]) == (200, 1.1)


@pytest.mark.parametrize("name", ["_documentItems", "payments", "_data", "_comments"])
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x", 'could not create List from JSON string: "x"'),
        ({"a": 1}, 'Items must be an array: {"a":1}'),
        (5, "Items must be an array: 5"),
    ],
)
def test_a_list_that_is_none_is_refused_in_the_frameworks_words(api, name, value, message):
    answer = api.document(api.organization(), **{name: value})
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)


def test_a_list_may_be_text(api):
    answer = api.document(api.organization(), _documentItems='[{"name": "a", "price": 3}]')
    assert answer.json()["total"] == 3


def test_an_invalid_date_is_named_as_the_framework_names_it(api):
    answer = api.document(api.organization(), date="garbage")
    told = answer.json()["error"]["message"]
    assert told.endswith("`date` is not a valid date (value: Invalid Date).")


def test_an_error_as_xml_has_the_form_of_the_framework(api):
    answer = api.get("/v1/Clients/zzz", headers={"Accept": "text/xml"})
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.text == (
        "<?xml version='1.0'?>\n<error>\n    <statusCode>404</statusCode>\n"
        '    <name>Error</name>\n    <message>Unknown "Client" id "zzz".</message>\n'
        "    <code>MODEL_NOT_FOUND</code>\n    <details>undefined</details>\n</error>"
    )


def test_an_error_as_html_has_the_form_of_the_framework(api):
    answer = api.get("/v1/Clients/zzz", headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<html>\n  <head>\n    <meta charset='utf-8'>\n")
    assert "<h2><em>404</em> Unknown &#34;Client&#34; id &#34;zzz&#34;.</h2>" in answer.text
    assert "<div><b>code</b>: MODEL_NOT_FOUND</div>" in answer.text


def test_a_204_carries_the_content_type_of_the_framework(api):
    with Sandbox() as sandbox:
        url = f"{sandbox.url}/v1/Accounts/logout"
        answer = api.http.post(url, headers={"Authorization": sandbox.token})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
