"""Async SDK for the Space Invoices v1 API."""
