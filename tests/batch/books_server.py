"""A server that keeps books, fails in every way, and watches how it is used.

Its uniqueness check races, as the framework's own does: it looks, waits, then stores. What must
never happen is taken down in `violations` as it happens: two requests of one unique id under way at
once, or a request whose claim is not on the disk.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import formatdate
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Self

Fault = Literal[
    "refuse", "drop_before", "drop_after", "hang", "truncate", "500_before", "500_after", "429"
]
Stage = Literal["arrived", "checked", "stored", "answered"]
WORDS = {200: "OK", 401: "Unauthorized", 404: "Not Found", 422: "Unprocessable", 429: "Too Many"}


def refusal(status: int, message: str, **more: object) -> tuple[int, object]:
    return status, {"error": {"statusCode": status, "name": "Error", "message": message, **more}}


@dataclass
class BooksServer:
    """Documents of any organization in memory; runs inside an `async with` block."""

    rates: dict[Fault, float] = field(default_factory=dict)
    """How likely each fault is."""
    seed: int = 0
    delay: float = 0.0
    """Seconds between the check and the storing, answered or not."""
    lateness: tuple[float, float] = (0.0, 0.0)
    """How likely storing is later than that, and by how much."""
    repeats: Literal["error", "document"] = "error"
    denied: set[str] = field(default_factory=set)
    """Organizations that nobody may issue for."""
    unknown: set[str] = field(default_factory=set)
    """Organizations that there are not."""
    lookups_ignored: bool = False

    def __post_init__(self) -> None:
        self.documents: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.by_uid: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.violations: list[str] = []
        self.counts: Counter[str] = Counter()
        self.faults: dict[str, list[Fault]] = {}
        """Planned faults of the requests of a document, by its reference, in order."""
        self.on_stage: Callable[[Stage, dict[str, object]], Awaitable[None]] | None = None
        self.order: list[str] = []
        self.most_under_way = 0
        self.under_way: set[str] = set()
        self._random = random.Random(self.seed)
        self._tasks: set[asyncio.Future[object]] = set()
        self._release = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def all_documents(self) -> list[dict[str, object]]:
        return [document for books in self.documents.values() for document in books]

    def references(self) -> Counter[str]:
        """How many documents there are of each reference."""
        return Counter(str(document["reference"]) for document in self.all_documents)

    @property
    def total(self) -> Decimal:
        return sum((Decimal(str(one["totalWithTax"])) for one in self.all_documents), Decimal(0))

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=1 << 20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._release.set()
        self._server.close()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        start, *lines = head.split("\r\n")
        method, target, _ = start.split(" ")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        address = urlsplit(target)
        parts = [unquote(part) for part in address.path.strip("/").split("/")]
        if method == "POST" and parts[-1] == "documents":
            # Goes on when the client hangs up, as a server does.
            work = asyncio.ensure_future(self._create(parts[2], json.loads(body)))
            self._tasks.add(work)
            work.add_done_callback(self._tasks.discard)
            status, answer, fault = await asyncio.shield(work)
        elif parts[-1] == "documents":
            status, answer = self._list(parts[2], parse_qs(address.query))
            fault = None
        elif parts[-1] == "authorized":
            status, answer, fault = 200, {"id": "account"}, None
        else:
            status, answer = refusal(404, "no such route")
            fault = None
        if fault in {"drop_before", "drop_after"}:
            return False
        if fault == "hang":
            await reader.read(1)  # until the client gives up
            return False
        payload = json.dumps(answer).encode()
        text = (
            f"HTTP/1.1 {status} {WORDS.get(status, 'Error')}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(payload)}\r\n"
            f"date: {formatdate(usegmt=True)}\r\n"
            + ("retry-after: 0\r\n" if status == 429 else "")
            + "\r\n"
        ).encode() + payload
        if fault == "truncate":
            writer.write(text[: -len(payload) // 2])
            await writer.drain()
            return False
        writer.write(text)
        await writer.drain()
        return True

    def _fault(self, reference: str) -> Fault | None:
        planned = self.faults.get(reference)
        if planned:
            return planned.pop(0)
        chance = self._random.random()
        for fault, rate in self.rates.items():
            chance -= rate
            if chance < 0:
                return fault
        return None

    async def _stage(self, stage: Stage, body: dict[str, object]) -> None:
        if self.on_stage is not None:
            await self.on_stage(stage, body)

    async def _create(
        self, organization: str, body: dict[str, object]
    ) -> tuple[int, object, Fault | None]:
        self.counts["create"] += 1
        uid = str(body["uniqueId"])
        if uid in self.under_way:
            self.violations.append(f"two requests of {uid} under way")
        self.under_way.add(uid)
        self.most_under_way = max(self.most_under_way, len(self.under_way))
        try:
            return await self._create_alone(organization, uid, body)
        finally:
            self.under_way.discard(uid)

    async def _create_alone(
        self, organization: str, uid: str, body: dict[str, object]
    ) -> tuple[int, object, Fault | None]:
        reference = str(body.get("reference"))
        self.order.append(reference)
        await self._stage("arrived", body)
        fault = self._fault(reference)
        if fault is not None:
            self.counts[fault] += 1
        refused = self._refused(organization, fault, body)
        if refused is not None:
            return *refused, fault
        existing = list(self.by_uid[uid])
        await self._stage("checked", body)
        late, by = self.lateness
        await asyncio.sleep(self.delay + (by if late and self._random.random() < late else 0.0))
        if existing:
            self.counts["repeated"] += 1
            if self.repeats == "document":
                return 200, existing[0], fault
            return *refusal(422, f"uniqueId {uid} was already saved"), fault
        document = self._store(organization, uid, body)
        await self._stage("stored", body)
        if fault == "500_after":
            return *refusal(500, "Internal Server Error"), None
        return 200, document, fault

    def _refused(
        self, organization: str, fault: Fault | None, body: dict[str, object]
    ) -> tuple[int, object] | None:
        if organization in self.denied:
            return refusal(401, "Authorization Required", code="AUTHORIZATION_REQUIRED")
        if organization in self.unknown or body.get("note") == "lost category":
            return refusal(404, "could not find a model", code="MODEL_NOT_FOUND")
        if fault == "refuse" or body.get("note") == "refuse me":
            return refusal(422, "the document is not valid", details={})
        answers: dict[Fault, tuple[int, object]] = {
            "429": refusal(429, "too many requests"),
            "drop_before": (0, None),
            "500_before": refusal(500, "Internal Server Error"),
        }
        return None if fault is None else answers.get(fault)

    def _store(self, organization: str, uid: str, body: dict[str, object]) -> dict[str, object]:
        books = self.documents[organization]
        total = sum(
            Decimal(str(line.get("quantity", 1))) * Decimal(str(line.get("price", 0)))
            for line in cast("list[dict[str, object]]", body["_documentItems"])
        )
        document = {
            **body,
            "id": f"{organization}-{len(books) + 1}",
            "number": f"2026-{len(books) + 1}",
            "totalWithTax": float(total),
            "currencyId": "EUR",
            "createdAt": datetime.now(UTC).isoformat(),
        }
        books.append(document)
        if self.by_uid[uid]:
            self.violations.append(f"{uid} was issued twice")
        self.by_uid[uid].append(document)
        return document

    def _list(self, organization: str, query: dict[str, list[str]]) -> tuple[int, object]:
        self.counts["look-up"] += 1
        if organization in self.denied:
            return refusal(401, "Authorization Required", code="AUTHORIZATION_REQUIRED")
        if organization in self.unknown:
            return refusal(404, "could not find a model", code="MODEL_NOT_FOUND")
        asked = json.loads(query["filter"][0])
        wanted = asked["where"]["uniqueId"]
        uids = wanted["inq"] if isinstance(wanted, dict) else [wanted]
        if self.lookups_ignored:
            return 200, self.all_documents[:100]
        found = [document for uid in uids for document in self.by_uid.get(uid, ())]
        if not asked.get("deleted"):
            found = [document for document in found if not document.get("isDeleted")]
        return 200, found[: asked.get("limit", 100)]
