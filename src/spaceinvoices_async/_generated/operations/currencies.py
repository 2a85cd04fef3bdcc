# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `currencies`."""

from typing import Final

from spaceinvoices_async.operations import Operation

CURRENCIES_LIST: Final = Operation(
    id="currencies_list",
    tag="currencies",
    method="GET",
    path="/v1/Currencies",
    wire_path="/v1/Currencies",
    safety="safe",
    summary="List currencies",
    docs="https://spaceinvoices.com/docs/Currency — Find Currencies",
    paginated=True,
)
