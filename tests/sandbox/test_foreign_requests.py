"""The sandbox's own routes are for this machine alone, whatever a web page sends."""

import json
import os
import stat

import httpx
import pytest

from spaceinvoices_sandbox import LocalSandbox, Sandbox, SandboxOptions
from spaceinvoices_sandbox.cli import _announce


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", ""])
def test_another_host_is_refused(api, host):
    answer = api.get("/sandbox/outbox", headers={"Host": host})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:1", "[::1]:80", "a.localhost", "10.0.0.7"]
)
def test_a_name_of_this_machine_or_an_address_is_let_in(api, host):
    assert api.get("/sandbox/outbox", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_another_origin_is_refused(api, method, headers):
    answer = api.http.request(method, "/sandbox/faults", headers=headers)
    assert answer.status_code == 403


def test_its_own_origin_is_let_in(api):
    origin = api.sandbox.url
    answer = api.post("/sandbox/clock", {"frozen": None}, headers={"Origin": origin})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_body_that_a_plain_form_can_send_is_refused(api, kind):
    body = json.dumps({"advance": 3600})
    answer = api.http.post("/sandbox/clock", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_a_name_can_be_allowed(serve):
    api = serve(allowed_hosts=("sandbox.test",))
    assert api.get("/sandbox/outbox", headers={"Host": "SANDBOX.test:80"}).status_code == 200


def test_the_api_itself_is_reached_by_any_name(api):
    answer = api.get("/v1/Accounts/authorized", headers={"Host": "evil.example"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"frozen": "9" * 400},
        {"frozen": 10**400},
        {"frozen": {"a": 1}},
        {"advance": 1e300},
        {"advance": "Infinity"},
        {"advance": -1e15},
        {"advanced": 1},
        {"advance": True},
    ],
)
def test_a_clock_that_cannot_be_is_a_400(api, body):
    answer = api.http.post(
        "/sandbox/clock", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400


def test_an_infinite_number_in_a_body_is_a_400(api):
    for body in ('{"advance": 1e999}', '{"advance": -1e999}', '{"frozen": 1e999}'):
        headers = {"Content-Type": "application/json"}
        answer = api.http.post("/sandbox/clock", content=body, headers=headers)
        assert answer.status_code == 400


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_files_of_a_sandbox_are_its_owners_alone(tmp_path):
    old = os.umask(0o022)
    try:
        database, ready = tmp_path / "s.db", tmp_path / "ready.json"
        (tmp_path / "target").touch()
        ready.symlink_to(tmp_path / "target")
        with Sandbox(SandboxOptions(database=str(database))) as sandbox:
            _announce(sandbox, ready)
            sandbox.seed.organization()
            modes = {path.name: mode(path) for path in tmp_path.iterdir() if path.name != "target"}
        assert set(modes.values()) == {0o600}
        assert {"s.db", "ready.json"} <= set(modes)
        assert (tmp_path / "target").read_bytes() == b""
    finally:
        os.umask(old)


def test_a_database_is_closed_with_its_sandbox():
    local = LocalSandbox()
    local.close()
    with pytest.raises(Exception, match="closed"):
        local.seed.organization()


def test_http_is_spoken_on_the_port(api):
    assert httpx.get(api.sandbox.url + "/sandbox/statistics").status_code == 200
