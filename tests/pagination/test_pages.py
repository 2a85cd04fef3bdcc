"""A page of a list: how it leads to the next, how it is shown, and pages that contradict themselves."""

import asyncio
import pickle

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.models import Document
from spaceinvoices_async.pagination.list_query import list_query
from spaceinvoices_async.pagination.paginator import AsyncPage, AsyncPaginator, CollectionMovedError
from spaceinvoices_async.testing import Reply, ScriptedTransport


class Server:
    """Rows that are numbers, and what was asked for."""

    def __init__(self, count, *, counted=True, cap=100):
        self.rows = [{"id": number} for number in range(count)]
        self.counted = counted
        self.cap = cap
        self.asked = []

    async def fetch(self, page):
        await asyncio.sleep(0)
        self.asked.append((page["skip"], page["limit"]))
        return self.answer(page)

    def answer(self, page):
        size = min(page["limit"], self.cap)
        rows = self.rows[page["skip"] : page["skip"] + size]
        return rows, len(self.rows) if self.counted else None

    def paginate(self, **options):
        return AsyncPaginator(self.fetch, lambda row: row["id"], list_query(**options))


async def everything(paginator):
    return [row async for row in paginator]


# From page to page


@pytest.mark.parametrize("cap", [100, 7])
@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("count", [0, 1, 10, 25, 30])
async def test_following_the_pages_gives_every_row_once(count, counted, cap):
    server = Server(count, counted=counted, cap=cap)

    page = await server.paginate(page_size=10)
    rows = [*page]
    while page.has_next:
        page = await page.next_page()
        rows += page

    assert rows == list(range(count))


async def test_the_last_page_of_a_counted_list_has_no_next():
    page = await Server(20).paginate(page_size=10)

    assert page.has_next is True
    assert (await page.next_page()).has_next is False


async def test_a_list_that_is_not_counted_ends_with_an_empty_page():
    page = await Server(10, counted=False).paginate(page_size=10)

    assert page.has_next is True
    assert await page.next_page() == AsyncPage(items=(), skip=10, total=None)


async def test_the_limit_ends_the_pages_too():
    page = await Server(100).paginate(page_size=10, limit=15)
    second = await page.next_page()

    assert (second.items, second.has_next) == (tuple(range(10, 15)), False)


async def test_after_the_last_page_there_is_an_error_that_says_so():
    page = await Server(3).paginate()

    with pytest.raises(InvalidInputError, match="has_next first"):
        await page.next_page()


async def test_the_next_page_can_be_asked_for_again_and_from_any_page():
    server = Server(30)
    pages = [page async for page in server.paginate(page_size=10).pages()]

    again = [await pages[0].next_page(), await pages[0].next_page(), await pages[1].next_page()]

    assert again == [pages[1], pages[1], pages[2]]
    assert [page.has_next for page in pages] == [True, True, False]


async def test_the_next_page_leaves_out_what_an_earlier_one_had():
    server = Server(20)
    page = await server.paginate(page_size=10)
    server.rows.insert(0, {"id": -1})

    second = await page.next_page()

    assert second.items == tuple(range(10, 19))


async def test_the_next_page_raises_where_rows_moved_and_that_is_wanted():
    server = Server(20)
    page = await server.paginate(page_size=10, on_moved="raise")
    server.rows.insert(0, {"id": -1})

    with pytest.raises(CollectionMovedError):
        await page.next_page()


async def test_a_page_can_be_pickled_and_then_says_how_to_go_on():
    page = await Server(20).paginate(page_size=10)

    copied = pickle.loads(pickle.dumps(page))

    assert copied == page
    assert copied.has_next is True
    with pytest.raises(InvalidInputError, match="skip=10"):
        await copied.next_page()


# Pages that contradict themselves


@pytest.mark.parametrize("total", [1, 5000])
async def test_an_empty_page_that_a_total_contradicts_is_read_again_and_reported(total):
    server = Server(0)
    server.answer = lambda page: ([], total)
    paginator = server.paginate(prefetch=0)

    assert await everything(paginator) == []
    assert paginator.moved is True
    assert server.asked == [(0, 100), (0, 100)]


async def test_an_empty_page_that_a_total_contradicts_raises_where_that_is_wanted():
    server = Server(0)
    server.answer = lambda page: ([], 5000)

    with pytest.raises(CollectionMovedError):
        await everything(server.paginate(on_moved="raise"))
    with pytest.raises(CollectionMovedError):
        await server.paginate(on_moved="raise")


@pytest.mark.parametrize("prefetch", [0, 4])
async def test_a_page_that_was_empty_for_a_moment_hides_no_rows(prefetch):
    server = Server(450)
    told = server.answer
    server.answer = lambda page: (
        ([], 450) if server.asked.count((page["skip"], page["limit"])) == 1 else told(page)
    )
    paginator = server.paginate(prefetch=prefetch)

    assert await everything(paginator) == list(range(450))
    assert paginator.moved is False


async def test_an_empty_list_is_no_movement():
    paginator = Server(0).paginate(on_moved="raise")

    assert await everything(paginator) == []
    assert paginator.moved is False


@pytest.mark.parametrize("size", [1, 2, 10])
@pytest.mark.parametrize("total", [None, 2, 5000])
async def test_a_server_that_ignores_skip_is_asked_for_three_pages_more_however_short(size, total):
    server = Server(size)
    server.answer = lambda page: (server.rows, total)

    assert await everything(server.paginate(prefetch=0)) == list(range(size))
    assert len(server.asked) <= 4


@pytest.mark.parametrize(
    ("header", "total"),
    [("2", 2), ("2, 2", 2), ("2,2,2", 2), ("2, 3", None), ("", None), ("-2", None), ("2,", None)],
)
async def test_a_total_that_a_proxy_wrote_twice_is_still_a_total(header, total):
    transport = ScriptedTransport(lambda _: Reply([{"id": "1"}], headers={"X-Total-Count": header}))
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        page = await si.clients.list("org")

    assert page.total == total


# In a notebook


def test_a_page_of_documents_is_a_table_in_a_notebook():
    document = Document.from_dict(
        {
            "id": "d1",
            "number": "2023-<1>",
            "type": "invoice",
            "total": 100,
            "_documentClient": {"name": "R&D"},
            "_documentItems": [{"name": "Suit"}],
        }
    )

    html = AsyncPage((document,), 20, 300)._repr_html_()

    assert "<caption>21 to 21 of 300</caption>" in html
    assert "<th>number</th><th>type</th><th>client</th><th>total</th><th>id</th>" in html
    assert "<td>2023-&lt;1&gt;</td><td>invoice</td><td>R&amp;D</td><td>100</td><td>d1</td>" in html


def test_a_page_without_rows_says_so_in_a_notebook():
    assert "<caption>no rows of 0</caption>" in AsyncPage((), 0, 0)._repr_html_()
