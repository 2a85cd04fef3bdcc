"""Hints of what is public can be evaluated, as web frameworks and documentation tools do."""

from __future__ import annotations

import importlib
import inspect
import types
import typing

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientStats
from spaceinvoices_async._generated.resources.documents import DocumentsResource
from spaceinvoices_async.models import Document, LoginDict

PUBLIC_MODULES = (
    "spaceinvoices_async",
    "spaceinvoices_async.batch",
    "spaceinvoices_async.filters.builder",
    "spaceinvoices_async.models",
    "spaceinvoices_async.operations",
    "spaceinvoices_async.testing",
    "spaceinvoices_async.transports",
    "spaceinvoices_async.transports.aiohttp",
    "spaceinvoices_async.totals",
    "spaceinvoices_async.transports.httpx",
    "spaceinvoices_async.transports.httpx2",
    "spaceinvoices_async.webhooks",
    "spaceinvoices_async._generated.resources.account_organizations",
    "spaceinvoices_async._generated.resources.accounts",
    "spaceinvoices_async._generated.resources.clients",
    "spaceinvoices_async._generated.resources.documents",
    "spaceinvoices_async._generated.resources.organizations",
    "spaceinvoices_async._generated.resources.units",
    "spaceinvoices_async.webhooks",
    "spaceinvoices_sandbox",
    "spaceinvoices_sandbox.faults",
)


def _public(module: types.ModuleType) -> dict[str, object]:
    names = getattr(module, "__all__", None) or [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]
    return {name: getattr(module, name) for name in names}


def _callables(value: object) -> list[object]:
    """A function; or a class with its own public methods and properties."""
    if isinstance(value, types.FunctionType):
        return [value]
    if not isinstance(value, type):
        return []
    found: list[object] = [] if typing.is_typeddict(value) else [value]
    for name, member in inspect.getmembers_static(value):
        if name.startswith("_") and name not in {"__init__", "__aenter__", "__aiter__"}:
            continue
        inner = member.fget if isinstance(member, property) else member
        inner = getattr(inner, "__func__", inner)
        if isinstance(inner, types.FunctionType):
            found.append(inner)
    return found


@pytest.mark.parametrize("name", PUBLIC_MODULES)
def test_hints_of_every_public_class_and_method_are_evaluated(name: str) -> None:
    values = _public(importlib.import_module(name))

    for value in values.values():
        if isinstance(value, type):
            typing.get_type_hints(value)
        for part in _callables(value):
            typing.get_type_hints(part)
            inspect.signature(part, eval_str=True)

    assert values


def test_the_hints_of_a_method_are_the_classes_themselves() -> None:
    assert typing.get_type_hints(DocumentsResource.get)["return"] is Document
    assert typing.get_type_hints(AsyncSpaceInvoices.stats)["return"] is ClientStats
    assert typing.get_type_hints(AsyncSpaceInvoices)["documents"] is DocumentsResource


def test_an_input_dictionary_knows_which_of_its_keys_are_required() -> None:
    assert sorted(LoginDict.__required_keys__) == ["email", "password"]
    assert typing.get_type_hints(LoginDict)["password"] is str
