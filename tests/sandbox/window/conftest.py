"""A browser that runs no script: it asks for pages and sends their forms."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spaceinvoices_sandbox.request_log import RecordedRequest

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Browser:
    """Pages as text, forms with the headers that a browser sends with them."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.http = httpx.Client(base_url=sandbox.url, headers={"Accept": ACCEPT})

    def page(self, path: str, **query: str) -> str:
        answer = self.http.get(path, params=query or None)
        assert (answer.status_code, answer.headers["content-type"]) == (
            200,
            "text/html; charset=utf-8",
        )
        return answer.text

    def send(self, path: str, **fields: str) -> httpx.Response:
        headers = {
            "Origin": self.sandbox.url,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.http.post(path, content=urlencode(fields), headers=headers)

    def recorded(self) -> list[RecordedRequest]:
        """The last requests, newest first, once all that were answered are recorded."""
        self.page("/window/requests")
        return [*self.sandbox.world.requests]

    def text(self, path: str, **query: str) -> str:
        """What a person reads on the page."""
        body = self.page(path, **query).partition("<main")[2]
        return " ".join(unescape(re.sub("<[^>]*>", " ", body)).split())


class Program:
    """A program with the root token."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.Client(base_url=sandbox.url, headers={"Authorization": sandbox.token})

    def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return self.http.get(path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> httpx.Response:
        return self.http.post(path, json=body, **kwargs)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[Browser]:
    browser = Browser(sandbox)
    yield browser
    browser.http.close()


@pytest.fixture
def program(sandbox: Sandbox) -> Iterator[Program]:
    program = Program(sandbox)
    yield program
    program.http.close()
