"""What a person reads in the window."""

import json
import re
from html.parser import HTMLParser

import pytest

from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.app import SandboxApp
from spaceinvoices_sandbox.loopback.schemas import Schema
from spaceinvoices_sandbox.world import SandboxOptions, World

PAGES = [
    "/",
    "/window/documents",
    "/window/duplicates",
    "/window/clients",
    "/window/organizations",
    "/window/records",
    *(f"/window/records/{schema.table}" for schema in models.ALL),
    "/window/requests",
    "/window/mails",
    "/window/webhooks",
    "/window/operations",
    "/window/faults",
    "/window/clock",
    "/window/reset",
]
PAYMENT = {"type": "cash", "amount": 21, "date": "2026-01-01"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


class Outline(HTMLParser):
    """The elements of a page, and what they point to."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.attributes = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value for name, value in attrs if name in {"href", "src", "data", "action"}]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_while_nothing_is(browser, path):
    assert browser.text(path)


def test_every_link_of_every_page_leads_somewhere(sandbox, browser, program):
    organization = sandbox.seed.organization()
    document = sandbox.seed.document(organization, uniqueId="order-1")
    sandbox.seed.made("items_create", organization, name="Space suit", price=100)
    program.post(f"/v1/documents/{document}/send", {"recipients": "ada@example.com"})
    program.get("/v1/nothing")
    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = browser.http.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            links = {link.partition("#")[0] for link in Outline(answer.text).links}
            assert all(link.startswith("/") or not link for link in links)
            forms = {link for link in links if link.startswith("/window/faults/")}
            waiting |= links - seen - forms - {""}
    assert f"/window/documents/{document}" in seen
    assert f"/window/documents/{document}.pdf" in seen
    assert f"/window/records/organizations/{organization}" in seen


def test_the_list_of_documents_filters_and_adds_up(sandbox, browser):
    first, second = sandbox.seed.organization(name="One"), sandbox.seed.organization(name="Two")
    sandbox.seed.document(first, uniqueId="order-1", reference="blue")
    sandbox.seed.document(first, _documentClient={"name": "Ada & Söhne"}, uniqueId="order_2")
    sandbox.seed.document(second, type="estimate", _documentItems=[{"name": "x", "price": 0.1}])
    sandbox.seed.document(second, draft=True, _documentClient={"name": '"Quoted" \\ 100%_!'})

    def numbers(**asked):
        return browser.page("/window/documents", **asked).count(
            'row"><a class="nowrap" href="/window/doc'
        )

    assert numbers() == 4
    assert numbers(organizationId=first) == 2
    assert numbers(organizationId=first, type="estimate") == 0
    assert numbers(state="draft") == 1
    assert numbers(state="unpaid") == 3
    assert numbers(state="paid") == 0
    assert numbers(q="ada & s") == 1
    assert numbers(q="Söhne") == 1
    assert numbers(q="order_") == 1
    assert numbers(q="blue") == 1
    assert numbers(q='"quoted" \\ 100%_!') == 1
    assert numbers(q="%") == 1
    assert numbers(uniqueId="order-1") == 1
    assert numbers(**{"from": "2000-01-01", "to": "2001-01-01"}) == 0
    assert numbers(**{"from": "2000-01-01"}) == 4
    totals = browser.text("/window/documents")
    assert "Invoice EUR 2 documents 2 200.00 200.00 0.00 200.00" in totals
    assert "Estimate EUR 1 document 1 0.10 0.10 0.00 0.10" in totals


def test_an_overdue_document_is_overdue_by_the_sandboxs_clock(sandbox, browser):
    sandbox.seed.document(sandbox.seed.organization())
    assert "Overdue" not in browser.page("/")
    browser.send("/window/clock", to="month")
    browser.send("/window/clock", to="day")
    assert "Overdue" in browser.page("/")
    assert "1 to 1 of 1 documents" in browser.text("/window/documents", state="overdue")


def test_a_list_is_shown_fifty_at_a_time(sandbox, browser):
    sandbox.seed.documents(sandbox.seed.organization(), 120)
    assert "1 to 50 of 120 documents Older" in browser.text("/window/documents")
    assert "51 to 100 of 120 documents Newer Older" in browser.text("/window/documents", page="2")
    assert "101 to 120 of 120 documents Newer" in browser.text("/window/documents", page="3")
    assert "120 documents Newer" in browser.text("/window/documents", page="9" * 7)
    for odd in ("0", "-1", "x", "²", "9" * 50):
        assert "1 to 50 of 120" in browser.text("/window/documents", page=odd)


def test_a_list_can_be_ordered(sandbox, browser):
    organization = sandbox.seed.organization()
    for price in (20, 30, 10):
        sandbox.seed.document(organization, _documentItems=[{"name": "x", "price": price}])

    def amounts(order):
        page = browser.page("/window/documents", order=order)
        return re.findall(r'<td class="num">(\d+)\.00 ', page.partition("List of documents")[2])

    assert amounts("totalWithTax") == ["30", "20", "10"]
    assert amounts("") == ["10", "30", "20"]
    assert amounts("id; DROP TABLE documents") == ["10", "30", "20"]


def test_a_document_is_told_beside_its_pdf(sandbox, browser, program):
    organization = sandbox.seed.organization(name="Agency")
    document = sandbox.seed.document(
        organization,
        uniqueId="order-7",
        _documentItems=[{"name": "Suit", "price": 100, "_documentItemTaxes": [{"rate": 21}]}],
    )
    program.post(f"/v1/documents/{document}/payments", PAYMENT)
    program.post(
        f"/v1/documents/{document}/send", {"recipients": "ada@example.com", "subject": "Your suit"}
    )
    told = browser.text(f"/window/documents/{document}")
    for expected in ("Invoice 2026-00001", "order-7", "Agency", "Suit 1 100 100.00"):
        assert expected.replace("2026", str(sandbox.clock.now().year)) in told
    assert "With tax 121.00 EUR" in told
    assert "Paid 21.00 Due 100.00" in told
    assert "ada@example.com: Your suit" in told
    assert f'data="/window/documents/{document}.pdf#' in browser.page(
        f"/window/documents/{document}"
    )


def test_what_is_written_twice_is_told(browser):
    with Sandbox(SandboxOptions(unique="racy")) as sandbox:
        organization = sandbox.seed.organization(name="Agency")
        document = models.DOCUMENT
        made = sandbox.world.store.get(
            document, sandbox.seed.document(organization, uniqueId="order-1")
        )
        sandbox.world.store.insert(document, {**made, "id": "f" * 24})
        twin = type(browser)(sandbox)
        assert "order-1 Agency 2" in twin.text("/window/duplicates")
        assert "1 repeated uniqueIds" in twin.text("/")
        assert "1 to 2 of 2" in twin.text("/window/documents", uniqueId="order-1")
        twin.http.close()
    assert "None: 0 documents" in browser.text("/window/duplicates")


@pytest.mark.parametrize("path", PAGES)
def test_what_people_wrote_is_text_and_nothing_else(sandbox, browser, program, path):
    organization = sandbox.seed.organization(name=HOSTILE, city=HOSTILE, custom={HOSTILE: HOSTILE})
    client = sandbox.seed.client(organization, name=HOSTILE, email=f"{HOSTILE}@example.com")
    document = sandbox.seed.document(
        organization,
        _documentClient={"name": HOSTILE},
        _documentItems=[{"name": HOSTILE, "description": HOSTILE, "price": 1}],
        uniqueId=HOSTILE,
        note=HOSTILE,
        reference=HOSTILE,
    )
    sandbox.seed.made("webhooks_create", organization, url=f"http://x/{HOSTILE}", events=["*"])
    sandbox.seed.made("items_create", organization, name=HOSTILE, price=1)
    program.post(f"/v1/documents/{document}/send", {"recipients": "a@b.c", "message": HOSTILE})
    program.get(f"/v1/{HOSTILE}", params={HOSTILE: HOSTILE})
    program.post(f"/v1/Organizations/{organization}/documents", {"type": HOSTILE})
    for shown in (
        path,
        f"/window/documents/{document}",
        f"/window/records/clients/{client}",
        f"/window/records/organizations/{organization}",
    ):
        for query in ({}, dict.fromkeys(("q", "operation", "organizationId", "done"), HOSTILE)):
            page = browser.page(shown, **query)
            outline = Outline(page)
            assert "script" not in outline.tags
            assert outline.tags.count("img") == 1
            assert not [name for name in outline.attributes if name.startswith("on")]
            assert {"x", "onerror"} & {*outline.links, *outline.attributes} == set()
            assert "49" not in re.findall(r"onerror=alert\(2\)&gt;(\d+)", page)


def test_no_page_loads_anything_from_elsewhere(sandbox, browser):
    document = sandbox.seed.document(sandbox.seed.organization(website="https://example.com/"))
    for path in (*PAGES, f"/window/documents/{document}"):
        outline = Outline(browser.page(path))
        assert not [link for link in outline.links if not link.startswith(("/", "#"))]
        assert {"script", "style", "iframe"} & {*outline.tags} == set()
        assert "style" not in outline.attributes
    style = browser.http.get("/window/static/window.css").text
    assert "url(" not in style
    assert "@import" not in style


def test_every_model_has_a_page_made_from_the_table_of_models(browser):
    told = browser.text("/window/records")
    page = browser.page("/window/records")
    assert [schema for schema in models.ALL if f"/records/{schema.table}" not in page] == []
    assert "Electronic devices" in told


async def test_a_made_up_model_and_operation_have_their_place():
    gadget = Schema(
        model="Gadget",
        table="gadgets",
        properties={
            "id": "string",
            "name": "string",
            "organizationId": "string",
            "apiSecret": "string",
        },
    )
    template = OPERATIONS["clients_get"]
    made_up = type(template)(
        id="gadgets_polish",
        tag="gadgets",
        method="POST",
        path="/v1/gadgets/{gadget_id}/polish",
        wire_path="/v1/gadgets/{id}/polish",
        safety="unsafe",
        summary="Polish a gadget",
        docs="",
    )
    world = World(SandboxOptions(), (*models.ALL, gadget))
    app = SandboxApp(world, {**OPERATIONS, made_up.id: made_up})
    world.store.insert(
        gadget,
        {"id": "g1", "name": "Lamp", "organizationId": "o1", "apiSecret": "hunter2"},
    )
    world.store.insert(models.ORGANIZATION, {"id": "o1", "name": "Agency"})

    async def page(path):
        return await _page_of(app, path)

    listed = await page("/window/records/gadgets")
    assert "Lamp" in listed
    assert 'href="/window/records/organizations/o1"' in listed
    assert "gadgets" in await page("/window/records")
    record = await page("/window/records/gadgets/g1")
    assert "Lamp" in record
    assert "hunter2" not in listed + record
    agency = await page("/window/records/organizations/o1")
    assert 'href="/window/records/gadgets?organizationId=o1"' in agency
    operations = await page("/window/operations")
    assert "gadgets_polish" in operations
    assert "Polish a gadget" in operations
    assert '<option value="gadgets_polish">' in await page("/window/faults")
    world.store.close()


async def _page_of(app, path):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"accept", b"text/html")]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
    }
    await app(scope, receive, send)
    assert sent[0]["status"] == 200
    return b"".join(message.get("body", b"") for message in sent[1:]).decode()


def test_an_operation_that_is_not_built_is_told(browser):
    page = browser.page("/window/operations")
    assert "501: not built" not in page
    assert page.count('aria-label="Plan a fault of') == len(OPERATIONS)


def test_events_for_webhooks_are_told_with_their_attempts(sandbox, browser):
    organization = sandbox.seed.organization()
    url = "http://ada:hunter2@127.0.0.1:1/hook?token=swordfish&a=b"
    sandbox.seed.made("webhooks_create", organization, url=url, events=["client/create"])
    sandbox.seed.client(organization, name="Ada")
    page = browser.page("/window/webhooks")
    for shown in ("client/create", "127.0.0.1:1/hook", "a=b", "Pending"):
        assert shown in page
    assert {"hunter2", "swordfish"} & set(re.findall(r"\w+", page)) == set()


def test_mails_are_told_newest_first(sandbox, browser, program):
    document = sandbox.seed.document(sandbox.seed.organization())
    for number in (1, 2):
        body = {"recipients": f"ada{number}@example.com", "message": f"Hello {number}"}
        program.post(f"/v1/documents/{document}/send", body)
    told = browser.text("/window/mails")
    assert told.index("ada2@example.com") < told.index("ada1@example.com")
    assert "Hello 2" in told


def test_a_record_tells_all_of_itself_and_what_names_it(sandbox, browser):
    organization = sandbox.seed.organization(name="Agency", custom={"colour": "blue"})
    client = sandbox.seed.client(organization, name="Ada")
    page = browser.page(f"/window/records/clients/{client}")
    assert "Ada" in page
    assert f'href="/window/records/organizations/{organization}"' in page
    page = browser.page(f"/window/records/organizations/{organization}")
    assert json.dumps("blue").replace('"', "&#34;") in page
    assert f'href="/window/records/clients?organizationId={organization}"' in page


def test_a_deleted_record_is_told_to_be_deleted(sandbox, browser, program):
    organization = sandbox.seed.organization()
    client = sandbox.seed.client(organization, name="Ada")
    program.http.delete(f"/v1/clients/{client}")
    assert "Ada" not in browser.text("/window/clients")
    assert "Deleted" in browser.text("/window/records/clients")
    assert "Deleted" in browser.text(f"/window/records/clients/{client}")
