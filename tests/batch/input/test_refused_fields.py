"""What the server refuses is told by the columns of the file."""

from __future__ import annotations

import pytest

from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.refused_fields import explainer
from spaceinvoices_async.errors import ValidationError

MAPPING = DocumentMapping(
    {
        "customer": "client.name",
        "land": "client.country",
        "product": "items[].name",
        "vat": "items[].taxes[].rate",
        "due": "date_due",
    },
    {"type": "invoice"},
)


def refusal(**fields: tuple[str, ...]) -> ValidationError:
    return ValidationError("documents_create: 422: no", status=422, fields=fields)


@pytest.mark.parametrize(
    ("fields", "text", "named"),
    [
        ({"dateDue": ("is not a date",)}, "422: column 'due' (date_due): is not a date", "due"),
        (
            {"_documentClient": ("can't be blank",)},
            "422: columns 'customer', 'land' (client): can't be blank",
            "customer, land",
        ),
        (
            {"_documentItems": ("[1] `name` can't be blank",)},
            "422: column 'product' (items[1].name): can't be blank",
            "product",
        ),
        (
            {"_documentItems": ("can't be blank",), "dateDue": ("is early", "is odd")},
            "422: columns 'product', 'vat' (items): can't be blank; column 'due' (date_due): "
            "is early; column 'due' (date_due): is odd",
            "product, vat, due",
        ),
        ({"currencyId": ("is unknown",)}, "422: currency_id: is unknown", "currency_id"),
        ({"type": ("is odd",)}, "422: type: is odd", "type"),
        ({"newField": ("is odd",)}, "422: newField: is odd", "newField"),
    ],
)
def test_a_refused_field_is_named_by_its_columns(
    fields: dict[str, tuple[str, ...]], text: str, named: str
) -> None:
    assert explainer(MAPPING)(refusal(**fields)) == (text, named)


def test_a_refusal_without_fields_stays_as_it_is() -> None:
    assert explainer(MAPPING)(refusal()) is None
