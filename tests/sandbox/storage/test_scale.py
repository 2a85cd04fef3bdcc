"""100,000 documents stay usable: the searches people make are decided by an index."""

import pytest

from spaceinvoices_sandbox import LocalSandbox
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback import filters
from spaceinvoices_sandbox.storage.store import _conditions


@pytest.fixture(scope="module")
def local():
    local = LocalSandbox()
    yield local
    local.close()


@pytest.mark.parametrize(
    ("where", "order", "columns"),
    [
        ({}, "id", "organizationId=?"),
        ({}, "number DESC", "organizationId=?"),
        ({}, "date DESC", "organizationId=?"),
        ({"type": "invoice"}, "number", "organizationId=? AND type=?"),
        ({"number": "2024-00001"}, "id", "organizationId=? AND number=?"),
        ({"clientId": "c"}, "date", "organizationId=? AND clientId=?"),
        ({"date": {"between": ["2024-01-01", "2024-02-01"]}}, "date", "date>? AND date<?"),
        ({"total": {"gte": 100}}, "total DESC", "organizationId=? AND total>?"),
        ({"uniqueId": "u"}, "id", "organizationId=? AND uniqueId=?"),
    ],
)
def test_a_search_is_decided_by_an_index(local, where, order, columns):
    coerced = filters.read_where(where, models.DOCUMENT)
    scope = {"organizationId": "o"}
    condition, parameters, rest = _conditions(models.DOCUMENT, scope, coerced, deleted=False)
    name, _, direction = order.partition(" ")
    plan = local.world.store.rows(
        f'EXPLAIN QUERY PLAN SELECT seq FROM documents WHERE {condition} ORDER BY "{name}" '
        f"{direction}, seq LIMIT 100",
        parameters,
    )
    told = " ".join(str(row[3]) for row in plan)
    assert rest == {}
    assert f"({columns}" in told or columns in told
    assert "SCAN" not in told
    assert name == "id" or "TEMP B-TREE FOR ORDER BY" not in told
