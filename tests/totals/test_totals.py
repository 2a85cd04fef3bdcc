"""What a document comes to is what the server makes of it, by an independent calculation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaceinvoices_async import InvalidInputError, preview_totals
from spaceinvoices_async.batch import DocumentMapping, read_csv
from spaceinvoices_async.models import DocumentCreate
from spaceinvoices_async.totals import Cut, totals_of_body
from spaceinvoices_sandbox import LocalSandbox
from spaceinvoices_sandbox.api.document_issue import Issue

D = Decimal


def line(price: object = 100, **more: object) -> dict[str, object]:
    return {"name": "x", "price": price, **more}


def document(*items: dict[str, object], **more: object) -> dict[str, object]:
    return {"client": {"name": "Rocket man"}, "items": list(items), **more}


@pytest.mark.parametrize(
    ("made", "net", "gross"),
    [
        (document(line("0.1648", quantity=1000), decimal_places=2), "160.00", "160.00"),
        (
            document(line("16.5289", price_gross="20.00", taxes=[{"rate": 21}])),
            "16.53",
            "20.00",
        ),
        (document(line(10), line(5, is_separator=True)), "10", "10"),
        (document(line(taxes=[{"rate": 21, "reverse_charged": True}])), "100", "100"),
        (
            document(line(taxes=[{"rate": 5}, {"rate": 10, "compound": True}])),
            "100",
            "115.50",
        ),
        (
            document(line(taxes=[{"rate": 10, "compound": True}, {"rate": 5}])),
            "100",
            "115.50",
        ),
        (document(line(taxes=[{"rate": 21}]), omit_taxes=True), "100", "100"),
        (
            document({"name": "x", "price_gross": 121, "taxes": [{"rate": 21}]}, omit_taxes=True),
            "100",
            "100",
        ),
        (
            document(
                {"name": "x", "price_gross": 121, "taxes": [{"rate": 21}]},
                omit_taxes=True,
                keep_prices_as_gross=True,
            ),
            "121",
            "121",
        ),
        (document(line(1000, taxes=[{"rate": 5}, {"rate": "9.975"}])), "1000", "1149.70"),
        (document(line("33.33", quantity=3, discount="33.333")), "66.66", "66.66"),
        (document(line(10, discount="1.005", discount_is_amount=True)), "8.99", "8.99"),
        (document(line("99.98"), equalization="0.01"), "99.98", "99.99"),
        (document(line("-0.125")), "-0.13", "-0.13"),
    ],
)
def test_the_rules_of_the_api(made: dict[str, object], net: str, gross: str) -> None:
    totals = preview_totals(made)
    assert (totals.total, totals.total_with_tax) == (D(net), D(gross))


def test_payments_and_what_is_due() -> None:
    whole = preview_totals(document(line(10), payments=[{"type": "card"}]))
    assert (whole.total_paid, whole.total_due, whole.paid_in_full) == (10, 0, True)
    part = preview_totals(document(line(10), payments=[{"type": "card", "amount": "2.50"}]))
    assert (part.total_paid, part.total_due, part.paid_in_full) == (D("2.50"), D("7.50"), False)


def test_numbers_that_the_api_cuts_are_named() -> None:
    totals = preview_totals(
        document(line("1.239", discount="0.155", taxes=[{"rate": "9.975"}]), decimal_places=2)
    )
    assert totals.cuts == (
        Cut(field="items[0].price", given=D("1.239"), kept=D("1.23")),
        Cut(field="items[0].discount", given=D("0.155"), kept=D("0.15")),
        Cut(field="items[0].taxes[0].rate", given=D("9.975"), kept=D("9.97")),
    )


def test_what_only_the_server_knows_is_named() -> None:
    totals = preview_totals(
        document({"name": "x", "item_id": "5" * 24, "taxes": [{"tax_id": "6" * 24}]})
    )
    assert totals.unknown == ("items[0].price", "items[0].taxes[0].rate")


def test_type_currency_and_the_expected_total() -> None:
    totals = preview_totals(
        document(line(), type="credit-note", currency_id="USD", expected_total_with_tax="100.01")
    )
    assert (totals.type, totals.currency_id, totals.as_expected) == ("credit-note", "USD", False)
    assert preview_totals(document(line(), expected_total_with_tax=100)).as_expected


def test_a_document_a_wire_mapping_and_a_row_of_a_file_come_to_the_same(tmp_path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,what,price,vat\n1,Suit,100,21\n")
    columns = {"what": "items[].name", "price": "items[].price", "vat": "items[].taxes[].rate"}
    mapping = DocumentMapping(columns)
    (row,) = read_csv(path, mapping=mapping)
    (plain,) = read_csv(path)
    wire = {
        "_documentItems": [{"name": "Suit", "price": 100, "_documentItemTaxes": [{"rate": 21}]}]
    }
    made = DocumentCreate(items=[{"name": "Suit", "price": 100, "taxes": [{"rate": 21}]}])
    previews = [
        preview_totals(row),
        preview_totals(plain, to_document=mapping.document),
        preview_totals(wire),
        preview_totals(made),
    ]
    assert [one.total_with_tax for one in previews] == [D(121)] * 4


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (document(line("x")), "items[0].price"),
        (document(line(), decimal_places=10), "decimal_places"),
        (document(line("1e299", quantity="1e299")), None),
    ],
)
def test_a_document_that_cannot_be_calculated_is_refused(made, field) -> None:
    with pytest.raises(InvalidInputError) as caught:
        preview_totals(made)
    assert caught.value.field == field


def numbers(least: int, most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


prices = st.one_of(*(numbers(-100_000, 100_000, places) for places in (0, 2, 4, 6)))
percents = st.one_of(st.sampled_from([D(0), D(21), D(22), D("9.975")]), numbers(-20, 150, 3))
flags = st.sampled_from([None, False, True])
taxes = st.fixed_dictionaries(
    {"rate": percents},
    optional={"reverseCharged": flags, "compound": flags, "name": st.sampled_from("ab")},
)
items = st.fixed_dictionaries(
    {"name": st.just("x")},
    optional={
        "price": st.none() | prices,
        "priceGross": st.none() | prices,
        "quantity": st.none() | numbers(-1000, 1000, 5),
        "discount": st.none() | percents,
        "discountIsAmount": flags,
        "isSeparator": flags,
        "_documentItemTaxes": st.none() | st.lists(taxes, max_size=3),
    },
)
documents = st.fixed_dictionaries(
    {"_documentItems": st.lists(items, min_size=1, max_size=4)},
    optional={
        "type": st.sampled_from(["invoice", "estimate", "advance", "credit-note"]),
        "decimalPlaces": st.none() | st.integers(0, 9),
        "equalization": st.none() | numbers(-1, 1, 4),
        "omitTaxes": flags,
        "keepPricesAsGross": flags,
        "incoming": flags,
        "customTotals": flags,
        "total": numbers(-1000, 1000, 2),
        "totalWithTax": numbers(-1000, 1000, 2),
        "payments": st.lists(
            st.fixed_dictionaries(
                {"type": st.just("card")}, optional={"amount": st.none() | prices}
            ),
            max_size=3,
        ),
    },
)


@pytest.fixture(scope="module")
def sandbox():
    local = LocalSandbox()
    yield local
    local.close()


def as_json(value: object) -> object:
    """The numbers of a request as the server reads them."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=300, deadline=None)
