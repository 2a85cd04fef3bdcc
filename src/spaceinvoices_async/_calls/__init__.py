"""One call: its request, its attempts, and what an answer or its absence means.

`request` builds requests, `attempts` sends them, `outcomes` is the truth table and the function that
decides what follows, `retry` the backoff and the retry budget, `error_mapping` turns refusals into
errors, `context` is what is known of a call while it runs. The area may import `_limits`,
`_validation`, `_serialization`, `transports`, `options` and what is below them. Begin with
`outcomes`, then `attempts`.
"""
