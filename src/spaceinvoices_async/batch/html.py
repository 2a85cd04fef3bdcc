"""HTML of reports: one page that needs nothing from elsewhere, and the parts of it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 200, 52, 24, 8
_MOST_BUCKETS: Final = 120
BEGINNING: Final = "<!doctype html>\n<!-- made by spaceinvoices-async -->\n"
"""What a page begins with; by it a report is known again."""
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2127; --soft: #5b6672; --line: #d8dee4;
  --paper: #ffffff; --tint: #f4f6f8; --good: #1a7f4b; --bad: #b3261e; --doubt: #8a5a00;
  --plot: #2563a8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #9aa5b0; --line: #39424c;
  --paper: #15191e; --tint: #1e242b; --good: #5fcf95; --bad: #ff9a90; --doubt: #f0b95a;
  --plot: #7cb5f2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; max-width: 46rem; }
.soft, caption, figcaption { color: var(--soft); font-size: .9rem; }
.verdict { border-left: .35rem solid var(--soft); background: var(--tint); padding: .6rem .9rem;
  margin: 1.25rem 0; max-width: none; font-weight: 600; }
.good { border-color: var(--good); } .bad { border-color: var(--bad); }
.doubt { border-color: var(--doubt); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: .75rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { font-weight: 600; white-space: nowrap; border-bottom-color: var(--soft); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
figure { margin: .75rem 0; } svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
.axis { stroke: var(--line); } .issued { fill: var(--plot); }
.refused { fill: none; stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --tint: #f2f2f2;
  --good: #1a7f4b; --bad: #b3261e; --doubt: #8a5a00; --plot: #2563a8; }
  body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; }
  tr, figure, .verdict { break-inside: avoid; } thead { display: table-header-group; }
  .scroll { overflow: visible; } * { print-color-adjust: exact; } }
@page { margin: 15mm; }
"""


def text(value: object) -> str:
    """Return a value as HTML text: escaped, and without characters that show nothing.

    A character that is not printable, such as one that turns the direction of writing, becomes
    its code.
    """
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in str(value)
    )
    return escape(shown)


def facts(pairs: Iterable[tuple[str, object]]) -> str:
    """Return names and values as a list of definitions; pairs without a value are left out."""
    shown = "".join(
        f"<dt>{text(name)}</dt><dd>{text(value)}</dd>"
        for name, value in pairs
        if value is not None and value != ""
    )
    return f"<dl>{shown}</dl>"


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Iterable[str] = ()
) -> str:
    """Return a table.

    Args:
        columns: Headings.
        rows: Values, as many in each row as there are columns; None is an empty cell.
        numbers: Headings of the columns that hold numbers, which stand to the right.
    """
    right = set(numbers)
    kinds = [' class="number"' if name in right else "" for name in columns]
    head = "".join(
        f'<th scope="col"{kind}>{text(name)}</th>'
        for name, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{'' if value is None else text(value)}</td>"
            for value, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def section(heading: str, *parts: str) -> str:
    """Return a part of the page under its heading."""
    return f"<section><h2>{text(heading)}</h2>{''.join(parts)}</section>"


def paragraph(words: object, kind: str = "") -> str:
    """Return a paragraph, of one of the kinds that the style knows; `so` is code."""
    attribute = f' class="{kind}"' if kind else ""
    shown = re.sub("`([^`]+)`", r"<code>\1</code>", text(words))
    return f"<p{attribute}>{shown}</p>"


def page(title: str, *parts: str) -> str:
    """Return a whole page, which loads nothing and runs no script."""
    return (
        f'{BEGINNING}<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{_STYLE}</style></head><body>"
        f"<main>{''.join(parts)}</main></body></html>\n"
    )


def pace_chart(seconds: Sequence[tuple[int, int, int]], description: str) -> str:
    """Return a chart of what ended in each second of a run, as SVG.

    Args:
        seconds: Second since the start, documents issued in it, rows refused in it.
        description: What it shows, in words.
    """
    length = seconds[-1][0] + 1
    width_s = -(-length // _MOST_BUCKETS)
    count = -(-length // width_s)
    issued, refused = [0.0] * count, [0.0] * count
    for second, more_issued, more_refused in seconds:
        issued[second // width_s] += more_issued / width_s
        refused[second // width_s] += more_refused / width_s
    highest = _round_up(max(*issued, *refused, 0.1))
    step, foot = (_WIDTH - _LEFT) / count, _HEIGHT - _BOTTOM
    scale = (foot - _TOP) / highest
    lines = "".join(
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{highest * part / 2:g}</text>'
        for part in range(3)
        for y in [foot - highest * part / 2 * scale]
    )
    labels = "".join(
        f'<text x="{x:.1f}" y="{_HEIGHT - 6}" text-anchor="{anchor}">{duration(second)}</text>'
        for x, second, anchor in (
            (_LEFT, 0, "start"),
            ((_LEFT + _WIDTH) / 2, length / 2, "middle"),
            (_WIDTH, length, "end"),
        )
    )
    area = f"M{_LEFT} {foot}{_steps(issued, step, scale, foot)}V{foot}Z"
    drawn = f'<path class="issued" d="{area}"/>'
    if any(refused):
        start, rest = (
            f"M{_LEFT} {foot - refused[0] * scale:.1f}",
            _steps(refused, step, scale, foot),
        )
        drawn += f'<path class="refused" d="{start}{rest}"/>'
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{text(description)}">'
        f"{lines}{drawn}{labels}</svg>"
    )


def duration(seconds: float) -> str:
    """Return seconds as a person says them, such as "2 min 5 s"."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"


def _steps(values: Sequence[float], step: float, scale: float, foot: float) -> str:
    return "".join(
        f"V{foot - value * scale:.1f}H{_LEFT + (place + 1) * step:.1f}"
        for place, value in enumerate(values)
    )


def _round_up(value: float) -> float:
    """Return the next of 1, 2 or 5 times a power of ten, which is easy to read on an axis."""
    power = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= value * (1 - 1e-9))
