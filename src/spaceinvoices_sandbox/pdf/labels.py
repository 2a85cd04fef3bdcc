"""The words on a page; another language is one more file beside `en.json`."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback.json_types import load_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

DEFAULT: Final = "en"


@functools.cache
def labels(language: str | None) -> Mapping[str, str]:
    """The words of the language, in English where there is no file for it."""
    folder = resources.files(__name__.rpartition(".")[0]) / "languages"
    file = folder / f"{_language(language)}.json"
    english = _read(folder / f"{DEFAULT}.json")
    return {**english, **_read(file)} if file.is_file() else english


def _language(language: str | None) -> str:
    name = (language or DEFAULT).replace("_", "-").split("-")[0].lower()
    return name if name.isalpha() else DEFAULT


def _read(file: Traversable) -> dict[str, str]:
    words = load_record(file.read_text(encoding="utf-8"))
    return {name: str(word) for name, word in words.items()}
