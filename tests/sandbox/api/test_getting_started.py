import re

ORGANIZATION = {
    "name": "International Space Agency",
    "address": "Rocket street 1",
    "city": "Brussels",
    "zip": "10000",
    "country": "Belgium",
}
REQUEST = {
    "type": "invoice",
    "_documentClient": {
        "name": "Rocket man",
        "country": "United Kingdom",
        "email": "rocket.man@example.com",
    },
    "_documentItems": [
        {"name": "Space suit", "quantity": 1, "price": 10000, "_documentItemTaxes": [{"rate": 21}]}
    ],
    "payments": [{"type": "card"}],
    "send": True,
}
DOCUMENT = {
    "id": "<id>",
    "number": "2023-00001",
    "draft": False,
    "date": "<time>",
    "dateService": "<time>",
    "dateDue": "<time>",
    "reference": "",
    "total": 10000,
    "totalDiscount": 0,
    "totalWithTax": 12100,
    "decimalPlaces": 9,
    "note": "Please pay to bank account .\nWhen paying please use reference 2023-00002.\n\n\n\n"
    "Thank you for your business",
    "taxClause": "",
    "footer": "International Space Agency, Rocket street 1, 10000 Brussels, Belgium",
    "signature": "International Space Agency",
    "type": "invoice",
    "canceled": False,
    "sentSnailMail": False,
    "totalPaid": 12100,
    "totalDue": 0,
    "paidInFull": True,
    "currencyId": "EUR",
    "_documentTaxes": [
        {"tax": 21, "taxId": "<id>", "abbreviation": "BTW 21%", "base": 10000, "totalTax": 2100}
    ],
    "_documentReverseTaxes": [],
    "hasUnit": False,
    "isValidEslog": False,
    "incoming": False,
    "issuedAt": "<time>",
    "dateYear": 2023,
    "documentIds": [],
    "createdAt": "<time>",
    "updatedAt": "<time>",
    "custom": {},
    "_isDeleted": False,
    "_documentItems": [
        {
            "id": "<uuid>",
            "discount": 0,
            "discountIsAmount": False,
            "quantity": 1,
            "total": 10000,
            "totalWithTax": 12100,
            "totalTax": 2100,
            "totalDiscount": 0,
            "isSeparator": False,
            "name": "Space suit",
            "description": "",
            "price": 10000,
            "trackInventory": False,
            "custom": {},
            "_documentItemTaxes": [
                {
                    "id": "<uuid>",
                    "rate": 21,
                    "reverseCharged": False,
                    "name": "Belasting over de toegevoegde waarde",
                    "abbreviation": "BTW 21%",
                    "recoverable": True,
                    "compound": False,
                    "taxId": "<id>",
                }
            ],
            "_components": [],
            "_data": [],
        }
    ],
    "_documentIssuer": {
        "id": "<uuid>",
        **ORGANIZATION,
        "address2": "",
        "countryAlpha2Code": "BE",
        "taxNumber": "",
        "companyNumber": "",
        "IBAN": "",
        "bank": "",
        "SWIFT": "",
        "createdAt": "<time>",
        "updatedAt": "<time>",
        "custom": {},
        "_data": [],
    },
    "clientId": "<id>",
    "_documentClient": {
        "id": "<uuid>",
        "isEndCustomer": False,
        "name": "Rocket man",
        "country": "United Kingdom",
        "countryAlpha2Code": "GB",
        "email": "rocket.man@example.com",
        "createdAt": "<time>",
        "updatedAt": "<time>",
        "custom": {},
        "_data": [],
    },
    "organizationId": "<id>",
    "accountId": "<id>",
    "_comments": [],
    "_data": [],
    "payments": [
        {
            "amount": 12100,
            "type": "card",
            "date": "<time>",
            "id": "<id>",
            "documentId": "<id>",
            "organizationId": "<id>",
            "_isDeleted": False,
            "createdAt": "<time>",
            "updatedAt": "<time>",
            "custom": {},
        }
    ],
    "pdf": "<origin>/v1/documents/<id>/pdf",
}


def masked(value):
    if isinstance(value, dict):
        return {name: masked(item) for name, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    if not isinstance(value, str):
        return value
    value = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>", value)
    value = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "<time>", value)
    value = re.sub(r"http://127\.0\.0\.1:\d+", "<origin>", value)
    return re.sub(r"\b[0-9a-f]{24}\b", "<id>", value)


def test_the_documented_requests_get_the_documented_answers_field_by_field(serve):
    api = serve()
    api.post("/sandbox/clock", {"frozen": "2023-04-30T06:14:03.266Z"})
    me = api.get("/v1/Accounts/authorized").json()["id"]
    organization = api.post(f"/v1/Accounts/{me}/Organizations", ORGANIZATION).json()
    document = api.post(f"/v1/Organizations/{organization['id']}/Documents", REQUEST).json()

    assert masked(organization) == {
        "id": "<id>",
        **ORGANIZATION,
        "countryAlpha2Code": "BE",
        "locale": "nl-BE",
        "active": True,
        "activatedAt": "<time>",
        "createdAt": "<time>",
        "updatedAt": "<time>",
        "custom": {},
        "_data": [],
    }
    assert masked(document) == DOCUMENT
    assert document["dateDue"] == "2023-05-30T06:14:03.266Z"


def test_the_pdf_is_a_pdf(serve):
    api = serve()
    document = api.document(api.organization()).json()
    answer = api.get(document["pdf"], headers={"Accept": "application/pdf"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
