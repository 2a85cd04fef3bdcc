"""Makes an HTTP request of an operation and its arguments."""

from __future__ import annotations

import functools
import platform
import re
import uuid
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, cast
from urllib.parse import quote
from weakref import WeakKeyDictionary

from attrs import field, frozen

from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.values import base_value
from spaceinvoices_async._version import VERSION
from spaceinvoices_async.errors import ConfigurationError, InvalidInputError
from spaceinvoices_async.instrumentation import CallInfo
from spaceinvoices_async.transports.base import MAX_BODY_BYTES, CheckedHeaders, Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spaceinvoices_async.operations import Operation, Safety
    from spaceinvoices_async.options import RequestOptions
    from spaceinvoices_async.transports.base import SendProgress, Sink, TransportTimeouts
    from spaceinvoices_async.types import JsonValue

Verdict: TypeAlias = Literal["replay", "denied", "invalid"]
"""After a 401. Replay: repeat once, with the token that `token()` gives now. Denied: the token is
good and has no right. Invalid: the token is dead, and there is no other."""


class Credentials(Protocol):
    """Supplies the token of a call and decides what a 401 means."""

    @property
    def account_id(self) -> str | None:
        """Id of the account, where it is known."""
        ...

    async def token(self) -> str | None:
        """Return the token to send, made or renewed first where needed; None sends none."""
        ...

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Return what to do after a 401 to this token, whose error body had this code."""
        ...


class SingleSend:
    """Inputs and observations of a create that is sent once; the batch does its own follow-up.

    It looks up a hundred creates in doubt with one request, and asks `decide_follow_up` for each.

    Args:
        paid: Whether the request repeats one in doubt, and was charged to the retry budget.
    """

    __slots__ = ("asked_pause", "last_send", "older", "paid", "recognised", "taken", "waiting")

    def __init__(self, *, paid: bool = False) -> None:
        self.paid: Final = paid
        self.last_send: float | None = None
        """The latest moment, on the client's clock, at which the last byte may have left."""
        self.asked_pause: float = 0.0
        """Seconds that the server asked to wait, in the answer that left the create in doubt."""
        self.waiting: bool = False
        """Between two attempts: nothing is under way, and cancelling costs nothing."""
        self.recognised: bool = False
        """The refusal speaks of the unique id, or of something that exists already."""
        self.taken: bool = False
        """The refusal names the unique id as taken: there is a document of it."""
        self.older: bool = False
        """The document was on the server before the request was made."""


_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_PLAIN_ARGUMENT: Final = re.compile(r"[A-Za-z0-9_-]{1,512}")
_DOCUMENT: Final = "document_id"
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
"""Characters that no path may hold."""
_LONGEST_ARGUMENT: Final = 512
# Node refuses a head above 16 kB with an empty 431; the headers need some of it too.
_LONGEST_TARGET: Final = 14_000
# Headers of one token that are kept: by what is sent and what is asked for.
_MOST_USUAL: Final = 16


class Content:
    """The body of a request, complete, so that it can be sent again."""

    __slots__ = ("data", "media_type")

    def __init__(self, data: bytes, media_type: str) -> None:
        self.data: Final = data
        self.media_type: Final = media_type


@frozen(kw_only=True)
class Call:
    """One operation with everything needed to carry it out, however often it is sent."""

    operation: Operation
    target: str = field(repr=False)
    """Path and query, escaped."""
    arguments: tuple[str, ...] = field(default=(), repr=False)
    credentials: Credentials = field(repr=False)
    options: RequestOptions
    lane: str = ""
    json: Mapping[str, JsonValue] | None = field(default=None, repr=False)
    content: Content | None = None
    unique_id: str | None = None
    single: SingleSend | None = None
    """Of a keyed create that is sent once, and whose caller follows up by itself."""
    sink: Sink | None = field(default=None, repr=False)

    @property
    def safety(self) -> Safety:
        """What repeating the call would do; the caller may say that it does no harm."""
        safety = self.operation.safety
        return "idempotent" if safety == "unsafe" and self.options.idempotent else safety

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def document_id(self, answer: JsonValue) -> str | None:
        """Return the id of the document that the call is about, from its path or its answer."""
        names = _parts(self.operation.path)[1::2]
        if _DOCUMENT in names and len(names) == len(self.arguments):
            return self.arguments[names.index(_DOCUMENT)]
        if self.operation.unique_key is None or not isinstance(answer, dict):
            return None
        found = answer.get("id")
        return found if isinstance(found, str) else None

    def info(self, server: str) -> CallInfo:
        """Describe the call without any data of it."""
        operation = self.operation
        return CallInfo(
            operation=operation.id,
            method=operation.method,
            server=server,
            # That of an operation in no table is literal, and may hold ids, even a token.
            template=operation.path if operation.tag else None,
        )


def missing_proof(value: JsonValue, call: Call) -> str | None:
    """Say why a success does not prove that a keyed create was carried out; None if it does.

    A proof is an object with a text id which shows no other unique id and no other organization
    than those asked for, nor an error. A success of any other call is believed.
    """
    if call.unique_id is None:
        return None
    if not isinstance(value, dict) or not is_document(value):
        return "a success without a document"
    if shows_other(value, call):
        return "a success with another document"
    return None


