"""Headers with a token are kept for the calls of an account: no longer than there is need."""

from __future__ import annotations

import gc
import pickle
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import CheckedHeaders

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.testing import SentRequest


def all_headers() -> list[CheckedHeaders]:
    gc.collect()
    # By its type: to ask some proxies for their class has effects.
    return [one for one in gc.get_objects() if type(one) is CheckedHeaders]


@pytest.fixture
def kept() -> Callable[[], set[str]]:
    """Return what tells the tokens in all headers that were made since the test began."""
    before = all_headers()  # of other tests; held, so that no other gets the place of one
    others = {id(one) for one in before}

    def tokens(_: object = before) -> set[str]:
        found = [one for one in all_headers() if id(one) not in others]
        return {dict(one).get("Authorization", "") for one in found} - {""}

    return tokens


class Server:
    """Gives a new token for each login and each impersonation."""

    def __init__(self, *, ttl: int = 900) -> None:
        self.made = 0
        self.ttl = ttl

    def __call__(self, sent: SentRequest) -> Reply:
        if sent.path.endswith(("/login", "/impersonate")):
            self.made += 1
            child = (sent.json or {}).get("id", "me")
            return Reply({"id": f"token-{self.made}", "ttl": self.ttl, "userId": child})
        return Reply({"id": "me"})

    def client(self, clock: FakeClock) -> AsyncSpaceInvoices:
        return AsyncSpaceInvoices(
            email="a@b.c", password="secret", transport=ScriptedTransport(self), clock=clock
        )


async def test_of_a_token_that_is_renewed_again_and_again_the_present_one_is_kept(
    kept: Callable[[], set[str]],
) -> None:
    clock = FakeClock(auto=True)
    async with Server(ttl=10).client(clock) as si:
        for _ in range(20):
            await si.accounts.authorized()
            await si.documents.get("d")
            await clock.advance(11)
        await si.accounts.authorized()

        assert kept() == {"token-21"}
    assert kept() == set()


async def test_of_a_child_account_that_was_left_nothing_is_kept(
    kept: Callable[[], set[str]],
) -> None:
    async with Server().client(FakeClock(auto=True)) as si:
        views = []
        for number in range(5):
            async with si.impersonate(id=f"child-{number}") as view:
                views.append(view)  # a program may keep them
                await view.documents.get("d")
        await si.documents.get("d")

        assert (kept(), len(views)) == ({"token-1"}, 5)


async def test_after_a_logout_nothing_is_kept(kept: Callable[[], set[str]]) -> None:
    async with Server().client(FakeClock(auto=True)) as si:
        await si.documents.get("d")
        await si.logout()

        assert kept() == set()


async def test_a_given_token_is_dropped_with_its_logout(kept: Callable[[], set[str]]) -> None:
    transport = ScriptedTransport(lambda _: Reply({"id": "d"}))
    async with AsyncSpaceInvoices("given", transport=transport) as si:
        await si.documents.get("d")
        assert kept() == {"given"}
        await si.logout()
        assert kept() == set()


async def test_bodies_of_ever_new_kinds_do_not_add_up() -> None:
    png = b"\x89PNG\r\n\x1a\n"
    async with Server().client(FakeClock(auto=True)) as si:
        for _ in range(100):  # each form has a boundary of its own
            await si.organizations.upload_image("org", type="logo", file=png)
        (signed,) = si._parts.pipeline._attempts.builder._usual.values()

        assert len(signed.headers) <= 16


async def test_what_keeps_them_shows_none_and_is_not_pickled() -> None:
    async with Server().client(FakeClock(auto=True)) as si:
        await si.documents.get("d")
        builder = si._parts.pipeline._attempts.builder
        (signed,) = builder._usual.values()

        assert "token-1" not in f"{builder!r} {signed!r} {list(signed.headers.values())!r}"
        with pytest.raises(TypeError):
            pickle.dumps(builder)
