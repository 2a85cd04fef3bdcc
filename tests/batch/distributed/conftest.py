"""What the tests of a batch on many machines share."""

from __future__ import annotations

import pytest

from tests.batch.distributed.clusters import TOKEN


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give workers credentials by the environment, which those of this machine inherit."""
    monkeypatch.setenv("SPACEINVOICES_TOKEN", TOKEN)
