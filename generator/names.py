"""How things of the document are called in Python."""

import keyword
import re
from collections.abc import Mapping
from typing import Any, Final

from .problem import GenerationError

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

RESERVED: Final = frozenset(
    {"additional_properties", "wire_names", "from_dict", "to_dict", "encode", "self"}
)
"""Names that every model has already."""


def snake_case(name: str) -> str:
    """`_documentItems` is `document_items`, `countryAlpha2Code` is `country_alpha2_code`."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", _HUMP.sub("_", name))
    return words.strip("_").lower()


def python_name(wire: str, extensions: Mapping[str, Any], pointer: str) -> str:
    """The Python name of a property or parameter: `x-python-name`, or snake case."""
    name = str(extensions.get("x-python-name") or snake_case(wire))
    if not name.isidentifier() or keyword.iskeyword(name) or name in RESERVED:
        raise GenerationError(pointer, f"{name!r} cannot be a Python name; set x-python-name")
    return name


def resource_argument(path: str, placeholder: str) -> str:
    """The argument for a placeholder, after the resource: `/Clients/{id}` takes `client_id`."""
    resource = path.split("{" + placeholder + "}", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
    name = snake_case(placeholder)
    owner = snake_case(resource).removesuffix("s")
    return name if name.startswith(owner) else f"{owner}_{name}"


def class_name(tag: str) -> str:
    """`account_organizations` is `AccountOrganizations`."""
    return "".join(word.capitalize() for word in snake_case(tag).split("_"))


def require_distinct(names: Mapping[str, str], pointer: str) -> None:
    """Refuse two wire names with one Python name."""
    seen: dict[str, str] = {}
    for wire, name in names.items():
        if name in seen:
            raise GenerationError(
                pointer, f"{seen[name]!r} and {wire!r} are both {name!r}; set x-python-name on one"
            )
        seen[name] = wire
