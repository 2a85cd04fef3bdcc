"""A cluster of worker processes on this machine, for the tests that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import distributed
import pytest
import pytest_asyncio

from tests.batch.distributed.clusters import LOCAL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    """The workers' credentials, in the environment that they inherit."""
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "token")
    return "token"


@pytest_asyncio.fixture
async def dask(token: str) -> AsyncIterator[Any]:
    """A client of three workers, each of which is started again when it dies."""
    async with (
        distributed.LocalCluster(n_workers=3, **LOCAL) as cluster,
        distributed.Client(cluster, asynchronous=True) as client,
    ):
        yield client