def is_document(value: Mapping[str, JsonValue]) -> bool:
    """Return whether an object of an answer has a text id, as every document has, and no error."""
    identity = value.get("id")
    return (
        isinstance(identity, str)
        and bool(identity.strip())
        and not isinstance(value.get("error"), dict)
    )


def shows_other(row: Mapping[str, JsonValue], call: Call) -> bool:
    """Return whether a row shows another unique id, or another organization, than the call's."""
    key, lane = call.operation.unique_key, call.operation.lane
    shown = None if key is None else row.get(key.property)
    if shown is not None and shown != call.unique_id:
        return True
    owner = None if lane is None else row.get(_property_name(lane))
    return owner is not None and not is_same_id(owner, call.lane)


def check_owner(operation: Operation, body: Mapping[str, JsonValue], lane: str) -> None:
    """Refuse a body that names another organization than the path: the server would not look at it.

    Raises:
        InvalidInputError: It does, such as a document that was copied from another merchant's books.
    """
    if operation.lane is None:
        return
    for name in (_property_name(operation.lane), operation.lane):
        owner = body.get(name)
        if owner is not None and not is_same_id(owner, lane):
            raise InvalidInputError(
                f"names another organization than the call, which is for {lane!r}: leave it out, "
                "if the record is to be made there",
                field=name,
            )


def is_same_id(shown: JsonValue, asked: str) -> bool:
    """Return whether two ids are one: the server reads `A1B2` and `a1b2` as the same number."""
    return shown == asked or (isinstance(shown, str) and shown.lower() == asked.lower())


@functools.cache
def _property_name(argument: str) -> str:
    """Name the property that holds what the path calls `organization_id`."""
    first, *rest = argument.split("_")
    return first + "".join(part.capitalize() for part in rest)


def render_path(operation: Operation, arguments: Sequence[str]) -> str:
    """Fill the placeholders of an operation's path; no argument can leave its segment.

    Raises:
        InvalidInputError: An argument is empty, a dot segment, over-long or not text.
    """
    # Text and names in turn: "/v1/Clients/", "client_id", "".
    path, *rest = _parts(operation.path)
    names, texts = rest[::2], rest[1::2]
    if len(names) != len(arguments):
        raise InvalidInputError(
            f"the path takes {len(names)} arguments, not {len(arguments)}", operation=operation.id
        )
    for name, value, text in zip(names, arguments, texts, strict=True):
        path += _segment(name, value, operation.id) + text
    return path


@functools.cache
def _parts(path: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.split(path))


def _segment(name: str, value: object, operation: str) -> str:
    if type(value) is str and _PLAIN_ARGUMENT.fullmatch(value):
        return value
    value = base_value(value)  # a member of an enumeration would show its name
    problem: str | None = None
    if not isinstance(value, str):
        problem = f"must be text, not {type(value).__name__}"
    elif not value.strip():
        problem = "must not be empty"
    elif value in {".", ".."}:
        problem = "must not be a dot segment"
    elif len(value) > _LONGEST_ARGUMENT:
        problem = f"must not be longer than {_LONGEST_ARGUMENT} characters"
    elif CONTROL.search(value):
        problem = "must not hold control characters"
    if problem is None:
        try:
            return quote(str(value), safe="")
        except UnicodeEncodeError:
            problem = "must not hold half a surrogate pair"
    raise InvalidInputError(problem, field=name, operation=operation)


def render_target(path: str, query: Mapping[str, object] | None, operation: str) -> str:
    """Append the query, every byte of it percent-encoded: LoopBack reads `+` as a space.

    Raises:
        InvalidInputError: A value has no form in a query, or the whole is too long to be taken.
    """
    if not query and len(path) <= _LONGEST_TARGET:
        return path
    pairs: list[str] = []
    for name, value in _named_values(query or {}):
        text = responses.query_text(name, value)
        if text is not None:
            key = _escaped("query", name, operation)
            pairs.append(f"{key}={_escaped(name, text, operation)}")
    target = f"{path}?{'&'.join(pairs)}" if pairs else path
    if len(target) > _LONGEST_TARGET:
        raise InvalidInputError(
            f"path and query take {len(target)} characters; servers refuse more than about 16,000: "
            "ask for less at once",
            operation=operation,
        )
    return target


