"""Any filter at all: found by SQL what a plain look at every record finds, and no failure of its own."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaceinvoices_sandbox import LocalSandbox
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback import arguments, coercion, filters, matching, querystring
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.storage.store import hydrated

FRAMEWORKS_500S = [
    r"Cannot convert undefined or null to object",  # {"where": null}, {"or": [null]}
    r"Cannot read properties of null",  # null for a property that holds a list
    r"Invalid date: ",  # {"createdAt": "garbage"}, {"createdAt": {"exists": true}}
    r"Invalid GeoPoint",  # near, of a property that can be a place
    r"Invalid regular expression",
    r"Relation .* is not defined for .* model",  # {"include": "nothing"}
    r"value\.match is not a function",  # regexp of what is no text
]
NAMES = ["name", "email", "taxSubject", "createdAt", "custom", "custom.key", "custom.n", "unitIds"]
NAMES += ["custom.tags", "_data", "type", "nothing", "_isDeleted", "id"]
OPERATORS = [*coercion.OPERATORS, "near", "exists", "options", "$gt", "0", "1"]
ROWS = [
    {"name": "Alpha", "email": "a@x.com", "custom": {"key": "v1", "n": 5}},
    {"name": "beta", "taxSubject": True, "type": "b", "unitIds": ["a", "b"]},
    {"name": "Gamma", "taxSubject": False, "type": None, "custom": {"tags": ["a", "b"]}},
    {"name": "1", "email": "", "_data": [{"name": "x", "value": "y"}]},
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10),
    st.floats(allow_nan=False),
    st.text(max_size=4),
    st.sampled_from(
        ["Alpha", "a@x.com", "beta", "v1", "a", "2026-01-01", "[", "/a/i", "x/y", "true"]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(OPERATORS), inner, max_size=2),
    ),
    max_leaves=5,
)
wheres = st.recursive(
    st.dictionaries(st.sampled_from(NAMES), values, max_size=2),
    lambda inner: st.dictionaries(
        st.sampled_from(["and", "or", "nor"]), st.lists(inner, max_size=2), max_size=1
    ),
    max_leaves=4,
)
orders = st.one_of(
    values, st.sampled_from(["name", "name DESC", "custom.n desc", ["type", "email ASC"]])
)
queries = st.fixed_dictionaries(
    {},
    optional={
        "where": st.one_of(wheres, values),
        "order": orders,
        "fields": values,
        "include": values,
        "limit": scalars,
        "skip": scalars,
        "deleted": scalars,
        "unknown": values,
    },
)


@pytest.fixture(scope="module")
def local():
    local = LocalSandbox()
    organization = local.seed.organization()
    for row in ROWS:
        local.seed.client(organization, **row)
    yield local
    local.close()


def found(local, given):
    """The names that the query finds, or the error that it gets."""
    try:
        query = filters.read_filter(given, models.CLIENT)
        rows, total = local.world.store.find(models.CLIENT, {}, query)
        assert total >= len(rows)
    except ApiError as error:
        return error
    return [row["name"] for row in rows]


def check(answer):
    """It is rows, a 400, or a 500 that the framework gives as well."""
    if isinstance(answer, ApiError) and answer.status != 400:
        assert answer.status == 500
        assert any(re.match(reason, answer.message, re.DOTALL) for reason in FRAMEWORKS_500S), (
            answer.message
        )


@settings(max_examples=600, deadline=None, derandomize=True)
@given(given=queries)
def test_no_filter_fails_in_a_way_that_the_framework_does_not(local, given):
    check(found(local, given))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(where=wheres)
def test_sql_finds_what_a_look_at_every_record_finds(local, where):
    answer = found(local, {"where": where})
    if isinstance(answer, ApiError):
        check(answer)
        return
    coerced = filters.read_filter({"where": where}, models.CLIENT).where
    every = local.world.store.every(models.CLIENT)
    try:
        looked = [
            row["name"] for row in every if matching.matches(coerced, hydrated(models.CLIENT, row))
        ]
    except ApiError:  # SQL leaves out rows that Python stumbles over
        return
    assert answer == looked


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text('filterwhnam[]=&%{}":, 01+', max_size=40), path=st.lists(st.text(max_size=3)))
def test_no_query_string_fails_in_a_way_that_the_framework_does_not(local, text, path):
    bracketed = "filter" + "".join(f"[{quote(part)}]" for part in path) + "=x"
    for query in (text, bracketed, f"filter={quote(text)}", f"filter[where]{text}"):
        try:
            given = arguments.coerced("object", querystring.parse(query).get("filter"))
        except ApiError as error:
            check(error)
        else:
            check(found(local, given))


@pytest.mark.parametrize("number", ["1e300", "1e999", "1" + "0" * 400, "1" + "0" * 9000])
def test_a_number_too_large_for_json_is_no_failure(local, number):
    assert found(local, arguments.coerced("object", f'{{"skip": {number}}}')) == []
    whole = arguments.coerced("object", f'{{"limit": {number}}}')
    assert len(found(local, whole)) == len(ROWS)


@pytest.mark.parametrize("number", ["Infinity", "1e999", "1" * 400])
def test_an_infinite_limit_is_no_limit(local, number):
    assert len(found(local, {"limit": number})) == len(ROWS)
    assert found(local, {"skip": number}) == []


def test_a_name_with_a_line_break_is_no_failure_of_its_own(local):
    check(found(local, {"include": "\n"}))
