"""What the package offers at its top, and what importing it costs."""

import importlib
import subprocess
import sys

import pytest

import spaceinvoices_async


def test_all_is_sorted_and_every_name_is_there() -> None:
    names = spaceinvoices_async.__all__

    assert names == sorted(names, key=lambda name: (not name.isupper(), name.islower(), name))
    assert [name for name in names if not hasattr(spaceinvoices_async, name)] == []


def test_every_error_of_the_tree_is_there() -> None:
    errors = importlib.import_module("spaceinvoices_async.errors")

    tree = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.SpaceInvoicesError)
    }

    assert tree - set(spaceinvoices_async.__all__) == set()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Client'"):
        _ = spaceinvoices_async.Client


@pytest.mark.parametrize(
    "program",
    [
        "import spaceinvoices_async",
        "from spaceinvoices_async import AsyncSpaceInvoices",
        "from spaceinvoices_async import ClientOptions, RequestOptions",
    ],
)
def test_importing_loads_no_http_library(program: str) -> None:
    libraries = ("httpx", "httpcore", "aiohttp", "msgspec", "ssl")
    check = f"import sys; {program}; print(*(m for m in {libraries} if m in sys.modules))"

    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert run.stdout == "\n"


def test_importing_the_errors_loads_nothing_of_others() -> None:
    check = """
import sys
from spaceinvoices_async import ApiError, InvalidInputError
print(*(m for m in ("attr", "attrs", "msgspec") if m in sys.modules))
"""
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert run.stdout == "\n"
