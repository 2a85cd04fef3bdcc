"""Credentials of a client: a given token, or an account that logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from spaceinvoices_async import options
from spaceinvoices_async._auth.introspection import (
    ABOUT_A_PASSWORD,
    TokenIntrospection,
    end_token,
    log_in,
)
from spaceinvoices_async._auth.token_cache import TokenCache, read_issued_token
from spaceinvoices_async._calls.request import Credentials
from spaceinvoices_async._serialization.values import base_value
from spaceinvoices_async._validation import is_header_value
from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    from spaceinvoices_async._auth.token_cache import IssuedToken
    from spaceinvoices_async._calls.request import Verdict
    from spaceinvoices_async._pipeline import Pipeline


class OwnCredentials(Credentials, Protocol):
    """The credentials of a client itself, which may be told to log out."""

    async def logout(self) -> None:
        """End the token on the server."""
        ...

    async def aclose(self) -> None:
        """Stop what is under way, and wait for its end."""
        ...


class Login:
    """An account's e-mail address and password, as they were given.

    No tuple and no data class: what shows the variables of frames would look into those.
    """

    __slots__ = ("email", "password")

    def __init__(self, email: str, password: str) -> None:
        self.email: Final = email
        self.password: Final = password


class GivenToken:
    """A token, as it was given; no tuple either."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token: Final = token


Given: TypeAlias = GivenToken | Login | None
"""What a client is made with; None for no account at all."""


def find(
    token: str | None = None,
    email: str | None = None,
    password: str | None = None,
    *,
    anonymous: bool = False,
) -> Given:
    """Find a token or a login: in the arguments alone if there are any, else in the environment.

    Raises:
        ConfigurationError: Nothing is given, only half of a login, or two things at once.
    """
    if anonymous:
        if (token, email, password) != (None, None, None):
            raise ConfigurationError("anonymous=True is for a client without token and login.")
        return None
    if token is None and email is None and password is None:
        token = options.from_environment(options.TOKEN_VARIABLE)
        if token is not None:
            return _checked(token, options.TOKEN_VARIABLE)
        email = options.from_environment(options.EMAIL_VARIABLE)
        password = options.from_environment(options.PASSWORD_VARIABLE)
        return _login(email, password, options.EMAIL_VARIABLE, options.PASSWORD_VARIABLE)
    if token is None:
        return _login(email, password, "email=", "password=")
    if email is not None or password is not None:
        raise ConfigurationError("give either token=, or email= and password=, not both.")
    return _checked(token, "token=")


def _login(email: str | None, password: str | None, email_name: str, password_name: str) -> Login:
    if email and password:
        return Login(str(base_value(email)), str(base_value(password)))
    if not email and not password:
        raise ConfigurationError(
            "no credentials: give token=, or email= and password=, or set "
            f"{options.TOKEN_VARIABLE}, or {options.EMAIL_VARIABLE} and "
            f"{options.PASSWORD_VARIABLE}."
        )
    missing, given = (password_name, email_name) if email else (email_name, password_name)
    raise ConfigurationError(f"{missing} is missing beside {given}: a login needs both.")


def _checked(token: str, source: str) -> GivenToken:
    if not isinstance(cast("object", token), str):
        raise ConfigurationError(f"{source} must be text.")
    token = token.strip()  # of a member of an enumeration, its value
    if token.lower().startswith("bearer "):
        raise ConfigurationError(f"{source} must be the token alone, without Bearer.")
    if not token or " " in token or not is_header_value(token):
        raise ConfigurationError(f"{source} must be a token: printable ASCII without spaces.")
    return GivenToken(token)


class NoAccount:
    """Credentials of a client that acts for nobody: no token is sent."""

    account_id: str | None = None

    async def token(self) -> None:
        """None: no token is sent."""

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Take each refusal for what it says."""
        del token, code
        return "denied"

    async def logout(self) -> None:
        """Nothing to end."""

    async def aclose(self) -> None:
        """Nothing is under way."""


class StaticToken:
    """A token made elsewhere: used as it is, never renewed."""

    def __init__(self, token: str, pipeline: Pipeline) -> None:
        self._token = token
        self._ended = False
        self._pipeline = pipeline
        self._check = TokenIntrospection(pipeline, token)

    @property
    def account_id(self) -> str | None:
        """Id of the account, once the server has told it."""
        return self._check.account_id

    async def token(self) -> str:
        """Return the token.

        Raises:
            ConfigurationError: It was logged out.
        """
        if self._ended:
            raise ConfigurationError("the token was logged out: make a client with another one")
        return self._token

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Return whether the token is dead, or has no right."""
        del token
        if code == "INVALID_TOKEN":
            self._check.ended()
            return "invalid"
        if code in ABOUT_A_PASSWORD:
            return "denied"
        return "invalid" if await self._check.alive() is False else "denied"

    async def logout(self) -> None:
        """End the token on the server, for everybody who uses it."""
        await end_token(self._pipeline, self._token)
        self._ended = True
        self._pipeline.forget(self)

    async def aclose(self) -> None:
        """Stop asking whether the token is alive."""
        await self._check.aclose()


class PasswordLogin:
    """An account that logs in at its first call, and again before its token ends."""

    def __init__(self, login: Login, pipeline: Pipeline, *, ttl: int) -> None:
        self._login = login
        self._ttl = ttl
        self._pipeline = pipeline
        self._source = TokenCache(self._log_in, pipeline)

    @property
    def account_id(self) -> str | None:
        """Id of the account, once it has logged in."""
        return self._source.account_id

    async def token(self) -> str:
        """Return a token that is alive as far as is known.

        Raises:
            SpaceInvoicesError: The login failed.
        """
        return await self._source.token()

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Log in again if the token is dead.

        Raises:
            SpaceInvoicesError: The login failed.
        """
        return await self._source.refused(token, code=code)

    async def logout(self) -> None:
        """End the token on the server; the next call logs in again."""
        await self._source.settle()
        issued = self._source.forget()
        self._pipeline.forget(self)
        if issued is not None:
            await end_token(self._pipeline, issued.token)

    async def aclose(self) -> None:
        """Stop a login that is under way, and wait for its end."""
        await self._source.aclose()

    async def _log_in(self) -> IssuedToken:
        asked_at = self._pipeline.clock.monotonic()
        answer = await log_in(
            self._pipeline,
            {"email": self._login.email, "password": self._login.password, "ttl": self._ttl},
        )
        return read_issued_token(answer, asked_ttl=self._ttl, asked_at=asked_at)
