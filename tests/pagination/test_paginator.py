import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.pagination.list_query import list_query
from spaceinvoices_async.pagination.paginator import AsyncPage, AsyncPaginator, CollectionMovedError
from tests.support.collection import Collection, everything

# A collection that stands still


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("cap", [100, 70])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 199, 200, 10_000])
async def test_every_row_comes_once_and_in_order(count, cap, counted):
    collection = Collection(count, counted=counted, cap=cap)
    paginator = collection.paginate()
    assert await everything(paginator) == list(range(count))
    assert paginator.moved is False
    assert paginator.total == (count if counted else None)
    assert paginator.reached == count


@pytest.mark.parametrize(
    ("count", "counted", "expected"),
    [
        (0, True, [(0, 100)]),
        (1, True, [(0, 100)]),
        (1, False, [(0, 100), (1, 100)]),
        (100, True, [(0, 100), (100, 100)]),
        (101, True, [(0, 100), (100, 100)]),
        (250, False, [(0, 100), (100, 100), (200, 100), (250, 100)]),
    ],
)
async def test_a_short_page_is_the_end_only_where_the_total_agrees(count, counted, expected):
    collection = Collection(count, counted=counted)
    await everything(collection.paginate())
    assert collection.asked == expected


async def test_with_deleted_rows_only_an_empty_page_is_the_end():
    collection = Collection(30)
    await everything(collection.paginate(deleted=True))
    assert collection.asked == [(0, 100), (30, 100)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (0, []),
        (1, [(0, 1)]),
        (100, [(0, 100)]),
        (150, [(0, 100), (100, 50)]),
        (300, [(0, 100), (100, 100), (200, 100)]),
    ],
)
async def test_the_limit_is_the_number_of_rows_in_all(limit, expected):
    collection = Collection(1000)
    assert await everything(collection.paginate(limit=limit)) == list(range(limit))
    assert collection.asked == expected


async def test_rows_are_left_out_at_the_beginning():
    collection = Collection(30)
    paginator = collection.paginate(skip=5, page_size=10, limit=12)
    assert await everything(paginator) == list(range(5, 17))
    assert collection.asked == [(5, 10), (15, 2)]


async def test_a_server_that_ignores_the_limit_does_not_give_more_than_wanted():
    collection = Collection(500)
    collection.answer = lambda _, page: (collection.rows[page["skip"] :], 500)
    assert await everything(collection.paginate(limit=120)) == list(range(120))


async def test_the_filter_of_a_page_is_complete():
    pages = []

    async def fetch(page):
        pages.append(page)
        return [], None

    await AsyncPaginator(
        fetch, dict, list_query(where={"a": 1}, order="a", fields=["a"], include="b")
    )
    assert pages == [
        {
            "where": {"a": 1},
            "order": ["a ASC", "id ASC"],
            "fields": {"a": True, "id": True},
            "include": "b",
            "skip": 0,
            "limit": 100,
        }
    ]


async def test_awaiting_gives_the_first_page_alone():
    collection = Collection(250)
    paginator = collection.paginate(page_size=3)
    assert await paginator == AsyncPage(items=(0, 1, 2), skip=0, total=250)
    assert paginator.total == 250
    assert collection.asked == [(0, 3)]


async def test_awaiting_no_rows_asks_nothing():
    collection = Collection(250)
    assert await collection.paginate(limit=0) == AsyncPage(items=(), skip=0, total=None)
    assert collection.asked == []


async def test_pages_come_as_they_were_read():
    paginator = Collection(5).paginate(page_size=2)
    pages = [page async for page in paginator.pages()]
    assert [page.items for page in pages] == [(0, 1), (2, 3), (4,)]
    assert [page.skip for page in pages] == [0, 2, 4]
    assert (list(pages[0]), len(pages[0])) == ([0, 1], 2)


async def test_iterating_twice_starts_over():
    collection = Collection(250)
    paginator = collection.paginate()
    assert await everything(paginator) == await everything(paginator)
    assert len(collection.asked) == 6


async def test_two_passes_at_once_do_not_disturb_each_other():
    paginator = Collection(450).paginate()
    passes = await asyncio.gather(everything(paginator), everything(paginator))
    assert passes == [list(range(450))] * 2


@pytest.mark.parametrize(
    "options",
    [{"page_size": 0}, {"page_size": 101}, {"prefetch": -1}, {"limit": -1}, {"on_moved": "x"}],
)
def test_impossible_arguments_are_refused_at_once(options):
    with pytest.raises(InvalidInputError):
        Collection(1).paginate(**options)


# A collection that moves


def delete(*numbers):
    def change(rows):
        rows[:] = [row for row in rows if row["id"] not in numbers]

    return change


def insert(*numbers):
    def change(rows):
        rows[:0] = [{"id": number} for number in numbers]

    return change


@pytest.mark.parametrize("prefetch", [0, 4])
async def test_rows_inserted_before_are_not_delivered_twice(prefetch):
    collection = Collection(250)
    collection.before[2] = insert(*range(-7, 0))
    paginator = collection.paginate(prefetch=prefetch)
    assert await everything(paginator) == list(range(250))
    assert paginator.moved is True


@pytest.mark.parametrize(("inserted", "counted"), [(299, False), (1200, True)])
async def test_pages_of_known_rows_only_do_not_end_the_walk(inserted, counted):
    collection = Collection(1500, counted=counted)
    collection.before[14] = insert(*range(-inserted, 0))
    assert await everything(collection.paginate(prefetch=0)) == list(range(1500))


