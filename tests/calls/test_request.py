"""Requests as they leave: nothing escapes its place, nothing is sent that cannot be meant."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._calls.free_request import free_operation, literal_path
from spaceinvoices_async._calls.request import (
    Call,
    RequestBuilder,
    check_owner,
    render_path,
    render_target,
    user_agent,
)
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import ConfigurationError, InvalidInputError
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.transports.base import TransportTimeouts
from tests.support.scripted_client import GET, FakeCredentials, answer, rig


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("62ce", "62ce"),
        ("a/b", "a%2Fb"),
        ("../../Accounts", "..%2F..%2FAccounts"),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
        ("ž 1", "%C5%BE%201"),
        ("a+b;c=d@e:f", "a%2Bb%3Bc%3Dd%40e%3Af"),
        ("...", "..."),
    ],
)
def test_an_argument_stays_in_its_segment(value, segment):
    assert render_path(GET, [value]) == GET.path.replace("{document_id}", segment)


@pytest.mark.parametrize(
    "value", ["", " ", ".", "..", "a\0b", "a\nb", "x" * 513, "\ud800", None, 7, b"x"]
)
def test_an_argument_that_cannot_be_meant_is_refused_before_anything_is_sent(value):
    with pytest.raises(InvalidInputError) as caught:
        render_path(GET, [value])

    assert caught.value.field == "document_id"


@given(st.text(min_size=1, max_size=40))
def test_no_text_changes_the_shape_of_the_path(value):
    try:
        path = render_path(GET, [value])
    except InvalidInputError:
        return

    assert path.count("/") == GET.path.count("/")
    assert unquote(path.rpartition("/")[2]) == value
    assert path.isascii()
    assert not set(path) & set("?# \\")


def test_a_missing_argument_is_refused():
    with pytest.raises(InvalidInputError, match="takes 1 arguments, not 0"):
        render_path(GET, [])


@pytest.mark.parametrize("name", ["organizationId", "organization_id"])
@pytest.mark.parametrize("owner", ["5a3683ea12d5a67dd0ef2f4e", 7, ""])
def test_a_body_that_names_another_organization_than_the_path_is_refused(name, owner):
    made_for = [one for one in OPERATIONS.values() if one.lane is not None and one.body == "json"]
    assert {"documents_create", "clients_create"} <= {one.id for one in made_for}
    for operation in made_for:
        with pytest.raises(InvalidInputError, match="names another organization") as caught:
            check_owner(operation, {name: owner}, "5a3683ea12d5a67dd0ef2f4d")
        assert caught.value.field == name


def test_a_body_may_name_the_organization_of_the_path_or_none():
    lane = "5a3683ea12d5a67dd0ef2f4d"
    for body in ({"organizationId": lane.upper()}, {"organizationId": None}, {}):
        check_owner(OPERATIONS["documents_create"], body, lane)
    check_owner(OPERATIONS["documents_update"], {"organizationId": "another"}, "")


def test_a_query_is_percent_encoded_to_the_last_byte():
    query = {"filter": {"where": {"email": "a+b@c d"}}, "l": None, "x": responses.UNSET, "y": True}

    assert render_target("/p", query, "op") == (
        "/p?filter=%7B%22where%22%3A%7B%22email%22%3A%22a%2Bb%40c%20d%22%7D%7D&y=true"
    )


def test_a_query_too_long_for_the_server_is_refused():
    with pytest.raises(InvalidInputError, match="ask for less at once"):
        render_target("/p", {"filter": {"where": {"id": {"inq": ["x" * 30] * 500}}}}, "op")


def test_half_a_surrogate_pair_in_a_query_is_refused():
    with pytest.raises(InvalidInputError):
        render_target("/p", {"term": "\ud800"}, "op")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "v1/x",
        "//evil.example/x",
        "https://evil.example/x",
        "/v1/../x",
        "/v1/%2e%2E/x",
        "/v1/.%2e/x",
        "/v1/x?y=1",
        "/v1/x#y",
        "/v1\\x",
        "/v1/x\r\nHost: evil",
        "/v1/\0",
        "/v1/\ud800",
    ],
)
def test_a_free_path_cannot_leave_the_server_or_carry_more_than_a_path(path):
    with pytest.raises(InvalidInputError):
        literal_path(path)


def test_a_free_path_is_escaped_where_it_is_not_yet():
    assert literal_path("/v1/Clients/a%2Fb/ž x@{}") == "/v1/Clients/a%2Fb/%C5%BE%20x@%7B%7D"


async def headers_of(credentials=None, options=None, request_options=None):
    setup = rig(answer({}), credentials=credentials, options=options)
    await setup.requestor.call(GET, responses.anything, path=("d",), options=request_options)
    return dict(setup.transport.requests[0].headers), setup.transport.requests[0].url


async def test_the_token_goes_out_raw_to_the_configured_origin():
    headers, url = await headers_of(FakeCredentials(tokens=["abc"]))

    assert headers["Authorization"] == "abc"
    assert url == "https://api.example.com/v1/Documents/d"


@pytest.mark.parametrize("token", ["", "a b", "a\r\nX: y", "ž", "a\0"])
async def test_a_token_that_no_header_can_carry_is_refused_and_not_shown(token):
    with pytest.raises(ConfigurationError) as caught:
        await headers_of(FakeCredentials(tokens=[token]))

    assert token == "" or token not in str(caught.value)


async def test_extra_headers_are_sent():
    headers, _ = await headers_of(request_options=RequestOptions(headers={"X-Trace": "1"}))

    assert headers["X-Trace"] == "1"


async def test_the_user_agent_says_who_is_calling():
    headers, _ = await headers_of(options=ClientOptions(app_info="shop/2.1"))

    assert headers["User-Agent"].startswith("spaceinvoices-async/")
    assert headers["User-Agent"].endswith(" shop/2.1")
    assert user_agent().isascii()


async def test_a_free_request_takes_the_same_pipeline_and_keeps_its_path_out_of_records():
    setup = rig(answer({"id": 1}))

    operation = free_operation("post", "/v1/Secret/token-in-path", "idempotent")
    value = await setup.requestor.request(operation, query={"a": [1]}, body={"x": 1})

    assert value == {"id": 1}
    assert setup.transport.requests[0].url.endswith("/v1/Secret/token-in-path?a=%5B1%5D")
    assert setup.transport.requests[0].body == b'{"x":1}'
    assert setup.records[0].operation == "request_post"


@pytest.mark.parametrize(
    ("method", "safety"), [("TRACE", None), ("GET /", None), ("POST", "keyed"), ("POST", "no")]
)
def test_a_free_request_that_cannot_be_meant_is_refused(method, safety):
    with pytest.raises(InvalidInputError):
        free_operation(method, "/v1/x", safety)


def test_headers_are_kept_for_calls_that_bring_the_same_and_for_no_others():
    builder = RequestBuilder("https://api.example")
    credentials = FakeCredentials()

    def headers(token, **options):
        call = Call(
            operation=free_operation("GET", "/v1/a"),
            target="/v1/a",
            credentials=credentials,
            options=RequestOptions(**options),
        )
        return builder.build(call, token, timeouts=TransportTimeouts()).headers

    first = headers("one")

    assert headers("one") is first
    assert dict(headers("two"))["Authorization"] == "two"
    assert dict(headers("one", headers={"X-Name": "a"})) == {**dict(first), "X-Name": "a"}
    assert "Authorization" not in dict(headers(None))
    for number in range(300):
        assert dict(headers(f"token-{number}"))["Authorization"] == f"token-{number}"
    assert headers("one") == first
