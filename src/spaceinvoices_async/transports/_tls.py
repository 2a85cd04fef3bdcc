"""Whom to trust on TLS connections when the user names no authority."""

from __future__ import annotations

import os
import ssl
from functools import cache

import certifi


def default_context(*, trust_env: bool) -> ssl.SSLContext:
    """The context every connection shares: `SSL_CERT_FILE` or `SSL_CERT_DIR`, else certifi's.

    Not the system's: a slim container has none.
    """
    if trust_env:
        file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
        if file or folder:
            return _context(file, None if file else folder)
    return _context(certifi.where(), None)


@cache
def _context(file: str | None, folder: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file, capath=folder)