@pytest.mark.parametrize("prefetch", [0, 4])
async def test_rows_deleted_before_do_not_hide_others(prefetch):
    collection = Collection(950)
    collection.before[3] = delete(*range(10))
    collection.before[6] = delete(*range(20, 180))
    paginator = collection.paginate(prefetch=prefetch)
    assert sorted(await everything(paginator)) == list(range(950))
    assert paginator.moved is True


async def test_deleting_most_of_a_collection_does_not_hide_the_rest():
    collection = Collection(250)
    collection.before[2] = delete(*range(150))
    assert await everything(collection.paginate()) == [*range(100), *range(150, 250)]


async def test_rows_deleted_again_while_stepping_back_do_not_hide_others():
    collection = Collection(400)
    collection.before[2] = delete(*range(10))
    collection.before[3] = delete(*range(10, 20))
    rows = await everything(collection.paginate(prefetch=0))
    assert set(rows) == set(range(400))


async def test_rows_appended_meanwhile_are_delivered_and_no_movement():
    collection = Collection(100)
    collection.before[2] = lambda rows: rows.extend({"id": number} for number in range(100, 130))
    paginator = collection.paginate()
    assert await everything(paginator) == list(range(130))
    assert paginator.moved is False


async def test_movement_is_forgotten_by_the_next_pass():
    collection = Collection(250)
    collection.before[2] = insert(-1)
    paginator = collection.paginate()
    await everything(paginator)
    assert await everything(paginator) == list(range(-1, 250))
    assert paginator.moved is False


@pytest.mark.parametrize("change", [insert(-1), delete(0)])
async def test_movement_raises_where_that_is_wanted(change):
    collection = Collection(250)
    collection.before[2] = change
    with pytest.raises(CollectionMovedError, match="begin again"):
        await everything(collection.paginate(on_moved="raise"))


@given(st.data())
async def test_rows_that_stay_come_once_however_others_are_deleted(data):
    collection = Collection(40)
    gone = set()

    def change(rows):
        present = [row["id"] for row in rows]
        leaving = data.draw(st.sets(st.sampled_from(present), max_size=7)) if present else set()
        gone.update(leaving)
        delete(*leaving)(rows)

    collection.before = dict.fromkeys(range(2, 30), change)
    rows = await everything(collection.paginate(page_size=5, prefetch=data.draw(st.integers(0, 3))))
    assert len(rows) == len(set(rows))
    assert set(range(40)) - gone <= set(rows)


@given(st.data())
async def test_rows_that_stay_come_once_wherever_others_are_inserted(data):
    collection = Collection(40)

    def change(rows):
        for _ in range(data.draw(st.integers(0, 4))):
            place = data.draw(st.integers(0, len(rows)))
            rows.insert(place, {"id": 1000 + len(rows)})

    collection.before = dict.fromkeys(range(2, 20), change)
    rows = await everything(collection.paginate(page_size=5, prefetch=data.draw(st.integers(0, 3))))
    assert len(rows) == len(set(rows))
    assert [row for row in rows if row < 1000] == list(range(40))


# Servers that misbehave


@pytest.mark.parametrize("total", [None, 100, 1000, 100_000])
async def test_a_server_that_ignores_skip_does_not_trap_the_walk(total):
    collection = Collection(100)
    collection.answer = lambda _, page: (collection.rows[: page["limit"]], total)
    paginator = collection.paginate()
    assert await everything(paginator) == list(range(100))
    assert paginator.moved is True
    assert len(collection.asked) < 20


@pytest.mark.parametrize("with_id", [True, False])
async def test_a_total_that_grows_with_every_page_does_not_trap_the_walk(with_id):
    rows = [{"id": number} if with_id else {"name": number} for number in range(100)]
    collection = Collection(0)
    collection.answer = lambda _, page: (rows, page["skip"] + 1000)
    paginator = AsyncPaginator(collection.fetch, dict)
    assert len(await everything(paginator)) <= 1000
    assert len(collection.asked) < 30


async def test_a_total_that_swings_does_not_trap_the_walk():
    collection = Collection(1000)
    collection.answer = lambda number, page: (
        collection.rows[page["skip"] : page["skip"] + 100],
        1000 if number % 2 else 400,
    )
    assert await everything(collection.paginate(prefetch=0)) == list(range(1000))
    assert len(collection.asked) < 100


@pytest.mark.parametrize("total", [250, None])
async def test_rows_without_id_are_kept(total):
    rows = [{"name": number % 3} for number in range(250)]

    async def fetch(page):
        return rows[page["skip"] : page["skip"] + page["limit"]], total

    assert await everything(AsyncPaginator(fetch, dict)) == rows


async def test_equal_rows_without_id_are_kept_up_to_the_total():
    rows = [{"name": "x"}] * 250

    async def fetch(page):
        return rows[page["skip"] : page["skip"] + page["limit"]], 250

    assert await everything(AsyncPaginator(fetch, dict)) == rows


async def test_the_same_page_without_ids_again_and_again_ends():
    requests = []

    async def fetch(page):
        requests.append(page)
        return [{"name": number} for number in range(100)], None

    assert len(await everything(AsyncPaginator(fetch, dict))) == 100
    assert len(requests) < 10


async def test_rows_of_odd_shapes_reach_the_decoder():
    rows = [None, 5, {"id": None}, {"id": ["x"]}, {"id": "a"}]

    async def fetch(page):
        return rows[page["skip"] : page["skip"] + page["limit"]], 5

    assert await everything(AsyncPaginator(fetch, lambda row: row)) == rows
