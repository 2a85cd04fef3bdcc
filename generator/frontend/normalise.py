"""From a document of any OpenAPI 3 dialect to its normal form."""

from collections.abc import Mapping
from pathlib import Path

from generator.frontend import understood
from generator.frontend.normal import Normal
from generator.frontend.operations import Operations
from generator.frontend.schemas import Schemas
from generator.frontend.source import Raw, Source
from generator.names import identifier
from generator.problem import GenerationError


def normalise(
    raw: Raw, names: Mapping[str, str] | None = None, folder: Path | None = None
) -> tuple[Normal, Source]:
    """Return the normal form, and the source with its notes.

    References to files are read in `folder`.

    Raises:
        GenerationError: Something cannot be digested; all such places are in it.
    """
    source = Source(raw, folder)
    version = str(raw.get("openapi", raw.get("swagger", "")))
    if not version.startswith("3."):
        told = (
            "convert Swagger 2 to OpenAPI 3 first" if "swagger" in raw else "add `openapi: 3.1.0`"
        )
        raise GenerationError("#/openapi", f"an OpenAPI 3 document is needed; {told}")
    understood.check(source)
    schemas = Schemas(source)
    operations = list(Operations(source, schemas, names or {}).all())
    schemas.finish()
    if source.refusals:
        raise GenerationError.of(list(source.refusals))
    tags = {
        identifier(str(tag.get("name"))): str(tag.get("description") or "")
        for tag in source.listed(raw.get("tags"), "#/tags")
        if isinstance(tag, Mapping)
    }
    title = str(raw.get("info", {}).get("title", "API"))
    return Normal(title, tags, operations, schemas.shapes, schemas.enums), source
