"""Proxies of the environment: which there are, and for which hosts."""

from __future__ import annotations

import pytest

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports._proxies import checked_proxy, environment_proxy, is_exempt


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        ("*", "api.example"),
        ("api.example", "api.example"),
        ("API.Example", "api.example"),
        ("api.example", "API.EXAMPLE."),
        ("example", "api.example"),
        (".api.example", "v1.api.example"),
        (".api.example", "api.example"),
        ("*.api.example", "v1.api.example"),
        ("*.api.example", "deep.v1.api.example"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("[::1]:443", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::1", "0:0:0:0:0:0:0:1"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1:443", "127.0.0.1"),
        ("127.0.0.0/8", "127.200.0.1"),
        ("10.1.2.3/8", "10.200.0.1"),
        ("fd00::/8", "fd12::7"),
        ("api.example:443", "api.example"),
        ("other.example, ,api.example", "api.example"),
        ("other.example api.example", "api.example"),
        (" api.example ", "api.example"),
    ],
)
def test_no_proxy_names_a_host(entry: str, host: str) -> None:
    assert is_exempt(host, 443, entry)


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        ("", "api.example"),
        (",", "api.example"),
        (".", "api.example"),
        ("*.", "api.example"),
        ("api.example", "notapi.example"),
        ("*.api.example", "notapi.example"),
        ("api.example", "api.example.evil"),
        ("api.example:8443", "api.example"),
        ("[::1]:80", "::1"),
        ("::1", "::2"),
        ("::1", "api.example"),
        ("10.0.0.0/8", "11.0.0.1"),
        ("10.0.0.0/8", "10.example"),
        ("10.0.0.0/99", "10.0.0.1"),
        ("fd00::/8", "10.0.0.1"),
        ("0.0.1", "10.0.0.1"),
        ("api.example/8", "api.example"),
    ],
)
def test_no_proxy_names_no_other_host(entry: str, host: str) -> None:
    assert not is_exempt(host, 443, entry)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "value", [" http://p.example:3128 ", "\thttp://p.example:3128\n", "p.example:3128"]
)
def test_a_proxy_is_taken_without_blanks_and_with_its_scheme(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert environment_proxy("http://api.example/v1") == "http://p.example:3128"


def test_a_variable_of_blanks_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "  ")
    assert environment_proxy("http://api.example/v1") is None


@pytest.mark.parametrize(
    "proxy",
    [
        "http://p.example:99999",
        "http://p.example:0",
        "http://p.example:port",
        "http://[::1:3128",
        "http://",
        "http:/p.example",
        "http://p .example:3128",
        "http://p.example\r\nX: y",
        "ftp://p.example",
        "http://shop:s3cret@p.example:99999",
    ],
)
def test_a_proxy_that_is_none_is_refused_by_the_name_of_its_variable(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(ConfigurationError, match="HTTPS_PROXY: the proxy cannot be used") as caught:
        environment_proxy("https://api.example/v1")
    assert "s3cret" not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize(
    "proxy", ["http://p.example", "https://shop:p%40ss@p.example:3128", "socks5h://[::1]:1080"]
)
def test_a_proxy_is_taken(proxy: str) -> None:
    assert checked_proxy(f" {proxy} ", "proxy=") == proxy


def test_a_proxy_for_a_host_that_is_exempt_is_not_even_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://p.example:99999")
    monkeypatch.setenv("NO_PROXY", "127.0.0.0/8")
    assert environment_proxy("http://127.0.0.1:8000/v1") is None
