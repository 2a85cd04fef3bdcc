"""Makes the README fit for the package index, where a link cannot be relative."""

import re
from pathlib import Path
from typing import Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK: Final = re.compile(r"(!?)(\[[^\]]*\])\((?!https?://|#)([^)]+)\)")


class ReadmeHook(MetadataHookInterface):
    """The README as the project's description, with links into the repository of this version."""

    def update(self, metadata: dict) -> None:  # type: ignore[type-arg]  # the base class has it so
        """Set the description."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        repository = metadata.get("urls", {}).get("Repository")
        if repository:
            text = absolute(text, repository, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute(text: str, repository: str, tag: str) -> str:
    """Write the relative links and images of a Markdown text as links into a repository."""

    def link(found: re.Match[str]) -> str:
        image, title, target = found.groups()
        return f"{image}{title}({repository}/{'raw' if image else 'blob'}/{tag}/{target})"

    return _LINK.sub(link, text)
