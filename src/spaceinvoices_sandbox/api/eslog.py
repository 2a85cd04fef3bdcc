"""Invoices as XML after the Slovenian eSLOG: written from a document, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from spaceinvoices_sandbox.loopback import javascript
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_NAMESPACE: Final = "urn:eslog:2.00"
_PARTY: Final = ("name", "address", "zip", "city", "country", "taxNumber", "email", "IBAN")
_LINE: Final = ("name", "description", "unit", "quantity", "price", "discount")
_HEAD: Final = (
    "type",
    "number",
    "date",
    "dateService",
    "dateDue",
    "reference",
    "currencyId",
    "note",
)
_NUMBERS: Final = frozenset({"quantity", "price", "discount", "rate"})
_LARGEST: Final = 1_000_000


def written(document: Record) -> bytes:
    """Return the XML of a document; the sandbox's own selection of the standard's content."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(f"{{{_NAMESPACE}}}Invoice")
    _texts(root, document, _HEAD)
    _texts(_child(root, "Issuer"), document.get("_documentIssuer"), _PARTY)
    _texts(_child(root, "Client"), document.get("_documentClient"), _PARTY)
    for line in objects_in(document.get("_documentItems")):
        node = _child(root, "Line")
        _texts(node, line, _LINE)
        for tax in objects_in(line.get("_documentItemTaxes")):
            _texts(_child(node, "Tax"), tax, ("rate",))
    _texts(_child(root, "Totals"), document, ("total", "totalWithTax"))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _child(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_NAMESPACE}}}{name}")


def _texts(node: ET.Element, record: Json, names: tuple[str, ...]) -> None:
    for name in names:
        value = record.get(name) if isinstance(record, dict) else None
        if value not in (None, ""):
            _child(node, name).text = _printable(javascript.text(value))


def _printable(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(sign if sign in "\t\n\r" or sign >= " " else "\ufffd" for sign in text)


def read(data: bytes) -> Record:
    """Return what creates the document again; raises 400 for what is no such invoice."""
    if len(data) > _LARGEST or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise bad_request("file is not an XML invoice", code="INVALID_FILE")
    try:
        root = ET.fromstring(data)  # noqa: S314 - no document type, no entities, see above
    except ET.ParseError:
        raise bad_request("file is not an XML invoice", code="INVALID_FILE") from None
    record: Record = {**_read(root, _HEAD)}
    client = root.find(f"{{{_NAMESPACE}}}Issuer")
    record["_documentClient"] = {} if client is None else {**_read(client, _PARTY)}
    lines: list[Json] = []
    for node in root.findall(f"{{{_NAMESPACE}}}Line"):
        taxes: list[Json] = [_read(tax, ("rate",)) for tax in node.findall(f"{{{_NAMESPACE}}}Tax")]
        lines.append({**_read(node, _LINE), "_documentItemTaxes": taxes})
    if not lines:
        raise bad_request("file is not an XML invoice", code="INVALID_FILE")
    return {**record, "incoming": True, "_documentItems": lines}


def _read(node: ET.Element, names: tuple[str, ...]) -> Record:
    found: Record = {}
    for name in names:
        text = node.findtext(f"{{{_NAMESPACE}}}{name}")
        if text is not None:
            found[name] = _value(name, text)
    return found


def _value(name: str, text: str) -> Json:
    if name not in _NUMBERS:
        return text
    try:
        return javascript.number(float(text))
    except ValueError:
        raise bad_request(f"{name} is not a number", code="INVALID_FILE") from None
