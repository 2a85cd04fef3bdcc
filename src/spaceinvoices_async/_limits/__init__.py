"""Limits: how fast, how many at once, and who comes next.

`limiter` gives permits and pauses all of a client after a 429, `rate` spaces requests (GCRA and a
window of one second), `adaptive` finds the server's limits out (CUBIC rate, AIMD concurrency), `queue`
is fair between organizations. The area may import `errors`, `instrumentation` and `clock`. Begin with
`limiter`.
"""
