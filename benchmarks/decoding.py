"""Decoding and encoding a document, beside the standard library's json."""

import json
import timeit
from collections.abc import Callable

from payloads import BODY, DOCUMENT, FIELDS

from spaceinvoices_async import models
from spaceinvoices_async._serialization import requests as bodies
from spaceinvoices_async._serialization import responses


def microseconds(work: Callable[[], object]) -> float:
    """Return the best of many rounds."""
    return min(timeit.repeat(work, number=500, repeat=15)) / 500 * 1e6


def measure() -> dict[str, float]:
    """Microseconds for each, and what is compared."""
    raw = json.dumps(DOCUMENT).encode()
    return {
        "json_loads_us": microseconds(lambda: json.loads(raw)),
        "decode_us": microseconds(
            lambda: models.Document.from_dict(responses.record(responses.loads(raw)))
        ),
        "json_dumps_us": microseconds(lambda: json.dumps(BODY).encode()),
        "encode_us": microseconds(
            lambda: responses.dumps(
                bodies.json_body(models.DocumentCreate, responses.UNSET, FIELDS)
            )
        ),
    }
