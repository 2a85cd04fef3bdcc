"""Filters: builds the API's `filter` and `where`, and refuses what the server would misread.

`conditions` has `field` and the conditions made with it, `where_mapping` checks the API's own
mappings, `clauses` builds order, fields and include, `names` translates the names of properties,
`patterns` checks regular expressions, and `builder` puts the parts together. The area may import
`_serialization`, `errors` and `types`. Begin with `builder.listing`.
"""
