"""The keyed create: one document for one unique id, however often it is asked for.

`creates` sends, looks up and sends again only when that is safe, `pending` remembers what is being
created, `lookup` finds a document by its unique id, `comparison` says whether a stored document is
the one that was asked for. The area may import `_calls` and what is below it. Begin with `creates`.
"""
