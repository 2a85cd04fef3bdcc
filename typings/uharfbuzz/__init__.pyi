# What the sandbox uses of uharfbuzz, which comes without types.
import os

class Blob:
    @classmethod
    def from_file_path(cls, filename: str | os.PathLike[str]) -> Blob: ...

class Face:
    def __init__(self, blob: Blob, index: int = ...) -> None: ...
    @property
    def unicodes(self) -> set[int]: ...
