"""Events of webhooks: typed where they are known, kept as they came where not, handled once."""

import json
from decimal import Decimal
from typing import Any

import pytest

from spaceinvoices_async import InvalidInputError, models
from spaceinvoices_async.webhooks import (
    CategoryEvent,
    ClientEvent,
    DocumentCategoryEvent,
    DocumentEvent,
    EventDeduplicator,
    EventInProgressError,
    ItemEvent,
    OrganizationEvent,
    PaymentEvent,
    RecurrenceEvent,
    TaxEvent,
    UnitEvent,
    UnknownEvent,
    WebhookEvent,
    parse,
)

# The body on the vendor's page, with the data it leaves out.
BODY: dict[str, Any] = {
    "event": "client/create",
    "organizationId": "644c214c6ee48100249d5d7d",
    "data": {"id": "644e072bf09b31001c381560", "name": "Rocket man", "planet": "Mars"},
    "uid": "859e2ee4-a1aa-45a1-b0d3-2dfe5b86a672",
}


@pytest.mark.parametrize(
    "body",
    [BODY, json.dumps(BODY), json.dumps(BODY).encode(), bytearray(json.dumps(BODY).encode())],
    ids=["mapping", "text", "bytes", "bytearray"],
)
def test_an_event_is_read_from_every_form_of_a_body(body: Any) -> None:
    event = parse(body)

    assert isinstance(event, ClientEvent)
    assert (event.name, event.verb, event.uid) == ("client/create", "create", BODY["uid"])
    assert (event.organization_id, event.model_name) == (BODY["organizationId"], None)
    assert isinstance(event.data, models.Client)
    assert event.data.name == "Rocket man"
    assert event.data.additional_properties == {"planet": "Mars"}
    assert event.raw == BODY


@pytest.mark.parametrize(
    ("name", "kind", "model"),
    [
        ("document/update", DocumentEvent, models.Document),
        ("payment/delete", PaymentEvent, models.Payment),
        ("Client/create", ClientEvent, models.Client),
        ("item/create", ItemEvent, models.Item),
        ("tax/create", TaxEvent, models.Tax),
        ("organization/update", OrganizationEvent, models.Organization),
        ("unit/create", UnitEvent, models.Unit),
        ("recurrence/create", RecurrenceEvent, models.Recurrence),
        ("category/create", CategoryEvent, models.Category),
        ("documentCategory/create", DocumentCategoryEvent, models.DocumentCategory),
    ],
)
def test_the_class_of_an_event_says_what_its_data_is(
    name: str, kind: type[WebhookEvent[object]], model: type[object]
) -> None:
    event = parse({"event": name, "data": {"id": "1"}})

    assert (type(event), type(event.data)) == (kind, model)
    assert event.uid is None


def test_amounts_are_exact() -> None:
    event = parse('{"event": "payment/create", "data": {"id": "1", "amount": 0.1}}')

    assert isinstance(event, PaymentEvent)
    assert event.data.amount == Decimal("0.1")


@pytest.mark.parametrize(
    "body",
    [
        {"event": "rocket/launch", "uid": "1", "data": {"id": "1"}},
        {"event": "client/create", "uid": "1", "data": ["not an object"]},
        {"event": "client/create", "uid": "1"},
        {"event": "*", "uid": "1", "data": None},
        {"event": 7, "uid": "1", "data": 1},
        {"uid": "1"},
        {},
    ],
)
def test_what_is_not_known_is_kept_as_it_came(body: dict[str, Any]) -> None:
    event = parse(body)

    assert isinstance(event, UnknownEvent)
    assert (event.data, event.raw) == (body.get("data"), body)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", "text", b"[" * 100_000])
def test_what_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(InvalidInputError, match="body: is not a JSON object"):
        parse(body)


def test_an_event_shows_no_raw_body() -> None:
    assert "raw" not in repr(parse(BODY))


# ---- once


def handled(seen: EventDeduplicator, event: WebhookEvent[Any]) -> bool:
    with seen.once(event) as first:
        return first


def numbered(uid: str | None) -> WebhookEvent[Any]:
    return parse({"event": "client/create", "uid": uid, "data": {"id": "1"}})


def test_an_event_is_new_once() -> None:
    seen = EventDeduplicator()

    assert [handled(seen, numbered(uid)) for uid in ("a", "b", "a", "b")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_event_whose_handling_failed_is_new_again() -> None:
    seen = EventDeduplicator()
    with pytest.raises(LookupError), seen.once(numbered("a")):
        raise LookupError

    assert handled(seen, numbered("a")) is True
    assert handled(seen, numbered("a")) is False


def test_a_copy_that_comes_while_the_first_is_handled_is_not_taken_for_done() -> None:
    seen = EventDeduplicator()
    with seen.once(numbered("a")):
        with pytest.raises(EventInProgressError, match="event 'a' is being handled"):
            handled(seen, numbered("a"))
        assert handled(seen, numbered("b")) is True
    assert handled(seen, numbered("a")) is False


def test_an_event_whose_first_handling_fails_is_not_lost_with_its_copy() -> None:
    seen = EventDeduplicator()
    first = seen.once(numbered("a"))
    assert first.__enter__() is True
    with pytest.raises(EventInProgressError):
        handled(seen, numbered("a"))
    failure = LookupError()
    assert first.__exit__(LookupError, failure, None) is False
    assert handled(seen, numbered("a")) is True


def test_a_failing_copy_does_not_forget_the_first() -> None:
    seen = EventDeduplicator()
    assert handled(seen, numbered("a")) is True
    with pytest.raises(LookupError), seen.once(numbered("a")):
        raise LookupError

    assert handled(seen, numbered("a")) is False


def test_an_event_without_an_id_is_always_new() -> None:
    seen = EventDeduplicator()

    assert [handled(seen, numbered(None)) for _ in range(2)] == [True, True]
    assert len(seen) == 0


def test_only_so_many_events_are_remembered() -> None:
    seen = EventDeduplicator(max_events=3)
    for uid in range(1000):
        assert handled(seen, numbered(str(uid))) is True

    assert len(seen) == 3
    assert handled(seen, numbered("999")) is False
    assert handled(seen, numbered("996")) is True


def test_at_least_one_event_is_remembered() -> None:
    with pytest.raises(InvalidInputError, match="max_events"):
        EventDeduplicator(0)
