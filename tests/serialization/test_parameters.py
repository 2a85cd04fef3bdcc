"""Parameters and bodies beyond a plain value: how each becomes text."""

from datetime import date
from decimal import Decimal

import pytest

from spaceinvoices_async._calls.headers import with_headers
from spaceinvoices_async._calls.request import render_target
from spaceinvoices_async._serialization import bodies, parameters
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.options import RequestOptions


@pytest.mark.parametrize(
    ("value", "target"),
    [
        (parameters.repeated([1, "b c", True]), "/v1/x?q=1&q=b%20c&q=true"),
        (parameters.repeated([]), "/v1/x"),
        (parameters.repeated(None), "/v1/x"),
        (parameters.joined([1, 2], ","), "/v1/x?q=1%2C2"),
        (parameters.joined((date(2026, 1, 2),), "|"), "/v1/x?q=2026-01-02"),
        (parameters.joined(None, ","), "/v1/x"),
        (
            parameters.brackets({"a": 1, "b": {"c": [True, Decimal("1.50")]}}),
            "/v1/x?q%5Ba%5D=1&q%5Bb%5D%5Bc%5D%5B0%5D=true&q%5Bb%5D%5Bc%5D%5B1%5D=1.50",
        ),
        (parameters.brackets(5), "/v1/x?q=5"),
        (parameters.json_text("a"), "/v1/x?q=%22a%22"),
        (parameters.json_text({"a": [1]}), "/v1/x?q=%7B%22a%22%3A%5B1%5D%7D"),
        (parameters.json_text(None), "/v1/x"),
    ],
)
def test_a_parameter_becomes_text_in_its_style(value: object, target: str) -> None:
    assert render_target("/v1/x", {"q": value}, "things_list") == target


def test_a_list_is_asked_for_where_text_is_given() -> None:
    with pytest.raises(InvalidInputError, match="is a list: give a sequence, not str"):
        parameters.repeated("abc")


@pytest.mark.parametrize(("value", "text"), [(5, "5"), (True, "true"), (["a", 1], "a,1")])
def test_a_value_in_the_path_becomes_text(value: object, text: str) -> None:
    assert parameters.path_text("id", value) == text


def test_a_path_needs_its_value() -> None:
    with pytest.raises(InvalidInputError, match="is required"):
        parameters.path_text("id", None)


def test_headers_join_those_of_the_options() -> None:
    options = with_headers(RequestOptions(headers={"X-A": "1"}), {"X-B": [1, 2], "X-C": None})

    assert options is not None
    assert options.headers == {"X-A": "1", "X-B": "1,2"}


def test_no_header_leaves_the_options_as_they_are() -> None:
    assert with_headers(None, {"X-B": None}) is None


def test_a_header_given_twice_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="give one of them"):
        with_headers(RequestOptions(headers={"x-b": "1"}), {"X-B": "2"})


def test_a_header_of_two_lines_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="X-B"):
        with_headers(None, {"X-B": "a\nb"})


def test_a_form_repeats_lists_and_writes_named_objects_in_brackets() -> None:
    fields = {"a": [1, 2], "b": {"c": {"d": "x y"}}, "e": {"f": 1}, "g": None, "h": True}

    sent = bodies.form_body(bodies.free_object(fields), ("b",))

    assert sent.media_type == "application/x-www-form-urlencoded"
    assert sent.data == b"a=1&a=2&b%5Bc%5D%5Bd%5D=x+y&e=%7B%22f%22%3A1%7D&h=true"


@pytest.mark.parametrize(
    ("sent", "data"),
    [
        (bodies.value_body("a", "string"), b'"a"'),
        (bodies.value_body("1.50", "decimal"), b"1.50"),
        (bodies.value_body({"a": 1}, "object"), b'{"a":1}'),
        (bodies.list_body(["a", "b"], "string"), b'["a","b"]'),
        (bodies.raw_body(b"\x00", "application/octet-stream"), b"\x00"),
    ],
)
def test_a_body_that_is_no_object_is_sent_as_it_is(sent: object, data: bytes) -> None:
    assert isinstance(sent, bodies.Encoded)
    assert sent.data == data


@pytest.mark.parametrize(
    ("send", "field"),
    [
        (lambda: bodies.value_body(5, "string"), "body"),
        (lambda: bodies.list_body(["a", 5], "string"), "body[1]"),
        (lambda: bodies.list_body("ab", "string"), "body"),
        (lambda: bodies.value_body([1], "object"), "body"),
        (lambda: bodies.raw_body("text", "text/plain"), "body"),
    ],
)
def test_a_body_of_another_kind_is_refused(send: object, field: str) -> None:
    assert callable(send)

    with pytest.raises(InvalidInputError) as caught:
        send()

    assert caught.value.field == field
