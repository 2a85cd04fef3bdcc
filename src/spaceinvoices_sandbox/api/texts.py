"""The texts a document carries when nobody wrote others, with their smart codes filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

NOTE: Final = (
    "Please pay to bank account [IBAN].\n"
    "When paying please use reference [next document number].\n"
    "\n[tax clause]\n\n"
    "Thank you for your business"
)
ESTIMATE_NOTE: Final = "[tax clause]\n\nThank you for your interest"
CLAUSE: Final = "[tax clause]"
NOTES: Final = {"invoice": NOTE, "estimate": ESTIMATE_NOTE}
"""The notes by type of document; the others say what the law wants and nothing more."""
SIGNATURE: Final = "[organization name]"
SUBJECT: Final = "[organization name]: [document number]"
MESSAGE: Final = "You find the document [document number] in the attachment."
_CODE = re.compile(r"\[([a-z0-9 A-Z]+)\]")


def filled(text: str, document: Record, issuer: Record, *, next_number: str) -> str:
    """Return the text with every known `[code]` replaced; unknown ones stay."""
    client = document.get("_documentClient")
    codes: dict[str, Json] = {
        "organization name": issuer.get("name"),
        "IBAN": issuer.get("IBAN"),
        "SWIFT": issuer.get("SWIFT"),
        "bank": issuer.get("bank"),
        "address": issuer.get("address"),
        "address2": issuer.get("address2"),
        "zip": issuer.get("zip"),
        "city": issuer.get("city"),
        "country": issuer.get("country"),
        "tax number": issuer.get("taxNumber"),
        "company number": issuer.get("companyNumber"),
        "document id": document.get("id"),
        "document number": document.get("number"),
        "next document number": next_number,
        "reference": document.get("reference"),
        "tax clause": document.get("taxClause"),
        "client name": client.get("name") if isinstance(client, dict) else "",
        "client contact": client.get("contact") if isinstance(client, dict) else "",
    }

    def value(match: re.Match[str]) -> str:
        if match[1] not in codes:
            return match[0]
        return str(codes[match[1]] or "")

    return _CODE.sub(value, text)


def footer(issuer: Record) -> str:
    """Name and address in one line."""
    town = " ".join(str(issuer[name]) for name in ("zip", "city") if issuer.get(name))
    parts = [*(issuer.get(name) for name in ("name", "address", "address2")), town]
    parts.append(issuer.get("country"))
    return ", ".join(str(part) for part in parts if part)
