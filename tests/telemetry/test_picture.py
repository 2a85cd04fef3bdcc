"""The picture of a trace on the page: drawn from what a client exports, and not of long ago."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

from tests.support.documentation import ROOT

SCRIPT = ROOT / "docs" / "_build" / "trace.py"
NAME = re.compile(r'<text x="(\d+)" y="\d+" fill="#222">([^<]+)</text>')


def script() -> Any:
    spec = importlib.util.spec_from_file_location("trace_picture", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def test_the_picture_shows_the_spans_that_a_client_exports() -> None:
    drawing = script()
    now = drawing.draw(await drawing.record())
    shown = (ROOT / "docs" / "trace.svg").read_text(encoding="utf-8")

    assert set(NAME.findall(shown)) == set(NAME.findall(now))
    # Look-ups may be more or fewer on a busy machine; the requests of the create are two.
    create = ("40", "POST /v1/Organizations/{organization_id}/documents")
    assert NAME.findall(shown).count(create) == NAME.findall(now).count(create) == 2
