"""Documents as PDF: a real A4 page, in the language asked for."""

from .render import render

__all__ = ["render"]
