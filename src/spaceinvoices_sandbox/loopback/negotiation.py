"""Which of the forms that can be written a request accepts, decided as Express decides it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from spaceinvoices_sandbox.loopback import querystring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from spaceinvoices_sandbox.loopback.json_types import Json

_ANSWERS: Final = (
    *("application/json", "application/javascript", "text/javascript", "application/json", "*/*"),
)
_ERRORS: Final = (
    *("application/json", "application/json", "text/html", "text/html", "text/xml"),
    "application/xml",
)
_FORMATS: Final = {
    **dict.fromkeys(("application/json", "json", "application/vnd.api+json", "*/*"), "json"),
    **dict.fromkeys(("application/javascript", "text/javascript"), "json"),
    **dict.fromkeys(("application/xml", "text/xml", "xml"), "xml"),
}
_ERROR_FORMATS: Final = {
    **dict.fromkeys(("application/json", "json"), "json"),
    **dict.fromkeys(("text/html", "html"), "html"),
    **dict.fromkeys(("text/xml", "xml", "application/xml"), "xml"),
}
_TYPE = re.compile(r"\s*([^\s/;]+)/([^;\s]+)\s*(?:;(.*))?\Z", re.DOTALL)
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))")
_EXACT, _OWN_SUBTYPE = 4, 2


class _Accepted(NamedTuple):
    """One part of an `Accept` header."""

    type: str
    subtype: str
    quality: float
    bound: bool
    """Whether it names a parameter, which no type here has."""


def answer_form(request: Request) -> str | None:
    """`json` or `xml`, in which an answer is to be written; None where neither is accepted."""
    wanted = _format(request)
    if wanted:
        return _FORMATS.get(wanted.lower()) if isinstance(wanted, str) else None
    found = _preferred(request, _ANSWERS)
    return None if found is None else "json"


def error_form(request: Request) -> str:
    """`html`, `xml` or `json`, in which an error is to be written."""
    wanted = _format(request)
    if isinstance(wanted, str) and wanted in _ERROR_FORMATS and wanted != "application/xml":
        return _ERROR_FORMATS[wanted]
    return _ERROR_FORMATS[_preferred(request, _ERRORS) or "json"]


def _format(request: Request) -> Json:
    """Return the `_format` of the query; one that is given twice is a list."""
    query = request.scope["query_string"]
    return (
        querystring.parse(query.decode("latin-1")).get("_format") if b"_format" in query else None
    )


def _preferred(request: Request, offered: Sequence[str]) -> str | None:
    """Choose the offer that is accepted best: by quality, then how exactly, then by place."""
    header = request.headers.get("accept")
    if not header:
        return offered[0]
    accepted = [each for each in map(_accepted, header.split(",")) if each is not None]
    best: tuple[float, int, int, int] | None = None
    for index, offer in enumerate(offered):
        rank = _rank(offer, accepted)
        if rank is not None and rank[1] > 0:
            order = (-rank[1], -rank[0], -rank[2], index)
            best = order if best is None else min(best, order)
    return None if best is None else offered[best[3]]


def _accepted(part: str) -> _Accepted | None:
    found = _TYPE.match(part)
    if found is None:
        return None
    quality, bound = 1.0, False
    for parameter in (found.group(3) or "").split(";") if found.group(3) is not None else ():
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            number = _NUMBER.match(value)
            quality = float(number.group(1)) if number else 0.0
            break
        bound = True
    return _Accepted(found.group(1).lower(), found.group(2).lower(), quality, bound)


def _rank(offer: str, accepted: list[_Accepted]) -> tuple[int, float, int] | None:
    """How exactly the best part names the offer, its quality, and its place from the end."""
    kind, subtype = offer.split("/")
    best: tuple[int, float, int] | None = None
    for index, each in enumerate(accepted):
        if each.bound or each.type not in {kind, "*"} or each.subtype not in {subtype, "*"}:
            continue
        exactness = _EXACT * (each.type == kind) + _OWN_SUBTYPE * (each.subtype == subtype)
        rank = (exactness, each.quality, -index)
        best = rank if best is None or rank > best else best
    return best
