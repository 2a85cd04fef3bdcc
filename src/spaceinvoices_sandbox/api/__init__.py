"""The operations of Space Invoices: one handler each, and the rules of documents, taxes and numbers.

May import `loopback`, `storage`, `pdf` and the world, never faults or a server. Begin with
`registry` for which function answers which operation, `models` for what is kept, `document_issue`
for what issuing does, and `calculation` for taxes and totals.
"""
