"""What a Dask backend is told, and what it says where Dask is missing."""

from __future__ import annotations

import ssl
from typing import Any

import pytest

from spaceinvoices_async import ClientOptions, ConfigurationError
from spaceinvoices_async.batch import DaskBackend
from spaceinvoices_async.batch.distributed.settings import portable_options


def test_without_dask_the_backend_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "spaceinvoices_async.batch.distributed.dask_backend.find_spec", lambda _: None
    )

    with pytest.raises(ConfigurationError, match=r"pip install 'spaceinvoices-async\[dask\]'"):
        DaskBackend()


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": 3},
        {"workers": 0},
        {"total_rate": 0},
        {"chunk_seconds": -1},
        {"lease": 0},
        {"transport": "curl"},
        {"credentials": "token"},
    ],
)
def test_a_value_that_cannot_work_is_refused_when_the_backend_is_made(wrong: Any) -> None:
    with pytest.raises(ConfigurationError):
        DaskBackend(**wrong)


def test_options_that_go_to_workers_leave_hooks_behind() -> None:
    options = ClientOptions(on_call=print, on_attempt=print, on_drift=print, rate=7.0)

    sent = portable_options(options)

    assert (sent.on_call, sent.on_attempt, sent.on_drift, sent.rate) == (None, None, None, 7.0)


def test_certificates_of_this_process_are_refused_with_what_to_do_instead() -> None:
    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        portable_options(ClientOptions(ssl_context=ssl.create_default_context()))
