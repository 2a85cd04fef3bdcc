import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import builder as filters
from spaceinvoices_async.filters.conditions import field
from tests.support.loopback_filter import matches


def built(condition, model=None):
    """The where as the server parses it."""
    where = filters.where(condition, model)
    return None if where is responses.UNSET else json.loads(responses.dumps(where))


# The meaning survives the server


class Meaning(NamedTuple):
    """A condition, and what it should mean to a row."""

    condition: filters.Condition
    holds: Callable[[dict], bool]


PATHS = {"name": "name", "total": "total", "custom.key": "custom"}
TEXT = st.text("aB/+._%-[](){}^$\\ 1", min_size=1, max_size=4)
NUMBERS = st.integers(-3, 3) | st.decimals(-3, 3, places=1)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT | st.none(),
        "total": st.integers(-3, 3) | st.sampled_from([0.5, -1.5]) | st.none(),
        "custom": st.fixed_dictionaries({}, optional={"key": TEXT | st.none()}),
    },
)


def value_of(row, path):
    return row.get("custom", {}).get("key") if path == "custom.key" else row.get(path)


def meaning(path, condition, test, *, of_null=False):
    def holds(row):
        value = value_of(row, path)
        return of_null if value is None else test(value)

    return Meaning(condition, holds)


@st.composite
def text_comparisons(draw):
    path = draw(st.sampled_from(["name", "custom.key"]))
    text, prop = draw(TEXT), field(path)
    texts = draw(st.lists(TEXT | st.none(), max_size=3))
    return draw(
        st.sampled_from(
            [
                meaning(path, prop == text, lambda value: value == text),
                meaning(path, prop != text, lambda value: value != text, of_null=True),
                meaning(path, prop < text, lambda value: value < text),
                meaning(path, prop.startswith(text), lambda value: value.startswith(text)),
                meaning(path, prop.contains(text), lambda value: text in value),
                meaning(
                    path,
                    prop.contains(text, ignore_case=True),
                    lambda value: text.lower() in value.lower(),
                ),
                meaning(path, prop.regexp("B|/"), lambda value: "B" in value or "/" in value),
                meaning(path, prop.like("B|_"), lambda value: "B" in value or "_" in value),
                meaning(
                    path,
                    prop.nlike("B|_"),
                    lambda value: "B" not in value and "_" not in value,
                    of_null=True,
                ),
                meaning(path, prop.inq(texts), lambda value: value in texts, of_null=None in texts),
                meaning(
                    path,
                    prop.nin(texts),
                    lambda value: value not in texts,
                    of_null=None not in texts,
                ),
                meaning(path, prop.is_null(), lambda value: False, of_null=True),
                meaning(path, prop.is_not_null(), lambda value: True),
            ]
        )
    )


@st.composite
def number_comparisons(draw):
    low, high, prop = draw(NUMBERS), draw(NUMBERS), field("total")
    return draw(
        st.sampled_from(
            [
                meaning("total", prop == low, lambda value: value == low),
                meaning("total", prop != low, lambda value: value != low, of_null=True),
                meaning("total", prop > low, lambda value: value > low),
                meaning("total", prop >= low, lambda value: value >= low),
                meaning("total", prop < low, lambda value: value < low),
                meaning("total", prop <= low, lambda value: value <= low),
                meaning("total", prop.between(low, high), lambda value: low <= value <= high),
            ]
        )
    )


def joined(parts):
    def both(pair):
        one, other = pair
        return Meaning(
            one.condition & other.condition, lambda row: one.holds(row) and other.holds(row)
        )

    def either(pair):
        one, other = pair
        return Meaning(
            one.condition | other.condition, lambda row: one.holds(row) or other.holds(row)
        )

    pairs = st.tuples(parts, parts)
    return pairs.map(both) | pairs.map(either)


MEANINGS = st.recursive(text_comparisons() | number_comparisons(), joined, max_leaves=6)


@given(MEANINGS, ROWS, st.booleans())
def test_a_condition_means_on_the_server_what_it_says_in_python(meant, row, mongodb):
    assert matches(built(meant.condition), row, mongodb=mongodb) == meant.holds(row)


@given(MEANINGS, ROWS, st.booleans())
def test_a_built_condition_can_be_given_as_a_mapping_again(meant, row, mongodb):
    again = built(built(meant.condition))
    assert matches(again, row, mongodb=mongodb) == meant.holds(row)


KEYS = st.sampled_from(
    ["a", "total", "and", "or", "not", "gt", "lt", "eq", "inq", "between", "like", "exists", "$gt"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, JSON, max_size=3))
def test_any_mapping_is_either_refused_or_sent_with_one_known_operator_a_property(mapping):
    try:
        where = built(mapping)
    except InvalidInputError:
        return
    assert where is None or only_known(where)


def only_known(where):
    return all(
        all(only_known(part) for part in test)
        if name in ("and", "or")
        else not isinstance(test, dict) or len(test.keys() - {"options"}) == 1
        for name, test in where.items()
    )


def test_the_test_server_does_misread():
    row = {"total": 50, "name": "x"}
    assert matches({"total": {"gt": 10, "lt": 40}}, row, mongodb=True)
    assert not matches({"gone": None}, row, mongodb=True)
    assert matches({"gone": None}, row, mongodb=False)
    assert not matches({"name": {"exists": True}}, row, mongodb=True)
    assert matches({"name": {"regexp": "/X/i"}}, row, mongodb=True)
    assert matches(
        {"created": {"gt": "2023"}}, {"created": datetime.now(UTC).isoformat()}, mongodb=True
    )
