"""The address of the server."""

from __future__ import annotations

import pytest

from spaceinvoices_async._calls.urls import is_loopback, resolve_base_url
from spaceinvoices_async.errors import ConfigurationError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://api.spaceinvoices.com", "https://api.spaceinvoices.com"),
        ("https://api.spaceinvoices.com/v1", "https://api.spaceinvoices.com"),
        (" https://api.spaceinvoices.com/v1/ ", "https://api.spaceinvoices.com"),
        ("HTTPS://API.spaceinvoices.com:443/", "https://api.spaceinvoices.com"),
        ("https://gateway.example/billing/v1", "https://gateway.example/billing"),
        ("https://gateway.example:8443/V1", "https://gateway.example:8443/V1"),
        ("https://gateway.example/v1x", "https://gateway.example/v1x"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_with_a_prefix_is_taken(given, expected):
    assert resolve_base_url(given) == expected


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("api.spaceinvoices.com", "no http or https scheme"),
        ("ftp://api.spaceinvoices.com", "no http or https scheme"),
        ("", "no http or https scheme"),
        ("https://", "names no host"),
        ("https://user:canary@api.spaceinvoices.com", "holds a user or a password"),
        ("https://canary@api.spaceinvoices.com", "holds a user or a password"),
        ("https://api.spaceinvoices.com?access_token=canary", "no query"),
        ("https://api.spaceinvoices.com#canary", "no query and no fragment"),
        ("https://api.spaceinvoices.com/?", "no query"),
        ("http://api.spaceinvoices.com", "unencrypted"),
        ("http://127.0.0.1.evil.example", "unencrypted"),
        ("http://localhost.evil.example", "unencrypted"),
        ("https://api.spaceinvoices.com:port", "cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://api.space\tinvoices.com", "plain ASCII"),
        ("https://api.spaceinvoices.com\\@evil.example", "plain ASCII"),
        ("https://\u0430pi.spaceinvoices.com", "plain ASCII"),
        ("https://gateway.example/a/../b", "plain path"),
        ("https://gateway.example/%2e%2E/b", "plain path"),
        ("https://gateway.example//b", "plain path"),
    ],
)
def test_what_is_no_safe_address_is_refused_without_showing_secrets(given, problem):
    with pytest.raises(ConfigurationError, match=problem) as caught:
        resolve_base_url(given)
    assert "canary" not in str(caught.value)


def test_plain_http_to_another_host_must_be_allowed():
    assert resolve_base_url("http://10.0.0.1", allow_http=True) == "http://10.0.0.1"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "127.1.2.3", "::1"])
def test_this_machine_is_known_by_its_names(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["127.0.0.1.example", "127.0.0", "128.0.0.1", "notlocalhost", "api.localhost"]
)
def test_other_machines_are_not_taken_for_this_one(host):
    assert not is_loopback(host)
