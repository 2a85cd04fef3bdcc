"""pytest fixtures: a sandbox in this process or over a socket, clients on it, and its clock.

Found by pytest itself once the package is installed. A fixture of the same name in a `conftest.py`
wins, so `sandbox_options` is there to be overridden.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import pytest

# Every test run of every program that has this package installed imports this module: nothing is
# imported here that those who ask for no fixture would have to pay for.
if TYPE_CHECKING or find_spec("pytest_asyncio") is not None:
    from pytest_asyncio import fixture as _asynchronous
else:
    _asynchronous = pytest.fixture  # for the plugin of anyio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
    from spaceinvoices_sandbox import LocalSandbox, Sandbox, SandboxOptions
    from spaceinvoices_sandbox.clock import SandboxClock

_HORIZON_S: Final = 0.5
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def sandbox_options() -> SandboxOptions:
    """Return how the sandboxes of a test behave; override it to change that."""
    from spaceinvoices_sandbox import SandboxOptions

    return SandboxOptions()


@pytest.fixture
def sandbox_client_options() -> ClientOptions:
    """Options of the test's clients; override it to change them.

    The horizon, which is 90 seconds unless given, is half a second: a sandbox that took no notice of
    a request never carries it out later, so a lost create is settled within a second.
    """
    from spaceinvoices_async import ClientOptions

    return ClientOptions(horizon=_HORIZON_S)


@pytest.fixture
def sandbox_clock() -> SandboxClock:
    """Return the time of the test's sandboxes: the system's until a test freezes it."""
    from spaceinvoices_sandbox.clock import SandboxClock

    return SandboxClock()


@pytest.fixture
def frozen_clock(sandbox_clock: SandboxClock) -> SandboxClock:
    """Return the same clock, standing still at the start of 2026 until `advance` moves it."""
    sandbox_clock.freeze(_START)
    return sandbox_clock


@pytest.fixture
def sandbox(sandbox_options: SandboxOptions, sandbox_clock: SandboxClock) -> Iterator[Sandbox]:
    """Yield a sandbox of the test's own that listens on a free port of this machine."""
    from spaceinvoices_sandbox import Sandbox

    with Sandbox(sandbox_options, clock=sandbox_clock) as running:
        yield running


@pytest.fixture
def local_sandbox(
    sandbox_options: SandboxOptions, sandbox_clock: SandboxClock
) -> Iterator[LocalSandbox]:
    """Yield a sandbox of the test's own in this process, without a socket."""
    from spaceinvoices_sandbox import LocalSandbox

    local = LocalSandbox(sandbox_options, clock=sandbox_clock)
    yield local
    local.close()


@_asynchronous
async def sandbox_client(
    sandbox: Sandbox, sandbox_client_options: ClientOptions
) -> AsyncIterator[AsyncSpaceInvoices]:
    """Yield a client of the root account on `sandbox`, closed after the test.

    Waits by its clock.
    """
    from spaceinvoices_async import AsyncSpaceInvoices

    async with AsyncSpaceInvoices(
        sandbox.token,
        base_url=sandbox.url,
        options=sandbox_client_options,
        clock=sandbox.clock,
    ) as si:
        yield si


@_asynchronous
async def client(sandbox_client: AsyncSpaceInvoices) -> AsyncSpaceInvoices:
    """Return the same, by its short name; other plugins have a `client` as well."""
    return sandbox_client


@_asynchronous
async def local_client(
    local_sandbox: LocalSandbox, sandbox_client_options: ClientOptions
) -> AsyncIterator[AsyncSpaceInvoices]:
    """Yield a client of the root account on `local_sandbox`, closed after the test.

    Waits by its clock.
    """
    from spaceinvoices_async import AsyncSpaceInvoices

    async with AsyncSpaceInvoices(
        local_sandbox.token,
        base_url=local_sandbox.url,
        options=sandbox_client_options,
        transport=local_sandbox.transport(),
        clock=local_sandbox.clock,
    ) as si:
        yield si
