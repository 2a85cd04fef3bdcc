import logging

import pytest

from spaceinvoices_sandbox.pdf.page import RIGHT, InvoicePage
from spaceinvoices_sandbox.pdf.render import _printed_note


def test_the_page_number_ends_at_the_right_margin(monkeypatch):
    drawn = []
    plain = InvoicePage.cell

    def cell(page, width, height, text="", **more):
        drawn.append((page.get_x() + page.c_margin, text))
        return plain(page, width, height, text, **more)

    monkeypatch.setattr(InvoicePage, "cell", cell)
    page = InvoicePage("Page")
    page.add_page()
    page.output()
    left, text = drawn[-1]
    assert text == "Page 1 / {nb}"
    end = left + page.get_string_width("Page 1 / 1") + page.c_margin
    assert end == pytest.approx(RIGHT)


def test_the_font_library_logs_nothing(caplog):
    with caplog.at_level(logging.DEBUG):
        page = InvoicePage("Page")
        page.add_page()
        page.ink((0, 0, 0), 10)
        page.cell(0, 6, "Čšž €")
        page.output()
    assert [record.name for record in caplog.records if record.name.startswith("fontTools")] == []


def test_lines_of_a_note_that_name_nothing_are_not_printed():
    note = (
        "Please pay to bank account .\nWhen paying please use reference 2026-00002.\n\n"
        "Thank you for your business"
    )
    assert _printed_note(note) == "Thank you for your business"
    own = "Please pay to bank account BE71.\nWhen paying please use reference of the order 7."
    assert _printed_note(own) == own
    alone = "When paying please use reference SI00-42.\nmine"
    assert _printed_note(alone) == alone
