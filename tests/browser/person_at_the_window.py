"""A person at the window, in the system's Chromium: `make browser`.

Pytest does not collect this file by itself, as it needs a browser. It leaves pictures of what it saw in
`build/browser`.
"""

from __future__ import annotations

import io
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

PICTURES = Path(__file__).parents[2] / "build" / "browser"
SIZES = {"desktop": (1360, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
VIEWS = [(size, scheme) for size in SIZES for scheme in SCHEMES]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # Chromium's own needs rights that a container does not give
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP rebound.example 127.0.0.1",
]
CLIENTS = ("Rocket man", "Ada Lovelace Ltd", "Café Größe & Söhne", "Orbital Foods", "Luna Tours")
PAGES = (
    "/",
    "/window/documents",
    "/window/documents/DOCUMENT",
    "/window/duplicates",
    "/window/clients",
    "/window/organizations",
    "/window/records",
    "/window/records/clients",
    "/window/records/organizations/ORGANIZATION",
    "/window/requests",
    "/window/mails",
    "/window/webhooks",
    "/window/operations?q=documents",
    "/window/faults",
    "/window/clock",
    "/window/reset",
    "/window/nothing",
)
PRINTED_BLUE = (36, 84, 148)
"""About the colour in which a document's kind is printed: a PDF that is drawn has it."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.exit("Chromium is not there: apt-get install chromium, or CHROMIUM=/path/to/it", 1)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, headless=False, args=ARGUMENTS)
        yield running
        running.close()


class Shop:
    """A sandbox that has been used: documents, requests that failed, mails, events."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.program = httpx.Client(base_url=sandbox.url, headers={"Authorization": sandbox.token})
        self.organization = sandbox.seed.organization(name="International Space Agency")
        for number in range(24):
            self.document = self._issue(number)
        sandbox.seed.made(
            "webhooks_create", self.organization, url="http://127.0.0.1:1/", events=["*"]
        )
        sandbox.seed.client(self.organization, name="Luna Tours", email="luna@example.com")
        self.program.post(
            f"/v1/documents/{self.document}/send",
            json={"recipients": "ada@example.com", "message": "Thank you for your order."},
        )
        self.program.get(f"/v1/Organizations/{self.organization}/documents")
        self.program.get("/v1/documents/nothing")
        self.program.post(
            f"/v1/Organizations/{self.organization}/documents", json={"type": "nothing"}
        )

    def _issue(self, number: int) -> str:
        client = CLIENTS[number % len(CLIENTS)]
        tax = [{"rate": 21}]
        return self.sandbox.seed.document(
            self.organization,
            type="estimate" if number % 7 == 3 else "invoice",
            draft=number % 11 == 5,
            uniqueId=f"order-{1040 + number}",
            _documentClient={"name": client, "country": "Belgium", "email": f"c{number}@x.example"},
            _documentItems=[
                {
                    "name": "Space suit",
                    "price": 480 + 35 * (number % 6),
                    "quantity": 1 + number % 4,
                    "_documentItemTaxes": tax,
                },
                {"name": "Delivery to orbit", "price": 12.5, "_documentItemTaxes": tax},
            ],
        )


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with Sandbox() as sandbox:
        shop = Shop(sandbox)
        yield shop
        shop.program.close()


@pytest.fixture(autouse=True)
def _without_faults(request: pytest.FixtureRequest) -> Iterator[None]:
    """Faults of a test that failed are not those of the next one."""
    yield
    if "shop" in request.fixturenames:
        request.getfixturevalue("shop").sandbox.world.faults.clear()


@contextmanager
def _opened(browser: Browser, shop: Shop, size: str, scheme: str) -> Iterator[Page]:
    """A page whose requests all stay with the sandbox, and which complains of nothing."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=True,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("request", lambda one: complaints.extend(_elsewhere(shop, one.url)))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: complaints.append(str(one)))
    page.goto(shop.sandbox.url)
    yield page
    context.close()
    assert complaints == []


def _elsewhere(shop: Shop, url: str) -> list[str]:
    """The address, unless it is the sandbox's or that of Chromium's own viewer of PDF."""
    own = (shop.sandbox.url, "chrome-extension:", "chrome:", "about:", "blob:")
    return [] if url.startswith(own) else [url]


def _go(page: Page, name: str) -> None:
    menu = page.get_by_role("link", name="Menu", exact=True)
    if menu.is_visible():
        menu.click()
    page.get_by_role("navigation", name="Window").get_by_role("link", name=name).click()


def _picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def _printed(page: Page) -> bool:
    """Whether the place of the PDF shows the heading of a drawn document."""
    seen = Image.open(io.BytesIO(page.locator("object").screenshot())).convert("RGB")
    counted = seen.getcolors(seen.width * seen.height) or []
    return any(
        all(abs(a - b) < 24 for a, b in zip(colour, PRINTED_BLUE, strict=True))
        for _, colour in counted
        if isinstance(colour, tuple)
    )


def _wait_for_print(page: Page) -> None:
    for _ in range(60):
        if _printed(page):
            return
        page.wait_for_timeout(250)
    pytest.fail("the PDF was not drawn within 15 seconds")


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_from_the_start_to_a_printed_document(browser, shop, size, scheme):
    with _opened(browser, shop, size, scheme) as page:
        expect(page.get_by_role("heading", name="Overview")).to_be_visible()
        _picture(page, f"overview-{size}-{scheme}")
        _go(page, "Documents")
        page.get_by_label("Number, client, uniqueId or reference").fill("order-1058")
        page.get_by_role("button", name="Filter").click()
        expect(page.get_by_text("1 to 1 of 1 documents")).to_be_visible()
        _picture(page, f"documents-{size}-{scheme}")
        page.get_by_role("group", name="List of documents").get_by_role("rowheader").get_by_role(
            "link"
        ).click()
        expect(page.get_by_role("heading", name="Lines")).to_be_visible()
        page.locator("object").scroll_into_view_if_needed()
        _wait_for_print(page)
        if size == "desktop":
            page.evaluate("scrollTo(0, 0)")
        _picture(page, f"document-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_a_fault_is_switched_on_seen_and_switched_off(browser, shop, size, scheme):
    with _opened(browser, shop, size, scheme) as page:
        _go(page, "Faults")
        switch = page.get_by_role("switch", name="bad-gateway")
        expect(switch).not_to_be_checked()
        switch.click()
        expect(switch).to_be_checked()
        expect(page.get_by_role("status")).to_contain_text("switched on")
        _picture(page, f"faults-{size}-{scheme}")
        assert shop.program.get("/v1/Accounts/authorized").status_code == 502
        _go(page, "Requests")
        first = page.get_by_role("group", name="List of requests").get_by_role("row").nth(1)
        expect(first).to_contain_text("502 bad-gateway")
        page.get_by_text("What was answered").first.click()
        expect(page.get_by_text("<title>502 Bad Gateway</title>").first).to_be_visible()
        _picture(page, f"requests-{size}-{scheme}")
        page.get_by_role("link", name="1 fault active").click()
        page.get_by_role("button", name="Switch off bad-gateway of any operation").click()
        expect(page.get_by_role("status")).to_contain_text("switched off")
        assert shop.program.get("/v1/Accounts/authorized").status_code == 200


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_the_clock_is_moved(browser, shop, size, scheme):
    with _opened(browser, shop, size, scheme) as page:
        page.get_by_role("button", name="+ 1 day").click()
        moved = shop.sandbox.clock.stamp()
        expect(page.get_by_role("status")).to_contain_text("The clock was moved")
        page.get_by_role("button", name="+ 1 month").click()
        _go(page, "Clock")
        expect(page.get_by_role("heading", name="The clock stands still")).to_be_visible()
        assert shop.sandbox.clock.stamp()[:10] > moved[:10]
        _picture(page, f"clock-{size}-{scheme}")
        page.get_by_role("button", name="Follow the system").click()
        expect(page.get_by_role("heading", name="follows the system")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_every_page_follows_the_rules_of_accessibility(browser, shop, size, scheme):
    with _opened(browser, shop, size, scheme) as page:
        found = []
        for path in PAGES[:-1]:
            page.goto(shop.sandbox.url + _filled(path, shop))
            result = Axe().run(page)
            found += [
                f"{path}: {one['id']}: {node['html'][:200]}"
                for one in result.response["violations"]
                for node in one["nodes"]
            ]
        assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_the_screen(browser, shop, size):
    with _opened(browser, shop, size, "light") as page:
        wide = []
        for path in PAGES[:-1]:
            page.goto(shop.sandbox.url + _filled(path, shop))
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                wide.append(path)
            lists = page.locator(".scroll")
            if path in {"/", "/window/documents", "/window/requests"}:
                wide += lists.evaluate_all(
                    "all => all.filter(one => one.scrollWidth > one.clientWidth)"
                    ".map(one => one.textContent.slice(0, 80))"
                )
        assert wide == []


def _filled(path: str, shop: Shop) -> str:
    return path.replace("DOCUMENT", shop.document).replace("ORGANIZATION", shop.organization)


def test_a_person_with_a_keyboard_skips_the_navigation(browser, shop):
    with _opened(browser, shop, "desktop", "light") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()


def test_without_scripts_all_of_it_works(browser, shop):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.sandbox.url}/window/faults")
    page.get_by_label("Operation", exact=True).select_option("documents_create")
    page.get_by_role("button", name="Plan the fault").click()
    expect(page.get_by_role("group", name="Active now")).to_contain_text("documents_create")
    page.get_by_role("button", name="Switch all off").click()
    expect(page.get_by_text("All faults are switched off.")).to_be_visible()
    context.close()


@pytest.fixture
def stranger(browser: Browser, shop: Shop) -> Iterator[BrowserContext]:
    """A page of somebody else that is open in the same browser."""
    context = browser.new_context()
    page = (
        f"<form method=post action={shop.sandbox.url}/window/reset><button>Win</button></form>"
        f"<iframe src={shop.sandbox.url}/></iframe>"
    )
    context.route(
        "http://evil.example/", lambda route: route.fulfill(body=page, content_type="text/html")
    )
    yield context
    context.close()


def test_another_page_can_neither_press_a_button_nor_show_the_window(stranger, shop):
    page = stranger.new_page()
    page.goto("http://evil.example/")
    inside = [frame for frame in page.frames if frame.parent_frame is not None]
    assert [frame.get_by_text("Overview").count() for frame in inside] == [0]
    page.get_by_role("button", name="Win").click()
    expect(page.get_by_role("heading", name="403 Forbidden")).to_be_visible()
    assert shop.program.get(f"/v1/documents/{shop.document}").status_code == 200


def test_a_name_that_was_pointed_at_this_machine_is_refused(browser, shop):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://rebound.example:{shop.sandbox.port}/")
    expect(page.get_by_role("heading", name="403 Forbidden")).to_be_visible()
    context.close()


def test_a_reset_is_asked_for_and_done(browser):
    with Sandbox() as sandbox:
        shop = Shop(sandbox)
        with _opened(browser, shop, "desktop", "light") as page:
            _go(page, "Reset")
            page.get_by_role("button", name="Forget everything").click()
            expect(page.get_by_role("status")).to_contain_text("as it was at the start")
            expect(page.get_by_text("Nothing is issued yet.")).to_be_visible()
        assert shop.program.get("/v1/Accounts/authorized").status_code == 200
        shop.program.close()
