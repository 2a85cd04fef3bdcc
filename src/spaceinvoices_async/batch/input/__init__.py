"""The input of a batch: from a file or a stream to documents that can be sent.

`sources`, `csv`, `jsonl`, `workbook` and `arrow` read rows; `mapping` and `cells` turn columns into
fields, `grouping` puts the lines of a document together; `preparation` makes a row the body to send,
with its `identity`; `validation` checks a whole input before anything is sent. The area may import
`batch.options` and what is below it. Begin with `preparation`.
"""
