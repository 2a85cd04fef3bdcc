"""The marketplace against the embedded server: start it, issue 1,500 invoices, stop it."""

import os
import shlex
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


def start() -> tuple["subprocess.Popen[str]", dict[str, str]]:
    """The embedded server on a free port, and the environment that leads to it."""
    command = [sys.executable, "-m", "spaceinvoices_sandbox", "--port", "0", "--quiet"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own server
    for line in server.stdout or ():
        print(line, end="")
        word, *variables = shlex.split(line)
        if word == "export":
            return server, os.environ | dict(pair.split("=", 1) for pair in variables)
    raise SystemExit(f"the server did not start: exit code {server.wait()}")


if __name__ == "__main__":
    sys.exit(main())
