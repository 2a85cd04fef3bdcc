"""The ASGI application: from a request to a handler and back, in the framework's order of checks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from spaceinvoices_async.operations import OPERATIONS, Operation
from spaceinvoices_sandbox import admin, faults, foreign_requests, request_log
from spaceinvoices_sandbox.api import (
    access,
    aliases,
    arguments,
    batch_create,
    documents,
    models,
    recurrences,
    registry,
    root_account,
    webhooks,
)
from spaceinvoices_sandbox.api.call import Call
from spaceinvoices_sandbox.clock import SandboxClock
from spaceinvoices_sandbox.faults import Fault, fault_effects
from spaceinvoices_sandbox.faults.rate_limit import RateLimit
from spaceinvoices_sandbox.loopback import bodies, javascript, querystring, replies
from spaceinvoices_sandbox.loopback.answers import Answer, Binary
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request
from spaceinvoices_sandbox.loopback.json_types import Json
from spaceinvoices_sandbox.loopback.names import check_known
from spaceinvoices_sandbox.loopback.routing import Router
from spaceinvoices_sandbox.window import Window
from spaceinvoices_sandbox.world import SandboxOptions, World

_logger = logging.getLogger("spaceinvoices_sandbox")
_LONGEST_HEAD = 16 * 1024
_OWN_HEADERS = "x-sandbox-"
_FIRST_ERROR = 400
_RACE = 0.02
"""Seconds between the check and the write of a `uniqueId` where the check races."""


class SandboxApp:
    """Answers every operation of the table; one without a handler with 501 naming it."""

    def __init__(self, world: World, operations: Mapping[str, Operation]) -> None:
        self.world = world
        self.operations = operations
        faults.know(operations)
        world.root_id, world.root_token = root_account.prepare(world)
        self._router = Router(operations.values(), prefix="v1")
        for method, path, operation in aliases.of(operations):
            self._router.add_alias(method, path, operation)
        self._handlers = registry.handlers()
        self._limit = RateLimit(world.options.rate_limit, world.clock.monotonic)
        self._window = Window(world, operations)

    @property
    def root_id(self) -> str:
        """Id of the root account."""
        return self.world.root_id

    @property
    def root_token(self) -> str:
        """Access token of the root account, without end."""
        return self.world.root_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI event."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        request = Request(scope, receive)
        if self._window.serves(request):
            self._catch_up()
            page = await self._window.respond(request)
            self._catch_up()
            await page(scope, receive, send)
            return
        started = time.perf_counter()
        fault: Fault | None = None
        response: Response | None = None
        operation = self._router.find(request.method, _path(request))
        try:
            try:
                fault = self._strike(request, operation)
            except ValueError as error:
                response = replies.refusal(request, bad_request(str(error)))
            else:
                response = await self._failing(request, fault)
            if fault is not None and fault.kind == "truncate":
                await fault_effects.send_half(response, send)
            else:
                await response(scope, receive, send)
        except fault_effects.Dropped:
            fault_effects.drop(send)
        finally:
            spent = (time.perf_counter() - started) * 1000
            self._record(request, operation, response, "" if fault is None else fault.kind, spent)

    def _record(
        self,
        request: Request,
        operation: Operation | None,
        response: Response | None,
        fault: str,
        spent: float,
    ) -> None:
        """Log a request, and keep it among the last ones; those of the sandbox's own routes are not."""
        path = _path(request)
        status = None if response is None else response.status_code
        struck = f" [{fault}]" if fault else ""
        _logger.info("%s %s %s %.1f ms%s", request.method, path, status or "dropped", spent, struck)
        if path.startswith(admin.PREFIX):
            return
        failed = response is not None and response.status_code >= _FIRST_ERROR
        self.world.requests.add(
            request,
            at=self.world.clock.stamp(),
            path=path,
            operation=("", "") if operation is None else (operation.id, operation.path),
            status=status,
            duration_ms=spent,
            fault=fault,
            error=bytes(response.body) if response is not None and failed else b"",
        )

    async def _failing(self, request: Request, fault: Fault | None) -> Response:
        """Return the answer with the fault in it."""
        sleep = self.world.clock.sleep
        return await fault_effects.apply(fault, request, lambda: self._respond(request), sleep)

    def _strike(self, request: Request, operation: Operation | None) -> Fault | None:
        if _path(request).startswith(admin.PREFIX):
            return None
        for name in request.headers:
            if name.startswith(_OWN_HEADERS):
                check_known("header", name, [faults.HEADER])
        header = request.headers.get(faults.HEADER)
        return self.world.faults.strike("" if operation is None else operation.id, header)

    async def _respond(self, request: Request) -> Response:
        if self.world.options.latency:
            await self.world.clock.sleep(self.world.options.latency)
        if _malformed(request):
            return replies.empty(400)
        if _head_size(request) > _LONGEST_HEAD:
            return replies.empty(431)
        expected = request.headers.get("expect", "100-continue")
        if expected.lower() != "100-continue":
            return replies.empty(417)
        if not self._limit.admit():
            return fault_effects.throttled(request, 1)
        return await self._settled(request)

    async def _settled(self, request: Request) -> Response:
        """Return the answer, be it an error."""
        try:
            return await self._answer(request)
        except ApiError as error:
            _logger.debug("%s %s: %s", request.method, _path(request), error.message)
            return replies.refusal(request, error)
        except javascript.ThrownError as error:
            _logger.debug("%s %s: %s", request.method, _path(request), error)
            return replies.refusal(request, ApiError(500, str(error)))
        except ClientDisconnect:
            return replies.empty(400)  # which nobody is there to read
        except Exception:
            _logger.exception("%s %s failed", request.method, _path(request))
            return replies.refusal(request, ApiError(500, "Internal Server Error"))

    async def _answer(self, request: Request) -> Response:
        query = request.scope["query_string"].decode("latin-1")
        parsed = querystring.parse(query) if query else {}
        path = _path(request)
        if path.startswith(admin.PREFIX):
            foreign_requests.check(request, self.world.options.allowed_hosts)
        token, account = self._identity(request, parsed)
        body = await _body(request, self.world.options.body_limit)
        request.scope[request_log.BODY] = body.value
        self._catch_up()
        if path.startswith((admin.PREFIX, admin.EXPORTS)):
            await self.world.deliveries.quiet()
            told = admin.answer(self.world, request.method, path, body.value)
            self._catch_up()
            return await _reply(request, told)
        matched = self._router.match(request.method, path)
        if matched is None:
            raise self._router.not_found(request.method, path, query)
        operation, placeholders = matched
        if not access.is_in_scope(token, operation.id):
            token, account = None, None
        given = arguments.read(operation, {**_fields(body.value), **parsed})
        call = Call(
            world=self.world,
            operation=operation,
            path=arguments.identified(operation, placeholders, known=account is not None),
            arguments=given,
            body=body.value,
            origin=f"{request.url.scheme}://{request.headers.get('host', 'localhost')}",
            token=token,
            account=account,
            uploads=body.uploads,
        )
        return await _reply(request, await self._handle(call))

    def _catch_up(self) -> None:
        """Issue what the date has made due since the last request, and tell the webhooks."""
        if recurrences.any_due(self.world):
            with self.world.store.transaction():
                recurrences.issue_due(self.world)
        webhooks.notify(self.world)

    async def aclose(self) -> None:
        """End what goes on beside the requests."""
        await self.world.deliveries.aclose()

    async def _handle(self, call: Call) -> Answer:
        handler = self._handlers.get(call.operation.id)
        if handler is None:
            raise ApiError(501, f"{call.operation.id} is not built", code="NOT_IMPLEMENTED")
        if self.world.options.unique == "racy" and call.operation.id == "documents_create":
            if documents.repeated(call) is not None:
                raise documents.not_unique(call)
            await self.world.clock.sleep(_RACE)
        with self.world.store.transaction():
            answer = batch_create.run(call, handler)
        webhooks.notify(self.world)
        if isinstance(answer, ApiError):
            raise answer
        return answer

    def _identity(
        self, request: Request, query: Mapping[str, Json]
    ) -> tuple[dict[str, Json] | None, dict[str, Json] | None]:
        given = query.get("access_token")
        if isinstance(given, str):  # as it stands, and nothing else is looked at
            return access.authenticate(self.world, given)
        headers = request.headers
        given = headers.get("x-access-token") or headers.get("authorization")
        if not given:
            return None, None
        return access.authenticate(self.world, replies.token_in(given))


