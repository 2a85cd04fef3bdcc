"""LoopBack 3 as a client sees it, for any models: arguments, filters, validation, error bodies, routes.

Knows nothing of Space Invoices and imports nothing else of the sandbox. Begin with `filters` for
what a list is asked, `instances` for what a body becomes, `errors` for what a refusal looks like.
"""
