# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of the API, a module for each resource; the table of all is made at its first use."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spaceinvoices_async.operations import Operation

    OPERATIONS: Mapping[str, Operation]


def __getattr__(name: str) -> object:
    operations = importlib.import_module(f"{__name__}._table").OPERATIONS
    if name == "OPERATIONS":
        return operations
    if name.lower() not in operations or not name.isupper():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return operations[name.lower()]
