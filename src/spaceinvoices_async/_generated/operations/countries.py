# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `countries`."""

from typing import Final

from spaceinvoices_async.operations import Operation

COUNTRIES_LIST: Final = Operation(
    id="countries_list",
    tag="countries",
    method="GET",
    path="/v1/Countries",
    wire_path="/v1/Countries",
    safety="safe",
    summary="List countries",
    docs="https://spaceinvoices.com/docs/Country — Find Countries",
    paginated=True,
)
COUNTRIES_MATCH: Final = Operation(
    id="countries_match",
    tag="countries",
    method="GET",
    path="/v1/Countries/match",
    wire_path="/v1/Countries/match",
    safety="safe",
    summary="Match a country",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Countries/match",
)
