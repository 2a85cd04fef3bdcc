"""What the framework was measured to do, where no other module here holds the sandbox to it."""

import http.client
import json
import socket
import time
from xml.etree import ElementTree as ET

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox, SandboxOptions
from spaceinvoices_sandbox.loopback.errors import server_error


@pytest.fixture
def clients(api):
    return f"/v1/Organizations/{api.organization()}/clients"


def raw(api, head, body=b""):
    """The whole answer to bytes sent as they are."""
    with socket.create_connection((api.sandbox.host, api.sandbox.port), 10) as connection:
        connection.sendall(head + body)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def test_a_server_error_tells_no_name_and_no_reason(api, clients):
    answer = api.get(clients, {"where": {"createdAt": "garbage"}})
    assert answer.status_code == 500
    assert answer.json() == {"error": {"statusCode": 500, "message": "Internal Server Error"}}
    assert server_error("the reason").message == "the reason"


def test_an_error_is_xml_for_those_who_prefer_it(api):
    answer = api.get("/v1/Accounts/authorized", headers={"Accept": "text/xml", "Authorization": ""})
    assert answer.headers["content-type"].startswith("text/xml")
    error = ET.fromstring(answer.text)
    told = (error.findtext("statusCode"), error.findtext("code"))
    assert (error.tag, *told) == ("error", "401", "AUTHORIZATION_REQUIRED")


