"""The document as it was written: where things stand, and what references lead to."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import yaml

from generator.problem import Finding, GenerationError, pointer
from generator.spec import load_any

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Raw = Mapping[str, Any]


class Source:
    """A document with its references, and what is to be said of it."""

    def __init__(self, raw: Raw, folder: Path | None = None) -> None:
        self.raw = raw
        self._folder = folder
        self._files: dict[str, object] = {"": raw}
        self.visited: set[str] = set()
        """Places in other files whose words have been looked at."""
        self.refusals: dict[Finding, None] = {}
        self.gaps: dict[Finding, None] = {}
        """What a caller may miss."""
        self.remarks: dict[Finding, None] = {}
        """What is not taken over, and need not be."""

    @cached_property
    def has_conventions(self) -> bool:
        """Whether the document says with our extensions which operations are lists in pages."""
        paths = self.raw.get("paths")
        items = paths.values() if isinstance(paths, Mapping) else ()
        return any(
            isinstance(operation, Mapping) and "x-paginated" in operation
            for item in items
            if isinstance(item, Mapping)
            for operation in item.values()
        )

    def refuse(self, where: str, message: str) -> None:
        """Something that cannot be generated; all of them are told at once."""
        self.refusals[Finding(where, message)] = None

    def gap(self, where: str, message: str) -> None:
        """Something that is left out, or typed less exactly."""
        self.gaps[Finding(where, message)] = None

    def remark(self, where: str, message: str) -> None:
        """Something that is left to the server or to the reader."""
        self.remarks[Finding(where, message)] = None

    def follow(self, node: object, where: str) -> tuple[Raw, str]:
        """Return what a node refers to, and where that stands; a description beside `$ref` wins."""
        seen: list[str] = []
        beside: dict[str, Any] = {}
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            reference = node["$ref"]
            beside = {k: v for k, v in node.items() if k != "$ref"} | beside
            if reference in seen:
                self.refuse(where, f"{reference} refers to itself; let it say what it is")
                return {}, where
            seen.append(reference)
            found = self._find(reference, where)
            if found is None:
                return {}, where
            node, where = found
        if not isinstance(node, dict):
            if node is not True:
                self.refuse(where, "an object is needed here")
            return {}, where
        return ({**node, **beside} if beside else node), where

    def _find(self, reference: str, where: str) -> tuple[Any, str] | None:
        """Return what stands at a reference.

        One without a file is of the file that it stands in.
        """
        name, _, fragment = reference.partition("#")
        file = where.partition("#")[0]
        if name:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(name)))
        target = self._file(file, reference, where)
        if target is None:
            return None
        if fragment and not fragment.startswith("/"):
            self.refuse(where, f"{reference} is an anchor; write the reference as #/components/...")
            return None
        steps = [
            unquote(step).replace("~1", "/").replace("~0", "~") for step in fragment.split("/")[1:]
        ]
        for step in steps:
            if isinstance(target, dict) and step in target:
                target = target[step]
            elif isinstance(target, list) and step.isdigit() and int(step) < len(target):
                target = target[int(step)]
            else:
                self.refuse(where, f"nothing stands at {reference}; add it, or mend the reference")
                return None
        return target, f"{file}{pointer(*steps) if steps else '#'}"

    def _file(self, file: str, reference: str, where: str) -> Any:
        """Return the content of a file beside the document, read once."""
        if file not in self._files:
            if self._folder is None or "://" in reference or file.startswith(("..", "/")):
                self.refuse(
                    where, f"{reference} leads out of the document; bundle everything into one file"
                )
                return None
            try:
                self._files[file] = load_any(self._folder / file)
            except (GenerationError, yaml.YAMLError) as error:
                self.refuse(where, f"{reference} cannot be read: {error}")
                return None
        return self._files[file]

    def items(self, node: object, where: str) -> Iterator[tuple[str, Any]]:
        """Yield the entries of an object; anything else there is refused."""
        if isinstance(node, dict):
            yield from node.items()
        elif node is not None:
            self.refuse(where, "an object is needed here")

    def listed(self, node: object, where: str) -> list[Any]:
        """Return the entries of an array; anything else there is refused."""
        if isinstance(node, list):
            return node
        if node is not None:
            self.refuse(where, "an array is needed here")
        return []
