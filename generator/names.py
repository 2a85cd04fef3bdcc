"""How things of the document are called in Python."""

import builtins
import keyword
import re
from typing import Final

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGNS: Final = {"+": "plus", "-": "minus", "*": "star", "@": "at", "$": "dollar", "#": "hash"}

MODEL_NAMES: Final = frozenset(
    {"additional_properties", "wire_names", "from_dict", "to_dict", "encode", "self", "FIELDS"}
)
"""Names that every model has already."""

_TYPES: Final = frozenset(
    {"bool", "bytes", "dict", "int", "list", "object", "str", "datetime", "models", "attrs"}
    | {"final", "builtins", "types"}
)
"""Names that the annotations of a class are made of: an attribute would stand before them."""

FIELD_NAMES: Final = MODEL_NAMES | _TYPES
"""What no field may be called."""

METHOD_NAMES: Final = frozenset(_TYPES - {"list"}) | {
    "overload",
    "requests",
    "responses",
}
"""What no method may be called; what is called `list` is read past by `builtins.list`."""

CLASS_NAMES: Final = frozenset(
    {"ClassVar", "Decimal", "FieldSpec", "FileInput", "InputModel", "JsonValue", "Literal"}
    | {"Mapping", "Model", "Moment", "NotRequired", "Number", "Sequence", "TypeAlias", "TypedDict"}
    | {"UNSET", "Unset"}
    | {name for name in dir(builtins) if name[0].isupper()}
)
"""What no class may be called: the modules of the models use these names."""

ENUM_NAMES: Final = frozenset(
    {"AsyncPaginator", "Fields", "Include", "OnMoved", "Order", "Path", "PathLike"}
    | {"RequestOptions", "Requestor", "Where"}
)
"""What no set of values may be called besides: the modules of the resources use these names."""


def snake_case(name: str) -> str:
    """`_documentItems` is `document_items`, `countryAlpha2Code` is `country_alpha2_code`."""
    words = re.sub(r"[\W_]+", "_", _HUMP.sub("_", name))
    return words.strip("_").lower()


def identifier(wire: str) -> str:
    """Return a Python identifier for any name.

    `+1` is `plus_1`, `2fa` is `n2fa`, `from` is `from_`.
    """
    signed = "".join(
        f"{_SIGNS[sign]}_" if not index and sign in _SIGNS else sign
        for index, sign in enumerate(wire)
        if index or sign not in {"@", "$", "#"} or len(wire) == 1
    )
    name = snake_case(signed) or "value"
    if name[0].isdigit() or not name.isidentifier():
        name = f"n{name}" if f"n{name}".isidentifier() else "value"
    return f"{name}_" if keyword.iskeyword(name) else name


def resource_argument(path: str, placeholder: str) -> str:
    """Return the argument for a placeholder.

    `/Clients/{id}` takes `client_id`, as does `{clientId}`.
    """
    name = identifier(placeholder)
    resource = path.split("{" + placeholder + "}", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
    plain = "{" in resource or not resource or re.fullmatch(r"v\d+(\.\d+)*|api", resource)
    if plain or name not in {"id", "fk", "uuid", "key", "name", "slug"}:
        return name
    owner = identifier(resource).removesuffix("s")
    return name if name.startswith(owner) else f"{owner}_{name}"


def class_name(name: str) -> str:
    """`account_organizations` is `AccountOrganizations`; a name that is a class's stays."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
        return name
    words = re.sub(r"[\W_]+", "_", name).strip("_").split("_")
    made = "".join(word[:1].upper() + word[1:] for word in words)
    if not made or made[0].isdigit():
        made = f"N{made}" if made else "Value"
    return made if made.isidentifier() else "Value"


class Names:
    """The names given within one scope; each is given once."""

    def __init__(self, reserved: frozenset[str] = frozenset()) -> None:
        self._taken = set(reserved)

    def give(self, *wanted: str) -> str:
        """Return the first of the names that is free, or the last of them with a number."""
        for name in wanted:
            if name not in self._taken:
                self._taken.add(name)
                return name
        number = 2
        while f"{wanted[-1]}{'_' if wanted[-1].islower() else ''}{number}" in self._taken:
            number += 1
        return self.give(f"{wanted[-1]}{'_' if wanted[-1].islower() else ''}{number}")
