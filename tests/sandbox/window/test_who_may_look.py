"""The window is for a browser on this machine, and for no other page."""

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox, SandboxOptions
from spaceinvoices_sandbox.cli import _announce

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = ["/", "/window/documents", "/window/faults", "/window/static/window.css"]
FORMS = ["/window/faults/clear", "/window/clock", "/window/reset", "/window/nothing"]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as running:
        yield running


@pytest.fixture
def organizations(sandbox):
    return lambda: sandbox.world.store.rows("SELECT COUNT(*) FROM organizations", [])


def test_a_browser_sees_the_window_and_a_program_what_the_framework_says(browser):
    assert browser.http.get("/").status_code == 200
    for accept in ("application/json", "*/*", "application/json, text/html;q=0.5"):
        answer = browser.http.get("/", headers={"Accept": accept})
        assert answer.status_code == 404
        assert answer.json() == {
            "error": {"statusCode": 404, "name": "Error", "message": "Cannot GET /"}
        }


def test_only_reading_the_root_is_the_windows(browser):
    assert browser.http.head("/").status_code == 200
    assert "Cannot POST /" in browser.http.post("/").text
    assert "Cannot GET /windows" in browser.http.get("/windows").text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", ""])
def test_another_host_is_refused(browser, path, host):
    assert browser.http.get(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("path", PAGES)
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
def test_another_origin_is_refused(browser, path, headers):
    assert browser.http.get(path, headers=headers).status_code == 403


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Host": "evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Content-Type": "text/plain"}, 415),
        ({"Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data"}, 415),
        ({"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}, 415),
        ({"Sec-Fetch-Site": "same-origin", "Content-Type": ""}, 415),
    ],
)
def test_a_form_of_another_page_is_refused(sandbox, browser, organizations, path, headers, status):
    sandbox.seed.organization()
    before = organizations()
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    answer = browser.http.post(path, content=b"to=day", headers=form)
    assert answer.status_code == status
    assert not sandbox.clock.is_frozen
    assert organizations() == before


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "itself"}])
def test_the_windows_own_form_is_let_in(sandbox, browser, header):
    headers = {name: value.replace("itself", sandbox.url) for name, value in header.items()}
    answer = browser.http.post("/window/clock", data={"to": "day"}, headers=headers)
    sandbox.clock.resume()
    assert (answer.status_code, answer.headers["location"]) == (303, "/window/clock?done=clock")


def test_a_form_that_is_too_large_or_unreadable_is_refused(sandbox, browser):
    large = browser.send("/window/clock", to="x" * 100_000)
    headers = {
        "Origin": sandbox.url,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    broken = browser.http.post("/window/clock", content=b"\xff\xfe", headers=headers)
    assert (large.status_code, broken.status_code) == (413, 400)


def test_an_allowed_name_reaches_the_window():
    with Sandbox(SandboxOptions(allowed_hosts=("sandbox.test",))) as sandbox:
        headers = {"Host": "sandbox.test:80", "Accept": ACCEPT}
        assert httpx.get(sandbox.url + "/", headers=headers).status_code == 200


def test_a_refusal_tells_nothing_of_the_sandbox(sandbox, browser):
    sandbox.seed.organization(name="Very secret organization")
    refused = browser.http.get("/", headers={"Host": "evil.example"})
    assert refused.status_code == 403
    assert "Very secret" not in refused.text
    assert sandbox.world.root_id not in refused.text


@pytest.mark.parametrize("path", ["/", "/window/documents", "/window/nothing"])
def test_a_page_may_load_nothing_from_elsewhere_and_stand_in_no_frame(browser, path):
    headers = browser.http.get(path).headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "frame-src": "'self'",
        "object-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_pdf_may_stand_in_a_page_of_the_window_alone(sandbox, browser):
    document = sandbox.seed.document(sandbox.seed.organization())
    answer = browser.http.get(f"/window/documents/{document}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/window/nothing",
        "/window/records/nothing",
        "/window/records/clients/nothing",
        "/window/documents/nothing",
        "/window/documents/nothing.pdf",
        "/window/static/../window.py",
        "/window/static/nothing",
        "/window/%ff",
        "/window/records/sqlite_master",
    ],
)
def test_what_is_not_there_is_a_404(browser, path):
    assert browser.http.get(path).status_code == 404


def test_a_page_cannot_be_posted_to_and_a_form_not_be_read(browser):
    assert browser.send("/window/documents").status_code == 405
    assert browser.http.get("/window/faults/clear").status_code == 405


def test_the_window_goes_on_while_every_request_of_a_program_fails():
    options = SandboxOptions(
        faults=(("drop-before", 1.0),), rate_limit=0, latency=3600, allowed_hosts=()
    )
    with Sandbox(options) as sandbox:
        answer = httpx.get(sandbox.url + "/", headers={"Accept": ACCEPT})
        assert answer.status_code == 200
        assert sandbox.world.faults.counts == {}


def test_the_start_says_where_the_window_is(capsys):

    with Sandbox() as sandbox:
        _announce(sandbox, None)
        assert f"  window    {sandbox.url}/  (in a browser)\n" in capsys.readouterr().out
