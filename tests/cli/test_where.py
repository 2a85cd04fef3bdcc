from __future__ import annotations

import click
import pytest

from spaceinvoices_async.cli.where import read_conditions


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("type=invoice", {"type": "invoice"}),
        ("number = 2026-00017 ", {"number": "2026-00017"}),
        ("total>=10.50", {"total": {"gte": "10.50"}}),
        ("total<10", {"total": {"lt": "10"}}),
        ("type!=estimate", {"type": {"neq": "estimate"}}),
        ("draft=false", {"draft": False}),
        ("custom.note=a=b", {"custom.note": "a=b"}),
        ("note=", {"note": ""}),
        ('{"total": {"gt": 5}}', {"total": {"gt": 5}}),
    ],
)
def test_a_condition_is_read(text, where):
    assert read_conditions([text]) == where


def test_several_must_all_be_met():
    assert read_conditions(["a=1", "a!=2"]) == {"and": [{"a": "1"}, {"a": {"neq": "2"}}]}


def test_none_is_no_condition():
    assert read_conditions([]) is None


@pytest.mark.parametrize("text", ["", "total", "=1", "a b=1", "{", "{]"])
def test_anything_else_is_refused(text):
    with pytest.raises(click.BadParameter):
        read_conditions([text])
