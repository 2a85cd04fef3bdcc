"""Export to and import from CSV files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, clients, models
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import filters, ids, javascript
from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request
from spaceinvoices_sandbox.loopback.filters import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema
    from spaceinvoices_sandbox.world import World

_EXPORTS: Final[Mapping[str, Schema]] = {
    "document": models.DOCUMENT,
    "client": models.CLIENT,
    "item": models.ITEM,
}
_MOST: Final = 1_000_000


@handles("organizations_export")
def export(call: Call) -> Answer:
    """Return a CSV file of all records that match; the link is valid for whoever has it."""
    access.organization(call.world, call.me, call.id, "read")
    kind = call.required("type")
    schema = _EXPORTS.get(kind)
    if schema is None:
        raise bad_request(f"type must be one of {', '.join(_EXPORTS)}", code="INVALID_TYPE")
    where = filters.read_where(call.arguments.get("where"), schema)
    query = Query(where=where, limit=_MOST)
    rows, _ = call.world.store.find(schema, {"organizationId": call.id}, query)
    name = ids.embedded_id()
    call.world.store.put_blob(f"export/{name}", "text/csv; charset=utf-8", _csv(schema, rows))
    if call.flag("email"):
        call.world.outbox.append({"kind": "export", "to": call.me["email"], "export": name})
    return {"success": True, "link": f"{call.origin}/exports/{name}.csv"}


def _csv(schema: Schema, rows: list[Record]) -> bytes:
    file = io.StringIO()
    columns = schema.columns
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        values = (row.get(name) for name in columns)
        writer.writerow(["" if value is None else javascript.text(value) for value in values])
    return file.getvalue().encode()


@handles("organizations_import_data")
def import_data(call: Call) -> Answer:
    """Clients from a CSV file whose first line names the properties; all of them, or none."""
    access.organization(call.world, call.me, call.id, "write")
    if call.required("type") != "client":
        raise bad_request("type must be client", code="INVALID_TYPE")
    if not call.uploads:
        raise bad_request("file is a required argument")
    upload = next(iter(call.uploads.values()))
    try:
        text = upload.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_request("file is not UTF-8 text", code="INVALID_FILE") from None
    for row in csv.DictReader(io.StringIO(text)):
        data: Record = {
            name: value
            for name, value in row.items()
            if isinstance(name, str) and isinstance(value, str) and value
        }
        clients.new(call.world, call.id, data)
    return {"success": True}


def exported(world: World, file: str) -> Binary:
    """Return the file behind an export's link."""
    kept = world.store.blob(f"export/{file.partition('.')[0]}")
    if kept is None:
        raise ApiError(404, f'Unknown export "{file}".')
    content_type, data = kept
    return Binary(content_type, lambda: data, filename=file)
