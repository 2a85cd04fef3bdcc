"""What starting costs: imports, and the way to the first answered create."""

import resource
import statistics
import subprocess
import sys
import time
from typing import Final

BARE: Final = "pass"
PACKAGE: Final = "import spaceinvoices_async"
CLIENT: Final = "from spaceinvoices_async import AsyncSpaceInvoices"
ASYNCIO: Final = "import asyncio"
_FIRST_SDK: Final = """
import asyncio, sys
from spaceinvoices_async import AsyncSpaceInvoices
async def main():
    async with AsyncSpaceInvoices(token="t", base_url=sys.argv[1]) as si:
        await si.documents.create("644c214c6ee48100249d5d7d", unique_id="1", items=[{"name": "Space suit", "price": 10000}])
asyncio.run(main())
"""
_FIRST_HTTPX: Final = """
import asyncio, sys, httpx
async def main():
    async with httpx.AsyncClient(headers={"Authorization": "t"}, timeout=60) as client:
        body = {"uniqueId": "1", "_documentItems": [{"name": "Space suit", "price": 10000}]}
        answer = await client.post(sys.argv[1] + "/v1/Organizations/644c214c6ee48100249d5d7d/documents", json=body)
        answer.json()
asyncio.run(main())
"""
_HTTP_LIBRARIES: Final = ("httpx", "httpcore", "aiohttp", "httpx2", "h11")


def cpu_ms(program: str, *arguments: str, rounds: int = 15) -> float:
    """CPU of a whole process, the best of several."""
    return min(_one(program, arguments) for _ in range(rounds))


def wall_ms(program: str, *arguments: str, rounds: int = 11) -> float:
    """Time of a whole process, the median of several."""
    taken: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        _one(program, arguments)
        taken.append((time.perf_counter() - began) * 1e3)
    return statistics.median(taken)


def _one(program: str, arguments: tuple[str, ...]) -> float:
    before = _children()
    subprocess.run([sys.executable, "-c", program, *arguments], check=True)
    return (_children() - before) * 1e3


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(url: str) -> dict[str, float | bool]:
    """Milliseconds, and whether an HTTP library was loaded on the way."""
    found = f"import sys; {CLIENT}; sys.exit(any(m in sys.modules for m in {_HTTP_LIBRARIES!r}))"
    loaded = subprocess.run([sys.executable, "-c", found], check=False).returncode != 0
    bare = cpu_ms(BARE)
    return {
        "import_package_ms": cpu_ms(PACKAGE) - bare,
        "import_client_ms": cpu_ms(CLIENT) - bare,
        "import_asyncio_ms": cpu_ms(ASYNCIO) - bare,
        "http_library_imported": loaded,
        "first_create_ms": wall_ms(_FIRST_SDK, url),
        "first_create_httpx_ms": wall_ms(_FIRST_HTTPX, url),
    }
