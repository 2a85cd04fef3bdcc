"""What a person changes in the window: faults, the clock, everything at once."""

from datetime import UTC, datetime

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox, SandboxOptions
from spaceinvoices_sandbox.faults import KINDS, Fault, Faults
from spaceinvoices_sandbox.window.control_pages import _TOLD


@pytest.mark.parametrize("kind", KINDS)
def test_a_switch_turns_a_fault_on_and_off(sandbox, browser, kind):
    answer = browser.send("/window/faults/switch", kind=kind, on="1")
    assert answer.headers["location"] == "/window/faults?done=fault-on"
    assert sandbox.world.faults.active() == [
        {"kind": kind, "seconds": 1.0, "operation": None, "probability": 1}
    ]
    page = browser.page("/window/faults")
    assert f'aria-checked="true" aria-labelledby="kind-{kind}"' in page
    assert "1 fault active" in page
    browser.send("/window/faults/switch", kind=kind, on="0")
    assert sandbox.world.faults.active() == []
    assert 'aria-checked="true"' not in browser.page("/window/faults")


def test_each_kind_of_fault_says_what_it_does():
    assert set(_TOLD) == set(KINDS)


def test_a_fault_that_is_on_strikes_and_is_seen(browser, program):
    browser.send("/window/faults/switch", kind="bad-gateway", on="1")
    assert program.get("/v1/Accounts/authorized").status_code == 502
    told = browser.text("/window/requests", answers="faults")
    assert "GET /v1/Accounts/authorized accounts_authorized" in told
    assert "502 bad-gateway" in told
    assert "struck: 1" in browser.text("/window/faults")


def test_a_dropped_connection_is_recorded_as_reset(browser, program):
    browser.send("/window/faults/switch", kind="drop-after", on="1")
    with pytest.raises(httpx.RemoteProtocolError):
        program.get("/v1/Accounts/authorized")
    assert "reset drop-after" in browser.text("/window/requests")


def test_a_fault_is_planned_for_the_next_requests_of_an_operation(sandbox, browser):
    form = {"kind": "throttle", "operation": "documents_create", "seconds": "2.5", "number": "3"}
    browser.send("/window/faults", how="next", **form)
    planned = {"kind": "throttle", "seconds": 2.5, "operation": "documents_create", "times": 3}
    assert sandbox.world.faults.active() == [planned]
    assert "throttle 2.5 s documents_create the next 3" in browser.text("/window/faults")


def test_a_fault_is_planned_for_a_share_of_the_requests(sandbox, browser):
    browser.send("/window/faults", kind="truncate", how="share", number="5", seconds="1")
    (active,) = sandbox.world.faults.active()
    assert active == {"kind": "truncate", "seconds": 1, "operation": None, "probability": 0.05}
    assert "truncate any 5 % of the requests" in browser.text("/window/faults")


def test_one_of_several_faults_is_withdrawn(sandbox, browser):
    plan = sandbox.world.faults
    plan.plan(Fault(kind="throttle", seconds=2, operation="clients_get"), times=3)
    plan.at_random(Fault(kind="throttle", seconds=2), 0.5)
    form = {"kind": "throttle", "seconds": "2.0", "operation": "clients_get"}
    browser.send("/window/faults/withdraw", **form)
    assert [one["operation"] for one in plan.active()] == [None]
    browser.send("/window/faults/withdraw", kind="throttle", seconds="2", operation="")
    assert plan.active() == []


def test_all_faults_are_switched_off_at_once(sandbox, browser):
    browser.send("/window/faults/switch", kind="garbage", on="1")
    browser.send("/window/faults", kind="truncate", number="5")
    browser.send("/window/faults/clear")
    assert sandbox.world.faults.active() == []


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "nothing"},
        {"kind": "throttle", "number": "x"},
        {"kind": "throttle", "number": "nan"},
        {"kind": "throttle", "number": "1e999"},
        {"kind": "throttle", "number": "0"},
        {"kind": "throttle", "number": "1.5"},
        {"kind": "throttle", "number": "101", "how": "share"},
        {"kind": "throttle", "number": "-1", "how": "share"},
        {"kind": "throttle", "seconds": "-1"},
        {"kind": "throttle", "operation": "nothing"},
    ],
)
def test_a_fault_that_cannot_be_is_a_400_that_says_so(sandbox, browser, form):
    answer = browser.send("/window/faults", **form)
    assert answer.status_code == 400
    assert "400 Bad Request" in answer.text
    assert sandbox.world.faults.active() == []


