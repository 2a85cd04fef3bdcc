"""One document drawn on A4 pages."""

from __future__ import annotations

import io
from decimal import localcontext
from typing import TYPE_CHECKING, Final

from PIL import Image, UnidentifiedImageError

from spaceinvoices_sandbox.pdf.contents import Contents
from spaceinvoices_sandbox.pdf.labels import language as language_of
from spaceinvoices_sandbox.pdf.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

_PIXELS: Final = (720, 360)
"""The most that is kept of a picture: 350 dots per inch of its place."""
_DIGITS: Final = 400
"""More than the greatest number of JSON has."""


def render(
    document: Mapping[str, Json],
    *,
    language: str | None = None,
    locale: str | None = None,
    sources: Iterable[Mapping[str, Json]] = (),
    logo: bytes | None = None,
    signature: bytes | None = None,
    plain: bool = False,
) -> bytes:
    """Return the document as PDF.

    Args:
        document: The document as the API stores it.
        language: Code of the language asked for; one without words is none.
        locale: Locale of the organization, for a document whose language nobody asked for.
        sources: The documents that a credit note credits.
        logo: Picture at the top right; a file that is no picture is left out.
        signature: Picture above the signature.
        plain: Leave out the head with the logo, and the footer.
    """
    with localcontext(prec=_DIGITS):
        page = Contents(document, language_of(language, locale)).page(sources, plain=plain)
    page["logo"] = None if plain else _picture(logo)
    page["mark"] = _picture(signature)
    return typeset(page)


def _picture(data: bytes | None) -> list[Json] | None:
    """Return the picture as PNG; no bytes for a file that is no picture, as browsers do."""
    if data is None:
        return None
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    shown = picture.convert("RGBA")
    shown.thumbnail(_PIXELS)
    file = io.BytesIO()
    shown.save(file, "PNG")
    return [*file.getvalue()]
