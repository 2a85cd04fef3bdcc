"""The last requests are kept, with what became of them."""

import httpx

from spaceinvoices_sandbox.request_log import RequestLog


def test_a_request_is_recorded_with_status_duration_and_error(browser, program):
    program.get("/v1/Accounts/authorized", params={"a": "b"})
    program.get("/v1/clients/nothing")
    refused, answered = browser.recorded()
    assert (answered.number, answered.method, answered.path, answered.query) == (
        1,
        "GET",
        "/v1/Accounts/authorized",
        "a=b",
    )
    assert (answered.status, answered.operation, answered.error) == (
        200,
        "accounts_authorized",
        None,
    )
    assert answered.duration_ms > 0
    assert (refused.status, refused.operation) == (404, "clients_get")
    assert isinstance(refused.error, dict)
    assert refused.error["error"]["statusCode"] == 404
    told = browser.text("/window/requests")
    row = told.partition("GET /v1/clients/nothing clients_get 404 ")[2]
    assert row.index("What was answered") < row.index("GET /v1/Accounts/authorized")
    assert '"code": "MODEL_NOT_FOUND"' in told


def test_the_sandboxs_own_routes_and_pages_are_not_recorded(browser, program):
    program.get("/sandbox/statistics")
    program.get("/sandbox/nothing")
    browser.page("/")
    browser.send("/window/clock", to="day")
    browser.http.get("/window/nothing")
    assert browser.recorded() == []


def test_only_the_last_requests_are_kept(sandbox, browser, program):
    sandbox.world.requests = RequestLog(kept=3)
    for number in range(5):
        program.get(f"/v1/nothing/{number}")
    assert [one.path for one in browser.recorded()] == [
        "/v1/nothing/4",
        "/v1/nothing/3",
        "/v1/nothing/2",
    ]
    assert [one.number for one in browser.recorded()] == [5, 4, 3]


def test_a_large_error_is_kept_in_part(sandbox, browser):
    httpx.get(sandbox.url + "/v1/" + "x" * 15_000)
    (one,) = browser.recorded()
    assert (len(one.path), len(str(one.error))) == (2048, 4096)


def test_what_was_refused_before_it_was_read_is_recorded(browser, program):
    program.http.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": "nothing"})
    program.http.get("/v1/x", headers={"X-Long": "x" * 20_000})
    assert [one.status for one in browser.recorded()] == [431, 400]


def test_the_record_is_filtered(browser, program):
    program.get("/v1/Accounts/authorized")
    program.get("/v1/clients/nothing")
    assert "1 to 2 of 2 requests" in browser.text("/window/requests")
    assert "1 to 1 of 1 requests" in browser.text("/window/requests", answers="failed")
    assert "No request like this" in browser.text("/window/requests", answers="faults")
    told = browser.text("/window/requests", operation="accounts_authorized")
    assert "1 to 1 of 1 requests" in told


def test_the_page_of_requests_is_read_again_where_a_person_wishes_it(browser):
    assert "http-equiv" not in browser.page("/window/requests")
    refreshed = '<meta http-equiv="refresh" content="5">'
    assert refreshed in browser.page("/window/requests", refresh="1")
