import asyncio
import json
import logging
import signal
import subprocess
import sys
from contextlib import closing

import httpx
import pytest

from spaceinvoices_sandbox import Sandbox, SandboxOptions, cli
from spaceinvoices_sandbox.app import create_app


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_tells_where_it_listens_and_stops_cleanly(tmp_path, number):
    command = [sys.executable, "-m", "spaceinvoices_sandbox", "--db", str(tmp_path / "s.db")]
    with subprocess.Popen(
        [*command, "--ready-file", str(tmp_path / "ready.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                break
        while not (tmp_path / "ready.json").exists():
            assert process.poll() is None
        ready = json.loads((tmp_path / "ready.json").read_text())
        answer = httpx.get(
            f"{ready['url']}/v1/Accounts/authorized", headers={"Authorization": ready["token"]}
        )
        process.send_signal(number)
        assert process.wait(60) == 0
    assert answer.status_code == 200


class LoopWithoutSignals(asyncio.SelectorEventLoop):
    """As the loops of Windows are."""

    def add_signal_handler(self, *_):
        raise NotImplementedError


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_at_a_signal_where_the_loop_has_no_handlers(tmp_path, number):
    ready = tmp_path / "ready.json"
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    async def stopped_by_a_signal():
        asyncio.get_running_loop().call_soon(raised_once_ready)
        await cli._serve(Sandbox(), ready)

    def raised_once_ready():
        if ready.exists():
            signal.raise_signal(number)
        else:
            asyncio.get_running_loop().call_soon(raised_once_ready)

    try:
        with asyncio.Runner(loop_factory=LoopWithoutSignals) as runner:
            runner.run(stopped_by_a_signal())
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert ready.exists()


def test_a_file_keeps_everything_over_a_restart(tmp_path):
    options = SandboxOptions(database=str(tmp_path / "state.db"), root_token="t" * 64)
    headers = {"Authorization": "t" * 64}
    answers = []
    for _ in "12":
        with Sandbox(options) as sandbox:
            answers.append(
                httpx.get(f"{sandbox.url}/v1/Accounts/authorized", headers=headers).json()
            )
    assert answers[0] == answers[1]


async def test_a_sandbox_runs_in_the_callers_loop():
    async with Sandbox() as sandbox, httpx.AsyncClient(base_url=sandbox.url) as http:
        headers = {"Authorization": sandbox.token}
        answer = await http.get("/v1/Accounts/authorized", headers=headers)
    assert answer.status_code == 200


async def test_a_client_that_leaves_before_its_request_is_whole_is_no_failure(caplog):
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/Accounts/login",
        "raw_path": b"/v1/Accounts/login",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-length", b"2")],
    }

    async def leave():
        return {"type": "http.disconnect"}

    async def nobody(message):
        pass

    app = create_app()
    with caplog.at_level(logging.DEBUG), closing(app.world.store):
        await app(scope, leave, nobody)

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
