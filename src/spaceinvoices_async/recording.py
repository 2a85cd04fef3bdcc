"""Collecting what happened to each call, for as long as a `with` block lasts."""
