"""The journal of a batch: an SQLite file that knows what was claimed, sent and answered.

`journal` is what a run uses, `lock` keeps other runs out, `writer` commits many rows at once in a
thread, `statements` and `schema` are the SQL, `records` what is read back. The area may import
`batch.report` and `batch.errors`. Begin with `journal`.
"""
