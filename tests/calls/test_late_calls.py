"""What the error of a call says whose deadline has passed before anything was sent."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.options import ClientOptions
from tests.support.scripted_client import FakeCredentials, not_sent, rig
from tests.support.simple_calls import get


class SlowCredentials(FakeCredentials):
    async def token(self):
        await asyncio.Event().wait()


async def connecting(request):
    request.progress.sent_at = None  # of which the scripted transport has told
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("credentials", "steps", "expected"),
    [
        (SlowCredentials(), [], ": it waited for a token"),
        (None, [connecting], ": it waited for a connection"),
        (
            None,
            [not_sent("tls"), not_sent("dns"), connecting],
            ": it waited for a connection (the attempt before: dns)",
        ),
    ],
)
async def test_names_what_it_waited_for_and_why_the_attempt_before_failed(
    credentials, steps, expected
):
    setup = rig(*steps, credentials=credentials, options=ClientOptions(first_connection=None))

    with pytest.raises(errors.DeadlineExceeded) as caught:
        await get(setup, deadline=5)

    message = f"the deadline passed before anything was sent{expected}; nothing was sent"
    assert caught.value.message == message
