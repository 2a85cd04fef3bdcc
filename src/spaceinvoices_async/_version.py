"""Version of the package, as in pyproject.toml: reading the installed metadata takes a tenth of a start."""

from typing import Final

VERSION: Final = "1.0.0"
