import json
import math
import operator
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest

from spaceinvoices_async import models
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import builder as filters
from spaceinvoices_async.filters.conditions import field


def built(condition, model=None):
    """The where as the server parses it."""
    where = filters.where(condition, model)
    return None if where is responses.UNSET else json.loads(responses.dumps(where))


# What is written


def test_the_documented_example_is_an_and_of_both_conditions():
    condition = field("total").between(10, 20) & (field("custom.key") == "x")
    assert built(condition) == {"and": [{"total": {"between": [10, 20]}}, {"custom.key": "x"}]}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (field("a") == "x", {"a": "x"}),
        (operator.eq(field("a"), True), {"a": True}),
        (field("a") != "x", {"a": {"neq": "x"}}),
        (field("a") < 1, {"a": {"lt": 1}}),
        (field("a") <= 1.5, {"a": {"lte": 1.5}}),
        (field("a") > Decimal("0.1"), {"a": {"gt": 0.1}}),
        (field("a") >= 1, {"a": {"gte": 1}}),
        (operator.lt(1, field("a")), {"a": {"gt": 1}}),
        (field("a").inq(["x", None]), {"a": {"inq": ["x", None]}}),
        (field("a").inq([]), {"a": {"inq": []}}),
        (field("a").nin({"x"}), {"a": {"nin": ["x"]}}),
        (field("a").is_null(), {"a": {"inq": [None]}}),
        (field("a").is_not_null(), {"a": {"neq": None}}),
        (field("a").like("^R.*t"), {"a": {"like": "^R.*t"}}),
        (field("a").nlike("R"), {"a": {"nlike": "R"}}),
        (field("a").nlike("R", ignore_case=True), {"a": {"nlike": "R", "options": "i"}}),
        (field("a").like("a_b"), {"a": {"like": r"a\x5fb"}}),
        (field("a").like("R", ignore_case=True), {"a": {"regexp": "/R/i"}}),
        (field("a").regexp("^2018"), {"a": {"regexp": "^2018"}}),
        (field("a").regexp("a/b"), {"a": {"regexp": r"a\x2fb"}}),
        (field("a").regexp(r"a\/[/]\\/"), {"a": {"regexp": r"a\x2f[\x2f]\\\x2f"}}),
        (field("a.b").regexp("x", ignore_case=True), {"a.b": {"like": "x", "options": "i"}}),
        (field("a").startswith("a/b (+)"), {"a": {"regexp": r"^a\x2fb \(\+\)"}}),
        (field("a").startswith("R1", ignore_case=True), {"a": {"regexp": "^[Rr]1"}}),
        (field("a").contains("50%"), {"a": {"regexp": r"50\x25"}}),
    ],
)
def test_every_operator_has_its_form_on_the_wire(condition, expected):
    assert built(condition) == expected


def test_joins_of_one_kind_are_flat_and_of_both_kinds_nested():
    a, b, c = field("a") == 1, field("b") == 2, field("c") == 3
    assert built(a & b & c) == {"and": [{"a": 1}, {"b": 2}, {"c": 3}]}
    assert built((a | b) & c) == {"and": [{"or": [{"a": 1}, {"b": 2}]}, {"c": 3}]}


def test_two_operators_on_one_property_become_an_and():
    expected = {"and": [{"total": {"gt": 10}}, {"total": {"lt": 40}}]}
    assert built((field("total") > 10) & (field("total") < 40)) == expected
    assert built({"total": {"gt": 10, "lt": 40}}) == expected


def test_python_names_become_wire_names_in_every_segment():
    condition = (field("unique_id") == "x") | (field("items.taxes.0.tax_id") == "y")
    assert built(condition, models.Document) == {
        "or": [{"uniqueId": "x"}, {"_documentItems._documentItemTaxes.0.taxId": "y"}]
    }


def test_wire_names_are_taken_as_they_are():
    assert built(field("uniqueId") == "x", models.Document) == {"uniqueId": "x"}


