import pytest


@pytest.fixture
def client(api):
    path = f"/v1/Organizations/{api.organization()}/clients"
    body = {"name": "Rocket man", "country": "United Kingdom", "custom": {"a": 1}, "note": "x"}
    return api.post(path, body).json()


def test_a_patch_keeps_what_is_not_sent(api, client):
    path = f"/v1/Clients/{client['id']}"
    patched = api.http.patch(path, json={"note": None, "custom": {"b": 2}}).json()
    assert (patched["name"], patched["note"], patched["custom"]) == ("Rocket man", None, {"b": 2})
    assert api.http.patch(path, json={"name": ""}).status_code == 422
    assert api.http.patch(path, json={"id": "other"}).status_code == 400
    assert api.http.patch(path).status_code == 200


def test_a_put_drops_what_is_not_sent_but_not_what_is_read_only(api, client):
    path = f"/v1/Clients/{client['id']}"
    replaced = api.http.put(path, json={"name": "Other"}).json()
    assert "note" not in replaced
    assert replaced["custom"] == {}
    for name in ("id", "organizationId", "createdAt"):
        assert replaced[name] == client[name]
    assert api.http.put(path, json={}).status_code == 422


def test_a_client_cannot_choose_its_id(api):
    answer = api.post(f"/v1/Organizations/{api.organization()}/clients", {"name": "x", "id": "1"})
    assert answer.json()["error"]["details"]["codes"] == {"id": ["absence"]}


@pytest.mark.parametrize(
    ("name", "sent", "held"),
    [
        ("name", 42, "42"),
        ("name", {}, "[object Object]"),
        ("name", [1, 2], "1,2"),
        ("taxSubject", "false", False),
        ("taxSubject", "yes", True),
        ("custom", 12345678901234567890, 12345678901234567000),
        ("zip", 10.0, "10"),
    ],
)
def test_values_are_bent_not_refused(api, name, sent, held):
    path = f"/v1/Organizations/{api.organization()}/clients"
    assert api.post(path, {"name": "x", name: sent}).json()[name] == held


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        ("2024-02-30", "2024-03-01T00:00:00.000Z"),
        ("2024-01-01T10:00:00.123456+02:00", "2024-01-01T08:00:00.123Z"),
        ("2024-01-01", "2024-01-01T00:00:00.000Z"),
    ],
)
def test_dates_are_read_as_javascript_reads_them(api, sent, held):
    assert api.document(api.organization(), date=sent).json()["date"] == held


@pytest.mark.parametrize("sent", ["", "2022-04-20T10:10:30+00:00Z"])
def test_what_is_no_date_is_422(api, sent):
    answer = api.document(api.organization(), date=sent)
    assert answer.json()["error"]["details"]["codes"] == {"date": ["date"]}
