"""The marketplace against the embedded server: start it, issue 1,500 invoices, stop it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import orders

HERE = Path(__file__).parent
DATA = HERE.parent / ".data"


def main() -> int:
    """Run the demo; the server never outlives it."""
    DATA.mkdir(exist_ok=True)
    orders.make(DATA)
    for journal in DATA.glob("orders.journal*"):
        journal.unlink()  # of an earlier demo, whose server is gone
    server, environment = start()
    try:
        command = [sys.executable, str(HERE / "marketplace.py"), str(DATA)]
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:  # the program was told to stop, too
        return 130
    finally:
        server.terminate()
        server.wait()
        print("The server has ended. To start one that stays: .venv/bin/spaceinvoices sandbox")


def start() -> tuple["subprocess.Popen[str]", dict[str, str]]:
    """Return the embedded server on a free port, and the environment that leads to it."""
    command = [sys.executable, "-m", "spaceinvoices_sandbox", "--port", "0", "--quiet"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in server.stdout or ():
        print(line, end="", flush=True)
        word, *variables = shlex.split(line)
        if word == "export":
            return server, os.environ | dict(pair.split("=", 1) for pair in variables)
    raise SystemExit(f"the server did not start: exit code {server.wait()}")


if __name__ == "__main__":
    sys.exit(main())
