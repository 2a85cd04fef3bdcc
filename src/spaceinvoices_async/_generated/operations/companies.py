# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `companies`."""

from typing import Final

from spaceinvoices_async.operations import Operation

COMPANIES_LIST: Final = Operation(
    id="companies_list",
    tag="companies",
    method="GET",
    path="/v1/Companies",
    wire_path="/v1/Companies",
    safety="safe",
    summary="List companies",
    docs="https://docs.spaceinvoices.com — List all Companies",
    paginated=True,
)
COMPANIES_SEARCH: Final = Operation(
    id="companies_search",
    tag="companies",
    method="GET",
    path="/v1/Companies/search",
    wire_path="/v1/Companies/search",
    safety="safe",
    summary="Search companies",
    docs="https://docs.spaceinvoices.com — Search all Companies",
)
