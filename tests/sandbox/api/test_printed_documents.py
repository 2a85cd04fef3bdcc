"""PDFs as the server hands them out: language, tax clause, and what a credit note credits."""

import pytest
from support.printed import lines

REVERSE = {
    "name": "Consulting",
    "quantity": 1,
    "price": 1000,
    "_documentItemTaxes": [{"rate": 22, "reverseCharged": True}],
}
UNION = (
    "Reverse charge: the recipient is liable for the tax "
    "(Article 196 of Council Directive 2006/112/EC)."
)
PLAIN = "Reverse charge: the recipient is liable for the tax."


def _printed(api, document, **query):
    answer = api.http.get(f"/v1/Documents/{document['id']}/pdf", params=query)
    assert answer.status_code == 200
    return lines(answer.content)


def _reverse(api, organization, country, **more):
    client = {"name": "Rocket man", "country": country}
    answer = api.document(organization, _documentClient=client, _documentItems=[REVERSE], **more)
    return answer.json()


@pytest.mark.parametrize(
    ("issuer", "client", "clause"),
    [
        ("Belgium", "Germany", UNION),
        ("Belgium", "The Netherlands", UNION),
        ("Belgium", "EL", UNION),
        ("Belgium", "Belgium", PLAIN),
        ("Belgium", "UK", PLAIN),
        ("USA", "Germany", PLAIN),
        ("Belgium", "", PLAIN),
    ],
)
def test_reverse_charge_has_a_tax_clause(api, issuer, client, clause):
    organization = api.organization(country=issuer, locale="en")
    document = _reverse(api, organization, client)
    assert (document["total"], document["totalWithTax"]) == (1000, 1000)
    assert document["taxClause"] == clause
    assert clause in document["note"]
    told = _printed(api, document)
    assert "Total €1,000.00" in [line.replace("$", "€") for line in told]
    assert "* 22% on" in " ".join(told)
    assert " ".join(told).count(clause) == 1


def test_the_clause_of_a_person_stays(api):
    organization = api.organization(locale="en")
    document = _reverse(api, organization, "Germany", taxClause="My clause", note="[tax clause]!")
    assert (document["taxClause"], document["note"]) == ("My clause", "My clause!")


def test_a_document_without_reverse_charge_has_no_clause(api):
    document = api.document(api.organization()).json()
    assert document["taxClause"] == ""


def test_the_clause_follows_the_lines_of_a_change(api):
    organization = api.organization(locale="en")
    document = _reverse(api, organization, "Germany")
    path = f"/v1/Documents/{document['id']}"
    plain = {"_documentItems": [{"name": "Suit", "price": 100}]}
    assert api.http.patch(path, json=plain).json()["taxClause"] == ""
    back = {"_documentItems": [REVERSE]}
    assert api.http.patch(path, json=back).json()["taxClause"] == UNION


def test_the_clause_is_in_the_language_of_the_organization_and_of_the_page(api):
    organization = api.organization(country="Slovenia")
    document = _reverse(api, organization, "Germany")
    slovenian = "Obrnjena davčna obveznost: davek plača prejemnik"
    assert document["taxClause"].startswith(slovenian)
    assert slovenian in " ".join(_printed(api, document))
    german = " ".join(_printed(api, document, l="de"))
    assert "Steuerschuldnerschaft des Leistungsempfängers (Artikel 196" in german
    assert slovenian not in german


@pytest.mark.parametrize("query", [{}, {"l": "xx"}, {"l": ""}, {"l": "ja"}])
def test_a_page_is_in_the_language_of_the_organization_unless_another_is_asked_for(api, query):
    organization = api.organization(country="Slovenia")
    document = api.document(organization).json()
    told = _printed(api, document, **query)
    assert told[0] == "Račun"
    assert "Skupaj 100,00 €" in told
    assert _printed(api, document, l="po")[0] == "Faktura"
    assert _printed(api, document, l="en")[0] == "Invoice"


@pytest.mark.parametrize("link", ["documentIds", "previousDocumentId"])
def test_a_credit_note_names_the_invoice_that_it_credits(api, link):
    organization = api.organization(locale="en")
    invoice = api.document(organization, date="2026-03-01").json()
    named = [invoice["id"]] if link == "documentIds" else invoice["id"]
    note = api.document(organization, type="credit-note", **{link: named}).json()
    told = _printed(api, note)
    assert told[0] == "Credit note"
    assert f"Credit for Invoice {invoice['number']}, Mar 1, 2026" in " ".join(
        " ".join(told).split()
    )
    assert "Total credited €100.00" in told
    assert "interest" not in " ".join(told)


def test_a_credit_note_names_each_of_several_invoices_once_and_none_of_others(api):
    organization, other = api.organization(locale="en"), api.organization()
    first, second = (api.document(organization).json() for _ in range(2))
    foreign = api.document(other, number="FOREIGN-1").json()
    ids = [first["id"], second["id"], foreign["id"], "0" * 24, first["id"]]
    note = api.document(organization, type="credit-note", documentIds=ids).json()
    told = " ".join(_printed(api, note))
    assert [told.count(one["number"]) for one in (first, second)] == [2, 1]  # the note's own too
    assert "FOREIGN" not in told


def test_the_credit_note_of_a_cancelled_invoice_names_it(api):
    organization = api.organization(locale="en")
    invoice = api.document(organization).json()
    api.post(f"/v1/Documents/{invoice['id']}/fiscally-verify?provider=furs")
    api.post(f"/v1/Documents/{invoice['id']}/cancel")
    kept = api.get(
        f"/v1/Organizations/{organization}/documents", {"where": {"type": "credit-note"}}
    )
    (note,) = kept.json()
    told = " ".join(_printed(api, note))
    assert f"Credit for Invoice {invoice['number']}" in told
    assert "Total credited -€100.00" in told
    assert "Paid in full" not in told


def test_an_invoice_without_an_account_asks_for_no_payment_to_it(api):
    document = api.document(api.organization(locale="en")).json()
    told = " ".join(_printed(api, document))
    assert "bank account" not in told
    assert "use reference" not in told


def test_an_invoice_with_an_account_names_its_own_reference_and_no_other(api):
    organization = api.organization(locale="en", IBAN="BE71096123456769")
    plain = " ".join(_printed(api, api.document(organization).json()))
    assert "Please pay to bank account BE71096123456769." in plain
    assert "use reference" not in plain
    document = api.document(organization, reference="RF18-1").json()
    assert "When paying please use reference RF18-1." in _printed(api, document)


def test_the_public_page_is_in_the_language_of_the_organization(api):
    organization = api.organization(country="Germany")
    document = api.document(organization).json()
    link = api.post(f"/v1/Documents/{document['id']}/share").json()["shareableId"]
    told = lines(api.get(f"/v1/Documents/public/{link}/pdf").content)
    assert told[0] == "Rechnung"
