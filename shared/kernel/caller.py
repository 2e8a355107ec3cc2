"""Who calls, as the token said; and the ports that read the token and rule on the call."""

from dataclasses import dataclass
from typing import Protocol

from shared.kernel.context import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A verified token: the actor, and what the client was given leave to do."""

    actor: Actor
    scopes: frozenset[str]


class Authenticator(Protocol):
    """Reads a bearer token; implemented by ``shared.access``."""

    async def authenticate(self, token: str) -> Caller:
        """Return who calls.

        Raises:
            NotAuthenticated: not a token of ours, or no longer valid.
        """


class Policy(Protocol):
    """Rules on every call, in one place; implemented by ``shared.access``."""

    def require(self, caller: Caller, right: str) -> None:
        """Return when ``caller`` may use ``right``.

        Raises:
            NotPermitted: the caller's client, role or scopes do not give that right.
        """


class NotAuthenticated(Exception):  # noqa: N818
    """There is no valid bearer token. ``reason`` is a stable code without any of the token."""

    def __init__(self, reason: str = "invalid-token") -> None:
        super().__init__(reason)
        self.reason = reason


class NotPermitted(Exception):  # noqa: N818
    """The token is valid, and does not give the right that was asked for."""


class IssuerUnavailable(Exception):  # noqa: N818
    """The issuer's keys cannot be had now, so no token can be judged. Try again."""
