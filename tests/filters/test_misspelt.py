"""What a model does not know is refused in a filter: the server would answer with no rows at all."""

import enum
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from spaceinvoices_async import InvalidInputError, field, models
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.filters import builder as filters


def built(condition, model=models.Document):
    return json.loads(responses.dumps(filters.where(condition, model)))


class Kind(enum.Enum):
    INVOICE = "invoice"


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        (field("typ") == "invoice", "did you mean 'type'"),
        (field("Type") == "invoice", "did you mean 'type'"),
        (field("datum") >= "2023-01-01", "did you mean 'date'"),
        (field("uniqeId") == "x", "did you mean 'uniqueId'"),
        (field("totl").is_null(), "did you mean 'total'"),
        (field("totl").inq([1]), "did you mean 'total'"),
        (field("items.pric") > 1, "DocumentItem has no property 'pric'; did you mean 'price'"),
        (field("_documentItems.taxes.rat") > 1, "did you mean 'rate'"),
        (field("client.nam").startswith("R"), "did you mean 'name'"),
        (field("total.sum") > 1, "'total' has no parts"),
        (field("qqqqqq") == 1, "has no property 'qqqqqq' \\("),
        ((field("total") > 1) & ((field("typ") == "x") | (field("id") == "1")), "'type'"),
        ({"typ": "invoice"}, "did you mean 'type'"),
        ({"or": [{"total": 1}, {"and": [{"typ": "invoice"}]}]}, "did you mean 'type'"),
        ({"_documentItems.pric": 1}, "did you mean 'price'"),
        ({"_documentItems.tax_exemption.x": 1}, "no property 'x'"),
        ({"items.price": 1}, "write '_documentItems.price'"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_right_one(condition, advice):
    with pytest.raises(InvalidInputError, match=advice):
        filters.where(condition, models.Document)


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        (field("type") == "invoic", "did you mean 'invoice'"),
        (field("type") == "Invoice", "did you mean 'invoice'"),
        (field("type") != "qqq", "it is one of advance, "),
        (field("type").inq(["invoice", "estimat"]), "did you mean 'estimate'"),
        (field("payments.type") == "crad", "did you mean 'card'"),
        ({"type": "invoic"}, "did you mean 'invoice'"),
        ({"type": {"nin": ["invoic"]}}, "did you mean 'invoice'"),
        (field("total") > "x", "is a number"),
        (field("total") > True, "is a number"),
        (field("total") > date(2023, 1, 1), "is a number"),
        (field("total").between(1, "x"), "is a number"),
        (field("total").contains("1"), "patterns match text only"),
        (field("date").startswith("2023"), "patterns match text only"),
        (field("date") > "20230430", "as the server reads it"),
        (field("date") > "yesterday", "as the server reads it"),
        (field("date") > 2023, "is a time"),
        (field("draft") == "true", "is true or false"),
        (field("draft") == 1, "is true or false"),
        (field("number") == 5, "is text"),
        (field("number") == datetime.now(UTC), "is text, not a time"),
        (field("document_ids") == 5, "is text"),
        (field("client") == "Rocket man", "compare one of its parts"),
        (field("items.price") == "much", "is a number"),
        ({"total": {"gt": "x"}}, "is a number"),
        ({"and": [{"draft": "yes"}]}, "is true or false"),
    ],
)
def test_a_value_that_the_property_cannot_hold_is_refused(condition, advice):
    with pytest.raises(InvalidInputError, match=advice):
        filters.where(condition, models.Document)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (field("custom.anything.at_all") == 5, {"custom.anything.at_all": 5}),
        (field("l10n.si.x") == "y", {"l10n.si.x": "y"}),
        (field("items.custom.x") == True, {"_documentItems.custom.x": True}),  # noqa: E712 - a comparison makes a condition
        (field("furs.x") == 1, {"_furs.x": 1}),
        (field("_isDeleted") == True, {"_isDeleted": True}),  # noqa: E712 - a comparison makes a condition
        (field("items.0.price") == 1, {"_documentItems.0.price": 1}),
        (field("client").is_null(), {"_documentClient": {"inq": [None]}}),
        (field("type") == Kind.INVOICE, {"type": "invoice"}),
        (field("type").regexp("^inv"), {"type": {"regexp": "^inv"}}),
        (field("type").inq(["invoice", None]), {"type": {"inq": ["invoice", None]}}),
        (field("total") > "10.50", {"total": {"gt": 10.5}}),
        (field("date_year") > Decimal("2022.5"), {"dateYear": {"gt": 2022.5}}),
        (field("number") == "5", {"number": "5"}),
        (field("document_ids") == "a", {"documentIds": "a"}),
        ({"total": {"gte": "10"}, "draft": False}, {"total": {"gte": 10}, "draft": False}),
        ({"custom.typ": "invoic"}, {"custom.typ": "invoic"}),
    ],
)
def test_what_a_model_knows_and_what_is_free_is_sent(condition, expected):
    assert built(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (field("brandNew", unchecked=True) == "x", {"brandNew": "x"}),
        (field("type", unchecked=True) == "proforma", {"type": "proforma"}),
        (field("total", unchecked=True) == "x", {"total": "x"}),
        (field("items.brandNew", unchecked=True) > 1, {"_documentItems.brandNew": {"gt": 1}}),
        (field("total.sum", unchecked=True) > 1, {"total.sum": {"gt": 1}}),
        ({"and": [field("brandNew", unchecked=True) == 1]}, {"and": [{"brandNew": 1}]}),
    ],
)
def test_what_is_said_to_be_meant_is_sent(condition, expected):
    assert built(condition) == expected


def test_an_unchecked_condition_says_so():
    assert repr(field("x", unchecked=True)) == "field('x', unchecked=True)"
    with pytest.raises(InvalidInputError, match="zone"):
        _ = field("x", unchecked=True) > datetime(2023, 1, 1)  # noqa: DTZ001 - the mistake


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ({"order": "datum DESC"}, "did you mean 'date'"),
        ({"order": ["total", "client.nam"]}, "did you mean 'name'"),
        ({"fields": ["totl"]}, "did you mean 'total'"),
        ({"fields": {"totl": False}}, "did you mean 'total'"),
        ({"include": "paymnts"}, "did you mean 'payments'"),
        ({"include": ["organisation"]}, "did you mean 'organization'"),
        ({"include": {"relation": "paymnts"}}, "did you mean 'payments'"),
        ({"include": {"paymnts": "x"}}, "did you mean 'payments'"),
        ({"filter": {"where": {"typ": "invoice"}}}, "did you mean 'type'"),
        ({"filter": {"order": "datum"}}, "did you mean 'date'"),
        ({"filter": {"fields": ["totl"]}}, "did you mean 'total'"),
        ({"filter": {"include": "paymnts"}}, "did you mean 'payments'"),
    ],
)
def test_a_misspelt_name_is_refused_in_every_part_of_a_filter(arguments, advice):
    with pytest.raises(InvalidInputError, match=advice):
        filters.listing(model=models.Document, **arguments)


def test_relations_of_a_model_are_included_by_their_own_names():
    listing = filters.listing(
        model=models.Document, include=["payments", "client", {"relation": "organization"}, "other"]
    )

    assert listing.parts["include"] == [
        "payments",
        "client",
        {"relation": "organization"},
        "other",
    ]


def test_a_misspelt_field_of_a_single_get_is_refused():
    with pytest.raises(InvalidInputError, match="did you mean 'total'"):
        filters.selection(["totl"], None, models.Document)
