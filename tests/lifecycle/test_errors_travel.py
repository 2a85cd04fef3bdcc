"""Every public error can be sent to another process, copied and grouped, with all that it knows."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime

import pytest

import spaceinvoices_async
from spaceinvoices_async import ApiError, Attempt, OutcomeUnknownError, SpaceInvoicesError, errors
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError

PUBLIC = [
    value
    for value in (getattr(spaceinvoices_async, name) for name in spaceinvoices_async.__all__)
    if isinstance(value, type) and issubclass(value, SpaceInvoicesError)
]
ATTEMPTS = (
    Attempt(number=1, operation="documents_create", outcome="unknown", reason="reset"),
    Attempt(number=2, operation="documents_list", outcome="applied", status=200, waited=0.5),
)
MORE = {
    "InvalidInputError": {"field": "items[0].price"},
    "ResponseDecodeError": {"status": 200},
    "OutcomeUnknownError": {
        "resend_not_before": datetime(2026, 1, 1, tzinfo=UTC),
        "path": ("org",),
        "account_id": "child",
    },
}
WAYS = {
    **{f"pickle {n}": lambda e, n=n: pickle.loads(pickle.dumps(e, n)) for n in range(2, 6)},
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickled group": lambda e: pickle.loads(pickle.dumps(ExceptionGroup("g", [e]))).exceptions[0],
}


def made(cls: type[SpaceInvoicesError]) -> SpaceInvoicesError:
    more = MORE.get(cls.__name__, {})
    if issubclass(cls, ApiError):
        more = {"status": 422, "code": "X", "fields": {"a": ("b",)}, "retry_after": 1.5}
    return cls("what", operation="documents_create", attempts=ATTEMPTS, unique_id="o-1", **more)


def test_every_error_is_public() -> None:
    defined = {
        cls
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, SpaceInvoicesError)
    }
    assert defined <= set(PUBLIC)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("cls", PUBLIC)
def test_every_error_arrives_as_it_left(cls, way) -> None:
    error = made(cls)
    arrived = way(error)

    assert type(arrived) is cls
    assert (str(arrived), repr(arrived)) == (str(error), repr(error))
    assert vars(arrived) == vars(error)
    assert arrived.attempts == ATTEMPTS


@pytest.mark.parametrize("cls", PUBLIC)
def test_every_error_is_found_in_a_group_that_was_split(cls) -> None:
    error = made(cls)
    found = None
    try:
        raise ExceptionGroup("outer", [KeyError("k"), ExceptionGroup("inner", [error])])
    except* SpaceInvoicesError as group:
        found = group
    except* KeyError:
        pass

    assert found is not None
    assert found.exceptions[0].exceptions == (error,)


async def test_an_error_that_was_raised_arrives_with_its_history() -> None:
    transport = ScriptedTransport(
        TransportError("not_sent", "connect"), Reply(status=503), Reply(status=502)
    )
    si = spaceinvoices_async.AsyncSpaceInvoices(
        "t", transport=transport, clock=FakeClock(auto=True)
    )
    async with si:
        with pytest.raises(OutcomeUnknownError) as caught:
            await si.clients.create("org", name="Tea")
    arrived = pickle.loads(pickle.dumps(caught.value))

    assert [(one.outcome, one.reason) for one in arrived.attempts] == [
        ("not_sent", "connect"),
        ("unknown", "status 503"),
    ]
    assert arrived.attempts == caught.value.attempts
    assert arrived.path == ("org",)
