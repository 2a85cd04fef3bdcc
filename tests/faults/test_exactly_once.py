"""One document for each order, whatever the network loses. The long form is `long_run.py`."""

from __future__ import annotations

import pytest

from tests.faults.exactly_once import TRANSPORTS, create_all

CREATES = 1000


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_every_order_gets_one_document_and_no_error(name: str) -> None:
    outcome = await create_all(
        name, creates=CREATES, tasks=200, horizon=2.0, lookup_delays=(0.1, 0.2, 0.4)
    )

    orders = {f"order-{number}" for number in range(CREATES)}
    assert outcome.errors == []
    assert outcome.overlaps == []
    assert outcome.stored.keys() == orders
    assert outcome.returned == {order: made[0] for order, made in outcome.stored.items()}
    assert [made for made in outcome.stored.values() if len(made) > 1] == []
    # The server did what it was there for.
    assert outcome.faults("dropped") > 0.08
    assert outcome.faults("reset") > 0.03
    assert outcome.refused / (outcome.accepted + outcome.refused) > 0.08