def _named_values(query: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in query.items():
        if isinstance(value, responses.Pairs):
            for suffix, part in value.values:
                yield f"{name}{suffix}", part
        else:
            yield name, value


def _escaped(name: str, text: object, operation: str) -> str:
    problem = f"has the name {text!r}: names are text"
    if isinstance(text, str):
        try:
            return quote(text, safe="")
        except UnicodeEncodeError:
            problem = "must not hold half a surrogate pair"
    raise InvalidInputError(problem, field=name, operation=operation)


class _Signed:
    """The headers of one account's calls, all with its present token."""

    __slots__ = ("headers", "token")

    def __init__(self, token: str | None) -> None:
        self.token: Final = token
        self.headers: Final[dict[tuple[str, str | None], CheckedHeaders]] = {}


class RequestBuilder:
    """Signs calls and makes requests of them; the token goes to the configured origin alone.

    Raises:
        ConfigurationError: The token cannot be a header.
    """

    def __init__(
        self, base_url: str, *, app_info: str | None = None, max_body: int = MAX_BODY_BYTES
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._max_body = max_body
        self._user_agent = user_agent(app_info)
        # As long as the account is there, and its token is this one: none is kept beyond that.
        self._usual: WeakKeyDictionary[Credentials, _Signed] = WeakKeyDictionary()

    def build(
        self,
        call: Call,
        token: str | None,
        *,
        timeouts: TransportTimeouts,
        progress: SendProgress | None = None,
        trace: Mapping[str, str] | None = None,
    ) -> Request:
        """Return the request of one attempt; headers of a trace give way to those of the caller."""
        return Request(
            method=call.operation.method,
            url=self._base_url + call.target,
            headers=self._headers(call, token, trace),
            body=None if call.content is None else call.content.data,
            timeouts=timeouts,
            sink=call.sink,
            progress=progress,
            max_body=self._max_body,
        )

    def _headers(
        self, call: Call, token: str | None, trace: Mapping[str, str] | None
    ) -> CheckedHeaders:
        """Return headers to send; those of most calls are the same, and kept for all of them."""
        if trace or call.options.headers:
            return self._made_headers(call, token, trace)
        credentials = call.credentials
        signed = self._usual.get(credentials)
        if signed is None or signed.token != token:
            signed = self._usual[credentials] = _Signed(token)
        usual = call.operation.accept, call.content.media_type if call.content else None
        known = signed.headers.get(usual)
        if known is None:
            if len(signed.headers) >= _MOST_USUAL:
                signed.headers.clear()
            known = signed.headers[usual] = self._made_headers(call, token, None)
        return known

    def forget(self, credentials: Credentials | None = None) -> None:
        """Drop the headers with the token of an account that was left; of all without one."""
        if credentials is None:
            self._usual.clear()
        else:
            self._usual.pop(credentials, None)

    def _made_headers(
        self, call: Call, token: str | None, trace: Mapping[str, str] | None
    ) -> CheckedHeaders:
        headers = [
            ("Accept", call.operation.accept),
            # Asked for plainly: a cut-off compressed body is harder to tell from a whole one.
            ("Accept-Encoding", "identity"),
            ("User-Agent", self._user_agent),
            *call.options.headers.items(),
        ]
        if trace:
            given = {name.lower() for name in call.options.headers}
            headers += [(name, text) for name, text in trace.items() if name not in given]
        if token is not None:
            if not (token and token.isascii() and token.isprintable()) or " " in token:
                raise ConfigurationError("the token holds characters that no header can carry")
            headers.append(("Authorization", token))
        if call.content is not None:
            headers.append(("Content-Type", call.content.media_type))
        return CheckedHeaders(headers)


def user_agent(app_info: str | None = None) -> str:
    """`spaceinvoices-async/1.0.0 (python 3.11; linux) shop/2.1`."""
    system = platform.system().lower() or "unknown"
    python = ".".join(platform.python_version_tuple()[:2])
    agent = f"spaceinvoices-async/{VERSION} (python {python}; {system})"
    return f"{agent} {app_info}" if app_info else agent


_LONGEST: Final = 255


def is_resumed(options: RequestOptions) -> bool:
    """Return whether a create may have been sent before, by another process."""
    return options.resume or bool(options.sent_before)


def check_resumed(options: RequestOptions | None, operation: Operation) -> None:
    """Refuse to resume a call that nothing can be looked up for: it would simply be sent again.

    Raises:
        InvalidInputError: The options say that it was sent before, and it has no unique id.
    """
    if options is not None and is_resumed(options) and operation.safety != "keyed":
        raise InvalidInputError(
            "is of a create with a unique id: this call would be sent without any look-up",
            field="resume" if options.resume else "sent_before",
            operation=operation.id,
        )


def given_or_made(given: JsonValue, operation: str, *, sent: bool = False) -> str:
    """Return the unique id to send with every attempt.

    Args:
        given: What the caller gave.
        operation: For an error.
        sent: Whether the create may have been sent before: then the id must be given.

    Raises:
        InvalidInputError: The id could not be found again by a look-up.
    """
    if given is None and not sent:
        return uuid.uuid4().hex
    given = cast("JsonValue", base_value(given))  # a member of an enumeration would show its name
    problem: str | None = None
    if given is None:
        problem = "is needed with sent_before and resume: give that of the create sent before"
    elif not isinstance(given, str):
        problem = f"must be text, not {type(given).__name__}"
    elif not given.strip():
        problem = "must not be empty; leave it out to have one made"
    elif len(given) > _LONGEST:
        problem = f"must not be longer than {_LONGEST} characters"
    elif not given.isprintable():
        problem = "must not hold control characters or half a surrogate pair"
    if problem is None:
        return str(given)
    raise InvalidInputError(problem, field="unique_id", operation=operation)