def test_moments_go_out_in_utc_with_milliseconds():
    moment = datetime(2024, 1, 31, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=2)))
    assert built(field("date") > moment) == {"date": {"gt": "2024-01-30T23:02:03.456Z"}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            field("date") == date(2024, 2, 28),
            {"and": [{"date": {"gte": "2024-02-28"}}, {"date": {"lt": "2024-02-29"}}]},
        ),
        (
            field("date") != date(2024, 2, 28),
            {"or": [{"date": {"lt": "2024-02-28"}}, {"date": {"gte": "2024-02-29"}}]},
        ),
        (field("date") <= date(2024, 1, 31), {"date": {"lt": "2024-02-01"}}),
        (field("date") > date(2024, 1, 31), {"date": {"gte": "2024-02-01"}}),
        (
            field("date").between(date(2024, 1, 1), date(2024, 1, 31)),
            {"and": [{"date": {"gte": "2024-01-01"}}, {"date": {"lt": "2024-02-01"}}]},
        ),
    ],
)
def test_a_date_is_a_whole_day(condition, expected):
    assert built(condition) == expected


def test_an_enumeration_is_its_value():
    class Kind(StrEnum):
        INVOICE = "invoice"

    assert built(field("type") == Kind.INVOICE) == {"type": "invoice"}


def test_no_condition_is_no_where():
    assert filters.where(None) is responses.UNSET
    assert filters.where({}) is responses.UNSET


def test_conditions_are_values():
    one, same, other = field("a") > 1, field("a") > 1, field("a") > 2
    assert {one, same, other} == {one, other}
    with pytest.raises(AttributeError):
        (field("a") > 1).operand = 2


# Plain mappings


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ({"a": 1, "b": "x"}, {"a": 1, "b": "x"}),
        ({"a": {"eq": 1}}, {"a": 1}),
        ({"a": None}, {"a": {"inq": [None]}}),
        ({"a": {"neq": None}}, {"a": {"neq": None}}),
        ({"a": {"between": (1, 2)}}, {"a": {"between": [1, 2]}}),
        ({"a": {"like": "x", "options": "i"}}, {"a": {"regexp": "/x/i"}}),
        ({"a": {"regexp": "/^a/i"}}, {"a": {"regexp": "/^a/i"}}),
        ({"a": {"regexp": "^a/i"}}, {"a": {"regexp": r"^a\x2fi"}}),
        ({"a": {"regexp": "/a/b"}}, {"a": {"regexp": r"\x2fa\x2fb"}}),
        ({"or": [{"a": 1}, {"b": {"gt": 2}}]}, {"or": [{"a": 1}, {"b": {"gt": 2}}]}),
        ({"and": [field("a") == 1, {"b": 2}]}, {"and": [{"a": 1}, {"b": 2}]}),
        (
            {"and": [{"a": 1}], "b": {"gt": 1, "lt": 3}},
            {"and": [{"and": [{"a": 1}]}, {"b": {"gt": 1}}, {"b": {"lt": 3}}]},
        ),
        ({"date": date(2024, 1, 31)}, built(field("date") == date(2024, 1, 31))),
    ],
)
def test_a_plain_mapping_is_sent_with_its_meaning(mapping, expected):
    assert built(mapping) == expected


@pytest.mark.parametrize(
    ("mapping", "advice"),
    [
        ({"a": {"exists": True}}, "inq"),
        ({"a": {"ilike": "x"}}, "regexp"),
        ({"a": {"nilike": "x"}}, "options"),
        ({"a": {"near": "1,2"}}, "every row"),
        ({"a": {"$gt": 1}}, r"\$-operators"),
        ({"$or": [{"a": 1}]}, r"\$-operators"),
        ({"a.$x": 1}, r"\$-operators"),
        ({"or": [{"a": {"and": [{"b": {"exists": 1}}]}}]}, "and"),
        ({"or": [{"and": [{"b": {"foo": 1}}]}]}, "the server knows"),
        ({"not": {"a": 1}}, "& and"),
        ({"nor": [{"a": 1}]}, "& and"),
        ({"or": []}, "at least one"),
        ({"and": {"a": 1}}, "list"),
        ({"and": [{}]}, "not empty"),
        ({"a": {}}, "empty"),
        ({"a": [1, 2]}, "inq"),
        ({"a": {"gt": {"b": 1}}}, "custom.key"),
        ({"a": {"gt": None}}, "is_null"),
        ({"a": {"inq": "xy"}}, "list"),
        ({"a": {"between": [1, 2, 3]}}, "two values"),
        ({"a": {"regexp": "/x/gm"}}, "flags"),
        ({"a": {"regexp": "/x/s"}}, "flags"),
        ({"a": {"like": "/x/i"}}, "ignore_case"),
        ({"a": {"gt": 1, "options": "i"}}, "options"),
        ({"a": {"like": "x", "options": "x"}}, "options"),
        ({1: 2}, "names are text"),
        ({"a": responses.UNSET}, "Unset"),
        ([("a", 1)], "mapping"),
    ],
)
def test_a_plain_mapping_the_server_would_misread_is_refused_with_advice(mapping, advice):
    with pytest.raises(InvalidInputError, match=advice):
        filters.where(mapping)


