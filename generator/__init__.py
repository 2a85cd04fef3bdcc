"""Generates the models and resources of the SDK from its OpenAPI document."""
