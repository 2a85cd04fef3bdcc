"""The front end: any OpenAPI 3 document on its way to the one form that the templates know.

`source` follows references, `schemas` makes named shapes of schemas, `operations` makes methods of
operations, `understood` says of everything else what becomes of it. What cannot be digested is
collected as a refusal, what is left out as a note; both carry a JSON pointer. Begin with `normal`.
"""
