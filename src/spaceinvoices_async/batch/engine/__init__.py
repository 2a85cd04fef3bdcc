"""The engine of a batch: reads, claims, sends and looks up rows, each at its own pace.

All parts of one run share a frozen `RunContext`. It may import the input, the journal and the core
below the batch; nothing outside the batch imports it. Begin reading at `runner`.
"""
