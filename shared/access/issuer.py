"""The development issuer: signs tokens for demo and tests, and for nothing else."""

import json
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import OKPKey

from shared.kernel.clock import new_id, now

DEVELOPMENT_ISSUER = "urn:rodatraden:development-issuer"
_ALGORITHM = "Ed25519"


class NotTheDevelopmentIssuer(Exception):  # noqa: N818
    """The settings name a real issuer; the development issuer refuses to sign in its name."""


class DevelopmentIssuer:
    """An issuer whose key lies in a file of its own."""

    def __init__(self, key: OKPKey, *, audience: str, jwks_path: Path | None = None) -> None:
        self._key = key
        self._audience = audience
        self.jwks_path = jwks_path

    @classmethod
    def open(cls, folder: Path, *, issuer: str, audience: str) -> "DevelopmentIssuer":
        """Return the issuer that lives in ``folder``, with its key and JWKS made when missing.

        Raises:
            NotTheDevelopmentIssuer: ``issuer``, as the services are set, is another one.
        """
        if issuer != DEVELOPMENT_ISSUER:
            raise NotTheDevelopmentIssuer(f"the services trust another issuer than {issuer!r}")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = _key_in(folder / "issuer-key.json")
        jwks_path = folder / "issuer-jwks.json"
        made = cls(key, audience=audience, jwks_path=jwks_path)
        _replace(jwks_path, json.dumps(made.jwks()), 0o644)
        return made

    @classmethod
    def in_memory(cls, *, audience: str) -> "DevelopmentIssuer":
        """Return an issuer with a new key that is written nowhere."""
        return cls(_new_key(), audience=audience)

    def jwks(self) -> dict[str, list[dict[str, Any]]]:
        """Return the public key, as services read it."""
        return {"keys": [{**self._key.as_dict(private=False)}]}

    def issue(
        self,
        *,
        subject: str,
        client_kind: str,
        roles: Sequence[str],
        scopes: Sequence[str],
        client_id: str,
        unit: str | None = None,
        minutes: int = 5,
    ) -> str:
        """Return a signed token, valid from now for ``minutes``."""
        claims = {
            **_validity(timedelta(minutes=minutes)),
            "iss": DEVELOPMENT_ISSUER,
            "aud": self._audience,
            "sub": subject,
            "client_id": client_id,
            "client_kind": client_kind,
            "roles": list(roles),
            "scope": " ".join(scopes),
            "jti": str(new_id()),
            **({} if unit is None else {"unit": unit}),
        }
        return self._signed(claims)

    def identify(self, *, subject: str, client_id: str, nonce: str) -> str:
        """Return a signed ID token: the answer to one login through ``client_id``."""
        claims = {
            **_validity(timedelta(minutes=5)),
            "iss": DEVELOPMENT_ISSUER,
            "aud": client_id,
            "sub": subject,
            "nonce": nonce,
        }
        return self._signed(claims, kind="JWT")

    def _signed(self, claims: dict[str, Any], *, kind: str = "at+jwt") -> str:
        header = {"typ": kind, "alg": _ALGORITHM, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, algorithms=[_ALGORITHM])


def _validity(length: timedelta) -> dict[str, object]:
    issued_at = now()
    return {"iat": int(issued_at.timestamp()), "exp": int((issued_at + length).timestamp())}


def _new_key() -> OKPKey:
    return OKPKey.generate_key(
        "Ed25519", {"use": "sig", "alg": _ALGORITHM}, private=True, auto_kid=True
    )


def _key_in(path: Path) -> OKPKey:
    """Return the key in ``path``, made first when there is none; readable by its owner only."""
    if not path.exists():
        _replace(path, json.dumps(_new_key().as_dict(private=True)), 0o600)
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} may be read by others than its owner")
    return OKPKey.import_key(json.loads(path.read_text()))


def _replace(path: Path, text: str, mode: int) -> None:
    """Write ``text`` so that ``path`` is never half written, nor readable too widely."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    beside.replace(path)
