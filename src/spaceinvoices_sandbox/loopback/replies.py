"""Answers as the framework writes them: JSON, error bodies by `Accept`, files, weak ETags."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from spaceinvoices_sandbox.loopback import error_pages, negotiation, xml
from spaceinvoices_sandbox.loopback.answers import Binary, Page, Redirect
from spaceinvoices_sandbox.loopback.json_types import dump

if TYPE_CHECKING:
    from starlette.requests import Request

    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.errors import ApiError
    from spaceinvoices_sandbox.loopback.json_types import Json

_JSON = "application/json; charset=utf-8"


def token_in(value: str) -> str:
    """Return the token in a header.

    `Bearer` is followed by base64, so a raw token behind it is lost. Of `Basic` credentials the longer
    part is the token, whichever it is.
    """
    scheme, _, rest = value.strip().partition(" ")
    if not rest or (scheme != "Bearer" and scheme.lower() != "basic"):
        return value.strip()
    try:
        decoded = base64.b64decode(rest + "===", validate=False).decode("latin-1")
    except ValueError:
        return ""
    if scheme == "Bearer":
        return decoded
    user, colon, password = decoded.partition(":")
    return max(user, password, key=len) if colon else decoded


def empty(status: int) -> Response:
    """Return an answer of the server below the framework."""
    return Response(status_code=status, headers={"connection": "close"})


def success(request: Request, answer: Answer) -> Response:
    """200 with JSON, 204 without anything, or 302."""
    if isinstance(answer, Redirect):
        return Response(status_code=302, headers={"location": answer.location})
    if answer is None:
        return Response(status_code=204, headers={"content-type": _JSON})
    form = negotiation.answer_form(request)
    if form is None:
        return Response("Not Acceptable", 406, media_type="text/plain")
    headers: dict[str, str] = {}
    body: Json
    if isinstance(answer, Page):
        headers["x-total-count"] = str(answer.total)
        body = [*answer.rows]
    elif isinstance(answer, Binary):
        raise TypeError("files are answered by binary()")
    else:
        body = answer
    if form == "xml":
        written = xml.answer_document(body).encode()
        return _tagged(request, written, {**headers, "content-type": "text/xml; charset=utf-8"})
    return _tagged(request, dump(body), {**headers, "content-type": _JSON})


def binary(request: Request, file: Binary, content: bytes) -> Response:
    """Return a file, whatever the request accepts."""
    headers = {"content-type": file.content_type}
    if file.filename is not None:
        headers["content-disposition"] = f'inline; filename="{_plain(file.filename)}"'
    return _tagged(request, content, headers)


def _plain(filename: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in filename)


def _tagged(request: Request, content: bytes, headers: dict[str, str]) -> Response:
    digest = base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest())[:27]
    tag = f'W/"{len(content):x}-{digest.decode()}"'
    headers = {**headers, "etag": tag, "vary": "Origin, Accept-Encoding"}
    again = "no-cache" in request.headers.get("cache-control", "")
    if (
        request.method in {"GET", "HEAD"}
        and not again
        and _same(request.headers.get("if-none-match"), tag)
    ):
        return Response(status_code=304, headers={"etag": tag})
    if request.method == "HEAD":
        return Response(status_code=200, headers={**headers, "content-length": str(len(content))})
    return Response(content, headers=headers)


def _same(given: str | None, tag: str) -> bool:
    if given is None:
        return False
    bare = {part.strip().removeprefix("W/") for part in given.split(",")}
    return "*" in bare or tag.removeprefix("W/") in bare


def refusal(request: Request, error: ApiError) -> Response:
    """Return the error in the form the request prefers."""
    preferred = negotiation.error_form(request)
    headers = {"x-content-type-options": "nosniff"}
    if preferred == "html":
        content = error_pages.html_page(error)
        return Response(content, error.status, headers, media_type="text/html")
    if preferred == "xml":
        content = error_pages.xml_document(error)
        return Response(content, error.status, headers, media_type="text/xml")
    return Response(dump(error.body()), error.status, {**headers, "content-type": _JSON})
