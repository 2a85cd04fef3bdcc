import logging

import pytest

from spaceinvoices_sandbox.pdf.page import RIGHT, InvoicePage


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
