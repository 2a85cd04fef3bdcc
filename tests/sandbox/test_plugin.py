import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

PAGE = Path(__file__).parents[2] / "docs" / "sandbox.md"
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
MODULE = "spaceinvoices_sandbox.plugin"


@pytest.fixture
def run(pytester, monkeypatch):
    """Run a program's tests in a process of their own, with no other plugin that is installed."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run(text, *more):
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*more, "-p", MODULE)

    return run


@pytest.mark.parametrize("mode", ["strict", "auto"])
def test_the_examples_in_the_page_pass(run, pytester, mode):
    tests = [program for program in PROGRAMS if "def test_" in program]
    assert len(tests) == 4
    for number, program in enumerate(tests):
        pytester.makepyfile(**{f"test_example_{number}": program})
    scope = "asyncio_default_fixture_loop_scope=function"
    done = run(
        "", "-p", "pytest_asyncio.plugin", f"--asyncio-mode={mode}", "-W", "error", "-o", scope
    )
    done.assert_outcomes(passed=4)


def test_the_program_in_the_page_runs():
    program = next(program for program in PROGRAMS if "def test_" not in program)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("root@example.com\n", "")


def test_the_plugin_imports_nothing_until_a_fixture_is_asked_for():
    program = f"import sys, {MODULE}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    heavy = {"starlette", "uvicorn", "typst", "babel", "msgspec", "httpx", "sqlite3", "pycountry"}
    assert (MODULE in done.stdout.split(), loaded & heavy) == (True, set())


def test_a_test_without_pytest_asyncio_can_use_the_sandbox_itself(run):
    text = """
        import urllib.request

        def test_it_answers(sandbox):
            headers = {"Authorization": sandbox.token}
            request = urllib.request.Request(sandbox.url + "/v1/Accounts/authorized", headers=headers)
            with urllib.request.urlopen(request) as answer:
                assert answer.status == 200
    """
    run(text).assert_outcomes(passed=1)


def test_a_fixture_of_the_users_own_wins(run):
    text = """
        import pytest

        @pytest.fixture
        def client():
            return "mine"

        def test_mine(client):
            assert client == "mine"
    """
    run(text).assert_outcomes(passed=1)