@given(sent=documents)
def test_the_preview_equals_the_sandbox_for_any_document(sandbox, sent) -> None:
    world = sandbox.world
    organization = {"id": "a" * 24, "country": "Belgium", "createdAt": "", "updatedAt": ""}
    body = {"_documentClient": {"name": "Rocket man"}, **sent}
    issued = Issue(world, organization, {"id": "b" * 24}, as_json(body)).run()
    totals = totals_of_body(body)
    names = ("total", "totalDiscount", "totalWithTax", "totalPaid", "totalDue", "paidInFull")
    theirs = [issued[name] for name in names]
    mine = [
        float(totals.total),
        float(totals.total_discount),
        float(totals.total_with_tax),
        float(totals.total_paid),
        float(totals.total_due),
        totals.paid_in_full,
    ]
    assert mine == theirs
    lines = [(one["price"], one["total"], one["totalTax"]) for one in issued["_documentItems"]]
    assert [(float(one.price), float(one.total), float(one.total_tax)) for one in totals.lines] == (
        lines
    )
    for mine_of, name in (
        (totals.taxes, "_documentTaxes"),
        (totals.reverse_taxes, "_documentReverseTaxes"),
    ):
        both = (
            sum(float(tax.total * 100) for tax in mine_of),
            sum(tax["totalTax"] * 100 for tax in issued[name]),
        )
        assert round(both[0]) == round(both[1])
