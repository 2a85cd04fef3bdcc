"""What the package offers at its top, and what importing it costs."""

import importlib
import importlib.metadata
import subprocess
import sys

import pytest

import spaceinvoices_async


def test_all_is_sorted_and_every_name_is_there() -> None:
    names = spaceinvoices_async.__all__

    assert names == sorted(names, key=lambda name: (not name.isupper(), name.islower(), name))
    assert [name for name in names if not hasattr(spaceinvoices_async, name)] == []


# What programs of users import. A name is added here with its first release, and never leaves.
PROMISED = {
    "spaceinvoices_async": """
        UNSET AccessDeniedError AccountView ApiError AsyncPage AsyncPaginator AsyncSpaceInvoices
        Attempt BadRequestError CallRecord ClientOptions ClientStats Clock CollectionMovedError
        Condition ConfigurationError ConnectFailed DeadlineExceeded Drift EmailNotVerifiedError Field FileInput
        InvalidInputError InvalidTokenError JsonValue LimiterStats LimiterTimeout LoginFailedError NotFoundError
        NotSentError OutcomeUnknownError PoolTimeout RateLimitedError RequestOptions
        ResponseDecodeError ServerError SpaceInvoicesError Timeouts UniqueIdReusedError Unset
        Upload ValidationError field __version__
    """,
    "spaceinvoices_async.batch": """
        Audit Batch BatchOptions BatchReport BatchStream Choice Column CsvSource Discrepancy
        DocumentMapping Existing Inspection Journal JournalError JournalFailed JournalLocked JournalMismatch JsonlSource
        Problem Progress Row RowResult Running Source SourceError SourceRow Stop Sum Target
        ToDocument WrongRow load_mapping read_csv read_jsonl read_progress write_refused
    """,
    "spaceinvoices_async.models": """
        Account AccountCreate AccountCreateDict Client ClientCreate ClientCreateDict Document
        DocumentClient DocumentClientInput DocumentClientInputDict DocumentCreate
        DocumentCreateDict DocumentItem DocumentItemInput DocumentItemInputDict
        DocumentItemTaxInputDict ImportUploadDict LoginDict Organization OrganizationCreateDict
        Payment PaymentInput PaymentInputDict Unit UnitCreateDict
    """,
    "spaceinvoices_async.operations": "OPERATIONS FilePart Operation Safety UniqueKey",
    "spaceinvoices_async.testing": "FakeClock Reply ScriptedTransport SentRequest",
    "spaceinvoices_async.transports": """
        Progress Request Response SendProgress Sink Transport TransportError TransportTimeouts
    """,
    "spaceinvoices_async.transports.aiohttp": "AiohttpTransport",
    "spaceinvoices_async.transports.httpx": "HttpxTransport",
    "spaceinvoices_async.webhooks": """
        CategoryEvent ClientEvent DocumentCategoryEvent DocumentEvent Event EventDeduplicator
        ItemEvent OrganizationEvent PaymentEvent RecurrenceEvent TaxEvent UnitEvent UnknownEvent
        WebhookEvent parse
    """,
    "spaceinvoices_async.types": "UNSET JsonValue Moment Number Unset",
    "spaceinvoices_sandbox": "LocalSandbox Sandbox SandboxApp SandboxOptions Seeds create_app",
    "spaceinvoices_sandbox.faults": "Fault",
}


@pytest.mark.parametrize("module", PROMISED)
def test_what_is_promised_can_be_imported(module: str) -> None:
    home = importlib.import_module(module)

    assert [name for name in PROMISED[module].split() if not hasattr(home, name)] == []


def test_the_version_is_that_of_the_installed_package() -> None:
    assert spaceinvoices_async.__version__ == importlib.metadata.version("spaceinvoices-async")


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


def test_the_resources_are_listed_before_their_first_use() -> None:
    client = spaceinvoices_async.AsyncSpaceInvoices("token")

    assert {"accounts", "clients", "documents", "organizations", "request"} <= set(dir(client))
    assert "documents" not in vars(client)


def test_hints_cost_nothing_until_they_are_evaluated() -> None:
    check = """
import sys, typing
from spaceinvoices_async import AsyncSpaceInvoices
names = ("attr", "spaceinvoices_async.options", "spaceinvoices_async.batch.batch")
before = [name for name in names if name in sys.modules]
typing.get_type_hints(AsyncSpaceInvoices.__init__)
typing.get_type_hints(AsyncSpaceInvoices.batch.fget)
print(before, [name for name in names if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert run.stdout == (
        "[] ['attr', 'spaceinvoices_async.options', 'spaceinvoices_async.batch.batch']\n"
    )


def test_a_first_create_loads_nothing_of_lists_uploads_and_misspelt_names() -> None:
    check = """
import asyncio, sys
from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.testing import Reply, ScriptedTransport

async def main():
    transport = ScriptedTransport(Reply({"id": "1", "uniqueId": "a"}))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await si.documents.create("org", unique_id="a", items=[{"name": "Suit", "price": 1}])

asyncio.run(main())
unneeded = ("difflib", "files.uploads", "filters.builder", "pagination.paginator")
print(*(n for n in unneeded if n in sys.modules or f"spaceinvoices_async.{n}" in sys.modules))
"""
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert run.stdout == "\n"
