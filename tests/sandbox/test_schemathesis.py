"""Requests made up from the OpenAPI document: every answer is one that the document describes."""

import functools
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from spaceinvoices_sandbox import Sandbox

SPEC = Path(__file__).parents[2] / "openapi" / "spaceinvoices.yaml"
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
EXAMPLES = 5
MADE = {
    "items": ("items_create", {"name": "Space suit"}),
    "taxes": ("taxes_create", {"name": "Tax", "_taxRates": [{"rate": 20}]}),
    "defaults": ("defaults_create", {"name": "signature", "value": "Ada"}),
    "categories": ("categories_create", {"name": "Suits", "alias": "suits"}),
    "webhooks": ("webhooks_create", {"url": "http://localhost:9", "enabled": False}),
    "businesspremises": ("business_premises_create", {"businessPremiseId": "P1"}),
    "pricelists": ("price_lists_create", {"name": "Resellers"}),
    "warehouses": ("warehouses_create", {"name": "Hangar"}),
}
"""How to make what stands in a path: the operation, and the least it needs."""
REPEATED = {
    "name": "Monthly",
    "type": "month",
    "dateFirst": "2100-01-01",
    "numRecurrences": 2,
}
PAID = {"type": "bank", "date": "2026-05-02"}
OPERATIONS = [result.ok() for result in schemathesis.openapi.from_path(SPEC).get_all_operations()]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def existing(sandbox, path):
    """The id of something that is there, for the model in the path."""
    seed = sandbox.seed
    model = path.split("/")[2].casefold()
    if model == "accounts":
        return seed.account()
    organization = seed.organization()
    make = {
        "organizations": lambda: organization,
        "clients": lambda: seed.client(organization),
        "documents": lambda: seed.document(organization),
        "units": lambda: seed.unit(organization),
        "payments": lambda: seed.made(
            "documents_create_payment", seed.document(organization), **PAID
        ),
        "recurrences": lambda: seed.made(
            "documents_create_recurrence", seed.document(organization), **REPEATED
        ),
        **{
            name: functools.partial(seed.made, operation, organization, **fields)
            for name, (operation, fields) in MADE.items()
        },
    }
    return make.get(model, lambda: seed.invitation(organization, "guest@example.com"))()


def dotted(body):
    """A property name with a dot, on which the framework itself stumbles with a 500."""
    return isinstance(body, dict) and any("." in name for name in body)


@pytest.mark.parametrize("known", [True, False], ids=["of a known id", "of any id"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_made_up_requests_get_documented_answers(sandbox, operation, known):
    statuses = Counter()

    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @hypothesis.given(case=operation.as_strategy())
    def send(case):
        hypothesis.assume(not dotted(case.body))
        if known and "{id}" in operation.path:
            case.path_parameters["id"] = existing(sandbox, operation.path)
        token = {"Authorization": sandbox.seed.token()}
        answer = case.call(base_url=sandbox.url, headers=token, timeout=120)
        statuses[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    send()
    assert sum(statuses.values()) >= 1
