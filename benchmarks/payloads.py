"""What is sent and answered in the measurements: the getting-started invoice, and its like."""

import json
from pathlib import Path
from typing import Any, Final

import yaml

_SPEC: Final = Path(__file__).parents[1] / "openapi" / "spaceinvoices.yaml"
_EXAMPLES: Final[dict[str, Any]] = yaml.safe_load(_SPEC.read_text(encoding="utf-8"))["components"][
    "examples"
]


def _plain(value: object) -> Any:
    """YAML reads times as times; JSON has them as text."""
    return json.loads(json.dumps(value, default=lambda moment: moment.isoformat()))


DOCUMENT: Final[dict[str, Any]] = _plain(_EXAMPLES["Document"]["value"])
"""The answer of a create."""

FIELDS: Final[dict[str, Any]] = {
    "type": "invoice",
    "unique_id": "order-1001",
    "client": {
        "name": "Rocket man",
        "country": "United Kingdom",
        "email": "rocket.man@example.com",
    },
    "items": [{"name": "Space suit", "quantity": 1, "price": 10000, "taxes": [{"rate": 21}]}],
    "payments": [{"type": "card"}],
    "send": True,
}
"""The create, as the SDK takes it."""

BODY: Final[dict[str, Any]] = {
    "type": "invoice",
    "uniqueId": "order-1001",
    "_documentClient": FIELDS["client"],
    "_documentItems": [
        {"name": "Space suit", "quantity": 1, "price": 10000, "_documentItemTaxes": [{"rate": 21}]}
    ],
    "payments": [{"type": "card"}],
    "send": True,
}
"""The create, as it stands on the wire."""

CHAT: Final[dict[str, Any]] = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1700000000,
    "model": "m",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "x" * len(json.dumps(DOCUMENT))},
        }
    ],
}
"""An answer of the same size for openai's client."""

CHARGE: Final[dict[str, Any]] = {"id": "in_1", "object": "invoice", "metadata": DOCUMENT}
"""An answer of the same size for stripe's client."""
