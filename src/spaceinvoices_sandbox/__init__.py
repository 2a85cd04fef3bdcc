"""An embedded server that answers like the Space Invoices v1 API, for development and tests."""

from .app import SandboxApp, create_app
from .server import Sandbox
from .world import SandboxOptions

__all__ = ["Sandbox", "SandboxApp", "SandboxOptions", "create_app"]
