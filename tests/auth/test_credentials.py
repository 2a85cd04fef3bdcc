"""Tokens: given, found in the environment, made by logging in."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING

import pytest
from rich.pretty import pretty_repr

from spaceinvoices_async._auth import credentials as auth
from spaceinvoices_async._auth.introspection import TokenIntrospection
from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    ConfigurationError,
    InvalidTokenError,
    ResponseDecodeError,
)
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import TransportError
from tests.support.account_server import ROOT, AccountServer, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.testing import SentRequest

UNLIMITED = ClientOptions(rate=None, concurrency=None)


def _logging_in(server: Callable[[SentRequest], object], clock: FakeClock | None = None):
    return AsyncSpaceInvoices(
        email=ROOT["email"],
        password=ROOT["password"],
        transport=ScriptedTransport(server),
        options=UNLIMITED,
        clock=clock,
    )


def _given(server: Callable[[SentRequest], object], clock: FakeClock | None = None):
    transport = ScriptedTransport(server)
    return AsyncSpaceInvoices("root-token", transport=transport, options=UNLIMITED, clock=clock)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ("TOKEN", "EMAIL", "PASSWORD", "BASE_URL"):
        monkeypatch.delenv(f"SPACEINVOICES_{name}", raising=False)


def login(given: object) -> tuple[str, str]:
    assert isinstance(given, auth.Login)
    return given.email, given.password


@pytest.mark.parametrize("given", [auth.Login("s3cr3t", "s3cr3t"), auth.GivenToken("s3cr3t")])
def test_what_was_given_is_not_shown_by_what_looks_into_values(given: object):
    assert "s3cr3t" not in repr(given) + pretty_repr(given) + pretty_repr([{"given": given}])


class TestFindingCredentials:
    def test_a_token_of_the_environment_goes_before_a_login_of_the_environment(self, monkeypatch):
        monkeypatch.setenv("SPACEINVOICES_TOKEN", "from-environment")
        monkeypatch.setenv("SPACEINVOICES_EMAIL", "a@example.com")
        found = auth.find()
        assert isinstance(found, auth.GivenToken)
        assert found.token == "from-environment"

    def test_a_login_of_the_environment(self, monkeypatch):
        monkeypatch.setenv("SPACEINVOICES_EMAIL", "a@example.com")
        monkeypatch.setenv("SPACEINVOICES_PASSWORD", "secret")
        assert login(auth.find()) == ("a@example.com", "secret")

    def test_an_argument_beats_the_environment_entirely(self, monkeypatch):
        monkeypatch.setenv("SPACEINVOICES_TOKEN", "from-environment")
        monkeypatch.setenv("SPACEINVOICES_PASSWORD", "from-environment")
        given = auth.find(email="a@example.com", password="given")
        assert login(given) == ("a@example.com", "given")
        with pytest.raises(ConfigurationError, match="password= is missing beside email="):
            auth.find(email="a@example.com")

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            ({}, "give token=, or email= and password=, or set SPACEINVOICES_TOKEN, or"),
            ({"token": ""}, "token= must be a token"),
            ({"token": "two words"}, "token= must be a token"),
            ({"token": "line\nbreak"}, "token= must be a token"),
            ({"token": "Bearer abc"}, "without Bearer"),
            ({"password": "secret"}, "email= is missing beside password="),
            ({"token": "t", "email": "a@example.com"}, "not both"),
        ],
    )
    def test_what_is_missing_or_too_much_is_said_at_construction(self, arguments, problem):
        with pytest.raises(ConfigurationError, match=problem):
            AsyncSpaceInvoices(**arguments)

    def test_half_a_login_in_the_environment_names_the_other_variable(self, monkeypatch):
        monkeypatch.setenv("SPACEINVOICES_EMAIL", "a@example.com")
        with pytest.raises(ConfigurationError, match="SPACEINVOICES_PASSWORD is missing"):
            AsyncSpaceInvoices()

    def test_the_environment_is_read_at_construction(self, monkeypatch):
        with pytest.raises(ConfigurationError):
            AsyncSpaceInvoices()
        monkeypatch.setenv("SPACEINVOICES_TOKEN", "set later")
        with pytest.raises(ConfigurationError, match="SPACEINVOICES_TOKEN must be a token"):
            AsyncSpaceInvoices()

    def test_nothing_shown_holds_the_password(self):
        assert "canary" not in repr(auth.find(email="canary", password="canary"))


class TestGivenToken:
    async def test_is_sent_as_it_is(self):
        transport = ScriptedTransport(Reply({"id": "root"}))
        async with AsyncSpaceInvoices(" root-token\n", transport=transport) as si:
            await si.accounts.authorized()
        assert [request.token for request in transport.requests] == ["root-token"]

    async def test_ten_thousand_forbidden_records_cause_one_check(self):
        server = AccountServer()
        async with _given(server) as si:
            calls = (si.documents.get(f"doc-{number}") for number in range(10_000))
            errors = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(error) for error in errors} == {AccessDeniedError}
        assert server.calls["authorized"] == 1

    async def test_ten_thousand_refusals_at_98_a_second_cause_one_check(self):
        server, clock = AccountServer(), FakeClock()
        async with _given(server, clock) as si:
            check = TokenIntrospection(si._parts.pipeline, "root-token")
            began = clock.monotonic()
            for _ in range(10_000):
                assert await check.alive() is True
                await clock.advance(1 / 98)
            assert clock.monotonic() - began > 100
        assert server.calls["authorized"] == 1

    async def test_at_the_rate_of_the_limits_all_the_refusals_of_two_minutes_cause_one_check(self):
        server, clock = AccountServer(), FakeClock(auto=True)
        options = ClientOptions(rate=5, deadline=math.inf)
        async with AsyncSpaceInvoices(
            "root-token", transport=ScriptedTransport(server), options=options, clock=clock
        ) as si:
            began = clock.monotonic()
            calls = (si.documents.get(f"doc-{number}") for number in range(600))
            errors = await asyncio.gather(*calls, return_exceptions=True)
            assert clock.monotonic() - began > 110
        assert {type(error) for error in errors} == {AccessDeniedError}
        assert server.calls["authorized"] == 1

    async def test_refusals_that_never_stop_do_not_hide_for_ever_that_the_token_is_dead(self):
        server, clock = AccountServer(), FakeClock()
        async with _given(server, clock) as si:
            seen = []
            for second in range(400):
                if second == 10:
                    server.end("root")
                with pytest.raises(ApiError) as caught:
                    await si.documents.get("doc")
                seen.append(type(caught.value))
                await clock.advance(1)
        assert seen[299:301] == [AccessDeniedError, InvalidTokenError]
        assert set(seen[:300]) == {AccessDeniedError}
        assert set(seen[300:]) == {InvalidTokenError}
        # A dead one is asked about every minute, as it was.
        assert server.calls["authorized"] == 3

    async def test_a_token_that_expires_among_refusals_is_dead_at_once_and_stays_so(self):
        # The server says INVALID_TOKEN once, and forgets the token.
        script = [refusal(), Reply({"id": "root"}), refusal(), refusal("INVALID_TOKEN"), refusal()]
        transport = ScriptedTransport(*script)
        async with AsyncSpaceInvoices("token", transport=transport) as si:
            seen = []
            for _ in range(4):
                with pytest.raises(ApiError) as caught:
                    await si.documents.get("doc")
                seen.append(type(caught.value))
        assert seen == [AccessDeniedError] * 2 + [InvalidTokenError] * 2
        assert len(transport.requests) == len(script)

    async def test_the_check_is_repeated_after_a_minute(self):
        server, clock = AccountServer(), FakeClock()
        async with _given(server, clock) as si:
            for _ in range(3):
                with pytest.raises(AccessDeniedError):
                    await si.documents.get("doc")
            await clock.advance(61)
            with pytest.raises(AccessDeniedError):
                await si.documents.get("doc")
        assert server.calls["authorized"] == 2

    async def test_a_dead_one_is_named_as_such_and_never_replaced(self):
        server = AccountServer()
        server.end("root")
        async with _given(server) as si:
            with pytest.raises(InvalidTokenError):
                await si.documents.get("doc")
        assert dict(server.calls) == {"doc": 1, "authorized": 1}

    async def test_one_that_has_expired_needs_no_check(self):
        transport = ScriptedTransport(refusal("INVALID_TOKEN"))
        async with AsyncSpaceInvoices("old", transport=transport) as si:
            with pytest.raises(InvalidTokenError):
                await si.accounts.authorized()
        assert len(transport.requests) == 1

    async def test_without_a_verdict_the_first_refusal_stands_and_the_next_asks_again(self):
        transport = ScriptedTransport(
            refusal(), refusal("TEAPOT", 418), refusal(), Reply({"id": "root"})
        )
        async with AsyncSpaceInvoices("token", transport=transport) as si:
            for _ in range(2):
                with pytest.raises(AccessDeniedError):
                    await si.documents.get("doc")
        assert len(transport.requests) == 4

    async def test_the_check_tells_the_account(self):
        async with _given(AccountServer()) as si:
            assert si.account_id is None
            with pytest.raises(AccessDeniedError):
                await si.documents.get("doc")
            assert si.account_id == "root"

    async def test_a_failed_login_of_somebody_else_says_nothing_about_the_token(self):
        server = AccountServer()
        async with _given(server) as si:
            with pytest.raises(ApiError, match="LOGIN_FAILED"):
                await si.accounts.login(email="a@example.com", password="wrong", ttl=60)
        assert server.calls["authorized"] == 0

    async def test_logging_out_ends_it_for_the_client_too(self):
        server = AccountServer()
        async with _given(server) as si:
            await si.logout()
            assert server.alive("root") == 0
            with pytest.raises(ConfigurationError, match="logged out"):
                await si.accounts.authorized()


class TestLogin:
    async def test_happens_once_for_any_number_of_waiting_callers(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            await asyncio.gather(*(si.accounts.authorized() for _ in range(1000)))
            assert si.account_id == "root"
        assert (server.calls["login"], server.calls["authorized"]) == (1, 1000)

    async def test_cancelling_the_caller_who_runs_it_does_not_fail_the_others(self):
        server = AccountServer()
        server.hold = asyncio.Event()
        async with _logging_in(server) as si:
            first = asyncio.create_task(si.accounts.authorized())
            await asyncio.sleep(0)
            others = [asyncio.create_task(si.accounts.authorized()) for _ in range(10)]
            await server.asked_to_log_in.wait()
            first.cancel()
            server.hold.set()
            answers = await asyncio.gather(*others)
        assert [answer.id for answer in answers] == ["root"] * 10
        assert server.calls["login"] == 1

    async def test_is_renewed_at_four_fifths_of_its_life_without_making_anybody_wait(self):
        server, clock = AccountServer(), FakeClock()
        server.hold = asyncio.Event()
        server.hold.set()
        async with _logging_in(server, clock) as si:
            await si.accounts.authorized()
            await clock.advance(0.79 * 3600)
            await si.accounts.authorized()
            assert server.calls["login"] == 1
            await clock.advance(0.02 * 3600)
            server.hold.clear()
            await si.accounts.authorized()
            server.hold.set()
            await clock.advance(0)
            await si.accounts.authorized()
            assert server.calls["login"] == 2
            assert server.alive("root") == 3  # with the one nobody here was given

    async def test_past_its_end_is_made_anew_before_the_next_call(self):
        server, clock = AccountServer(), FakeClock()
        async with _logging_in(server, clock) as si:
            await si.accounts.authorized()
            await clock.advance(3600)
            server.end("root")
            await si.accounts.authorized()
        assert server.calls["login"] == 2
        assert server.calls["authorized"] == 2

    async def test_lives_as_long_as_the_server_says(self):
        server, clock = AccountServer(ttl=100), FakeClock()
        async with _logging_in(server, clock) as si:
            await si.accounts.authorized()
            await clock.advance(100)
            await si.accounts.authorized()
        assert server.calls["login"] == 2

    async def test_without_an_end_is_never_renewed(self):
        server, clock = AccountServer(ttl=-1), FakeClock()
        async with _logging_in(server, clock) as si:
            await si.accounts.authorized()
            await clock.advance(10**9)
            await si.accounts.authorized()
        assert server.calls["login"] == 1

    async def test_a_failing_renewal_leaves_the_old_token_in_use(self, caplog):
        server, clock = AccountServer(), FakeClock()
        async with _logging_in(server, clock) as si:
            await si.accounts.authorized()
            await clock.advance(3000)
            server.refuse_login = True
            for _ in range(5):
                await si.accounts.authorized()
            await clock.advance(0)
            assert server.calls["login"] == 2
            server.refuse_login = False
            await clock.advance(11)
            await si.accounts.authorized()
            await clock.advance(0)
        assert server.calls["login"] == 3
        assert "no token could be made" in caplog.text

    async def test_a_dead_token_is_replaced_once_for_all_and_the_calls_are_repeated(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            await si.accounts.authorized()
            server.end("root")
            answers = await asyncio.gather(
                *(si.documents.create("org-root", type="invoice", items=[]) for _ in range(100))
            )
        assert {answer.organization_id for answer in answers} == {"org-root"}
        assert server.calls["login"] == 2
        assert server.created["org-root"] == 100

    async def test_ten_thousand_forbidden_records_cause_one_check_and_no_login(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            calls = (si.documents.get(f"doc-{number}") for number in range(10_000))
            errors = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(error) for error in errors} == {AccessDeniedError}
        assert (server.calls["authorized"], server.calls["login"]) == (1, 1)

    async def test_a_server_that_refuses_every_token_is_not_asked_for_one_per_call(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            await si.accounts.authorized()
            server.refuse_all = True
            for _ in range(20):
                with pytest.raises((AccessDeniedError, InvalidTokenError)):
                    await si.documents.get("doc")
        assert server.calls["login"] <= 3

    async def test_a_failure_reaches_all_who_wait_and_is_not_tried_per_call(self):
        server, clock = AccountServer(), FakeClock()
        server.refuse_login = True
        async with _logging_in(server, clock) as si:
            calls = (si.accounts.authorized() for _ in range(100))
            errors = await asyncio.gather(*calls, return_exceptions=True)
            assert {getattr(error, "code", None) for error in errors} == {"LOGIN_FAILED"}
            with pytest.raises(ApiError, match="LOGIN_FAILED"):
                await si.accounts.authorized()
            assert server.calls["login"] == 1
            server.refuse_login = False
            await clock.advance(11)
            assert (await si.accounts.authorized()).id == "root"

    async def test_an_unreachable_server_is_not_remembered(self):
        failures = [TransportError("not_sent", "connect")]
        server = AccountServer()

        async def flaky(request: SentRequest) -> Reply:
            if failures:
                raise failures.pop()
            return await server(request)

        async with _logging_in(flaky) as si:
            assert (await si.accounts.authorized()).id == "root"

    async def test_an_answer_without_a_token_is_an_error(self):
        async with _logging_in(lambda _: Reply({"ttl": 10})) as si:
            with pytest.raises(ResponseDecodeError, match="holds no token"):
                await si.accounts.authorized()

    async def test_logout_ends_the_token_and_the_next_call_logs_in_again(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            await si.logout()
            assert server.calls["logout"] == 0
            await si.accounts.authorized()
            await si.logout()
            assert server.alive("root") == 1  # the one nobody here was given
            await si.accounts.authorized()
        assert server.calls["login"] == 2

    async def test_closing_does_not_log_out(self):
        server = AccountServer()
        async with _logging_in(server) as si:
            await si.accounts.authorized()
        assert server.calls["logout"] == 0

    def test_a_client_logs_in_again_in_a_second_event_loop_only_when_it_must(self):
        server = AccountServer()
        si = _logging_in(server)

        async def use() -> object:
            return (await si.accounts.authorized()).id

        assert [asyncio.run(use()), asyncio.run(use())] == ["root", "root"]
        asyncio.run(si.aclose())
        assert server.calls["login"] == 1
