"""The signal that ends a run."""

from __future__ import annotations

from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.report import Stop

STOP = Stop(kind="asked", message="enough")


def test_the_first_reason_to_stop_counts():
    stop = StopSignal()
    assert not stop.is_set

    stop.request(STOP)
    stop.request(Stop(kind="failures", message="too many"))

    assert stop.is_set
    assert stop.reason is STOP
