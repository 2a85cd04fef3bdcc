import asyncio

import httpx
import pytest


def test_a_repeated_unique_id_is_an_error_by_default(api):
    organization = api.organization()
    assert api.document(organization, uniqueId="order-1").status_code == 200
    again = api.document(organization, uniqueId="order-1")
    assert again.status_code == 422
    assert again.json()["error"]["details"]["codes"] == {"uniqueId": ["uniqueness"]}
    path = f"/v1/Organizations/{organization}/documents"
    assert len(api.get(path, {"where": {"uniqueId": "order-1"}}).json()) == 1


def test_a_repeated_unique_id_can_be_answered_by_the_stored_document(serve):
    api = serve(unique="return")
    organization = api.organization()
    first, second = (api.document(organization, uniqueId="order-1").json() for _ in "12")
    assert first == second


async def created_together(api, organization, bodies):
    headers = {"Authorization": api.sandbox.token}
    async with httpx.AsyncClient(base_url=api.sandbox.url, headers=headers) as http:
        path = f"/v1/Organizations/{organization}/documents"
        return await asyncio.gather(*[http.post(path, json=body) for body in bodies])


def body(**fields):
    items = [{"name": "Space suit", "price": 100}]
    return {"_documentClient": {"name": "Rocket man"}, "_documentItems": items, **fields}


async def test_parallel_sends_of_one_unique_id_store_one_document(api):
    organization = api.organization()
    answers = await created_together(api, organization, [body(uniqueId="one")] * 10)
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 9


async def test_a_racing_check_lets_duplicates_through_and_the_statistics_tell(serve):
    api = serve(unique="racy")
    organization = api.organization()
    await created_together(api, organization, [body(uniqueId="one")] * 10)
    duplicates = api.get("/sandbox/statistics").json()["duplicates"]
    assert duplicates[0]["uniqueId"] == "one"
    assert duplicates[0]["documents"] > 1


async def test_numbers_have_no_gap_and_no_duplicate_under_concurrency(api):
    organization = api.organization()
    bad = body(_documentItems=[])
    bodies = [bad if number % 5 == 4 else body(date="2024-05-01") for number in range(50)]
    answers = await created_together(api, organization, bodies)
    numbers = sorted(a.json()["number"] for a in answers if a.status_code == 200)
    assert numbers == [f"2024-{number:05}" for number in range(1, 41)]


def test_numbers_run_per_type_year_and_unit(api):
    organization = api.organization()
    unit = api.post(f"/v1/Organizations/{organization}/units", {"name": "Branch"}).json()["id"]
    api.document(organization, date="2024-01-01")
    for fields in ({"date": "2025-01-01"}, {"type": "estimate"}, {"unitId": unit}):
        number = api.document(organization, **fields).json()["number"]
        assert number.endswith("-00001")
    following = api.get(f"/v1/Units/{unit}/next-doc-number?type=invoice").json()["number"]
    last = api.get(f"/v1/Units/{unit}/last-doc-number?type=invoice").json()["number"]
    assert (last[-5:], following[-5:]) == ("00001", "00002")


def test_a_chosen_number_is_skipped_by_the_series_and_refused_twice(api):
    organization = api.organization()
    date = "2024-01-01"
    api.document(organization, date=date, number="2024-00001")
    assert api.document(organization, date=date).json()["number"] == "2024-00002"
    again = api.document(organization, date=date, number="2024-00001").json()
    assert again["error"]["details"]["codes"] == {"number": ["uniqueness"]}


def test_an_unexpected_total_issues_nothing(api):
    organization = api.organization()
    assert api.document(organization, expectedTotalWithTax=99).status_code == 422
    count = api.get(f"/v1/Organizations/{organization}/documents/count").json()
    clients = api.get(f"/v1/Organizations/{organization}/clients/count").json()
    assert (count, clients) == ({"count": 0}, {"count": 0})


def test_a_client_is_matched_by_address_else_saved(api):
    organization = api.organization()
    client = {"name": "Rocket man", "email": "r@example.com"}
    first, second = (
        api.document(organization, _documentClient=client).json()["clientId"] for _ in "12"
    )
    assert first == second
    by_id = api.document(organization, _documentClient={"city": "Moon"}, clientId=first).json()
    assert (by_id["_documentClient"]["name"], by_id["_documentClient"]["city"]) == (
        "Rocket man",
        "Moon",
    )


def test_a_draft_has_no_number_yet(api):
    draft = api.document(api.organization(), draft=True).json()
    assert (draft["number"], "issuedAt" in draft) == ("", False)


def test_payments_leave_the_rest_due(api):
    payments = [{"type": "cash", "amount": 30.5}, {"type": "card", "amount": "9.5"}]
    paid = api.document(api.organization(), payments=payments).json()
    assert (paid["totalPaid"], paid["totalDue"], paid["paidInFull"]) == (40, 60, False)


@pytest.mark.parametrize("price", ["12,50", "x", 1e300])
def test_a_price_that_cannot_be_is_422(api, price):
    answer = api.document(api.organization(), _documentItems=[{"name": "x", "price": price}])
    assert answer.status_code == 422


def test_the_stats_add_up_the_documents(api):
    organization = api.organization()
    for date in ("2024-01-15", "2024-03-01"):
        api.document(organization, date=date)
    path = f"/v1/Organizations/{organization}/document-total-stats"
    query = "?type=invoice&from=2024-01-01&to=2024-03-31&dist=month"
    stats = api.http.get(path + query).json()
    assert [entry["total"] for entry in stats["stats"]] == [100, 0, 100]
    assert stats["total"] == [{"total": 200, "count": 2}]


def test_an_uploaded_logo_comes_back_byte_for_byte(api):
    organization = api.organization()
    path = f"/v1/Organizations/{organization}/images"
    data = bytes(range(256))
    files = {"file": ("logo.png", data, "image/png")}
    assert api.http.post(path, data={"type": "logo"}, files=files).json() is True
    assert api.http.get(path + "?type=logo").content == data
    assert api.get(path + "/logo").content == data
    assert api.http.delete(path + "?type=logo").json() == {"count": 1}
    assert api.get(path + "/logo").status_code == 404


def test_an_export_links_to_a_file_with_the_rows(api):
    organization = api.organization()
    api.post(f"/v1/Organizations/{organization}/clients", {"name": "Žiga"})
    answer = api.get(f"/v1/Organizations/{organization}/export?type=client").json()
    assert "Žiga" in api.get(answer["link"]).text


def test_an_import_makes_clients(api):
    organization = api.organization()
    path = f"/v1/Organizations/{organization}"
    files = {"file": ("clients.csv", "name,city\nŽiga,Kranj\n".encode(), "text/csv")}
    answer = api.http.post(path + "/import", data={"type": "client"}, files=files)
    assert answer.json() == {"success": True}
    assert [c["city"] for c in api.get(path + "/clients").json()] == ["Kranj"]
