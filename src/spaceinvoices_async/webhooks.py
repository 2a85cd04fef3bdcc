"""Reads the events that the API posts to a webhook, and tells repeated ones apart.

The API signs nothing: whoever knows the address can post to it. Keep a secret in the address, and
fetch what an event is about by its id before money depends on it. Begin reading at `parse`. May
import the models and their serialization, and nothing that sends.
"""

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final, Generic, TypeAlias, TypeVar, cast

from attrs import field, frozen

from spaceinvoices_async import models
from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async.errors import InvalidInputError, SpaceInvoicesError
from spaceinvoices_async.types import JsonValue

__all__ = [
    "CategoryEvent",
    "ClientEvent",
    "DocumentCategoryEvent",
    "DocumentEvent",
    "Event",
    "EventDeduplicator",
    "EventInProgressError",
    "ItemEvent",
    "OrganizationEvent",
    "PaymentEvent",
    "RecurrenceEvent",
    "TaxEvent",
    "UnitEvent",
    "UnknownEvent",
    "WebhookEvent",
    "parse",
]

_DataT_co = TypeVar("_DataT_co", covariant=True)
_MOST_EVENTS: Final = 10_000


@frozen(kw_only=True)
class WebhookEvent(Generic[_DataT_co]):
    """One event of a webhook.

    Attributes:
        name: Model and verb as they were sent, such as `client/create`.
        uid: Id of the event; the same when it is sent again. None where none was sent.
        organization_id: Id of the organization it happened in; None where none was sent.
        model_name: Name of the model as it was sent, if it was.
        data: State of the record after the event.
        raw: The whole body as it was sent.
    """

    name: str
    uid: str | None
    organization_id: str | None
    model_name: str | None
    data: _DataT_co
    raw: Mapping[str, JsonValue] = field(repr=False)

    @property
    def verb(self) -> str:
        """What happened: `create`, `update`, `delete`, or what else stands behind the last slash."""
        return self.name.rpartition("/")[2]


class DocumentEvent(WebhookEvent[models.Document]):
    """A document was created, changed or deleted."""


class PaymentEvent(WebhookEvent[models.Payment]):
    """A payment was recorded, changed or taken back."""


class ClientEvent(WebhookEvent[models.Client]):
    """A client was created, changed or deleted."""


class ItemEvent(WebhookEvent[models.Item]):
    """An item was created, changed or deleted."""


class TaxEvent(WebhookEvent[models.Tax]):
    """A tax was created, changed or deleted."""


class OrganizationEvent(WebhookEvent[models.Organization]):
    """An organization was created or changed."""


class UnitEvent(WebhookEvent[models.Unit]):
    """A unit was created, changed or deleted."""


class RecurrenceEvent(WebhookEvent[models.Recurrence]):
    """A recurrence was created, changed or ended."""


class CategoryEvent(WebhookEvent[models.Category]):
    """A category was created, changed or deleted."""


class DocumentCategoryEvent(WebhookEvent[models.DocumentCategory]):
    """A document was put into a category, or taken out of it."""


class UnknownEvent(WebhookEvent[JsonValue]):
    """An event of a model this version does not know, or of a form it does not know: as it came."""


Event: TypeAlias = (
    DocumentEvent
    | PaymentEvent
    | ClientEvent
    | ItemEvent
    | TaxEvent
    | OrganizationEvent
    | UnitEvent
    | RecurrenceEvent
    | CategoryEvent
    | DocumentCategoryEvent
    | UnknownEvent
)
"""Any event: `match` it by its class."""

_KNOWN: Final[Mapping[str, tuple[type[WebhookEvent[Model]], type[Model]]]] = {
    model.__name__.casefold(): (cast("type[WebhookEvent[Model]]", kind), model)
    for kind, model in (
        (DocumentEvent, models.Document),
        (PaymentEvent, models.Payment),
        (ClientEvent, models.Client),
        (ItemEvent, models.Item),
        (TaxEvent, models.Tax),
        (OrganizationEvent, models.Organization),
        (UnitEvent, models.Unit),
        (RecurrenceEvent, models.Recurrence),
        (CategoryEvent, models.Category),
        (DocumentCategoryEvent, models.DocumentCategory),
    )
}
"""Class of the event and of its data, by the part of the event's name before the slash."""


