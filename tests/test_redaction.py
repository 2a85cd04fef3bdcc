"""What may be shown."""

from __future__ import annotations

import pytest

from spaceinvoices_async._redaction import redact_url, shown_headers


def test_only_listed_headers_are_shown():
    headers = {"Authorization": "canary", "X-Total-Count": "7", "Set-Cookie": "canary"}
    assert shown_headers(headers) == {"x-total-count": "7"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            'https://api.example/v1/accounts?filter={"where":{"email":"canary"}}&b=canary#canary',
            "https://api.example/v1/accounts?filter=***&b=***",
        ),
        ("https://user:canary@api.example:8443/v1", "https://***@api.example:8443/v1"),
        ("http://[::1]:80/v1", "http://[::1]:80/v1"),
        ("https://api.example:canary/v1", "***"),
        ("/v1/accounts?access_token=canary", "/v1/accounts?access_token=***"),
    ],
)
def test_a_url_keeps_its_place_and_loses_its_values(url, expected):
    assert redact_url(url) == expected
