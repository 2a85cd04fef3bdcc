# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Generated from the OpenAPI document: models, resources, operations, types."""
