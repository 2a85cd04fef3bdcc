"""Failures on request: which request is hit, and how an answer fails on its way.

May import `loopback` for the words of errors, and nothing else of the sandbox. Begin with `faults`
for the plan, `fault_effects` for what each kind does to a connection.
"""

from __future__ import annotations

from spaceinvoices_sandbox.faults.faults import HEADER, KINDS, Fault, Faults, Kind, know, read

__all__ = ["HEADER", "KINDS", "Fault", "Faults", "Kind", "know", "read"]
