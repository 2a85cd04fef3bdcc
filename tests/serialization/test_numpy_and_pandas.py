"""Values of numpy and pandas themselves, as arguments of a single call."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from spaceinvoices_async import AsyncSpaceInvoices, InvalidInputError
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


async def test_what_is_missing_in_a_column_is_not_sent_as_a_number() -> None:
    for missing in (np.nan, pd.NA, pd.NaT):
        with pytest.raises(InvalidInputError, match=r"items\[0\].price"):
            await sent(item={"price": missing})
