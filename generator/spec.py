"""Reading an OpenAPI document from YAML or JSON."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, cast

import yaml

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.SafeLoader):
    """YAML in which a time is text, as it is in JSON, and a key stands once."""

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
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_spec(path: Path) -> dict[str, Any]:
    """The document at a path; JSON is read as the YAML that it is."""
    with path.open(encoding="utf-8") as file:
        loader = _Loader(file)
        try:
            return cast("dict[str, Any]", loader.get_single_data())
        finally:
            loader.dispose()
