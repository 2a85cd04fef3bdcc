"""What a client and a call can be told."""

from __future__ import annotations

import copy
import math
import pickle
import ssl

import pytest

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.options import ClientOptions, RequestOptions, Timeouts, from_environment


def test_defaults_are_valid_and_finite():
    options = ClientOptions()
    assert (options.deadline, options.create_deadline) == (60.0, 180.0)
    assert Timeouts() == options.timeouts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timeouts", 30),
        ("deadline", 0),
        ("deadline", math.nan),
        ("create_deadline", "180"),
        ("horizon", math.inf),
        ("lookup_delays", ()),
        ("lookup_delays", (1.0, -1.0)),
        ("max_attempts", 0),
        ("retry_budget", -1),
        ("backoff", 0),
        ("rate", 0),
        ("rate", math.inf),
        ("burst", 1.5),
        ("concurrency", True),
        ("max_connections", 0),
        ("keep_alive", -1),
        ("token_ttl", 1),
        ("allow_http", "false"),
        ("app_info", "shop\r\nX-Evil: 1"),
        ("app_info", ""),
        ("on_call", "print"),
    ],
)
def test_a_client_option_that_cannot_work_is_named(name, value):
    with pytest.raises(ConfigurationError, match=rf"ClientOptions\.{name} must be"):
        ClientOptions(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("deadline", -1),
        ("timeout", math.inf),
        ("resume", 1),
        ("headers", {"Authorization": "token"}),
        ("headers", {"x-access-token": "token"}),
        ("headers", {"HOST": "elsewhere"}),
        ("headers", {"X-One": "a\r\nX-Two: b"}),
        ("headers", {"X-One": "caf\u00e9"}),
        ("headers", {"X One": "a"}),
        ("headers", {"X-One": 1}),
        ("headers", None),
        ("headers", "X-One: 1"),
        ("headers", [("X-One", "1")]),
        ("max_attempts", 0),
    ],
)
def test_a_request_option_that_cannot_work_is_named(name, value):
    with pytest.raises(ConfigurationError, match=rf"RequestOptions\.{name} must be"):
        RequestOptions(**{name: value})


def test_no_error_shows_the_value_that_was_refused():
    with pytest.raises(ConfigurationError) as caught:
        RequestOptions(headers={"Authorization": "canary"})
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("name", ["connect", "pool", "write", "read", "create", "report"])
def test_every_timeout_must_end(name):
    with pytest.raises(ConfigurationError, match=rf"Timeouts\.{name} must be a positive number"):
        Timeouts(**{name: math.inf})


def test_the_concurrency_cannot_start_above_its_maximum():
    with pytest.raises(ConfigurationError, match="must not be more than max_concurrency"):
        ClientOptions(concurrency=64)


def test_the_read_timeout_fits_the_operation():
    timeouts = Timeouts(read=1, create=2, report=3)
    assert [
        timeouts.read_for(safety="safe", binary=False),
        timeouts.read_for(safety="keyed", binary=False),
        timeouts.read_for(safety="safe", binary=True),
    ] == [1, 2, 3]


@pytest.mark.parametrize(
    ("options", "call", "expected"),
    [
        (ClientOptions(), None, 90.0),
        (ClientOptions(timeouts=Timeouts(create=100)), None, 130.0),
        (ClientOptions(), RequestOptions(timeout=200), 230.0),
        (ClientOptions(horizon=2), None, 2),
        (ClientOptions(horizon=2), RequestOptions(horizon=0), 0),
    ],
)
def test_the_horizon_is_never_shorter_than_the_server_may_take(options, call, expected):
    assert options.horizon_for(call) == expected


def test_options_survive_copy_and_pickle():
    options = RequestOptions(deadline=math.inf, headers={"X-Trace": "1"})
    assert copy.deepcopy(options) == pickle.loads(pickle.dumps(options)) == options


def test_a_copy_of_client_options_is_the_same_with_everything_in_it():
    options = ClientOptions(
        proxy="http://u:p@proxy.example:8080", ssl_context=ssl.create_default_context()
    )
    assert copy.copy(options) is options
    assert copy.deepcopy(options) is options


def test_client_options_survive_a_pickle():
    options = ClientOptions(
        rate=None, timeouts=Timeouts(read=1), on_call=print, proxy="http://proxy.example"
    )
    assert pickle.loads(pickle.dumps(options)) == options


@pytest.mark.parametrize(
    ("proxy", "kept"),
    [
        ("http://user:canary@proxy.example:8080", "http://proxy.example:8080"),
        ("https://canary@[::1]:1/", "https://[::1]:1/"),
        ("http://user:can@ary@proxy.example", "http://proxy.example"),
        ("http://user:can/ary@proxy.example", "http://proxy.example"),
        ("user:canary@proxy.example:8080", "proxy.example:8080"),
        ("http://user:x://canary@proxy.example", "http://proxy.example"),
        ("socks5://proxy.example", "socks5://proxy.example"),
    ],
)
def test_a_pickle_has_the_proxy_without_its_user_and_password(proxy, kept):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        pickled = pickle.dumps(ClientOptions(proxy=proxy), protocol)
        assert b"ary" not in pickled
        assert pickle.loads(pickled).proxy == kept
    assert "ary" not in repr(ClientOptions(proxy=proxy))


def test_changing_the_given_headers_afterwards_changes_nothing():
    headers = {"X-Trace": "1"}
    options = RequestOptions(headers=headers)
    headers["Authorization"] = "token"
    assert options.headers == {"X-Trace": "1"}


def test_the_repr_shows_neither_the_proxy_nor_header_values():
    shown = repr(ClientOptions(proxy="http://user:canary@proxy")) + repr(
        RequestOptions(headers={"X-Key": "canary"})
    )
    assert "canary" not in shown


def test_an_empty_environment_variable_counts_as_absent(monkeypatch):
    monkeypatch.setenv("SPACEINVOICES_TOKEN", "  ")
    assert from_environment("SPACEINVOICES_TOKEN") is None
    monkeypatch.setenv("SPACEINVOICES_TOKEN", " token\n")
    assert from_environment("SPACEINVOICES_TOKEN") == "token"
