"""Logos and signatures of organizations and units, kept byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Upload
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

TYPES = ("logo", "signature")


def name(owner_id: str, kind: str) -> str:
    """Under which name the store keeps it."""
    return f"image/{owner_id}/{kind}"


def upload(call: Call) -> Json:
    """Keep the file of the body, whatever its field is called."""
    kind = _type(call)
    if not call.uploads:
        raise bad_request("file is a required argument")
    file: Upload = next(iter(call.uploads.values()))
    call.world.store.put_blob(name(call.id, kind), file.content_type, file.data)
    return True


def download(call: Call, kind: str) -> Binary:
    """Return the file; raises 404 where none was uploaded."""
    kept = call.world.store.blob(name(call.id, kind))
    if kept is None:
        raise ApiError(404, f'No image of type "{kind}"', code="IMAGE_NOT_FOUND")
    content_type, data = kept
    return Binary(content_type, lambda: data)


def delete(call: Call) -> Record:
    """Forget the file."""
    return {"count": call.world.store.drop_blob(name(call.id, call.required("type")))}


def _type(call: Call) -> str:
    kind = call.required("type")
    if kind not in TYPES:
        raise bad_request(f"type must be one of {', '.join(TYPES)}", code="INVALID_TYPE")
    return kind
