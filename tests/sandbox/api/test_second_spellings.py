"""Every documented call of the vendor's JavaScript client, with the paths and methods it sends."""

import io

import pytest

CLIENT = {"name": "Rocket man"}
TAX = {"name": "VAT", "_taxRates": [{"rate": 20}]}
DOCUMENT = {"_documentClient": CLIENT, "_documentItems": [{"name": "Space suit", "price": 100}]}
PAYMENT = {"type": "bank", "date": "2026-05-02", "amount": 1}
CATEGORY = {"name": "Suits", "alias": "suits"}
RECURRENCE = {"name": "Monthly", "type": "month", "dateFirst": "2100-01-01", "numRecurrences": 2}

# Method, path and body; a word in braces is the id of what the call of that name has made.
CALLS = [
    ("account", "POST", "accounts", {"email": "ada@example.com", "password": "secret"}),
    ("", "POST", "accounts/login", {"email": "ada@example.com", "password": "secret"}),
    ("", "GET", "accounts/is-unique?email=ada%40example.com", None),
    ("", "GET", "accounts/{account}", None),
    ("organization", "POST", "accounts/{root}/Organizations", {"name": "Agency"}),
    ("", "GET", "accounts/{root}/organizations/", None),
    ("", "GET", "Organizations/{organization}", None),
    ("default", "POST", "organizations/{organization}/defaults", {"name": "footer", "value": "A"}),
    ("", "PUT", "organizations/{organization}/defaults/{default}", {"value": "B"}),
    ("client", "POST", "organizations/{organization}/clients", CLIENT),
    ("", "GET", "organizations/{organization}/clients", None),
    ("", "GET", "organizations/{organization}/search-clients?term=rocket", None),
    ("", "GET", "clients/{client}", None),
    ("", "PUT", "clients/{client}", CLIENT),
    ("", "DELETE", "clients/{client}", None),
    ("item", "POST", "organizations/{organization}/items", {"name": "Space suit"}),
    ("", "GET", "organizations/{organization}/items", None),
    ("", "GET", "organizations/{organization}/search-items?term=suit", None),
    ("", "PUT", "items/{item}", {"name": "Helmet"}),
    ("", "DELETE", "items/{item}", None),
    ("tax", "POST", "organizations/{organization}/taxes", TAX),
    ("", "GET", "organizations/{organization}/taxes", None),
    ("", "POST", "taxes/{tax}/taxRates", {"rate": 21}),
    ("", "DELETE", "taxes/{tax}", None),
    ("unit", "POST", "organizations/{organization}/units", {"name": "Branch"}),
    ("", "GET", "organizations/{organization}/units", None),
    ("", "GET", "organizations/{organization}/units/count", None),
    ("", "PUT", "units/{unit}", {"name": "Moon"}),
    ("", "DELETE", "units/{unit}", None),
    ("document", "POST", "organizations/{organization}/documents", DOCUMENT),
    ("", "GET", "organizations/{organization}/documents", None),
    ("", "GET", "documents/{document}", None),
    ("", "PUT", "documents/{document}", DOCUMENT),
    ("", "POST", "documents/{document}/send?l=en", {"recipients": "ada@example.com"}),
    ("", "GET", "documents/{document}/pdf?access_token={token}&l=en", None),
    ("payment", "POST", "documents/{document}/payments", PAYMENT),
    ("", "GET", "documents/{document}/payments", None),
    ("", "GET", "organizations/{organization}/payments", None),
    ("", "PUT", "payments/{payment}", PAYMENT),
    ("", "DELETE", "payments/{payment}", None),
    ("recurrence", "POST", "documents/{document}/recurrence", RECURRENCE),
    ("", "GET", "documents/{document}/recurrence", None),
    ("", "GET", "organizations/{organization}/recurrences", None),
    ("", "DELETE", "recurrences/{recurrence}", None),
    ("category", "POST", "organizations/{organization}/categories", CATEGORY),
    ("", "GET", "organizations/{organization}/categories", None),
    ("", "GET", "organizations/{organization}/categories/count", None),
    ("", "PUT", "categories/{category}", CATEGORY),
    (
        "entry",
        "POST",
        "documents/{document}/documentCategories",
        {"amount": 1, "categoryId": "{category}"},
    ),
    ("", "PUT", "documentCategories/{entry}", {"amount": 2, "categoryId": "{category}"}),
    ("", "DELETE", "documentCategories/{entry}", None),
    ("", "DELETE", "categories/{category}", None),
    ("", "GET", "companies", None),
    ("", "GET", "companies/search?term=raketa", None),
    ("", "GET", "countries/", None),
    ("", "GET", "currencies", None),
]


def test_the_calls_of_the_vendor_s_javascript_client_work(api):
    made = {"root": api.get("/v1/Accounts/authorized").json()["id"], "token": api.sandbox.token}
    failed = []
    for name, method, path, body in CALLS:
        sent = body and {
            key: value.format(**made) if isinstance(value, str) else value
            for key, value in body.items()
        }
        answer = api.http.request(method, f"/v1/{path.format(**made)}", json=sent)
        if answer.status_code != 200:
            failed.append((method, path, answer.text))
        elif name:
            made[name] = answer.json()["id"]

    assert failed == []


@pytest.mark.parametrize("owner", ["organizations", "units"])
def test_an_image_goes_the_way_the_vendor_s_clients_send_it(api, owner):
    organization = api.organization()
    identity = organization
    if owner == "units":
        unit = {"name": "Branch"}
        identity = api.post(f"/v1/Organizations/{organization}/units", unit).json()["id"]
    file = {"file": ("test.jpg", io.BytesIO(b"picture"), "image/jpg")}

    base = f"/v1/{owner}/{identity}"
    assert api.http.post(f"{base}/upload-image?type=logo", files=file).json() is True
    assert api.http.get(f"{base}/images?type=logo").content == b"picture"
    assert api.http.delete(f"{base}/delete-image?type=logo").json() == {"count": 1}


@pytest.mark.parametrize("path", ["clients", "items", "taxes", "webhooks", "warehouses"])
def test_a_put_is_a_post_to_replace_as_well(api, path):
    organization = api.organization()
    body = {"name": "A", "url": "http://localhost:9", "_taxRates": [{"rate": 20}]}
    made = api.post(f"/v1/Organizations/{organization}/{path}", body).json()
    answer = api.post(f"/v1/{path}/{made['id']}/replace", {**body, "name": "B"})

    assert (answer.status_code, answer.json()["id"]) == (200, made["id"])
    assert answer.json()["name"] == "B"
