"""Helpers for the tests of programs that use this SDK."""

from .clock import FakeClock
from .transport import Reply, ScriptedTransport, SentRequest

__all__ = ["FakeClock", "Reply", "ScriptedTransport", "SentRequest"]
