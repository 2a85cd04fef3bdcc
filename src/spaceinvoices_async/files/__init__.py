"""Files: what is uploaded in a form, and what is downloaded to disk.

`uploads` reads files, checks their types and builds the multipart body; `downloads` writes an answer
to a file that appears whole or not at all. The area may import `_serialization`, `transports`,
`errors` and `types`. Begin with `uploads.encode_form` and `downloads.Download`.
"""
