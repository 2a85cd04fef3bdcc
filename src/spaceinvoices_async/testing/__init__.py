"""Helpers for the tests of programs that use this SDK."""

from spaceinvoices_async.testing.clock import FakeClock
from spaceinvoices_async.testing.transport import Reply, ScriptedTransport, SentRequest

__all__ = ["FakeClock", "Reply", "ScriptedTransport", "SentRequest"]
