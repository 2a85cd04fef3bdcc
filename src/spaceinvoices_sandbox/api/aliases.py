"""Second spellings of routes: the vendor's own clients use them, the API answers both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from spaceinvoices_async.operations import Operation

_SPELLINGS: Final = (
    ("GET", "/v1/Organizations/{organization_id}/search-clients", "clients_search"),
    ("GET", "/v1/Organizations/{organization_id}/search-items", "items_search"),
    ("POST", "/v1/Organizations/{organization_id}/upload-image", "organizations_upload_image"),
    ("DELETE", "/v1/Organizations/{organization_id}/delete-image", "organizations_delete_image"),
    ("POST", "/v1/Units/{unit_id}/upload-image", "units_upload_image"),
    ("DELETE", "/v1/Units/{unit_id}/delete-image", "units_delete_image"),
    ("GET", "/v1/Units/{unit_id}/images", "units_image"),
    ("PUT", "/v1/Units/{unit_id}", "units_update"),
    ("PUT", "/v1/Accounts/logout", "accounts_logout"),
    ("DELETE", "/v1/Accounts/logout", "accounts_logout"),
    ("GET", "/v1/Documents/{document_id}/recurrences", "documents_get_recurrence"),
    ("POST", "/v1/Documents/{document_id}/recurrences", "documents_create_recurrence"),
)
_IDS_IN_A_REPLACE: Final = 1


def of(operations: Mapping[str, Operation]) -> Iterator[tuple[str, str, Operation]]:
    """Return method, path and operation of each; every PUT of a record is a POST to `/replace` as well."""
    for method, path, operation_id in _SPELLINGS:
        if operation_id in operations:
            yield method, path, operations[operation_id]
    for operation in operations.values():
        own = operation.path.count("{") == _IDS_IN_A_REPLACE
        if operation.method == "PUT" and operation.id.endswith("_replace") and own:
            yield "POST", f"{operation.path}/replace", operation
