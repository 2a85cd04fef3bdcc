"""The query arguments that each operation declares, and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import errors, javascript
from spaceinvoices_sandbox.loopback.arguments import coerced, guessed
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.operations import Operation
    from spaceinvoices_sandbox.loopback.arguments import ArgumentType
    from spaceinvoices_sandbox.loopback.json_types import Json

_SHAREABLE: Final = "shareable_id"
_TYPES: Final[Mapping[str, Mapping[str, ArgumentType]]] = {
    "accounts_login": {"include": "strings"},
    "accounts_is_unique": {"email": "string"},
    "accounts_confirm": {"uid": "string", "token": "string", "redirect": "string"},
    "organizations_image": {"type": "string"},
    "organizations_delete_image": {"type": "string"},
    "organizations_image_file": {"type": "string"},
    "organizations_upload_image": {"type": "string"},
    "organizations_import_data": {"type": "string"},
    "organizations_export": {
        "type": "string",
        "where": "object",
        "email": "boolean",
        "lang": "string",
        "options": "object",
    },
    "organizations_business_stats": {
        "from": "date",
        "to": "date",
        "accountId": "string",
        "unitId": "string",
        "text": "boolean",
    },
    "organizations_total_stats": {"date": "string"},
    "organizations_payment_total_stats": {"from": "string", "to": "string", "dist": "string"},
    "organizations_category_total_stats": {
        "from": "string",
        "to": "string",
        "dist": "string",
        "categoryId": "string",
    },
    "organizations_document_total_stats": {
        "type": "string",
        "from": "string",
        "to": "string",
        "dist": "string",
        "gross": "boolean",
        "incoming": "boolean",
    },
    "organizations_profit_and_loss": {"from": "string", "to": "string", "options": "object"},
    "organizations_balance_sheet": {"from": "string", "to": "string"},
    "clients_search": {"term": "string", "type": "string"},
    "items_search": {"term": "string", "type": "string"},
    "documents_cancel": {"technical": "boolean"},
    "documents_fiscally_verify": {"provider": "string", "old": "boolean"},
    "documents_e_slog": {"options": "object"},
    "documents_get_public": {"filter": "object"},
    "documents_public_pdf": {"l": "string", "upn_qr": "boolean", "hide_header_footer": "boolean"},
    "documents_pdfs": {"ids": "list", "email": "boolean", "lang": "string"},
    "documents_search": {"term": "string", "type": "string"},
    "documents_parse_image": {"mobile": "boolean"},
    "organizations_is_unique_doc_number": {
        "number": "string",
        "type": "string",
        "ignoreId": "string",
        "incoming": "boolean",
    },
    "organizations_last_doc_number": {"type": "string", "incoming": "boolean", "date": "date"},
    "organizations_next_doc_number": {
        "type": "string",
        "incoming": "boolean",
        "fvStrategy": "string",
        "BPid": "string",
        "EDid": "string",
        "date": "date",
    },
    "organizations_upload_certificate": {"type": "string", "environment": "string"},
    "organizations_has_certificate": {"type": "string", "environment": "string"},
    "accounts_count_logs": {"where": "object"},
    "accounts_count_usages": {"where": "object"},
    "price_lists_count_items": {"where": "object"},
    "countries_match": {"term": "string"},
    "companies_search": {"term": "string", "country": "string"},
    "documents_send": {"l": "string"},
    "documents_count_payments": {"where": "object"},
    "units_last_doc_number": {"type": "string", "incoming": "boolean", "date": "date"},
    "units_next_doc_number": {"type": "string", "incoming": "boolean", "date": "date"},
    "units_upload_image": {"type": "string"},
    "units_image": {"type": "string"},
    "units_delete_image": {"type": "string"},
    "documents_pdf": {"l": "string", "upn_qr": "boolean", "hide_header_footer": "boolean"},
}


def types(operation: Operation) -> Mapping[str, ArgumentType]:
    """Return the declared query arguments of the operation."""
    declared = _TYPES.get(operation.id)
    if declared is not None:
        return declared
    if operation.id.endswith("_count"):
        return {"where": "object"}
    method = operation.id.partition("_")[2]
    return {"filter": "object"} if operation.paginated or method in {"get", "list"} else {}


def identified(operation: Operation, path: Mapping[str, str], *, known: bool) -> Mapping[str, str]:
    """Return the values in the path, the first as the framework takes an id of any type.

    Raises the 400 of `null`, or the 401 where nobody is known by a token, and the 500 that a list or an
    object gives where the record itself is asked to do something.
    """
    name, given = next(iter(path.items()), (_SHAREABLE, ""))
    if name == _SHAREABLE:
        return path
    value = guessed(given)
    if value is None:
        raise bad_request("id is a required argument") if known else errors.unauthorized()
    if operation.method in {"GET", "DELETE"} and operation.path.endswith(f"{{{name}}}"):
        return path
    if operation.method != "PUT" and isinstance(value, (dict, list)):
        raise errors.server_error("The id is no text") if known else errors.unauthorized()
    return {**path, name: javascript.text(value)}


def read(operation: Operation, query: Mapping[str, Json]) -> dict[str, Json]:
    """Read the arguments in the query, coerced and without absent ones; 400 for bad ones."""
    arguments: dict[str, Json] = {}
    for name, kind in types(operation).items():
        if name in query:
            value = coerced(kind, query[name])
            if value is not None:
                arguments[name] = value
    return arguments
