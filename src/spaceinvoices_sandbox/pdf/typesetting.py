"""Typesetting of a page: fonts of every script, characters that no font has, and the PDF itself."""

from __future__ import annotations

import functools
import json
import logging
import unicodedata
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst
import uharfbuzz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

_logger: Final = logging.getLogger(__name__)
_PACKAGES: Final = ("manimgx_fonts", "fontpkg_ibm_plex_sans_arabic", "noto_cjk_sans_jp_regular")
"""Packages that consist of font files."""
_BASE: Final = "Noto Sans"
_EARLY: Final = (_BASE, "IBM Plex Sans Arabic")
_LATE: Final = ("Noto Sans Symbols", "Noto Emoji", "Noto Sans CJK JP")
"""Families whose letters of other scripts are second choice."""


def _between(*bounds: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(point) for first, last in bounds for point in range(first, last + 1))


_IGNORABLE: Final = _between(
    *((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x115F, 0x1160), (0x17B4, 0x17B5))
) | {"\u034f", "\u3164", "\uffa0", "\n", "\t"}
"""Characters without a shape of their own, beside most of the Unicode category Cf."""
_VISIBLE_SIGNS: Final = _between(
    *((0x0600, 0x0605), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891), (0x08E2, 0x08E2)),
    *((0xFFF9, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1345F)),
)
"""Characters of the category Cf that have a shape all the same."""


def typeset(page: Mapping[str, Json]) -> bytes:
    """Return the PDF of a page with these contents.

    Args:
        page: What `page.typ` writes: texts, rows, amounts, pictures as numbers from 0 to 255.
    """
    clean: dict[str, Json] = {name: _changed(value, _printable) for name, value in page.items()}
    try:
        return _compiled(clean)
    except BaseException as problem:
        # What the library did not foresee is no Exception, and must not end the server's thread.
        if type(problem).__name__ != "PanicException":
            raise
    _logger.warning("Printed without marks of direction and form: typst cannot set them")
    return _compiled({name: _changed(value, _without_marks) for name, value in clean.items()})


def _compiled(page: Mapping[str, Json]) -> bytes:
    missing = _without_glyph(frozenset("".join(_texts({**page}))))
    if missing:
        _report(missing)
    known: dict[str, Json] = {
        "fonts": [*_families()],
        "missing": "".join(f"\\x{{{ord(one):X}}}" for one in missing),
    }
    compiler = typst.Compiler(
        _template(),
        font_paths=_fonts(),
        sys_inputs={"page": json.dumps({**page, **known}, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf")
    return made if isinstance(made, bytes) else b"".join(made or [])


@functools.cache
def _families() -> tuple[str, ...]:
    """Return the font families in the order in which they are asked for a character."""
    families = _fonts().families()
    scripts = [name for name in families if name not in {*_EARLY, *_LATE}]
    return tuple(name for name in (*_EARLY, *scripts, *_LATE) if name in families)


def _changed(value: Json, change: Callable[[str], str]) -> Json:
    """Return the value with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _changed(one, change) for name, one in value.items()}
    if isinstance(value, list) and not _is_picture(value):
        return [_changed(one, change) for one in value]
    return value


def _printable(text: str) -> str:
    """Whole characters, one kind of line end, and no tabs, which typst cannot set everywhere."""
    whole = text.encode("utf-8", "replace").decode().replace("\t", " ")
    return "\n".join(whole.splitlines())


def _without_marks(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def _texts(value: Json) -> Iterator[str]:
    """Yield all texts in the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)) and not _is_picture(value):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _is_picture(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and type(value[0]) is int


@functools.cache
def _template() -> bytes:
    return (resources.files(__package__ or "") / "page.typ").read_bytes()


@functools.cache
def _fonts() -> typst.Fonts:
    """Return all fonts of the packages; a font is read when a text needs it."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in _folders()],
    )


def _folders() -> Iterable[Path]:
    """Yield the folders of the font packages that are installed."""
    for package in _PACKAGES:
        found = util.find_spec(package)
        if found is not None:
            yield from (Path(place) for place in found.submodule_search_locations or ())


@functools.cache
def _characters(family: str | None) -> frozenset[str]:
    """Return the characters that a family has; those of all fonts where no family is named."""
    known: set[str] = set()
    for font in _fonts().fonts():
        if font.path is not None and family in {None, font.family}:
            face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font.path))
            known.update(map(chr, face.unicodes))
    return frozenset(known)


def _without_glyph(characters: frozenset[str]) -> tuple[str, ...]:
    """Return those of the characters that would leave a gap."""
    rare = {one for one in characters - _IGNORABLE if _has_shape(one)}
    controls = {one for one in rare if unicodedata.category(one) == "Cc"}
    unknown = rare - controls - _characters(_BASE)
    return tuple(sorted(controls | (unknown and unknown - _characters(None))))


def _has_shape(character: str) -> bool:
    kind = unicodedata.category(character)
    return character in _VISIBLE_SIGNS or kind != "Cf"


@functools.lru_cache(maxsize=256)
def _report(missing: tuple[str, ...]) -> None:
    points = ", ".join(f"U+{ord(one):04X}" for one in missing)
    absent = [package for package in _PACKAGES if util.find_spec(package) is None]
    hint = "; pip install 'spaceinvoices-async[sandbox]' brings the fonts" if absent else ""
    _logger.warning("No font has %s: printed as the code point in a box%s", points, hint)
