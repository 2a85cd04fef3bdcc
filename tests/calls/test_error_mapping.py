"""What the error of a refusal says of the wait that the server asked for."""

import pytest

from spaceinvoices_async._calls.error_mapping import api_error


@pytest.mark.parametrize("status", [429, 502, 503])
@pytest.mark.parametrize(
    ("asked", "shown"), [(1.5, "2 s"), (0.0, "0 s"), (1_000_000_000.0, "1000000000 s")]
)
def test_an_error_says_how_long_the_server_asks_to_wait(status, asked, shown):
    error = api_error(status, {}, b"", retry_after=asked)

    assert str(error).endswith(f"; the server asks to wait {shown}")
    assert error.retry_after == asked


def test_an_error_says_nothing_of_a_wait_that_nobody_asked_for():
    assert "asks to wait" not in str(api_error(429, {}, b""))
