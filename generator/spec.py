"""Reading an OpenAPI document from YAML or JSON."""

import json
from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from .problem import GenerationError

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    # The parser in C reads a file of ten megabytes in seconds, the one in Python in minutes.
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(_Base):
    """YAML in which a time is text, as it is in JSON, and a key is text that stands once."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - as inherited
    ) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"{key.value!r} stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        made = super().construct_mapping(node, deep)
        # `200:` is a number and `on:` is true in YAML; in an OpenAPI document both are names.
        texts = [key.value if isinstance(key.value, str) else None for key, _ in node.value]
        if len(texts) != len(made):  # a merge key brought others along
            return {str(key): value for key, value in made.items()}
        return {
            key if text is None else text: value
            for text, (key, value) in zip(texts, made.items(), strict=True)
        }


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_spec(path: Path) -> dict[str, Any]:
    """Return the document at a path.

    Raises:
        GenerationError: There is no such file, or it is no JSON object.
        yaml.YAMLError: It is not YAML, or a key stands twice in one object.
    """
    raw = load_any(path)
    if not isinstance(raw, dict):
        raise GenerationError(str(path), "an OpenAPI document is an object")
    return cast("dict[str, Any]", raw)


def load_any(path: Path) -> object:
    """Return what a file of JSON or YAML holds.

    Raises:
        GenerationError: There is no such file, or it is no JSON.
        yaml.YAMLError: It is not YAML, or a key stands twice in one object.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise GenerationError(path.name, "cannot be read; is it there, and UTF-8?") from None
    return _json(path, text) if text.lstrip()[:1] in {"{", "["} else _yaml(text)


def _json(path: Path, text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        try:
            return _yaml(text)  # braces are YAML too
        except yaml.YAMLError:
            raise GenerationError(str(path), f"is not JSON: {error}") from None
    except _TwiceError as error:
        raise GenerationError(str(path), f"{error} stands twice in one object") from None


def _yaml(text: str) -> object:
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


class _TwiceError(Exception):
    """A key that stands twice in one object."""


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(repr(next(key for key in keys if keys.count(key) > 1)))
    return made
