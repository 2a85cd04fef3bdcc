"""A test with vcrpy: records the answers of a server once, and replays them without it."""

from pathlib import Path

import pytest
import vcr
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox

ORDER = Order("o-1", "Rocket man", "Space suit", "100")


@pytest.mark.asyncio
async def test_what_was_recorded_is_replayed_without_the_server(tmp_path: Path) -> None:
    # The token is not recorded. In a project of your own the cassette lies beside the test.
    recorder = vcr.VCR(filter_headers=["authorization"], cassette_library_dir=str(tmp_path))
    with Sandbox() as sandbox:
        organization = sandbox.seed.organization()
        with recorder.use_cassette("bill.yaml"):
            async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
                number = await bill(si, organization, ORDER)

    assert sandbox.token not in (tmp_path / "bill.yaml").read_text()
    with recorder.use_cassette("bill.yaml", record_mode=vcr.mode.NONE) as cassette:
        async with AsyncSpaceInvoices("another-token", base_url=sandbox.url) as si:
            assert await bill(si, organization, ORDER) == number
    assert cassette.all_played
