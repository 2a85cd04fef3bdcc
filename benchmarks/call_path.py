"""Counts what a warm `documents.create` passes on its way: modules executed, and frames awaited.

    python benchmarks/call_path.py

A profile hook watches one real create over a socket. A module counts when a function of it runs;
generated modules are counted apart. A frame counts when it is a coroutine of the SDK and is on the
stack as the HTTP library is entered.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from payloads import FIELDS
from processes import serving

import spaceinvoices_async
from spaceinvoices_async import AsyncSpaceInvoices

if TYPE_CHECKING:
    from types import FrameType

    from spaceinvoices_async._api import Api

_SDK: Final = Path(spaceinvoices_async.__file__).parent
_LIBRARIES: Final = ("httpx", "httpcore", "aiohttp")
_ORGANIZATION: Final = "644c214c6ee48100249d5d7d"
_CHILD: Final = "644c214c6ee48100249d5d70"


class Watch:
    """What one call executes, from the profile hook of the interpreter."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.frames: list[str] = []

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        """Take note of a function that begins."""
        if event != "call":
            return
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_SDK):
            self.modules.add(str(path.relative_to(_SDK)))
        elif str(frame.f_globals.get("__name__", "")).split(".")[0] in _LIBRARIES:
            self.frames = max(self.frames, _awaiting(frame), key=len)

    def report(self) -> dict[str, Any]:
        """Return the numbers, and what they count."""
        written = sorted(name for name in self.modules if not name.startswith("_generated"))
        return {
            "modules": len(written),
            "generated_modules": len(self.modules) - len(written),
            "frames": len(self.frames),
            "module_names": written,
            "frame_names": self.frames,
        }


def _awaiting(frame: FrameType) -> list[str]:
    """Return the coroutines of the SDK that wait for this frame, the outermost first."""
    found: list[str] = []
    current: FrameType | None = frame
    while current is not None:
        code = current.f_code
        path = Path(code.co_filename)
        if code.co_flags & inspect.CO_COROUTINE and path.is_relative_to(_SDK):
            found.append(f"{path.relative_to(_SDK)}:{code.co_qualname}")
        current = current.f_back
    return found[::-1]


async def _watched(api: Api, number: int) -> dict[str, Any]:
    for warm_up in range(3):
        fields = FIELDS | {"unique_id": f"order-{number}-{warm_up}"}
        await api.documents.create(_ORGANIZATION, **fields)
    watch = Watch()
    sys.setprofile(watch)
    try:
        await api.documents.create(_ORGANIZATION, **FIELDS | {"unique_id": f"order-{number}"})
    finally:
        sys.setprofile(None)
    return watch.report()


async def count(url: str) -> dict[str, dict[str, Any]]:
    """Return a create of the client's own account, and one in a view of a child account."""
    async with AsyncSpaceInvoices("token", base_url=url) as si:
        own = await _watched(si, 1)
        async with si.impersonate(id=_CHILD) as child:
            return {"create": own, "create in a view": await _watched(child, 2)}


def measure(url: str) -> dict[str, dict[str, Any]]:
    """Count against a server with fixed answers."""
    return asyncio.run(count(url))


def main() -> None:
    """Print the numbers and the names as JSON."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with serving("server.py") as url:
        print(json.dumps(measure(url), indent=1))


if __name__ == "__main__":
    main()
