"""Values of numpy and pandas themselves, as arguments of a single call."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ConfigurationError,
    InvalidInputError,
    RequestOptions,
    field,
)
from spaceinvoices_async.testing import Reply, ScriptedTransport


async def sent(**fields: Any) -> dict[str, Any]:
    """The body of a create with these fields."""
    transport = ScriptedTransport(Reply({"id": "d1"}))
    item = {"name": "Space suit", "quantity": 1, "price": 10, **fields.pop("item", {})}
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await si.documents.create("org", type="invoice", items=[item], **fields)
    body: dict[str, Any] = json.loads(transport.requests[0].body)
    return body


@pytest.mark.parametrize(
    "quantity", [np.int64(3), np.int8(3), np.uint32(3), pd.Series([3])[0], pd.array([3])[0]]
)
async def test_a_whole_number_is_sent_as_it_is(quantity: Any) -> None:
    (item,) = (await sent(item={"quantity": quantity}))["_documentItems"]
    assert item["quantity"] == 3


@pytest.mark.parametrize("price", [np.float64(0.1), pd.Series([0.1])[0]])
async def test_a_fraction_is_sent_as_it_is_printed(price: Any) -> None:
    (item,) = (await sent(item={"price": price}))["_documentItems"]
    assert item["price"] == 0.1


async def test_a_timestamp_with_its_zone_is_a_moment() -> None:
    body = await sent(date=pd.Timestamp("2026-11-27 21:00", tz="Europe/Ljubljana"))
    assert body["date"] == "2026-11-27T20:00:00.000Z"


async def test_a_naive_timestamp_says_what_to_do() -> None:
    with pytest.raises(InvalidInputError, match="tz_localize"):
        await sent(date=pd.Timestamp("2026-11-27 21:00"))


MOMENT: Any = np.datetime64("2026-11-27T21:00")


@pytest.mark.parametrize(
    "give",
    [
        lambda si: si.documents.get(MOMENT),
        lambda si: si.documents.count("org", where=field("date") > MOMENT),
        lambda _: sent(date=MOMENT),
        lambda _: sent(item={"price": MOMENT}),
        lambda _: sent(custom={"paid": MOMENT}),
        lambda _: sent(unique_id=MOMENT),
    ],
)
async def test_a_time_of_numpy_has_no_zone_in_any_place(give):
    async with AsyncSpaceInvoices("token", transport=ScriptedTransport()) as si:
        with pytest.raises(InvalidInputError, match="datetime64"):
            await give(si)


@pytest.mark.parametrize(
    "single", [np.array(1j), np.array(b"x", dtype="V1"), np.bytes_(b"x"), memoryview(b"x"), list]
)
async def test_what_is_no_list_of_values_is_not_sent_as_one(single):
    with pytest.raises(InvalidInputError, match=r"custom.x: cannot be sent as JSON"):
        await sent(custom={"x": single})


async def test_an_array_of_one_object_is_that_object():
    assert (await sent(custom={"x": np.array("suit", dtype=object)}))["custom"] == {"x": "suit"}


def test_a_missing_time_is_no_time_before_which_a_create_was_sent():
    with pytest.raises(ConfigurationError, match="sent_before"):
        RequestOptions(sent_before=pd.NaT)


async def test_what_is_missing_in_a_column_is_not_sent_as_a_number() -> None:
    for missing in (np.nan, pd.NA, pd.NaT):
        with pytest.raises(InvalidInputError, match=r"items\[0\].price"):
            await sent(item={"price": missing})
