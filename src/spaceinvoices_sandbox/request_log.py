"""The last requests and how they were answered, without their secrets."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from starlette.requests import Request

from spaceinvoices_sandbox import redaction
from spaceinvoices_sandbox.loopback.json_types import Json, dump, load

BODY: Final = "spaceinvoices_sandbox.body"
"""Where the scope of a request has its parsed body: what is secret in it must not be in the record."""
_KEPT: Final = 500
_LONGEST_BODY: Final = 4096
_LONGEST_PATH: Final = 2048
_CREDENTIALS: Final = ("authorization", "x-access-token", "proxy-authorization", "cookie")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRequest:
    """One request of a program, and its answer.

    Args:
        number: Counts the requests of the sandbox from 1 on.
        at: When it was answered, by the sandbox's clock, in ISO 8601.
        method: The HTTP method.
        path: The path as it was sent, without secrets.
        query: The query, decoded, without secrets.
        operation: Id of the operation; empty where there is none.
        status: Status of the answer; None where the connection was reset instead.
        duration_ms: Milliseconds from the request's head to the end of the answer.
        fault: Kind of the fault that struck; empty where none did.
        error: Body of an answer from 400 on, without secrets: parsed where it was JSON.
    """

    number: int
    at: str
    method: str
    path: str
    query: str
    operation: str
    status: int | None
    duration_ms: float
    fault: str
    error: Json


class RequestLog:
    """The last requests, newest first; older ones are forgotten."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._requests: deque[RecordedRequest] = deque(maxlen=kept)
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[RecordedRequest]:
        return reversed([*self._requests])

    def __len__(self) -> int:
        return len(self._requests)

    @property
    def kept(self) -> int:
        """How many are kept at most."""
        return self._requests.maxlen or 0

    def find(self, number: int) -> RecordedRequest | None:
        """Return the request of this number, where it is still kept."""
        return next((one for one in self._requests if one.number == number), None)

    def clear(self) -> None:
        """Forget all, and count from 1 again."""
        self._requests.clear()
        self._numbers = itertools.count(1)

    def add(
        self,
        request: Request,
        *,
        at: str,
        path: str,
        operation: tuple[str, str],
        status: int | None,
        duration_ms: float,
        fault: str,
        error: bytes,
    ) -> None:
        """Record a request that was answered, or dropped.

        Args:
            request: The request; its secrets are looked for in what is recorded.
            at: The moment, by the sandbox's clock.
            path: The path as it was sent.
            operation: Id and path template of the operation, empty where there is none.
            status: Status of the answer, None for a connection that was reset.
            duration_ms: Milliseconds it took.
            fault: Kind of the fault that struck, or empty.
            error: Body of the answer where its status is 400 or more.
        """
        name, template = operation
        query = request.scope["query_string"].decode("latin-1")
        shown, secrets = _without_secret_segments(path, template)
        secrets += _secrets(request, query)
        shown_query = unquote(redaction.without_secrets_in_query(query).replace("+", " "))
        told: Json = None
        if error:
            told = _told(error, secrets)
        self._requests.append(
            RecordedRequest(
                number=next(self._numbers),
                at=at,
                method=request.method,
                path=redaction.hidden_in(shown, secrets)[:_LONGEST_PATH],
                query=redaction.hidden_in(shown_query, secrets)[:_LONGEST_PATH],
                operation=name,
                status=status,
                duration_ms=duration_ms,
                fault=fault,
                error=told,
            )
        )


def _without_secret_segments(path: str, template: str) -> tuple[str, list[str]]:
    """Return the path without segments that hold a secret, and those segments."""
    names, segments = template.split("/"), path.split("/")
    shown, secrets, previous = list[str](), list[str](), ""
    for name, segment in itertools.zip_longest(names, segments, fillvalue=""):
        placeholder = name.startswith("{") and redaction.is_secret(name)
        hidden = segment and (placeholder or redaction.is_secret(previous))
        if hidden:
            secrets += (segment, unquote(segment))
        shown.append(redaction.HIDDEN if hidden else segment)
        previous = segment
    return "/".join(shown[: len(segments)]), secrets


def _secrets(request: Request, query: str) -> Iterable[str]:
    for name in _CREDENTIALS:
        value = request.headers.get(name)
        if value:
            yield value
            yield value.partition(" ")[2]
    if query:
        yield from redaction.secrets_in_query(query)
    yield from redaction.secrets_in(request.scope.get(BODY))


def _told(error: bytes, secrets: Iterable[str]) -> Json:
    known = [secret for secret in secrets if secret]
    text = error.decode("utf-8", "replace")
    try:
        body = load(text)
    except ValueError:
        return redaction.hidden_in(text, known)[:_LONGEST_BODY]
    hidden = _hidden(body, known)
    written = dump(hidden).decode()
    return hidden if len(written) <= _LONGEST_BODY else written[:_LONGEST_BODY]


def _hidden(value: Json, secrets: Iterable[str]) -> Json:
    if isinstance(value, str):
        return redaction.hidden_in(value, secrets)
    if isinstance(value, dict):
        return {name: _hidden(item, secrets) for name, item in value.items()}
    if isinstance(value, list):
        return [_hidden(item, secrets) for item in value]
    return value
