"""What generated models promise: strict in what they send, tolerant in what they read."""

import copy
import importlib
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import ModuleType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._serialization import requests as bodies
from spaceinvoices_async._serialization import responses as wire
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.operations import FilePart
from spaceinvoices_async.types import UNSET

ROCKET = {
    "id": "r1",
    "price": 10000,
    "crew": 3,
    "builtAt": "2023-04-30T06:14:03.266Z",
    "reusable": True,
    "launchCode": "0000",
    "_rocketEngines": [{"thrust": Decimal("1.50"), "fuel": "liquid"}],
    "custom": {"any": ["thing"]},
    "tags": ["a"],
    "IBAN": "BE00",
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_an_answer_is_read_into_python_values(rockets: ModuleType) -> None:
    rocket = rockets.models.Rocket.from_dict(ROCKET)

    assert rocket.price == Decimal(10000)
    assert isinstance(rocket.price, Decimal)
    assert rocket.built_at == datetime(2023, 4, 30, 6, 14, 3, 266000, tzinfo=UTC)
    assert rocket.engines == [rockets.models.Engine(thrust=Decimal("1.50"), fuel="liquid")]
    assert rocket.iban == "BE00"
    assert rocket.to_dict() == ROCKET


def test_an_answer_cannot_be_changed(rockets: ModuleType) -> None:
    rocket = rockets.models.Rocket.from_dict(ROCKET)

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rocket.price = Decimal(1)


def test_what_is_absent_is_unset_and_null_is_none(rockets: ModuleType) -> None:
    rocket = rockets.models.Rocket.from_dict({"id": "r1", "price": None})

    assert rocket.price is None
    assert rocket.crew is UNSET
    assert not rocket.crew
    assert rocket.to_dict() == {"id": "r1", "price": None}


def test_unknown_properties_are_kept(rockets: ModuleType) -> None:
    rocket = rockets.models.Rocket.from_dict({"id": "r1", "newField": {"a": 1}})

    assert rocket.additional_properties == {"newField": {"a": 1}}
    assert rocket.to_dict() == {"id": "r1", "newField": {"a": 1}}


@pytest.mark.parametrize(
    "oddity",
    [
        {"builtAt": "2022-04-20T10:10:30+00:00Z"},
        {"builtAt": "2022-04-20"},
        {"builtAt": 42},
        {"price": "12.50"},
        {"price": {"amount": 1}},
        {"crew": "three"},
        {"_rocketEngines": "none"},
        {"_rocketEngines": [None, 7, {"fuel": "antimatter"}]},
        {"tags": {"a": 1}},
        {"id": None},
        {"id": 7},
    ],
)
def test_what_has_an_odd_form_stays_as_it_came(rockets: ModuleType, oddity: dict[str, Any]) -> None:
    assert rockets.models.Rocket.from_dict(oddity).to_dict() == oddity


@given(data=st.dictionaries(st.sampled_from([*ROCKET, "other", ""]), json_values))
def test_no_answer_is_refused_and_none_is_lost(rockets: ModuleType, data: dict[str, Any]) -> None:
    rocket = rockets.models.Rocket.from_dict(data)

    again = rockets.models.Rocket.from_dict(rocket.to_dict())

    assert again == rocket
    assert set(rocket.to_dict()) == set(data)


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_copies_and_pickles_keep_what_is_unset(rockets: ModuleType, duplicate: Any) -> None:
    rocket = rockets.models.Rocket.from_dict({"id": "r1"})

    twin = duplicate(rocket)

    assert twin == rocket
    assert twin.price is UNSET


def test_a_repr_shows_what_is_set_and_no_secret(rockets: ModuleType) -> None:
    rocket = rockets.models.Rocket.from_dict(
        {"id": "r1", "launchCode": "0000", "newField": "private"}
    )

    assert repr(rocket) == ("Rocket(id='r1', launch_code=***, additional_properties=<newField>)")


def test_an_input_is_written_in_wire_names(rockets: ModuleType) -> None:
    body = rockets.models.RocketCreate(
        name="A",
        price="10.50",
        crew=None,
        built_at=datetime(2023, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
        engines=[{"thrust": 1, "fuel": "plasma"}, rockets.models.EngineInput(thrust=0.1)],
        notify={"message": "up"},
        custom={"at": date(2023, 1, 1), "share": 0.25},
    )

    assert body.to_dict() == {
        "name": "A",
        "price": Decimal("10.50"),
        "crew": None,
        "builtAt": "2023-01-01T00:00:00.000Z",
        "_rocketEngines": [
            {"thrust": Decimal(1), "fuel": "plasma"},
            {"thrust": Decimal("0.1")},
        ],
        "notify": {"message": "up"},
        "custom": {"at": "2023-01-01", "share": Decimal("0.25")},
    }


@pytest.mark.parametrize(
    ("change", "field", "hint"),
    [
        ({"price": "ten"}, "price", "is not one"),
        ({"price": float("nan")}, "price", "finite"),
        ({"price": Decimal("Infinity")}, "price", "finite"),
        ({"price": "1234567890.123456"}, "price", "15 significant digits"),
        ({"price": True}, "price", "not bool"),
        ({"price": "1e400"}, "price", "between 1e-300 and 1e300"),
        ({"crew": 1.5}, "crew", "whole number"),
        ({"reusable": "yes"}, "reusable", "true or false"),
        ({"name": 7}, "name", "is text"),
        ({"built_at": datetime.fromisoformat("2023-01-01")}, "built_at", "needs a zone"),
        ({"built_at": "2023-01-01T00:00:00"}, "built_at", "needs a zone"),
        ({"built_at": "2022-04-20T10:10:30+00:00Z"}, "built_at", "ISO 8601"),
        ({"tags": "one"}, "tags", "is a list"),
        ({"engines": [{"thrust": 1}, {"thrust": "x"}]}, "engines[1].thrust", "is not one"),
        ({"engines": [{}]}, "engines[0].thrust", "required"),
        ({"engines": [{"thrust": 1, "feul": "x"}]}, "engines[0].feul", "did you mean 'fuel'"),
        ({"engines": [{"thrust": 1, "colour": "x"}]}, "engines[0].colour", "it has"),
        ({"notify": "yes"}, "notify", "mapping"),
        ({"custom": {"deep": [object()]}}, "custom.deep[0]", "cannot be sent"),
        ({"custom": {1: 2}}, "custom", "keys are text"),
        ({"additional_properties": {"x": float("inf")}}, "x", "finite"),
    ],
)
def test_what_cannot_be_sent_is_named(
    rockets: ModuleType, change: dict[str, Any], field: str, hint: str
) -> None:
    body = rockets.models.RocketCreate(**{"name": "A", "engines": [{"thrust": 1}], **change})

    with pytest.raises(InvalidInputError, match=hint) as caught:
        body.to_dict()

    assert caught.value.field == field


def test_an_input_can_be_filled_step_by_step(rockets: ModuleType) -> None:
    body = rockets.models.RocketCreate(name="A", engines=[{"thrust": 1}])
    body.engines = [{"thrust": 2, "fuel": "solid"}]

    assert body.to_dict() == {
        "name": "A",
        "_rocketEngines": [{"thrust": Decimal(2), "fuel": "solid"}],
    }


def test_a_field_given_in_both_its_names_is_an_error(rockets: ModuleType) -> None:
    fields = {"name": "A", "_rocketEngines": [{"thrust": 1}], "engines": []}

    with pytest.raises(InvalidInputError, match="given twice") as caught:
        bodies.json_body(rockets.models.RocketCreate, fields, {})

    assert caught.value.field == "engines"


def test_a_mapping_in_wire_names_may_hold_what_is_not_documented(rockets: ModuleType) -> None:
    fields = {"name": "A", "_rocketEngines": [{"thrust": "1", "spin": 0.5}], "beta": True}

    assert bodies.json_body(rockets.models.RocketCreate, fields, {}) == {
        "name": "A",
        "_rocketEngines": [{"thrust": Decimal(1), "spin": Decimal("0.5")}],
        "beta": True,
    }


def test_body_and_fields_exclude_each_other(rockets: ModuleType) -> None:
    with pytest.raises(InvalidInputError, match="either body= or fields") as caught:
        bodies.json_body(rockets.models.RocketCreate, {"name": "A"}, {"price": 1})

    assert caught.value.field == "price"


def test_a_body_of_another_kind_is_refused(rockets: ModuleType) -> None:
    with pytest.raises(InvalidInputError, match="is a RocketCreate or a mapping"):
        bodies.json_body(rockets.models.RocketCreate, rockets.models.Notification(), {})


@given(
    number=st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10
    )
)
def test_decimals_survive_the_wire_exactly(rockets: ModuleType, number: Decimal) -> None:
    sent = wire.dumps(rockets.models.EngineInput(thrust=number).to_dict())

    received = rockets.models.Engine.from_dict(wire.loads(sent))

    assert received.thrust == number
    assert json.loads(sent, parse_float=Decimal, parse_int=Decimal)["thrust"] == number


def test_a_form_says_which_types_its_files_may_have(rockets: ModuleType) -> None:
    operations = importlib.import_module(f"{rockets.__name__}.operations")

    assert operations.ROCKETS_UPLOAD_PHOTO.files == (FilePart("file", ("image/png", "image/tiff")),)
    assert operations.ROCKETS_LAUNCH.files == ()
