"""What starting costs: imports, and the way to the first answered create.

Every program runs in a process of its own, with the byte code of all modules already written: the
packages of a site have theirs from their installation, those of a work tree perhaps not, and then
compiling would be measured. The first create and that of plain httpx take turns; what counts is the
median of the ratios of the pairs. Over plain http the SDK reads no certificates, which httpx always
does, so the pairs are run over TLS too, where both do.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import certifi
import trustme
from processes import serving

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_PAIRS: Final = 21


class Run(NamedTuple):
    """What one process took, in milliseconds."""

    cpu: float
    wall: float


class Launcher:
    """Starts Python programs, all under the same conditions.

    Args:
        folder: Where byte code and certificates are kept meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.certificate: Final = folder / "server.pem"
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
            self.certificate
        )
        trusted = folder / "trusted.pem"
        # As many as everybody has: reading them is a good part of a first call.
        trusted.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
        self._environment: Mapping[str, str] = {
            **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "SSL_CERT_FILE": str(trusted),
        }

    def run(self, program: str, *arguments: str) -> Run:
        """Run a program to its end."""
        before, began = _children(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", program, *arguments], check=True, env=self._environment
        )
        return Run((_children() - before) * 1e3, (time.perf_counter() - began) * 1e3)

    def cpu_ms(self, program: str, *arguments: str, rounds: int = 15) -> float:
        """Return the CPU of a whole process, the least of several."""
        self.run(program, *arguments)
        return min(self.run(program, *arguments).cpu for _ in range(rounds))

    def first_create(self, url: str) -> dict[str, float]:
        """Compare the first create of a process with that of plain httpx, in turn."""
        sdk, httpx = [], []
        for _ in range(_PAIRS + 1):
            sdk.append(self.run(_FIRST_SDK, url))
            httpx.append(self.run(_FIRST_HTTPX, url))
        pairs = list(zip(sdk, httpx, strict=True))[1:]  # the first pair writes the byte code
        return {
            "sdk_ms": statistics.median(ours.wall for ours, _ in pairs),
            "httpx_ms": statistics.median(theirs.wall for _, theirs in pairs),
            "sdk_cpu_ms": statistics.median(ours.cpu for ours, _ in pairs),
            "httpx_cpu_ms": statistics.median(theirs.cpu for _, theirs in pairs),
            "ratio": statistics.median(ours.wall / theirs.wall for ours, theirs in pairs),
            "cpu_ratio": statistics.median(ours.cpu / theirs.cpu for ours, theirs in pairs),
        }


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(url: str) -> dict[str, float | bool | dict[str, float]]:
    """Return milliseconds, ratios, and whether an HTTP library was loaded on the way."""
    found = f"import sys; {CLIENT}; sys.exit(any(m in sys.modules for m in {_HTTP_LIBRARIES!r}))"
    loaded = subprocess.run([sys.executable, "-c", found], check=False).returncode != 0
    with tempfile.TemporaryDirectory() as folder:
        launcher = Launcher(Path(folder))
        bare = launcher.cpu_ms(BARE)
        with serving("server.py", "--certificate", str(launcher.certificate)) as secure:
            over_tls = launcher.first_create(secure.replace("http:", "https:"))
        return {
            "import_package_ms": launcher.cpu_ms(PACKAGE) - bare,
            "import_client_ms": launcher.cpu_ms(CLIENT) - bare,
            "import_asyncio_ms": launcher.cpu_ms(ASYNCIO) - bare,
            "http_library_imported": loaded,
            "first_create": launcher.first_create(url),
            "first_create_over_tls": over_tls,
        }


def main() -> None:
    """Print the figures."""
    with serving("server.py") as url:
        for name, value in measure(url).items():
            print(name, value)


if __name__ == "__main__":
    main()
