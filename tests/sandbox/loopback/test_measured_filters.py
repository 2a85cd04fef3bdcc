"""Filters whose answers were measured at a real LoopBack 3 server, kind by kind."""

import pytest

ROWS = [
    {"name": "one", "unitIds": ["b"], "custom": {"n": 1, "list": []}},
    {"name": "two", "unitIds": ["a", "c"], "custom": {"key": "x"}},
    {"name": "three", "unitIds": [], "custom": {"key": None}},
]


class Rows:
    """An organization with three clients and a document of the first."""

    def __init__(self, api):
        self.api = api
        self.id = api.organization(name="Agency")
        self.path = f"/v1/Organizations/{self.id}/clients"
        self.clients = [api.post(self.path, row).json()["id"] for row in ROWS]
        line = {"name": "L", "price": 5}
        document = {"clientId": self.clients[0], "_documentItems": [line], "note": "n"}
        api.post(f"/v1/Organizations/{self.id}/documents", document)

    def answer(self, **query):
        return self.api.get(self.path, query)

    def names(self, **query):
        return [row["name"] for row in self.answer(**query).json()]


@pytest.fixture(scope="module")
def rows(api):
    return Rows(api)


@pytest.mark.parametrize(
    "fields", [["custom.n"], "custom.n", {"custom.n": True}, ["name", "a.b"], {"a.b": 1, "c": 0}]
)
def test_a_wanted_field_with_a_dot_is_a_failure_of_the_framework(rows, fields):
    assert rows.answer(fields=fields).status_code == 500


@pytest.mark.parametrize("fields", [{"custom.n": False}, {"a.b": None, "name": True}])
def test_an_unwanted_field_with_a_dot_is_none(rows, fields):
    assert rows.names(fields=fields) == ["one", "two", "three"]


def test_a_field_with_a_dot_is_not_looked_at_without_rows(rows):
    assert rows.answer(fields=["custom.n"], where={"name": "none"}).json() == []


def nested(depth):
    value = "x"
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    ("deepest", "query"),
    [
        (8, lambda inner: {"where": {"zz": inner}}),
        (6, lambda inner: {"where": {"and": [{"zz": inner}]}}),
        (11, lambda inner: {"zz": inner}),
        (8, lambda inner: {"include": {"relation": "documents", "scope": {"where": {"z": inner}}}}),
    ],
)
def test_a_filter_is_at_most_twelve_deep_with_the_conditions_of_the_parent(rows, deepest, query):
    assert rows.answer(**query(nested(deepest))).status_code == 200
    refused = rows.answer(**query(nested(deepest + 1)))
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "QUERY_OBJECT_TOO_DEEP")
    assert refused.json()["error"]["message"] == "The query object exceeds maximum depth 12"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"order": ["name", None]}, 'The order "null" is not valid'),
        (
            {"where": {"or": None}},
            'The or operator has invalid clauses "null": '
            "Value is not an array or object with sequential numeric indices",
        ),
    ],
)
def test_null_is_named_as_the_framework_names_it(rows, query, message):
    answer = rows.answer(**query)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)


@pytest.mark.parametrize(
    "where",
    [
        {"name": {"regexp": "*"}},
        {"createdAt": {"regexp": "*"}},
        {"or": [{"email": {"regexp": "*a"}}]},
        {"createdAt": [None]},
        {"name": [None]},
        {"nothing": [None]},
        {"nor": [{"or": [None]}], "name": "none"},
    ],
)
def test_what_the_framework_stumbles_over_is_a_500(rows, where):
    assert rows.answer(where=where).status_code == 500


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"_data": {"near": None, "lte": "2026"}}, []),
        ({"custom": {"near": "x", "eq": "y"}}, []),
        ({"nothing": {"near": "1,2"}}, []),
    ],
)
def test_a_place_beside_another_operator_is_dropped(rows, where, names):
    assert rows.names(where=where) == names


def test_related_rows_need_the_id_of_the_row(rows):
    answer = rows.answer(fields=["type"], include="documents", limit=1)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == (
        'ID property "id" is missing for included item: {}. '
        'Please make sure `fields` include "id" if it\'s present in the `filter`'
    )


@pytest.mark.parametrize("include", [{"documents": "client"}, {"documents": []}])
def test_related_rows_that_include_others_are_none_without_the_id(rows, include):
    answer = rows.answer(fields=["name"], include=include, limit=1)
    assert answer.json() == [{"name": "one", "documents": []}]


@pytest.mark.parametrize(
    "where", [{"clientId": "other"}, {"clientId": {"near": "1,2"}}, {"clientId": {"inq": 5}}]
)
def test_a_scope_says_nothing_about_the_key_that_binds_it(rows, where):
    include = {"relation": "documents", "scope": {"where": where}}
    shown = [len(row["documents"]) for row in rows.answer(include=include).json()]
    assert shown == [1, 0, 0]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, {"clientId"}),
        ({"note": False}, {"clientId"}),
        ({"note": True}, {"note", "clientId"}),
        (["note"], {"note", "clientId"}),
        ("note", {"note", "clientId"}),
        ("", {"clientId"}),
    ],
)
def test_fields_of_related_rows_come_with_the_key_that_binds_them(rows, fields, names):
    include = {"relation": "documents", "scope": {"fields": fields}}
    document = rows.answer(include=include, limit=1).json()[0]["documents"][0]
    assert set(document) - {"pdf", "payments"} == names


def test_an_include_within_named_fields_brings_its_key(rows):
    scope = {"fields": ["note"], "include": ["organization"]}
    include = {"relation": "documents", "scope": scope}
    document = rows.answer(include=include, limit=1).json()[0]["documents"][0]
    assert document["organizationId"] == rows.id
    assert document["organization"]["name"] == "Agency"


def test_the_conditions_of_a_scope_are_read_where_there_is_nothing_related(rows):
    include = {"relation": "client", "scope": {"where": {"name": {"like": 5}}}}
    path = f"/v1/Organizations/{rows.id}/documents"
    answer = rows.api.get(path, {"fields": ["note"], "include": include})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("unitIds", ["three", "two", "one"]),  # empty, a, b
        ("unitIds DESC", ["two", "one", "three"]),  # c, b, empty
        ("custom", ["three", "one", "two"]),  # null, number, text: types before names
        ("custom DESC", ["two", "one", "three"]),
    ],
)
def test_lists_and_objects_are_ordered_as_mongodb_orders_them(rows, order, names):
    assert rows.names(order=order) == names


@pytest.mark.parametrize(
    "query", [{"skip": "x"}, {"where": "x"}, {"limit": -1}, {"order": 5}, {"where": {"name": "no"}}]
)
def test_of_a_filter_by_id_only_fields_and_include_count(rows, query):
    found = rows.api.get(f"/v1/Clients/{rows.clients[0]}", {**query, "fields": ["name"]})
    assert found.json() == {"name": "one"}
