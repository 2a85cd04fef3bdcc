"""Version of the package, for pyproject.toml too: reading the installed metadata takes a tenth of a start."""

from typing import Final

VERSION: Final = "1.0.0"
