"""A resource method as the command line sees it: what it takes, and what its page says."""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, get_args

from attrs import define, field, frozen

from spaceinvoices_async._generated import models, types
from spaceinvoices_async.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_async._serialization.models import Model
    from spaceinvoices_async.operations import Operation

LIST_PARAMETERS: Final = frozenset({"where", "order", "fields", "include", "skip", "limit"})
_OF_PROGRAMS: Final = frozenset({"options", "page_size", "prefetch", "on_moved", "resume"})
"""Parameters that make sense in a program alone."""
_MODEL: Final = re.compile(r"\bmodels\.(\w+)")
_WORD: Final = re.compile(r"\b[A-Za-z_]\w*\b")
_SECTION: Final = re.compile(
    r"^(Args|Raises|Returns|Source|Example|Examples|Yields):\s*$", re.MULTILINE
)
_ARGUMENT: Final = re.compile(r"^ {4}(\w+): ?", re.MULTILINE)


@frozen(kw_only=True)
class Parameter:
    """A parameter of a resource method.

    Attributes:
        name: Its Python name.
        annotation: Its type, as the signature writes it.
        required: Whether the method cannot be called without it.
        positional: Whether it comes by its place: an id in the path.
        help: What the docstring says of it.
    """

    name: str
    annotation: str
    required: bool
    positional: bool
    help: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The documented values of an enum; others may be given too."""
        for word in _WORD.findall(self.annotation):
            values = get_args(getattr(types, word, None))
            if values and all(isinstance(value, str) for value in values):
                return values
        return ()

    def mentions(self, *words: str) -> bool:
        """Return whether the type names one of these."""
        return not frozenset(words).isdisjoint(_WORD.findall(self.annotation))


@define
class Method:
    """A method of a resource, and the operation that it calls.

    Args:
        tag: Name of the resource.
        name: Name of the method.
        function: The method, unbound.
    """

    tag: str
    name: str
    function: Callable[..., object] = field(repr=False)

    @property
    def operation(self) -> Operation:
        """The operation in the table; that of `download_x` is `x`."""
        named = OPERATIONS.get(f"{self.tag}_{self.name}")
        return named or OPERATIONS[f"{self.tag}_{self.name.removeprefix('download_')}"]

    @cached_property
    def documentation(self) -> str:
        """The docstring, without its sections."""
        text = inspect.getdoc(self.function) or ""
        return _SECTION.split(text)[0].strip()

    @cached_property
    def example(self) -> str | None:
        """The example of the docstring, if it has one."""
        sections = _sections(inspect.getdoc(self.function) or "")
        return sections.get("Example") or sections.get("Examples")

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters that a command line can give, by name."""
        told = _arguments(_sections(inspect.getdoc(self.function) or "").get("Args", ""))
        signature = inspect.signature(self.function)
        return {
            name: Parameter(
                name=name,
                annotation=str(one.annotation),
                required=one.default is inspect.Parameter.empty,
                positional=one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD,
                help=told.get(name, ""),
            )
            for name, one in signature.parameters.items()
            if name != "self" and name not in _OF_PROGRAMS
        }

    @property
    def lists(self) -> bool:
        """Whether it lists rows, page by page."""
        return self.parameters.keys() >= LIST_PARAMETERS

    @cached_property
    def body(self) -> type[Model] | None:
        """The model of its JSON body."""
        body = self.parameters.get("body")
        found = None if body is None else _MODEL.search(body.annotation)
        return None if found is None else getattr(models, found[1])

    @property
    def destroys(self) -> bool:
        """Whether it takes away what was there: a DELETE, or a PUT that replaces all of it."""
        return self.operation.method in {"DELETE", "PUT"}


def methods_of(tag: str) -> dict[str, Method]:
    """Return the methods of a resource that a command line can call, sorted by name."""
    module = importlib.import_module(f"spaceinvoices_async._generated.resources.{tag}")
    (resource,) = (
        one
        for _, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__
    )
    found = {
        name: Method(tag, name, function)
        for name, function in inspect.getmembers(resource, inspect.isfunction)
        if not name.startswith("_")
    }
    # A file is better saved than shown: where there is `download_x`, `x` is not needed.
    return {name: one for name, one in found.items() if f"download_{name}" not in found}


def _sections(text: str) -> dict[str, str]:
    parts = _SECTION.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _arguments(section: str) -> dict[str, str]:
    parts = _ARGUMENT.split(section)
    return {
        name: " ".join(text.split()) for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }
