"""OpenTelemetry: spans and metrics of calls and batches, by `ClientOptions(telemetry=...)`.

Begin reading at `adapter`. Imports only what describes a call (`instrumentation`), the errors, and
OpenTelemetry's API package, which is loaded with the first `OpenTelemetry`.
"""

from spaceinvoices_async.telemetry.adapter import OpenTelemetry

__all__ = ["OpenTelemetry"]
