"""Values are sent by the built-in type they are made of, at every door, and never by their name."""

from __future__ import annotations

import enum
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, field
from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.values import (
    UnfitValue,
    encode_boolean,
    encode_decimal,
    encode_integer,
    encode_json,
    encode_moment,
    encode_string,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.models import DocumentCreate
from spaceinvoices_async.testing import Reply, ScriptedTransport

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(str, enum.Enum):  # noqa: UP042 - the older way to write it, whose text is the member's name
    ESTIMATE = "estimate"


class NewKind(enum.StrEnum):
    ESTIMATE = "estimate"


class PlainKind(enum.Enum):
    ESTIMATE = "estimate"


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return f"<{self!r}>"

    def __format__(self, spec: str) -> str:
        return f"<{self!r}>"


class Rate(enum.IntEnum):
    STANDARD = 21


class Euro(Decimal):
    def __str__(self) -> str:
        return f"{super().__str__()} EUR"


class Float64(float):
    """As numpy has it: a float that shows itself otherwise."""

    shape: ClassVar[tuple[int, ...]] = ()

    def __repr__(self) -> str:
        return f"np.float64({float(self)!r})"


class Scalar:
    """As numpy has it: one value with a type of its own."""

    shape: ClassVar[tuple[int, ...]] = ()

    def __init__(self, kind: str, value: object, text: str = "") -> None:
        self.dtype = type("dtype", (), {"kind": kind})()
        self._value = value
        self._text = text

    def item(self) -> object:
        return self._value

    def __str__(self) -> str:
        return self._text


ESTIMATES = [Kind.ESTIMATE, NewKind.ESTIMATE, PlainKind.ESTIMATE, Text("estimate")]
ESTIMATES.append(Scalar("U", "estimate"))


@pytest.mark.parametrize("value", ESTIMATES)
def test_text_of_any_type_is_sent_as_text(value: object) -> None:
    assert encode_string(value) == "estimate"
    assert type(encode_string(value)) is str
    assert encode_json({"a": [value]}) == {"a": ["estimate"]}


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (Rate.STANDARD, "21"),
        (Float64("19.99"), "19.99"),
        (Euro("12.50"), "12.50"),
        (Scalar("i", 7), "7"),
        (Scalar("u", 7), "7"),
        (Scalar("f", 0.10000000149011612, "0.1"), "0.1"),
        (Text("10.50"), "10.50"),
    ],
)
def test_a_number_of_any_type_is_sent_as_that_number(value: object, sent: str) -> None:
    assert encode_decimal(value) == Decimal(sent)
    assert responses.dumps({"price": encode_decimal(value)}) == f'{{"price":{sent}}}'.encode()


@pytest.mark.parametrize("text", ["1_5", "1_000.00", "_1", "1,5", "0x10", "1/3", "", "ten"])
def test_a_text_that_people_read_otherwise_than_python_is_no_number(text: str) -> None:
    with pytest.raises(UnfitValue, match="is not one; write it like"):
        encode_decimal(text)


def test_a_whole_number_of_any_type_is_an_int() -> None:
    encoded = [encode_integer(value) for value in (Rate.STANDARD, Scalar("i", 21))]

    assert [(type(value), value) for value in encoded] == [(int, 21), (int, 21)]


@pytest.mark.parametrize("encode", [encode_decimal, encode_integer])
@pytest.mark.parametrize("value", [True, Scalar("b", True)])
def test_true_and_false_are_no_numbers(encode: Callable[[object], object], value: object) -> None:
    with pytest.raises(UnfitValue, match="not bool"):
        encode(value)

    assert encode_boolean(value) is True


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (float("nan"), "a missing value: give None"),
        (type("NAType", (), {})(), "a missing value: give None"),
        (1, "give str, not int"),
    ],
)
def test_a_missing_value_of_a_table_is_named_as_such(value: object, advice: str) -> None:
    with pytest.raises(UnfitValue, match=advice):
        encode_string(value)


@pytest.mark.parametrize("encode", [encode_integer, encode_json])
def test_a_whole_number_that_a_double_cannot_hold_is_refused(
    encode: Callable[[object], object],
) -> None:
    assert encode(2**53) == 2**53
    with pytest.raises(UnfitValue, match="15 significant digits"):
        encode(12345678901234567)


# Times


class Timestamp(datetime):
    """As pandas has it."""

    def tz_localize(self, zone: str) -> datetime:
        return self.replace(tzinfo=UTC if zone == "UTC" else None)

    def isoformat(self, *_: object, **__: object) -> str:
        return "not this"


