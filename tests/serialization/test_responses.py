"""JSON text to values and back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.models import AccessToken
from spaceinvoices_async.types import UNSET, JsonValue


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"10000", 10000),
        (b"0.10", Decimal("0.10")),
        (b'"\\ud800"', "\ud800"),
        (b"\xef\xbb\xbf{}", {}),
        (b"null", None),
    ],
)
def test_text_becomes_values(raw: bytes, value: object) -> None:
    assert responses.loads(raw) == value


@pytest.mark.parametrize("raw", [b"", b"<html>", b'{"a": 1', b"\xff\xfe"])
def test_what_is_not_json_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError):
        responses.loads(raw)


def test_decimals_are_written_as_numbers() -> None:
    assert responses.dumps({"price": Decimal("10000.10")}) == b'{"price":10000.10}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (3, "3"),
        ("a b", "a b"),
        (date(2023, 1, 2), "2023-01-02"),
        (datetime(2023, 1, 2, tzinfo=UTC), "2023-01-02T00:00:00.000Z"),
        (Decimal("1.5"), "1.5"),
        ({"where": {"total": Decimal("0.1")}}, '{"where":{"total":0.1}}'),
        (None, None),
        (UNSET, None),
    ],
)
def test_a_query_parameter_has_one_text(value: object, text: str | None) -> None:
    assert responses.query_text("q", value) == text


def test_a_query_parameter_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="needs a zone") as caught:
        responses.query_text("from", datetime.fromisoformat("2023-01-02"))

    assert caught.value.field == "from"


@pytest.mark.parametrize(
    ("answer", "count"), [({"count": 3}, 3), ({"count": Decimal("3.0")}, 3), (2, 2)]
)
def test_a_wrapped_scalar_is_unwrapped(answer: responses.JsonValue, count: int) -> None:
    assert responses.unwrap("count", int)(answer) == count


def test_a_scalar_that_is_missing_is_an_unexpected_shape() -> None:
    with pytest.raises(responses.UnexpectedShape, match="'count' was promised"):
        responses.unwrap("count", int)({})


def test_a_write_answered_by_success_alone_counts() -> None:
    assert responses.unwrap("count", int, absent=1)(None) == 1


@pytest.mark.parametrize(
    "read",
    [responses.record, responses.records, responses.many(AccessToken), responses.one(AccessToken)],
)
def test_another_top_level_is_an_unexpected_shape(read: Callable[[JsonValue], object]) -> None:
    with pytest.raises(responses.UnexpectedShape, match="str came"):
        read("text")


@pytest.mark.parametrize("read", [responses.records, responses.many(AccessToken)])
def test_a_row_that_is_no_object_is_an_unexpected_shape(
    read: Callable[[JsonValue], object],
) -> None:
    with pytest.raises(responses.UnexpectedShape, match="other rows came"):
        read([{"id": "1"}, None])


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":1}', '[{"b":{"a":1,"a":2}}]', '{"a":1,"\\u0061":2}', '\ufeff{"a":1,"a":2}']
)
def test_a_key_that_a_person_wrote_twice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="'a' stands twice"):
        responses.loads_input(text.encode())


def test_what_a_person_wrote_once_is_read_exactly() -> None:
    assert responses.loads_input(b'{"a":1.10,"b":[{"a":1},{"a":2}]}') == {
        "a": Decimal("1.10"),
        "b": [{"a": 1}, {"a": 2}],
    }
