"""An A4 page with the house's fonts, colours and table."""

from __future__ import annotations

import functools
import logging
from importlib import resources
from typing import TYPE_CHECKING, Final

from fpdf import FPDF

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# The font library writes a line for each table of a font that it cuts down, for every PDF.
logging.getLogger("fontTools").setLevel(logging.ERROR)

Colour = tuple[int, int, int]
INK: Final[Colour] = (35, 39, 47)
GREY: Final[Colour] = (115, 122, 135)
ACCENT: Final[Colour] = (28, 78, 140)
LINE: Final[Colour] = (214, 219, 227)
_BAND: Final[Colour] = (242, 245, 249)
_GREEN: Final[Colour] = (32, 120, 72)
LEFT: Final = 18
RIGHT: Final = 192
WIDTH: Final = 174
_BOTTOM: Final = 270


class InvoicePage(FPDF):
    """Draws in millimetres from the top left; the footer repeats on every page."""

    def __init__(self, page_word: str) -> None:
        super().__init__(format="A4")
        self.footer_text = ""
        self._page_word = page_word
        self.set_margins(LEFT, 16, 18)
        self.set_auto_page_break(auto=True, margin=27)
        for style, weight in (("", "Regular"), ("B", "Bold")):
            self.add_font("Roboto", style, _font(weight))

    def footer(self) -> None:
        """Issuer and page number at the foot."""
        self.set_y(-18)
        self.set_draw_color(*LINE)
        self.line(LEFT, self.get_y(), RIGHT, self.get_y())
        self.ln(2)
        self.ink(GREY, 7.5)
        self.cell(WIDTH - 24, 5, self.footer_text)
        # The number of pages is put in when all are drawn: aligned by hand, for one digit.
        told = f"{self._page_word} {self.page_no()} / "
        width = self.get_string_width(f"{told}1") + 2 * self.c_margin
        self.set_x(RIGHT - width)
        self.cell(width, 5, f"{told}{{nb}}")

    def ink(self, colour: Colour, size: float, *, bold: bool = False) -> None:
        """Write in this colour and size from here on."""
        self.set_text_color(*colour)
        self.set_font("Roboto", "B" if bold else "", size)

    def block(self, left: float, top: float, title: str, told: Sequence[str]) -> float:
        """A titled block of lines; where it ends."""
        self.set_xy(left, top)
        self.ink(GREY, 8)
        self.cell(58, 5, title)
        self.set_xy(left, top + 5)
        for index, line in enumerate(told):
            self.ink(INK, 9.5, bold=index == 0)
            self.set_x(left)
            self.multi_cell(58, 4.8, line, align="L", new_x="LEFT", new_y="NEXT")
        return self.get_y()

    def pairs(self, left: float, top: float, told: Sequence[tuple[str, str]]) -> float:
        """Labels with values; where they end."""
        self.set_xy(left, top)
        for label, value in told:
            self.set_x(left)
            self.ink(GREY, 8)
            self.cell(26, 5, label)
            self.ink(INK, 9)
            self.cell(RIGHT - left - 26, 5, value, align="R", new_x="LEFT", new_y="NEXT")
        return self.get_y()

    def table_head(self, titles: Sequence[str], widths: Sequence[float]) -> None:
        """The titles of the columns; the first is the wide one."""
        self.set_fill_color(*_BAND)
        self.set_x(LEFT)
        self.ink(GREY, 8, bold=True)
        for index, (title, width) in enumerate(zip(titles, widths, strict=True)):
            self.cell(width, 7, title, fill=True, align="L" if index == 0 else "R")
        self.ln(8)

    def table_row(
        self,
        name: str,
        description: str,
        cells: Sequence[str],
        widths: Sequence[float],
        head: Callable[[], None],
    ) -> None:
        """One line; on a new page the titles come again."""
        if self.get_y() > _BOTTOM - 18:
            self.add_page()
            head()
        top = self.get_y()
        self.ink(INK, 9.5, bold=not cells[-1])
        self.multi_cell(widths[0], 4.8, name, align="L", new_x="LMARGIN", new_y="NEXT")
        if description:
            self.ink(GREY, 8)
            self.multi_cell(widths[0], 4, description, align="L", new_x="LMARGIN", new_y="NEXT")
        bottom, left = self.get_y(), LEFT + widths[0]
        self.ink(INK, 9.5)
        for text, width in zip(cells, widths[1:], strict=True):
            self.set_xy(left, top)
            self.multi_cell(width, 4.8, text, align="R", new_x="RIGHT", new_y="NEXT")
            bottom, left = max(bottom, self.get_y()), left + width
        self.set_draw_color(*LINE)
        self.line(LEFT, bottom + 1.2, RIGHT, bottom + 1.2)
        self.set_xy(LEFT, bottom + 2.4)

    def totals(self, rows: Sequence[tuple[str, str, bool]]) -> None:
        """Labels and amounts at the right; the strong ones are set apart."""
        if self.get_y() + 7 * len(rows) > _BOTTOM:
            self.add_page()
        self.ln(2)
        for label, amount, strong in rows:
            self.set_x(RIGHT - 96)
            self.ink(INK if strong else GREY, 10 if strong else 9, bold=strong)
            self.cell(64, 6, label, align="R")
            self.ink(INK, 10 if strong else 9, bold=strong)
            self.cell(32, 6, amount, align="R", new_x="LMARGIN", new_y="NEXT")

    def stamp(self, text: str) -> None:
        """A remark in green under the totals."""
        self.ink(_GREEN, 10, bold=True)
        self.cell(0, 6, text, align="R", new_x="LMARGIN", new_y="NEXT")


@functools.cache
def _font(weight: str) -> str:
    return str(resources.files("font_roboto") / "files" / f"Roboto-{weight}.ttf")