def test_the_errors_of_a_pdf_are_json_whatever_is_accepted(api):
    path = "/v1/Documents/6b011eb2380b66b9d0000000/pdf"
    answer = api.get(path, headers={"Accept": "application/pdf"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
        404,
        "application/json",
    )


def test_a_head_that_is_no_http_or_too_long_gets_an_empty_answer(api):
    long = b"GET /v1/Accounts?x=" + b"y" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = raw(api, long)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert answer.partition(b"\r\n\r\n")[2] == b""
    answer = raw(api, "GET /v1/Accounts?x=ü HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("line", [b"FOO /v1 HTTP/1.1", b"get /v1 HTTP/1.1", b"GET v1 HTTP/1.1"])
def test_what_is_no_http_gets_an_empty_400(api, line):
    answer = raw(api, line + b"\r\nHost: x\r\n\r\n")
    assert answer == b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"


def test_the_ways_of_a_password_answer_204_without_a_body(api):
    email = "ways@example.com"
    account = api.post("/v1/Accounts", {"email": email, "password": "secret"}).json()
    token = api.post("/v1/Accounts/impersonate", {"id": account["id"]}).json()["id"]
    headers = {"Authorization": token}
    change = {"oldPassword": "secret", "newPassword": "better"}
    changed = api.post("/v1/Accounts/change-password", change, headers=headers)
    left = api.post("/v1/Accounts/logout", headers=headers)
    mailed = api.post("/v1/Accounts/reset", {"email": email})
    headers = {"Authorization": api.sandbox.world.outbox[-1]["token"]}
    reset = api.post("/v1/Accounts/reset-password", {"newPassword": "found"}, headers=headers)
    answers = [(answer.status_code, answer.content) for answer in (changed, left, mailed, reset)]
    assert answers == [(204, b"")] * 4


def test_unknown_fields_leave_nothing_and_an_unknown_include_is_500(api, clients):
    api.post(clients, {"name": "x"})
    assert api.get(clients, {"fields": ["nothing"]}).json() == [{}]
    assert api.get(clients, {"fields": {"name": True}}).json() == [{"name": "x"}]
    assert api.get(clients, {"include": "nothing"}).status_code == 500


def test_a_count_of_organizations_filters_the_memberships_and_a_list_the_organizations(api):
    email = "joined@example.com"
    account = api.post("/v1/Accounts", {"email": email, "password": "secret"}).json()["id"]
    path = f"/v1/Accounts/{account}/organizations"
    for name in ("one", "two"):
        api.post(path, {"name": name})
    assert [row["name"] for row in api.get(path, {"where": {"name": "one"}}).json()] == ["one"]
    count = api.http.get(path + "/count", params={"where": json.dumps({"role": "admin"})})
    assert count.json() == {"count": 2}
    count = api.http.get(path + "/count", params={"where": json.dumps({"name": "one"})})
    assert count.json() == {"count": 0}


def test_a_dotted_property_is_patched_and_the_record_never_read_again(api, clients):
    client = api.post(clients, {"name": "x"}).json()
    path = f"/v1/Clients/{client['id']}"
    assert api.http.patch(path, json={"custom.key": 1}).status_code == 200
    assert [api.get(address).status_code for address in (path, clients)] == [500, 500]
    assert api.http.patch(path, json={"name": "y"}).status_code == 500
    assert api.http.delete(path).json() == {"count": 1}
    assert api.get(clients).json() == []
    assert api.post(clients, {"name": "x", "custom.key": 1}).status_code == 500


def test_another_id_is_refused_in_a_put_too(api, clients):
    client = api.post(clients, {"name": "x"}).json()
    path = f"/v1/Clients/{client['id']}"
    assert api.http.put(path, json={"name": "y", "id": "other"}).status_code == 400
    assert api.http.put(path, json={"name": "y", "id": client["id"]}).status_code == 200


def test_a_foreign_key_in_the_body_is_ignored(api, clients):
    client = api.post(clients, {"name": "x", "organizationId": "other"}).json()
    assert client["organizationId"] == clients.split("/")[3]


def test_a_body_in_chunks_is_read_whole(api, clients):
    body = json.dumps({"name": "x" * 5_000}).encode()
    chunks = (body[start : start + 999] for start in range(0, len(body), 999))
    headers = {"content-type": "application/json"}
    answer = api.http.post(clients, content=chunks, headers=headers)
    assert answer.request.headers["transfer-encoding"] == "chunked"
    assert answer.json()["name"] == "x" * 5_000


def test_an_escaped_slash_belongs_to_the_id(api):
    message = api.http.get("/v1/Clients/a%2Fb").json()["error"]["message"]
    assert message == 'Unknown "Client" id "a/b".'


def test_a_broken_escape_is_kept_in_the_query_and_refused_in_the_path(api):
    assert b"HTTP/1.1 400 " in raw(
        api, b"GET /v1/Clients/%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    answer = api.http.get("/v1/Accounts/is-unique?email=%ZZ")
    assert answer.json() == {"isUnique": True}


def test_a_plus_in_a_query_is_a_space(api, clients):
    api.post(clients, {"name": "a b"})
    found = api.http.get(clients + '?filter={"where":{"name":"a+b"}}')
    assert [row["name"] for row in found.json()] == ["a b"]
    found = api.http.get(clients + '?filter={"where":{"name":"a%2Bb"}}')
    assert found.json() == []


def test_options_is_404(api):
    assert api.http.options("/v1/Accounts/authorized").status_code == 404


def test_a_head_of_an_unknown_id_is_404_without_a_body(api):
    answer = api.http.head("/v1/Clients/6b011eb2380b66b9d0000000")
    assert (answer.status_code, answer.content) == (404, b"")


def test_an_idle_connection_is_closed():
    with Sandbox(keep_alive=0.05) as sandbox:
        connection = http.client.HTTPConnection(sandbox.host, sandbox.port, timeout=4)
        connection.request("GET", "/v1/Accounts/authorized", headers={"Connection": "keep-alive"})
        answer = connection.getresponse()
        answer.read()
        assert connection.sock.recv(1) == b""  # the server's end, not a time-out
        connection.close()
    with Sandbox() as usual:
        assert usual.keep_alive == 5


def test_delays_come_before_or_after_the_work(serve):
    api = serve()
    for kind in ("delay-before=0.05", "delay-after=0.05"):
        started = time.perf_counter()
        answer = api.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": kind})
        assert answer.status_code == 200
        assert time.perf_counter() - started >= 0.05
    organization = api.organization()
    for kind, documents in (("delay-before", 0), ("delay-after", 1)):
        api.post("/sandbox/faults", {"kind": kind, "seconds": 30, "operation": "documents_create"})
        with pytest.raises(httpx.ReadTimeout):
            api.http.post(
                f"/v1/Organizations/{organization}/documents",
                json={"_documentClient": {"name": "x"}, "_documentItems": [{"name": "y"}]},
                timeout=1.0,
            )
        while api.get("/sandbox/statistics").json()["documents"] < documents:
            pass  # each look is a request: the server may still be at work
        assert api.get("/sandbox/statistics").json()["documents"] == documents


def test_garbage_is_a_complete_answer_that_is_no_json(api):
    answer = api.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": "garbage"})
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_an_invitation_without_confirmation_works_at_once(api):
    organization = api.organization()
    guest = api.post("/v1/Accounts", {"email": "silent@example.com", "password": "secret"}).json()
    token = api.post("/v1/Accounts/impersonate", {"id": guest["id"]}).json()["id"]
    body = {"accountId": guest["id"], "requireConfirmation": False, "sendEmail": False}
    mails = len(api.sandbox.world.outbox)
    assert api.post(f"/v1/Organizations/{organization}/invite", body).status_code == 200
    headers = {"Authorization": token}
    assert api.get(f"/v1/Organizations/{organization}", headers=headers).status_code == 200
    assert len(api.sandbox.world.outbox) == mails


def test_the_limit_of_a_body_can_be_another():
    with Sandbox(SandboxOptions(body_limit=10)) as sandbox:
        headers = {"Authorization": sandbox.token}
        answer = httpx.post(
            f"{sandbox.url}/v1/Accounts/login", json={"email": "long@x.y"}, headers=headers
        )
    assert answer.status_code == 413