def parse(body: bytes | bytearray | memoryview | str | Mapping[str, JsonValue]) -> Event:
    """Read the body of a webhook request.

    Unknown properties, values and events are kept as they came and never make it fail.

    Args:
        body: The body of the request, undecoded or decoded.

    Raises:
        InvalidInputError: It is no JSON object, or a key stands twice in one object of it.
    """
    raw = _object(body)
    name = _text(raw, "event") or ""
    data = raw.get("data")
    known = _KNOWN.get(name.partition("/")[0].casefold())
    if known is None or not isinstance(data, dict):
        kind, value = cast("type[WebhookEvent[object]]", UnknownEvent), cast("object", data)
    else:
        kind, value = cast("type[WebhookEvent[object]]", known[0]), known[1].from_dict(data)
    event = kind(
        name=name,
        uid=_text(raw, "uid"),
        organization_id=_text(raw, "organizationId"),
        model_name=_text(raw, "modelName"),
        data=value,
        raw=raw,
    )
    return cast("Event", event)


def _object(
    body: bytes | bytearray | memoryview | str | Mapping[str, JsonValue],
) -> Mapping[str, JsonValue]:
    if isinstance(body, Mapping):
        return body
    try:
        decoded = responses.loads_input(body.encode() if isinstance(body, str) else bytes(body))
    except responses.KeyTwice as error:
        raise InvalidInputError(str(error), field="body") from None
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict):
        raise InvalidInputError("is not a JSON object", field="body")
    return decoded


def _text(raw: Mapping[str, JsonValue], name: str) -> str | None:
    value = raw.get(name)
    return value if isinstance(value, str) and value else None


class EventInProgressError(SpaceInvoicesError):
    """The same event is being handled at this moment, and it is not known yet with what success."""


class EventDeduplicator:
    """Remembers the events of this process by their `uid`, so that each is handled once.

    The API sends an event again when it is not answered by 2xx in time, so the same one can come
    more than once. Several processes do not know of each other's events: keep the `uid` in a table
    with a unique column then.

    Args:
        max_events: Events remembered; the oldest are forgotten first. The API repeats an event for
            eight minutes, so as many as come in that time are enough.

    Raises:
        InvalidInputError: `max_events` is less than one.
    """

    def __init__(self, max_events: int = _MOST_EVENTS) -> None:
        if max_events < 1:
            raise InvalidInputError("must be at least 1", field="max_events")
        self._most = max_events
        self._seen: dict[str, bool] = {}  # whether it has been handled
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._seen)

    @contextmanager
    def once(self, event: WebhookEvent[object]) -> Generator[bool]:
        """Tell whether the event is a new one, for the block that handles it.

        When the block raises, the event is forgotten, so that it is handled when it is sent again.
        An event without `uid` is always new. May be used from any thread and task.

        Raises:
            EventInProgressError: A copy came while the first is being handled. Answer it with an
                error, such as 503, so that it is sent again: if the first fails, and its copy was
                answered with success, the event would be lost.
        """
        uid = event.uid
        if uid is None:
            yield True
            return
        if not self._first(uid):
            yield False
            return
        try:
            yield True
        except BaseException:
            with self._lock:
                self._seen.pop(uid, None)
            raise
        with self._lock:
            if uid in self._seen:  # else forgotten meanwhile, for newer ones
                self._seen[uid] = True

    def _first(self, uid: str) -> bool:
        with self._lock:
            if uid in self._seen:
                if not self._seen[uid]:
                    raise EventInProgressError(f"event {uid!r} is being handled")
                return False
            self._seen[uid] = False
            if len(self._seen) > self._most:
                del self._seen[next(iter(self._seen))]
            return True
