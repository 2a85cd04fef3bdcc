"""Documents as PDF: a real A4 page, in the language asked for."""

from spaceinvoices_sandbox.pdf.render import render

__all__ = ["render"]
