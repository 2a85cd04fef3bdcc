"""Pagination: reads a list of the API page by page, by offset.

`paginator` is what a list method returns; it fetches pages ahead and decodes rows. `cursor` decides
which page comes next and which rows are new, without a connection. The area may import `filters`,
`errors` and `types`. Begin with `paginator.AsyncPaginator.pages`.
"""
