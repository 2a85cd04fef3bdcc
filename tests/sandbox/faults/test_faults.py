import httpx
import pytest


def test_a_planned_drop_after_commit_loses_the_answer_not_the_document(serve):
    api = serve()
    organization = api.organization()
    api.post("/sandbox/faults", {"kind": "drop-after", "operation": "documents_create"})
    with pytest.raises(httpx.TransportError):
        api.document(organization, uniqueId="lost")
    statistics = api.get("/sandbox/statistics").json()
    assert (statistics["documents"], statistics["faults"]["struck"]) == (1, {"drop-after": 1})


@pytest.mark.parametrize("kind", ["refuse", "drop-before", "truncate", "drop-after"])
def test_an_answer_that_is_dropped_on_request_is_no_error_in_the_log(api, caplog, kind):
    with pytest.raises(httpx.TransportError):
        api.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": kind})
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("kind", ["refuse", "drop-before", "truncate", "drop-after"])
def test_a_fault_can_be_asked_for_by_header(api, kind):
    with pytest.raises(httpx.TransportError):
        api.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": kind})


@pytest.mark.parametrize(
    ("kind", "status"), [("throttle=7", 429), ("bad-gateway", 502), ("unknown-error", 520)]
)
def test_gateways_and_limits_answer_in_their_own_way(api, kind, status):
    answer = api.get("/v1/Accounts/authorized", headers={"X-Sandbox-Fault": kind})
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == ("7" if status == 429 else None)


def test_the_rate_limit_answers_429(serve):
    api = serve(rate_limit=3)
    statuses = [api.get("/v1/Accounts/authorized").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_random_faults_repeat_with_the_seed(serve):
    struck = []
    for _ in "12":
        api = serve(faults=(("bad-gateway", 0.5),), seed=7)
        struck.append([api.get("/v1/Accounts/authorized").status_code for _ in range(12)])
    assert struck[0] == struck[1]
    assert set(struck[0]) == {200, 502}