def test_python_names_in_a_plain_mapping_are_refused():
    with pytest.raises(InvalidInputError, match="write 'uniqueId'"):
        filters.where({"or": [{"unique_id": "x"}]}, models.Document)


# What is refused


@pytest.mark.parametrize(
    ("build", "advice"),
    [
        (lambda: operator.eq(field("a"), None), "is_null"),
        (lambda: operator.ne(field("a"), None), "is_not_null"),
        (lambda: 1 < field("a") < 3, "between"),
        (lambda: (field("a") == 1) and (field("b") == 2), "write &"),
        (lambda: operator.not_(field("a") == 1), "neither true nor false"),
        (lambda: field("a") in ["x", "y"], "neither true nor false"),
        (lambda: not field("a"), "compare it"),
        (lambda: field("a") == 1 & field("b") == 2, "parentheses"),
        (lambda: (field("a") == 1) & field("b"), "parentheses"),
        (lambda: (field("a") == 1) | {"b": 2}, "parentheses"),
        (lambda: field("a") == [1], "inq"),
        (lambda: field("a") == {"b": 1}, "custom.key"),
        (lambda: field("a") == field("b"), "compared with Field"),
        (lambda: field("a").between(math.nan, 1), "finite"),
        (lambda: field("a") > Decimal("Infinity"), "finite"),
        (lambda: field("a") > Decimal("1.234567890123456"), "15 significant"),
        (lambda: field("a") > datetime.fromisoformat("2024-01-01"), "zone"),
        (lambda: field("a") > "2024-01-01T10:00:00", "zone"),
        (lambda: field("a") > "2024-02-30", "not ISO 8601"),
        (lambda: field("a") > "2022-04-20T10:10:30+00:00Z", "not ISO 8601"),
        (lambda: field("a") == "\ud800", "surrogate"),
        (lambda: field("a").inq([date(2024, 1, 1)]), "whole day"),
        (lambda: field("a").inq("abc"), "list of values"),
        (lambda: field("a") <= date.max, "9999"),
        (lambda: field("a") > datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "years"),
        (lambda: field("a").like("%x%"), r"\.\*"),
        (lambda: field("a").regexp(""), "at least one character"),
        (lambda: field("a").startswith(""), "at least one character"),
        (lambda: field("a").regexp("["), "startswith"),
        (lambda: field("a").regexp("(?i)x"), "only to Python"),
        (lambda: field("a").regexp(r"x\Z"), "only to Python"),
        (lambda: field("a").regexp("(?P<n>x)"), "only to Python"),
        (lambda: field("a").regexp("x*+"), "only to Python"),
        (lambda: field("a").regexp(b"x"), "text"),
        (lambda: field("a").regexp("/^rocket/i"), r"write '\^rocket', ignore_case=True"),
        (lambda: field("a").regexp("/^rocket/"), r"write '\^rocket' \("),
        (lambda: field("a").regexp("/^rocket/gi", ignore_case=True), "without slashes"),
        (lambda: field("a").regexp("/a/s"), "contains"),
        (lambda: field("a").like("/rocket/i"), "ignore_case=True"),
        (lambda: field("a").nlike("/rocket/i"), "ignore_case=True"),
        (lambda: field(""), "property name"),
        (lambda: field("a..b"), "property name"),
        (lambda: field("$where"), r"\$-operators"),
        (lambda: field("and"), "join"),
        (lambda: field("password"), "every row"),
    ],
)
def test_what_cannot_work_is_refused_with_advice(build: Callable[[], object], advice):
    with pytest.raises(InvalidInputError, match=advice):
        build()


