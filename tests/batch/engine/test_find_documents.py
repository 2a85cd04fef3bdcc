"""A look-up of many rows: what is asked, and when its answer says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from spaceinvoices_async import operations
from spaceinvoices_async.batch.engine.lookup import (
    LaneBatcher,
    LookupIgnored,
    find_documents,
    is_answer_to,
)
from spaceinvoices_async.batch.journal.records import Lane
from spaceinvoices_async.operations import OPERATIONS
from tests.batch.engine.engine_rig import Account, Accounts, document, row

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.send_queue import WorkItem

LANE = Lane("child-1", "org-1")


def ids(*items: WorkItem) -> list[bytes]:
    return [item.claim.row for item in items]


def asked_for(account: Account) -> list[list[str]]:
    """The unique ids of each request."""
    return [asked["where"]["uniqueId"]["inq"] for _, asked in account.looked]


def unique_ids(items: list[WorkItem]) -> list[object]:
    return [item.body["uniqueId"] for item in items]


async def test_rows_are_looked_up_as_the_account_that_issues_them():
    accounts = Accounts(Account(looks=[[]]))
    await find_documents(accounts, LANE, ids(row(1)))
    assert accounts.asked_for == ["child-1"]
    assert [organization for organization, _ in accounts.account.looked] == ["org-1"]


async def test_no_request_is_made_for_no_rows():
    account = Account()
    found = await find_documents(Accounts(account), LANE, [])
    assert found.documents == {}
    assert account.looked == []


async def test_a_hundred_rows_are_asked_for_by_each_request():
    items = [row(number) for number in range(250)]
    account = Account(looks=[[], [document(items[199])], [document(items[249])]])
    found = await find_documents(Accounts(account), LANE, ids(*items))
    assert asked_for(account) == [
        unique_ids(items[:100]),
        unique_ids(items[100:200]),
        unique_ids(items[200:]),
    ]
    assert found.documents == {
        items[199].claim.row: [document(items[199])],
        items[249].claim.row: [document(items[249])],
    }


async def test_all_documents_of_a_row_are_kept_in_the_order_they_are_given():
    item = row(1)
    both = [document(item), document(item, id="d9")]
    found = await find_documents(Accounts(Account(looks=[both])), LANE, ids(item))
    assert found.documents == {item.claim.row: both}


async def test_rows_that_duplicates_have_pushed_off_the_page_are_asked_for_again():
    first, second, third = row(1), row(2), row(3)
    full = [document(first, id=f"d{number}") for number in range(99)] + [document(second)]
    account = Account(looks=[full, [document(third)]])
    found = await find_documents(Accounts(account), LANE, ids(first, second, third))
    assert asked_for(account) == [
        unique_ids([first, second, third]),
        unique_ids([third]),
    ]
    assert {row: len(documents) for row, documents in found.documents.items()} == {
        first.claim.row: 99,
        second.claim.row: 1,
        third.claim.row: 1,
    }


@pytest.mark.parametrize(
    ("first", "second"), [(99, 0), (50, 50), (1, 1)], ids=["one short", "all found", "few"]
)
async def test_a_page_that_hides_nothing_is_the_only_one(first: int, second: int):
    items = [row(1), row(2)]
    page = [document(items[0], id=f"a{number}") for number in range(first)]
    page += [document(items[1], id=f"b{number}") for number in range(second)]
    account = Account(looks=[page])
    await find_documents(Accounts(account), LANE, ids(*items))
    assert len(account.looked) == 1


@pytest.mark.parametrize(
    "stranger",
    [
        document(row(2)),
        {"id": "d1"},
        document(row(1), uniqueId=None),
        document(row(1), organizationId="org-2"),
    ],
    ids=["another row", "no unique id", "an empty unique id", "another organization"],
)
async def test_nothing_is_concluded_from_documents_that_were_not_asked_for(
    stranger: dict[str, object],
):
    account = Account(looks=[[document(row(1)), stranger]])
    with pytest.raises(LookupIgnored, match="look-up by uniqueId with other documents") as raised:
        await find_documents(Accounts(account), LANE, ids(row(1)))
    assert raised.value.operation == "documents_list"


@pytest.mark.parametrize("shown", [{}, {"organizationId": None}, {"organizationId": "org-1"}])
async def test_a_document_may_leave_its_organization_unsaid(shown: dict[str, object]):
    stored = document(row(1), **shown)
    found = await find_documents(Accounts(Account(looks=[[stored]])), LANE, ids(row(1)))
    assert found.documents == {row(1).claim.row: [stored]}


async def test_documents_without_a_key_of_their_own_cannot_be_looked_up(
    monkeypatch: pytest.MonkeyPatch,
):
    keyless = evolve(OPERATIONS["documents_create"], unique_key=None)
    monkeypatch.setattr(
        operations, "OPERATIONS", {**OPERATIONS, "documents_create": keyless}, raising=False
    )
    account = Account()
    with pytest.raises(LookupIgnored, match="documents have no unique id"):
        await find_documents(Accounts(account), LANE, ids(row(1)))
    assert account.looked == []


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ({"id": "d1"}, True),
        ({"id": "d1", "uniqueId": None, "organizationId": None}, True),
        ({"id": "d1", "uniqueId": row(1).body["uniqueId"], "organizationId": "org-1"}, True),
        ({}, False),
        ({"id": ""}, False),
        ({"id": None}, False),
        ({"id": 5}, False),
        ({"id": "d1", "uniqueId": row(2).body["uniqueId"]}, False),
        ({"id": "d1", "uniqueId": ""}, False),
        ({"id": "d1", "organizationId": "org-2"}, False),
        ({"id": "d1", "organizationId": ""}, False),
    ],
)
def test_a_success_names_a_document_and_shows_nothing_of_another_row(
    answer: dict[str, object], *, taken: bool
) -> None:
    assert is_answer_to(row(1), answer) is taken


def test_rows_go_at_the_moment_when_too_many_wait_for_their_lanes() -> None:
    groups: LaneBatcher[int] = LaneBatcher()
    lanes = [Lane(None, str(number)) for number in range(5000)]
    assert [groups.add(lane, 1) for lane in lanes[:-1]] == [None] * 4999
    assert groups.add(lanes[-1], 1) == (lanes[0], [1])
    assert groups.add(lanes[0], 2) == (lanes[1], [1])


def test_what_was_taken_leaves_room_for_as_many() -> None:
    groups: LaneBatcher[int] = LaneBatcher()
    full = Lane(None, "full")
    taken = [groups.add(full, number) for number in range(100)][-1]
    assert taken == (full, list(range(100)))
    lanes = [Lane(None, str(number)) for number in range(4999)]
    assert [groups.add(lane, 1) for lane in lanes] == [None] * 4999
    assert groups.add(full, 1) is not None
