"""A misspelt name is refused with the names there are: a test that asks for nothing tests nothing."""

import math

import pytest

from spaceinvoices_sandbox import LocalSandbox, SandboxOptions
from spaceinvoices_sandbox.faults import KINDS, Fault, Faults

NO_NUMBERS = [math.nan, math.inf, -1, "1", None, True, 1e999]


def test_a_kind_that_there_is_not_is_refused_with_the_kinds_there_are():
    with pytest.raises(ValueError, match="did you mean drop-after") as caught:
        Fault(kind="drop_after")
    assert all(kind in str(caught.value) for kind in KINDS)


@pytest.mark.parametrize("name", ["documents.create", "document_create", "", "Documents_Create"])
def test_an_operation_that_there_is_not_is_refused(name):
    with pytest.raises(ValueError, match="documents_create"):
        Fault(kind="refuse", operation=name)


@pytest.mark.parametrize("value", NO_NUMBERS)
@pytest.mark.parametrize("name", ["seconds", "times"])
def test_a_number_that_makes_no_sense_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        Fault(kind="refuse", **{name: value})


@pytest.mark.parametrize("value", [*NO_NUMBERS, 2])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(ValueError, match="probability"):
        Faults().at_random(Fault(kind="refuse"), value)


def test_a_fault_at_random_does_not_say_how_many_times(serve):
    with pytest.raises(ValueError, match="times is for a planned fault"):
        Faults().at_random(Fault(kind="refuse", times=2), 0.5)
    answer = serve().post("/sandbox/faults", {"kind": "refuse", "times": 2, "probability": 0.5})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/sandbox/clock", "/sandbox/faults"])
@pytest.mark.parametrize("body", [[1], "advance", 5])
def test_a_body_that_is_no_object_is_refused(serve, path, body):
    answer = serve().post(path, body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "the body must be an object"


def test_times_means_the_same_in_python_and_over_http(serve):
    api = serve()
    api.sandbox.world.faults.plan(Fault(kind="bad-gateway", times=2))
    planned = {"kind": "unknown-error", "times": 2, "operation": "accounts_authorized"}
    api.post("/sandbox/faults", planned)
    told = api.get("/sandbox/faults").json()
    assert [entry["times"] for entry in told] == [2, 2]
    statuses = [api.get("/v1/Accounts/authorized").status_code for _ in range(5)]
    assert statuses == [502, 502, 520, 520, 200]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "no kind None"),
        ({"kind": "bananas"}, "there are refuse, throttle"),
        ({"kind": "refuse", "operation": "documents.create"}, "did you mean documents_create"),
        ({"kind": "refuse", "time": 3}, "did you mean times"),
        ({"kind": "refuse", "times": 0}, "times must be a number from 1"),
        ({"kind": "refuse", "times": 1.5}, "times must be a whole number"),
        ({"kind": "refuse", "seconds": "soon"}, "seconds must be a number"),
        ({"kind": "refuse", "probability": 1.5}, "probability must be a number from 0 to 1"),
        ({"kind": "refuse", "seed": "x", "probability": 0}, "seed must be a number"),
    ],
)
def test_over_http_the_same_names_are_refused(api, body, told):
    answer = api.post("/sandbox/faults", body)
    assert (answer.status_code, told in answer.json()["error"]["message"]) == (400, True)
    assert api.get("/sandbox/faults").json() == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Sandbox-Fault", "bananas"),
        ("X-Sandbox-Fault", "delay-before=soon"),
        ("X-Sandbox-Fault", "throttle=nan"),
        ("X-Sandbox-Falt", "refuse"),
    ],
)
def test_a_misspelt_header_is_a_400_that_says_so(api, header, value):
    answer = api.get("/v1/Accounts/authorized", headers={header: value})
    assert answer.status_code == 400
    assert api.get("/sandbox/statistics").json()["faults"]["struck"] == {}


@pytest.mark.parametrize("options", [{"faults": (("bananas", 0.5),)}, {"unique": "eror"}])
def test_a_misspelt_option_is_refused(options):
    with pytest.raises(ValueError, match="there are"):
        LocalSandbox(SandboxOptions(**options))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda seed, _: seed.organization(nam="x"), "did you mean name"),
        (lambda seed, _: seed.account(firstName="x"), "did you mean firstname"),
        (lambda seed, o: seed.client(o, tax_number="1"), "did you mean taxNumber"),
        (lambda seed, o: seed.unit(o, adress="1"), "did you mean address"),
        (lambda seed, o: seed.document(o, unique_id="1"), "did you mean uniqueId"),
        (lambda seed, o: seed.document(o, _documentItems=[{"nam": "x"}]), "did you mean name"),
        (lambda seed, o: seed.documents(o, 2, payments=[{"amout": 1}]), "did you mean amount"),
        (lambda seed, o: seed.invitation(o, "a@example.com", rol="admin"), "did you mean role"),
    ],
)
def test_a_misspelt_field_of_a_seed_is_refused(make, told):
    local = LocalSandbox()
    try:
        organization = local.seed.organization()
        with pytest.raises(ValueError, match=told):
            make(local.seed, organization)
    finally:
        local.close()


def test_a_seed_may_hold_any_name_below_custom():
    local = LocalSandbox()
    try:
        organization = local.seed.organization(custom={"anything": 1})
        assert len(local.seed.documents(organization, 2, custom={"nam": "x"})) == 2
    finally:
        local.close()
