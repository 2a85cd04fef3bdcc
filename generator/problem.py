"""The one way in which generation fails: a place in the document, and what is wrong there."""


class GenerationError(Exception):
    """Something the generator cannot turn into code.

    Attributes:
        pointer: JSON pointer to the place in the OpenAPI document.
    """

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer}: {message}")
        self.pointer = pointer


def pointer(*steps: object) -> str:
    """The JSON pointer of a path of keys."""
    return "#/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in steps)
