"""An embedded server that answers like the Space Invoices v1 API, for development and tests."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

# The pytest plugin is imported in every test run of every program that has this package installed:
# the server comes with the first sandbox.
if TYPE_CHECKING:
    from spaceinvoices_sandbox.app import SandboxApp, create_app
    from spaceinvoices_sandbox.local import LocalSandbox
    from spaceinvoices_sandbox.seeding import Seeds
    from spaceinvoices_sandbox.server import Sandbox
    from spaceinvoices_sandbox.world import SandboxOptions

__all__ = ["LocalSandbox", "Sandbox", "SandboxApp", "SandboxOptions", "Seeds", "create_app"]

_HOMES: Final = {
    "LocalSandbox": "local",
    "Sandbox": "server",
    "SandboxApp": "app",
    "SandboxOptions": "world",
    "Seeds": "seeding",
    "create_app": "app",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
