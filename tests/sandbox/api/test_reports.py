"""Statistics and reports equal what the documents add up to."""

import pytest

YEAR = "from=2024-01-01&to=2024-12-31"


@pytest.fixture(scope="module")
def organization(api):
    made = api.organization()
    tax = [{"rate": 21}]

    def issue(date, price, **fields):
        items = [{"name": "x", "price": price, "_documentItemTaxes": tax}]
        return api.document(made, date=date, _documentItems=items, **fields).json()

    issue("2024-01-10", 100, payments=[{"type": "bank", "date": "2024-02-01"}])
    issue("2024-01-20", 200, payments=[{"type": "card", "amount": 42, "date": "2024-01-20"}])
    issue("2024-03-01", 50, dateDue="2099-01-01")
    issue("2024-03-02", 10, type="credit-note")
    issue("2024-02-01", 30, incoming=True)
    issue("2024-02-01", 999, draft=True)
    issue("2023-12-31", 7, type="estimate")
    return f"/v1/Organizations/{made}"


def test_documents_are_added_up_per_interval(api, organization):
    told = api.get(f"{organization}/document-total-stats?type=invoice&dist=month&{YEAR}").json()
    assert [(row["date"], row["total"], row["count"]) for row in told["stats"] if row["count"]] == [
        ("2024-01-01", 300, 2),
        ("2024-03-01", 50, 1),
    ]
    assert len(told["stats"]) == 12
    assert told["total"] == [{"total": 350, "count": 3}]
    gross = f"{organization}/document-total-stats?type=invoice&dist=year&gross=true&{YEAR}"
    assert api.get(gross).json()["total"] == [{"total": 423.5, "count": 3}]


def test_payments_are_added_up_by_their_own_dates(api, organization):
    told = api.get(f"{organization}/payment-total-stats?dist=month&{YEAR}").json()
    assert [(row["date"], row["total"]) for row in told["stats"] if row["count"]] == [
        ("2024-01-01", 42),
        ("2024-02-01", 121),
    ]


def test_what_was_put_into_categories_is_added_up(api):
    made = api.organization()
    for categories in ([{"categoryAlias": "food"}], [{"categoryAlias": "food", "amount": 7}], []):
        api.document(made, date="2024-05-05", documentCategories=categories)
    api.document(made, date="2024-05-05", documentCategories=[{"categoryId": "rent"}])
    path = f"/v1/Organizations/{made}/category-total-stats?dist=year&{YEAR}"
    assert api.get(path).json()["total"] == [{"total": 207, "count": 3}]
    assert api.get(f"{path}&categoryId=food").json()["total"] == [{"total": 107, "count": 2}]


def test_what_is_due_and_overdue_is_told_for_a_day(api, organization):
    told = api.get(f"{organization}/total-stats?date=2024-06-01").json()
    assert (told["totalDue"], told["totalOverdue"]) == (260.5, 200)
    assert (told["countDue"], told["countOverdue"], told["totalPaid"]) == (2, 1, 163)


def test_a_credit_note_is_taken_off_the_sales(api, organization):
    told = api.get(f"{organization}/business-stats?{YEAR}").json()
    assert (told["count"], told["total"], told["totalWithTax"]) == (4, 340, 411.4)
    assert told["totalTax"] == 71.4


def test_reports_are_made_of_what_was_sold_and_bought(api, organization):
    rows = api.get(f"{organization}/reports/profit-and-loss?{YEAR}").json()
    assert {row["name"]: row["amount"] for row in rows} == {
        "income": 340,
        "expenses": 30,
        "profit": 310,
    }


def test_a_balance_is_what_is_owed_and_what_was_paid(api, organization):
    rows = api.get(f"{organization}/reports/balance-sheet?{YEAR}").json()
    told = {row["name"]: row["amount"] for row in rows}
    assert (told["cash"], told["payables"]) == (163, 36.3)
    assert told["equity"] == round(told["cash"] + told["receivables"] - told["payables"], 2)


def test_a_stranger_gets_no_figures(api, organization):
    answer = api.get(f"{organization}/total-stats", headers={"Authorization": "nobody"})
    assert answer.status_code == 401