@pytest.mark.parametrize("path", ["/window/faults/switch", "/window/faults/withdraw"])
def test_a_switch_that_there_is_not_is_a_400(browser, path):
    assert browser.send(path, kind="nothing", on="1").status_code == 400


@pytest.mark.parametrize(
    ("now", "to", "then"),
    [
        ("2026-01-31T10:00:00", "hour", "2026-01-31T11:00:00"),
        ("2026-01-31T10:00:00", "day", "2026-02-01T10:00:00"),
        ("2026-01-31T10:00:00", "week", "2026-02-07T10:00:00"),
        ("2026-01-31T10:00:00", "month", "2026-02-28T10:00:00"),
        ("2028-01-31T10:00:00", "month", "2028-02-29T10:00:00"),
        ("2026-12-15T10:00:00", "month", "2027-01-15T10:00:00"),
    ],
)
def test_a_button_moves_the_clock(sandbox, browser, now, to, then):
    browser.send("/window/clock", to="moment", moment=now)
    answer = browser.send("/window/clock", to=to)
    assert answer.headers["location"] == "/window/clock?done=clock"
    assert sandbox.clock.now() == datetime.fromisoformat(then).replace(tzinfo=UTC)
    assert then.replace("T", "\N{NO-BREAK SPACE}") in browser.page("/window/clock")


def test_the_clock_is_stopped_and_follows_the_system_again(sandbox, browser):
    browser.send("/window/clock", to="stop")
    assert sandbox.clock.is_frozen
    assert "stands still" in browser.text("/window/clock")
    browser.send("/window/clock", to="system")
    assert not sandbox.clock.is_frozen


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"to": "yesterday"},
        {"to": "moment"},
        {"to": "moment", "moment": "x"},
        {"to": "moment", "moment": "20000-01-01T00:00"},
    ],
)
def test_a_moment_that_there_is_not_is_a_400(sandbox, browser, form):
    assert browser.send("/window/clock", **form).status_code == 400
    assert not sandbox.clock.is_frozen


def test_the_end_of_time_is_not_passed(sandbox, browser):
    browser.send("/window/clock", to="moment", moment="9999-12-31T23:59:59")
    for to in ("hour", "day", "week", "month"):
        assert browser.send("/window/clock", to=to).status_code == 400
    assert sandbox.clock.now().year == 9999


def test_a_month_issues_what_has_become_due(sandbox, browser):
    organization = sandbox.seed.organization()
    document = sandbox.seed.document(organization)
    first = sandbox.clock.now().date().isoformat()
    sandbox.seed.made(
        "documents_create_recurrence",
        document,
        name="rent",
        type="week",
        dateFirst=first,
        numRecurrences=3,
    )
    browser.send("/window/clock", to="month")
    assert "1 to 4 of 4 documents" in browser.text("/window/documents")


def told_of(program):
    me = program.get("/v1/Accounts/authorized").json()
    made = ("createdAt", "updatedAt")
    return {name: value for name, value in me.items() if name not in made}


