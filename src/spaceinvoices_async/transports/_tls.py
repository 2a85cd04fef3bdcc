"""Whom to trust on TLS connections when the user names no authority."""

from __future__ import annotations

import os
import ssl
from functools import cache
from pathlib import Path
from typing import Final

import certifi

from spaceinvoices_async.errors import ConfigurationError

_FILE: Final = "SSL_CERT_FILE"
_FOLDER: Final = "SSL_CERT_DIR"


def default_context(*, trust_env: bool) -> ssl.SSLContext:
    """Return the context every connection shares.

    `SSL_CERT_FILE` or `SSL_CERT_DIR`, else certifi's.

    Not the system's: a slim container has none.

    Raises:
        ConfigurationError: What a variable names holds no certificate that can be read.
    """
    if trust_env:
        file = os.environ.get(_FILE, "").strip()
        if file:
            return _named(_FILE, file, file, None)
        folder = os.environ.get(_FOLDER, "").strip()
        if folder:
            if not Path(folder).is_dir():
                raise ConfigurationError(f"{_FOLDER} names {folder!r}, which is no folder")
            return _named(_FOLDER, folder, None, folder)
    return _context(certifi.where(), None)


def _named(variable: str, value: str, file: str | None, folder: str | None) -> ssl.SSLContext:
    try:
        return _context(file, folder)
    except (OSError, ValueError) as error:  # an SSLError is an OSError
        reason = error.strerror if isinstance(error, OSError) else None
        raise ConfigurationError(
            f"{variable} names {value!r}, which holds no certificates that can be read "
            f"({reason or type(error).__name__}): correct it, or unset it to trust certifi's"
        ) from error


@cache
def _context(file: str | None, folder: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file, capath=folder)