async def _body(request: Request, limit: int) -> bodies.Body:
    """Return the body; a request that does not announce one has none, whatever its content type."""
    headers = request.headers
    raw = await request.body()
    if not raw and "content-length" not in headers and "transfer-encoding" not in headers:
        return bodies.Body()
    encoding = headers.get("content-encoding", "").lower()
    return bodies.parse(headers.get("content-type", ""), encoding, raw, limit)


def _fields(body: Json) -> dict[str, Json]:
    return body if isinstance(body, dict) else {}


async def _reply(request: Request, answer: Answer) -> Response:
    if isinstance(answer, Binary):
        content = await asyncio.to_thread(answer.make)
        return replies.binary(request, answer, content)
    return replies.success(request, answer)


def _path(request: Request) -> str:
    """Return the path as it was sent; servers without `raw_path` have decoded it."""
    raw = request.scope.get("raw_path")
    return raw.decode("latin-1") if raw else str(request.scope["path"])


def _malformed(request: Request) -> bool:
    """Return a head that node refuses before anybody sees it."""
    return not (_path(request) + request.scope["query_string"].decode("latin-1")).isascii()


def _head_size(request: Request) -> int:
    head = sum(len(name) + len(value) for name, value in request.scope["headers"])
    return head + len(_path(request)) + len(request.scope["query_string"])


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def create_app(
    options: SandboxOptions | None = None,
    *,
    operations: Mapping[str, Operation] | None = None,
    clock: SandboxClock | None = None,
) -> SandboxApp:
    """Return an application with a world of its own; it answers the operations of the SDK."""
    world = World(options or SandboxOptions(), models.ALL, clock or SandboxClock())
    return SandboxApp(world, OPERATIONS if operations is None else operations)
