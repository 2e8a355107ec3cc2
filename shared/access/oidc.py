"""Logging in from a browser: OpenID Connect's code flow, with PKCE, state and nonce."""

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from shared.access.id_tokens import IdTokenReader
from shared.access.keys import is_loopback
from shared.access.tokens import Keys
from shared.kernel.caller import Authenticator, Caller, IssuerUnavailable, NotAuthenticated
from shared.kernel.context import Client
from shared.kernel.settings import Settings

SCOPE = "openid"
SECONDS_TO_ANSWER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginSettings:
    """Where officials log in: the issuer's discovery document, and who we are to it."""

    discovery: str  # https; http on loopback only
    client_id: str
    client_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to log in, kept here until the browser comes back with a code."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)

    @classmethod
    def new(cls) -> "Attempt":
        """Return an attempt that nobody can guess."""
        return cls(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
        )

    @property
    def challenge(self) -> str:
        """What the issuer is shown of the verifier (S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class LoginClient:
    """Our side of the flow. An official's rights are those of the access token it ends with."""

    def __init__(
        self,
        settings: LoginSettings,
        *,
        issuer: str,
        tokens: Authenticator,
        id_tokens: IdTokenReader,
    ) -> None:
        _require_safe(settings.discovery)
        self._settings, self._issuer = settings, issuer
        self._tokens, self._id_tokens = tokens, id_tokens
        self._found: Mapping[str, str] | None = None
        self._finding = asyncio.Lock()

    async def address(self, attempt: Attempt, redirect_uri: str) -> str:
        """Return where the browser is sent to log in.

        Raises:
            IssuerUnavailable: the issuer does not answer.
        """
        endpoint = (await self._endpoints())["authorization_endpoint"]
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def finish(
        self, attempt: Attempt, *, code: str, state: str, redirect_uri: str, iss: str | None = None
    ) -> Caller:
        """Return the official who has logged in; ``iss`` is who says so (RFC 9207), if told.

        Raises:
            NotAuthenticated: the answer is not to this attempt, or not from our issuer.
            IssuerUnavailable: the issuer does not answer.
        """
        if not hmac.compare_digest(state.encode(), attempt.state.encode()):
            raise NotAuthenticated("state-mismatch")
        if iss is not None and iss != self._issuer:
            raise NotAuthenticated("issuer-mismatch")
        given = await self._exchange(attempt, code, redirect_uri)
        subject = await self._id_tokens.subject(
            given["id_token"], client_id=self._settings.client_id, nonce=attempt.nonce
        )
        caller = await self._tokens.authenticate(given["access_token"])
        if caller.actor.subject != subject:
            raise NotAuthenticated("subject-mismatch")
        if caller.actor.client is not Client.OFFICIAL:
            raise NotAuthenticated("not-an-official")
        return caller

    async def _exchange(self, attempt: Attempt, code: str, redirect_uri: str) -> Mapping[str, str]:
        endpoint, own = (await self._endpoints())["token_endpoint"], self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": own.client_id,
            "code_verifier": attempt.verifier,
        }
        login = (own.client_id, own.client_secret) if own.client_secret else None
        answer = await _asked("POST", endpoint, data=form, auth=login)
        if answer.is_server_error:
            raise IssuerUnavailable
        if answer.is_error:
            raise NotAuthenticated("code-refused")
        return _strings(answer, "access_token", "id_token")

    async def _endpoints(self) -> Mapping[str, str]:
        async with self._finding:
            if self._found is None:
                self._found = await self._discover()
            return self._found

    async def _discover(self) -> Mapping[str, str]:
        answer = await _asked("GET", self._settings.discovery)
        if answer.is_error:
            raise IssuerUnavailable
        found = _strings(answer, "issuer", "authorization_endpoint", "token_endpoint")
        if found["issuer"] != self._issuer:
            raise NotAuthenticated("issuer-mismatch")
        for endpoint in ("authorization_endpoint", "token_endpoint"):
            _require_safe(found[endpoint])
        return found


def login_client(settings: Settings, tokens: Authenticator, keys: Keys) -> LoginClient | None:
    """Return how officials log in, if the settings say where."""
    discovery, client_id = settings.login_discovery, settings.login_client_id
    if discovery is None or client_id is None:
        return None
    secret = settings.login_client_secret
    own = LoginSettings(discovery=discovery, client_id=client_id, client_secret=secret)
    id_tokens = IdTokenReader(issuer=settings.issuer, keys=keys)
    return LoginClient(own, issuer=settings.issuer, tokens=tokens, id_tokens=id_tokens)


def _require_safe(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise ValueError("officials log in over https")


async def _asked(method: str, address: str, **rest: Any) -> httpx.Response:
    try:
        async with httpx.AsyncClient(timeout=SECONDS_TO_ANSWER, trust_env=False) as client:
            return await client.request(method, address, **rest)
    except httpx.HTTPError:
        raise IssuerUnavailable from None


def _strings(answer: httpx.Response, *names: str) -> Mapping[str, str]:
    """Return what the issuer answers by ``names``, each of them text."""
    try:
        said = answer.json()
    except ValueError:
        raise IssuerUnavailable from None
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in names):
        raise NotAuthenticated("issuer-answer-incomplete")
    return {name: said[name] for name in names}