def test_a_misspelt_python_name_is_refused_with_the_right_one():
    with pytest.raises(InvalidInputError, match="did you mean 'unique_id'"):
        filters.where(field("uniqe_id") == "x", models.Document)


def test_javascript_groups_and_lookarounds_are_let_through():
    condition = field("a").regexp(r"(?<year>\d{4})(?=-)(?!x)(?:y|z)")
    assert built(condition) == {"a": {"regexp": r"(?<year>\d{4})(?=-)(?!x)(?:y|z)"}}


def test_as_many_ids_as_advised_fit_and_more_are_refused():
    assert built(field("id").inq(f"{number:024x}" for number in range(350)))
    with pytest.raises(InvalidInputError, match="split long lists"):
        filters.where(field("id").inq(f"{number:024x}" for number in range(400)))


# Whole filters


def test_a_list_is_ordered_by_id_at_last():
    page = filters.listing(order="date desc,created_at", model=models.Document).page(0, 100)
    assert page["order"] == ["date DESC", "createdAt ASC", "id ASC"]
    assert filters.listing().page(0, 1)["order"] == ["id ASC"]
    assert filters.listing(order=["id DESC"]).page(0, 1)["order"] == ["id DESC"]


def test_a_list_always_fetches_the_id():
    assert filters.listing(fields="name").parts["fields"] == {"name": True, "id": True}
    assert filters.listing(fields={"name": False, "id": False}).parts["fields"] == {"name": False}


def test_a_page_has_everything():
    listing = filters.listing(
        where=field("name") == "x",
        include={"relation": "payments", "scope": {"where": {"a": None}, "limit": 5}},
        deleted=True,
    )
    assert listing.page(200, 100) == {
        "where": {"name": "x"},
        "order": ["id ASC"],
        "include": {
            "relation": "payments",
            "scope": {"where": {"a": {"inq": [None]}}, "limit": 5},
        },
        "deleted": True,
        "skip": 200,
        "limit": 100,
    }


def test_the_whole_filter_stands_for_its_parts():
    whole = {"where": {"a": 1}, "order": "a", "offset": 5, "limit": 7, "include": ["b"]}
    parts = filters.listing(where={"a": 1}, order="a", skip=5, limit=7, include=["b"])
    assert filters.listing(filter=whole) == parts


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ({"filter": {"name": "x"}}, "inside 'where'"),
        ({"filter": {}, "limit": 3}, "whole filter"),
        ({"filter": {"limit": "2"}}, "whole number"),
        ({"filter": [1]}, "mapping"),
        ({"order": "-date"}, "date DESC"),
        ({"order": "date DOWN"}, "date DESC"),
        ({"order": [("date", "DESC")]}, "takes text"),
        ({"fields": []}, "name the properties"),
        ({"fields": {"a": True, "b": False}}, "name the properties"),
        ({"fields": {"id": False}}, "always fetches 'id'"),
        ({"fields": {"a": 1}}, "True or False"),
        ({"include": []}, "relations"),
        ({"include": {"relation": "a", "where": {}}}, "only 'scope'"),
        ({"include": {"relation": "a", "scope": {"a": 1}}}, "inside 'where'"),
        ({"skip": -1}, "0 or more"),
        ({"limit": True}, "whole number"),
        ({"deleted": "yes"}, "True or False"),
        ({"where": 5}, "takes a condition"),
    ],
)
def test_a_list_that_cannot_work_is_refused_with_advice(arguments, advice):
    with pytest.raises(InvalidInputError, match=advice):
        filters.listing(**arguments)


def test_a_selection_has_fields_and_relations():
    selected = filters.selection(["unique_id"], ["payments"], models.Document)
    assert selected == {"fields": {"uniqueId": True}, "include": ["payments"]}
    assert filters.selection(None, None) is responses.UNSET
