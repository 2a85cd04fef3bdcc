"""Which page a browser asks for, whether it may, and the heads of the answers."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from importlib import resources
from typing import Final, TypeAlias
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from spaceinvoices_async.operations import Operation
from spaceinvoices_sandbox import foreign_requests
from spaceinvoices_sandbox.loopback import negotiation, replies
from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.window import (
    control_pages,
    document_pages,
    overview,
    record_pages,
    rendering,
    traffic_pages,
)
from spaceinvoices_sandbox.window.view import PREFIX, GoTo, Shown, View
from spaceinvoices_sandbox.world import World

Show: TypeAlias = "Callable[[View], Shown]"

_logger: Final = logging.getLogger("spaceinvoices_sandbox")
_ROOT: Final = "/"
_READING: Final = frozenset({"GET", "HEAD"})
_LONGEST_FORM: Final = 64 * 1024
_HEADERS: Final = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_PAGE_HEADERS: Final = {
    **_HEADERS,
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "frame-src 'self'; object-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-frame-options": "DENY",
}
_FILE_HEADERS: Final = {
    **_HEADERS,
    "content-security-policy": "default-src 'none'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
}
_STATIC: Final = {"window.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
_NAME: Final = "([^/]+)"

_PAGES: Final[Mapping[str, Show]] = {
    _ROOT: overview.overview,
    "/window/documents": document_pages.documents,
    f"/window/documents/{_NAME}\\.pdf": document_pages.pdf,
    f"/window/documents/{_NAME}": document_pages.document,
    "/window/duplicates": document_pages.duplicates,
    "/window/clients": record_pages.clients,
    "/window/organizations": record_pages.organizations,
    "/window/records": record_pages.models,
    f"/window/records/{_NAME}": record_pages.records,
    f"/window/records/{_NAME}/{_NAME}": record_pages.record,
    "/window/requests": traffic_pages.requests,
    "/window/mails": traffic_pages.mails,
    "/window/webhooks": traffic_pages.webhooks,
    "/window/operations": traffic_pages.operations,
    "/window/faults": control_pages.faults,
    "/window/clock": control_pages.clock,
    "/window/reset": control_pages.reset,
}
_FORMS: Final[Mapping[str, Show]] = {
    "/window/faults": control_pages.plan_fault,
    "/window/faults/switch": control_pages.switch_fault,
    "/window/faults/withdraw": control_pages.withdraw_fault,
    "/window/faults/clear": control_pages.clear_faults,
    "/window/clock": control_pages.move_clock,
    "/window/reset": control_pages.do_reset,
}
_PATTERNS: Final = tuple((re.compile(pattern), show) for pattern, show in _PAGES.items())


class Window:
    """Answers browsers: `GET /`, and everything below `/window/`."""

    def __init__(self, world: World, operations: Mapping[str, Operation]) -> None:
        self._world = world
        self._operations = operations

    def serves(self, request: Request) -> bool:
        """Return whether a request is for the window: also `GET /` that prefers HTML."""
        path = request.scope["path"]
        if path == _ROOT:
            return request.method in _READING and negotiation.error_form(request) == "html"
        return bool(path == PREFIX.rstrip("/") or path.startswith(PREFIX))

    async def respond(self, request: Request) -> Response:
        """Return the page, the answer to a form, or a refusal as a page."""
        try:
            return await self._respond(request)
        except ApiError as error:
            return _refusal(request, error)
        except ClientDisconnect:
            return replies.empty(400)  # which nobody is there to read
        except Exception:
            _logger.exception("%s %s failed", request.method, request.scope["path"])
            return _refusal(request, ApiError(500, "This page failed; the log says why"))

    async def _respond(self, request: Request) -> Response:
        foreign_requests.check_form(request, self._world.options.allowed_hosts)
        path = request.scope["path"].rstrip("/") or _ROOT
        if path == PREFIX.rstrip("/"):
            return _redirect(_ROOT)
        if request.method in _READING and path.startswith(f"{PREFIX}static/"):
            return _static(path.removeprefix(f"{PREFIX}static/"))
        view = View(
            world=self._world,
            operations=self._operations,
            path=path,
            query=dict(request.query_params),
            form=await _form(request),
        )
        shown = _shown(request.method, view)
        if isinstance(shown, GoTo):
            return _redirect(shown.location)
        if isinstance(shown, Binary):
            content = await asyncio.to_thread(shown.make)
            headers = {**_FILE_HEADERS, **replies.binary(request, shown, content).headers}
            return Response(content, headers=headers)
        return Response(
            rendering.render(view, shown), shown.status, _PAGE_HEADERS, media_type="text/html"
        )


def _shown(method: str, view: View) -> Shown:
    form = _FORMS.get(view.path)
    if method == "POST" and form is not None:
        return form(view)
    for pattern, page in _PATTERNS:
        found = pattern.fullmatch(view.path)
        if found is not None and method in _READING:
            return page(dataclasses.replace(view, parts=found.groups()))
        if found is not None:
            raise ApiError(405, f"{view.path[:200]} cannot be asked by {method}")
    raise ApiError(405 if form else 404, f"There is no page {method} {view.path[:200]}")


async def _form(request: Request) -> Mapping[str, str]:
    """Return the fields of the form; raises 413 and 400 for what no page of the window sends."""
    if request.method in _READING:
        return {}
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            raise ApiError(413, "The form is too large")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError:
        raise ApiError(400, "The form cannot be read") from None


def _redirect(location: str) -> Response:
    return Response(status_code=303, headers={**_PAGE_HEADERS, "location": location})


def _static(name: str) -> Response:
    media_type = _STATIC.get(name)
    if media_type is None:
        raise ApiError(404, f"There is no file {name[:60]!r}")
    content = resources.files("spaceinvoices_sandbox.window").joinpath("static", name).read_bytes()
    return Response(content, headers={**_PAGE_HEADERS, "content-type": media_type})


def _refusal(request: Request, error: ApiError) -> Response:
    """Return the error as a page; it tells nothing of the sandbox's state, whoever asks."""
    if negotiation.error_form(request) != "html":
        return replies.refusal(request, error)
    page = rendering.render_error(error, HTTPStatus(error.status).phrase)
    return Response(page, error.status, _PAGE_HEADERS, media_type="text/html")
