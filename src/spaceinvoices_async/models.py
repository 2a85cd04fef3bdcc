"""All models of the API: what is sent, and what comes back. Loaded one by one, at first use."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spaceinvoices_async._generated.models import *  # noqa: F403 - the generated package is the list

_GENERATED = "spaceinvoices_async._generated.models"


def __getattr__(name: str) -> object:
    if name == "__all__":
        return importlib.import_module(_GENERATED).__all__
    value = getattr(importlib.import_module(_GENERATED), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return dir(importlib.import_module(_GENERATED))