class NotATime(datetime):
    """As pandas has it: no time at all."""

    __hash__ = None

    def __eq__(self, _: object) -> bool:
        return False

    def __ne__(self, _: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (Timestamp(2023, 4, 30), "tz_localize"),
        (NotATime(2023, 4, 30), "missing time"),
        (Scalar("M", 0), "tz='UTC'"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "years 1 to 9999"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "years 1 to 9999"),
        ("9999-12-31T23:59:59-01:00", "years 1 to 9999"),
        ("20230430", "2023-04-30T06:14:03.266Z"),
        ("2023-W17-7", "2023-04-30T06:14:03.266Z"),
        ("2023-W17", "2023-04-30T06:14:03.266Z"),
        ("20230430T061403Z", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06Z", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06:14:03,266Z", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06:14:03+02", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06:14:03+0200", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06:14:03+02:00:30", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30T06:14:03z", "2023-04-30T06:14:03.266Z"),
        ("2023-04-30x06:14:03Z", "2023-04-30T06:14:03.266Z"),
        ("2023-02-29", "2023-04-30T06:14:03.266Z"),
        ("２０２３-04-30", "2023-04-30T06:14:03.266Z"),  # noqa: RUF001 - other digits
        ("2023-04-30T06:14:03", "needs a zone"),
    ],
)
def test_a_time_that_the_server_would_misread_is_refused(value: object, advice: str) -> None:
    with pytest.raises(UnfitValue, match=advice):
        encode_moment(value)


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (Timestamp(2023, 4, 30, tzinfo=UTC), "2023-04-30T00:00:00.000Z"),
        ("2023-04-30", "2023-04-30"),
        ("2023-04-30T06:14Z", "2023-04-30T06:14Z"),
        ("2023-04-30T06:14:03.266+02:00", "2023-04-30T06:14:03.266+02:00"),
        (Text("2023-04-30"), "2023-04-30"),
    ],
)
def test_a_time_that_both_read_alike_is_sent(value: object, sent: str) -> None:
    assert encode_moment(value) == sent


# What text and JSON cannot hold


@pytest.mark.parametrize(
    "value", ["\ud800", {"a": "x\udfff"}, {"\ud800": 1}, [["\ud800"]]], ids=["text", *"abc"]
)
def test_half_a_surrogate_pair_is_refused(value: object) -> None:
    with pytest.raises(UnfitValue, match="surrogate"):
        encode_json(value)


def test_half_a_surrogate_pair_of_an_answer_can_be_written_again() -> None:
    raw = rb'{"number":"\ud800","a":[1.50,{"\udfff":null}]}'

    answer = responses.loads(raw)

    assert answer == {"number": "\ud800", "a": [Decimal("1.50"), {"\udfff": None}]}
    assert responses.dumps(answer) == raw


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


def _endless() -> object:
    value: dict[str, object] = {}
    value["again"] = [value]
    return value


@pytest.mark.parametrize(
    "value", [_nested(1000), _nested(100_000), _endless()], ids=["1k", "100k", "endless"]
)
def test_what_is_nested_without_end_is_refused_naming_its_field(value: object) -> None:
    with pytest.raises(InvalidInputError, match="holds itself") as caught:
        DocumentCreate(type="invoice", items=[], custom={"a": value}).to_dict()

    assert caught.value.field == "custom"
    assert encode_json(_nested(100)) == _nested(100)


# Every door


@pytest.mark.parametrize("kind", ESTIMATES[:-1])
async def test_a_member_of_an_enumeration_is_its_value_at_every_door(kind: object) -> None:
    transport = ScriptedTransport(lambda _: Reply([], headers={"x-total-count": "0"}))
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        await si.request(
            "POST", "/v1/x", query={"q": kind, "w": {"a": kind}}, body={"a": kind, kind: [kind]}
        )
        await si.documents.list("org", where=field("type") == kind, order="type", fields=["type"])
        await si.documents.list("org", where={"type": {"inq": [kind]}})
        await si.documents.list("org", filter={"where": {"type": kind}, "limit": Rate.STANDARD})
    sent = transport.requests

    assert sent[0].json == {"a": "estimate", "estimate": ["estimate"]}
    assert sent[0].query == {"q": "estimate", "w": '{"a":"estimate"}'}
    assert '"where":{"type":"estimate"}' in sent[1].query["filter"]
    assert '"where":{"type":{"inq":["estimate"]}}' in sent[2].query["filter"]
    assert '"limit":21' in sent[3].query["filter"]


@pytest.mark.parametrize("given", [Kind.ESTIMATE, NewKind.ESTIMATE, Text("estimate")])
async def test_a_path_and_the_fields_of_a_body_take_text_of_any_type(given: str) -> None:
    transport = ScriptedTransport(lambda _: Reply({"id": "1", "uniqueId": "estimate"}))
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        await si.documents.create(
            given,
            type=given,
            unique_id=given,
            custom={given: given},
            items=[{"name": given, "price": Float64("19.99"), "quantity": Rate.STANDARD}],
        )
        await si.clients.create("org", body={"name": given, "newField": given})
    document, client = transport.requests

    assert document.path == "/v1/Organizations/estimate/documents"
    assert document.json == {
        "type": "estimate",
        "uniqueId": "estimate",
        "custom": {"estimate": "estimate"},
        "_documentItems": [{"name": "estimate", "price": Decimal("19.99"), "quantity": 21}],
    }
    assert client.json == {"name": "estimate", "newField": "estimate"}
    assert client.query == {}
