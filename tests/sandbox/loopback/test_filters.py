import json
import time

import pytest

from spaceinvoices_sandbox.api import models

ROWS = [
    {"name": "Alpha", "email": "a@x.com", "country": "Belgium", "custom": {"key": "v1", "n": 5}},
    {"name": "beta", "taxSubject": True, "country": "Slovenia", "note": "full"},
    {"name": "Gamma", "taxSubject": False, "note": None, "custom": {"tags": ["a", "b"]}},
    {"name": "50% off", "email": "d@x.com"},
]


@pytest.fixture(scope="module")
def path(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    for row in ROWS:
        assert api.post(path, row).status_code == 200
    return path


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"name": "Alpha"}, ["Alpha"]),
        ({"name": {"neq": "Alpha"}}, ["beta", "Gamma", "50% off"]),
        ({"name": {"gt": "a"}}, ["beta"]),
        ({"name": {"gt": "A", "lt": "B"}}, ["Alpha", "beta", "Gamma"]),  # only gt counts
        ({"and": [{"name": {"gt": "A"}}, {"name": {"lt": "B"}}]}, ["Alpha"]),
        ({"name": {"between": ["A", "H"]}}, ["Alpha", "Gamma"]),
        ({"name": {"inq": ["beta", "Gamma"]}}, ["beta", "Gamma"]),
        ({"name": {"inq": []}}, []),
        ({"email": {"nin": ["a@x.com"]}}, ["beta", "Gamma", "50% off"]),
        ({"email": None}, ["beta", "Gamma"]),
        ({"email": {"neq": None}}, ["Alpha", "50% off"]),
        ({"note": {"like": "ul"}}, ["beta", "Gamma"]),  # null is the word "null"
        ({"name": {"like": "a"}}, ["Alpha", "beta", "Gamma"]),
        ({"name": {"ilike": "ALPHA"}}, ["Alpha"]),
        ({"name": {"nlike": "a"}}, ["50% off"]),
        ({"name": {"regexp": "^A"}}, ["Alpha"]),
        ({"name": {"regexp": "/^b/i"}}, ["beta"]),
        ({"name": {"exists": True}}, []),
        ({"name": {"foo": 1}}, []),
        ({"taxSubject": {"exists": False}}, ["beta"]),  # any object is true
        ({"taxSubject": "true"}, ["beta"]),
        ({"custom.key": "v1"}, ["Alpha"]),
        ({"custom.n": {"gt": 1, "lt": 5}}, ["Alpha"]),  # lt is not looked at
        ({"custom.tags": "a"}, ["Gamma"]),
        ({"nothing": "x"}, []),
        ({"nothing": None}, [row["name"] for row in ROWS]),
        ({"or": []}, []),
        ({"or": [{"name": "Alpha"}, {"custom.tags": "b"}]}, ["Alpha", "Gamma"]),
    ],
)
def test_conditions_find_what_the_framework_finds(api, path, where, names):
    found = api.get(path, {"where": where})
    assert [row["name"] for row in found.json()] == names
    assert found.headers["x-total-count"] == str(len(names))
    count = api.http.get(path + "/count", params={"where": json.dumps(where)})
    assert count.json() == {"count": len(names)}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("filter=", 200),
        ("filter=null", 200),
        ("filter=[]", 400),
        ("filter={", 400),
        ("filter={}&filter={}", 400),
        ('filter={"limit":-1}', 400),
        ('filter={"limit":"2"}', 200),
        ('filter={"order":"name sideways"}', 400),
        ('filter={"where":"x"}', 400),
        ('filter={"where":{"name":{"$gt":"A"}}}', 400),
        ('filter={"where":{"createdAt":"garbage"}}', 500),
        ('filter={"where":{"createdAt":{"exists":true}}}', 500),
        ('filter={"where":{"name":{"regexp":"^a/b"}}}', 400),
        ('filter={"where":{"name":{"inq":"x"}}}', 400),
        ('filter={"unknown":1}', 200),
        ('filter={"include":"nothing"}', 500),
        ('filter={"order":{}}', 400),
        ('filter={"where":{"taxSubject":{"near":1}}}', 200),
        ('filter={"where":{"custom":{"near":1}}}', 500),
        ("where=x", 200),
        ("filter[where][name][inq]=beta", 400),
    ],
)
def test_filters_are_refused_as_the_framework_refuses_them(api, path, query, status):
    assert api.http.get(f"{path}?{query}").status_code == status


def test_brackets_work_as_well_as_json(api, path):
    found = api.http.get(
        f"{path}?filter[where][name][inq][]=beta&filter[where][name][inq][]=Alpha"
        "&filter[order]=name%20DESC&filter[fields][name]=true"
    )
    assert found.json() == [{"name": "beta"}, {"name": "Alpha"}]


def test_rows_are_ordered_windowed_and_cut_to_fields(api, path):
    found = api.get(path, {"order": "name DESC", "skip": 1, "limit": 2, "fields": ["name"]})
    assert found.json() == [{"name": "Gamma"}, {"name": "Alpha"}]
    assert found.headers["x-total-count"] == "4"


def test_a_page_has_at_most_100_rows(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    api.post(path, [{"name": f"{number:03}"} for number in range(101)])
    first, rest = api.get(path, {"limit": 500}), api.get(path, {"skip": 100})
    assert (len(first.json()), first.headers["x-total-count"]) == (100, "101")
    assert [row["name"] for row in rest.json()] == ["100"]


def test_deleted_rows_come_back_when_asked_for(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    client = api.post(path, {"name": "gone"}).json()
    assert api.http.delete(f"/v1/Clients/{client['id']}").json() == {"count": 1}
    assert api.http.delete(f"/v1/Clients/{client['id']}").json() == {"count": 0}
    assert api.get(path).json() == []
    assert [row["id"] for row in api.get(path, {"deleted": True}).json()] == [client["id"]]


def test_a_hidden_property_cannot_be_searched(api):
    found = api.get("/v1/accounts", {"where": {"password": "x"}})
    assert found.headers["x-total-count"] == api.get("/v1/accounts").headers["x-total-count"]


def test_a_filtered_page_of_many_documents_takes_little_work(api):
    organization = api.organization()
    first = api.document(organization, uniqueId="first").json()
    store = api.sandbox.world.store
    record = store.get(models.DOCUMENT, first["id"])
    with store.transaction():
        for number in range(5_000):
            copy = {**record, "id": f"{number:024x}", "total": number, "uniqueId": f"u{number}"}
            store.insert(models.DOCUMENT, copy)
    path = f"/v1/Organizations/{organization}/documents"
    started = time.process_time()
    found = api.get(path, {"where": {"total": {"gte": 4_990}}, "order": "total DESC"})
    spent = time.process_time() - started
    assert [row["total"] for row in found.json()] == list(range(4_999, 4_989, -1))
    assert spent < 1


def test_an_order_beside_a_condition_on_a_path_sorts_what_was_found(api, path):
    found = api.get(path, {"where": {"custom.key": "v1"}, "order": "name DESC"})
    assert [row["name"] for row in found.json()] == ["Alpha"]