def test_a_reset_leaves_the_root_and_nothing_else(browser, sandbox, program):
    before = told_of(program)
    organization = sandbox.seed.organization()
    sandbox.seed.made(
        "webhooks_create", organization, url="http://127.0.0.1:1/", events=["client/create"]
    )
    document = sandbox.seed.document(organization)
    program.post(f"/v1/Organizations/{organization}/clients", {"name": "Ada"})
    program.post(f"/v1/documents/{document}/send", {"recipients": "ada@example.com"})
    sandbox.seed.account("ada@example.com")
    sandbox.world.store.put_blob("picture", "image/png", b"x")
    browser.send("/window/clock", to="month")
    browser.send("/window/faults/switch", kind="bad-gateway", on="1")
    program.get("/v1/Accounts/authorized")
    assert len(sandbox.world.deliveries) == 2

    assert browser.send("/window/reset").headers["location"] == "/?done=reset"

    world = sandbox.world
    assert (world.outbox, len(world.deliveries), len(world.requests)) == ([], 0, 0)
    assert (world.faults.active(), dict(world.faults.counts)) == ([], {})
    assert (world.clock.is_frozen, world.store.blob("picture")) == (False, None)
    kept = {
        schema.table: number
        for schema in world.models
        if (number := world.store.rows(f"SELECT COUNT(*) FROM {schema.table}", [])[0][0])
    }
    assert kept == {"accounts": 1, "access_tokens": 1}
    assert told_of(program) == before
    sandbox.seed.document(sandbox.seed.organization(), uniqueId="order-1")
    assert "1 to 1 of 1 documents" in browser.text("/window/documents")


def test_a_reset_brings_back_a_root_that_was_changed(sandbox, browser, program):
    me = sandbox.world.root_id
    program.http.put(f"/v1/Accounts/{me}", json={"email": "else@example.com"})
    program.post("/v1/Accounts/logout")
    browser.send("/window/reset")
    assert program.get("/v1/Accounts/authorized").json()["email"] == "root@example.com"
    login = program.post("/v1/Accounts/login", {"email": "root@example.com", "password": "sandbox"})
    assert login.status_code == 200


def test_a_reset_gives_up_what_waits_to_be_delivered(sandbox, browser):
    organization = sandbox.seed.organization()
    sandbox.seed.made("webhooks_create", organization, url="http://127.0.0.1:1/", events=["*"])
    sandbox.seed.client(organization)
    browser.page("/")
    browser.send("/window/reset")
    browser.send("/window/clock", to="day")
    assert "No event yet" in browser.text("/window/webhooks")


def test_a_reset_plans_the_faults_of_the_start_again(browser):
    with Sandbox(SandboxOptions(faults=(("garbage", 0.25),))) as sandbox:
        twin = type(browser)(sandbox)
        twin.send("/window/faults/clear")
        twin.send("/window/reset")
        assert [one["kind"] for one in sandbox.world.faults.active()] == ["garbage"]
        twin.http.close()


def test_a_program_resets_too(sandbox, program):
    sandbox.seed.organization()
    assert program.post("/sandbox/reset").json() == {"success": True}
    assert program.get("/sandbox/statistics").json()["documents"] == 0
    assert program.get("/v1/Accounts/authorized").status_code == 200


def test_a_sandbox_in_a_file_is_reset_for_good(tmp_path):
    options = SandboxOptions(database=str(tmp_path / "state.db"), root_token="t" * 64)
    with Sandbox(options) as sandbox:
        sandbox.seed.organization()
        headers = {"Origin": sandbox.url, "Content-Type": "application/x-www-form-urlencoded"}
        httpx.post(f"{sandbox.url}/window/reset", headers=headers)
    with Sandbox(options) as again:
        assert again.token == "t" * 64
        assert again.world.store.rows("SELECT COUNT(*) FROM organizations", []) == [(0,)]
        assert again.world.store.rows("SELECT COUNT(*) FROM accounts", []) == [(1,)]


def test_ending_one_kind_of_fault_leaves_the_others():
    plan = Faults()
    plan.plan(Fault(kind="refuse"), times=2)
    plan.plan(Fault(kind="garbage"))
    plan.at_random(Fault(kind="refuse", operation="clients_get"), 0.5)
    plan.end("refuse")
    assert [one["kind"] for one in plan.active()] == ["garbage"]
    with pytest.raises(ValueError, match="no kind"):
        plan.end("nothing")
