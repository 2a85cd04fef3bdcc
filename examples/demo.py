"""The marketplace against the embedded server: start it, issue 1,500 invoices, stop it."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import orders

HERE = Path(__file__).parent


def main() -> int:
    """Run the demo; the server never outlives it."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        orders.make(data)
        server, environment = start()
        try:
            command = [sys.executable, str(HERE / "marketplace.py"), str(data)]
            code = subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own script
        finally:
            server.terminate()
            server.wait()
        for pdf in sorted(data.glob("*.pdf")):
            print(f"{pdf.name}: {pdf.stat().st_size:,} bytes of PDF")
    return code


def start() -> tuple["subprocess.Popen[bytes]", dict[str, str]]:
    """The embedded server on a free port, and the environment that leads to it."""
    told, tell = os.pipe()
    command = [sys.executable, "-m", "spaceinvoices_sandbox", "--port", "0"]
    command += ["--ready-file", f"/dev/fd/{tell}"]
    server = subprocess.Popen(command, pass_fds=[tell])  # noqa: S603 - our own server
    os.close(tell)
    with os.fdopen(told, encoding="utf-8") as file:
        line = file.readline()  # empty if the server ends before it is ready
    if not line:
        raise SystemExit(f"the server did not start: exit code {server.wait()}")
    ready = json.loads(line)
    environment = {
        "SPACEINVOICES_BASE_URL": ready["base_url"],
        "SPACEINVOICES_TOKEN": ready["token"],
    }
    return server, os.environ | environment


if __name__ == "__main__":
    sys.exit(main())
