"""Who calls, as the token said; and the ports that read the token and rule on the call."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """What one call was cleared to see, and on which ground."""

    threads: frozenset[UUID] = frozenset()
    persons: frozenset[UUID] = frozenset()
    ground: str | None = None
    is_of_all: bool = False  # pseudonyms of everybody, by what the right is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a call asks of one thing: by which right, and what its path calls the id."""

    right: str
    kind: str  # the name in the path, e.g. ``intake_id``
    id: UUID
    after: UUID | None = None  # the event that the caller says has happened (``atLeast``)


class Facts(Protocol):
    """Where the policy's facts are: the store, or a transaction on it."""

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run a statement; return its rows."""


class Sight(Protocol):
    """What one caller may see of lists, as conditions on a column of ids."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Return what the conditions in SQL text ask, by name."""

    def of_matter(self, column: str) -> str:
        """Return the condition that the matter in ``column`` may be seen, as SQL text."""

    def of_thread(self, column: str) -> str:
        """Return the condition that the case in ``column`` may be seen, as SQL text."""

    def of_person(self, column: str) -> str:
        """Return the condition that the person in ``column`` may be known of, as SQL text."""

    def matters(self, column: str) -> Any:
        """Return ``of_matter`` as a part of a SQLAlchemy statement."""

    def threads(self, column: str) -> Any:
        """Return ``of_thread`` as a part of a SQLAlchemy statement."""

    def persons(self, column: str) -> Any:
        """Return ``of_person`` as a part of a SQLAlchemy statement."""


class Policy(Protocol):
    """Rules on every call, in one place; implemented by ``shared.access``."""

    def require(self, caller: Caller, right: str) -> None:
        """Return when ``caller`` may use ``right``.

        Raises:
            NotPermitted: the caller's client, role or scopes do not give that right.
        """

    @property
    def read_models(self) -> Sequence[str]:
        """Return what its facts are read from: whoever waits for an event waits for these too."""

    def given(self, right: str) -> Clearance:
        """Return what the right itself clears, before any case is asked for."""

    def sight(self, caller: Caller) -> Sight:
        """Return what the caller may see of lists."""

    async def clear(self, caller: Caller, asked: Asked, store: Any) -> Clearance:
        """Return what the caller may see of what is asked for.

        Raises:
            CaseRefused: nothing of it; ``bar`` says why.
        """

    async def closed(
        self, caller: Caller, persons: Collection[UUID], facts: Facts
    ) -> frozenset[UUID]:
        """Return those of ``persons`` who are protected, and closed to the caller."""

    async def disclose(
        self, caller: Caller, clearance: Clearance, persons: Collection[UUID], facts: Facts
    ) -> None:
        """Return when every one of ``persons`` may be shown to the caller.

        Raises:
            CaseRefused: one is protected, and closed to the caller.
        """


class NotAuthenticated(Exception):  # noqa: N818
    """There is no valid bearer token. ``reason`` is a stable code without any of the token."""

    def __init__(self, reason: str = "invalid-token") -> None:
        super().__init__(reason)
        self.reason = reason


class NotPermitted(Exception):  # noqa: N818
    """The token is valid, and does not give the right that was asked for."""


class CaseRefused(NotPermitted):
    """The token gives the right, but not over this case or person. ``bar`` is a stable code."""

    def __init__(
        self, bar: str, *, is_secret: bool, persons: frozenset[UUID] = frozenset()
    ) -> None:
        super().__init__(bar)
        self.bar = bar
        self.persons = persons  # whom it was about, for the access log
        self.is_secret = is_secret  # then the answer must be as if there were no such thing


class IssuerUnavailable(Exception):  # noqa: N818
    """The issuer's keys cannot be had now, so no token can be judged. Try again."""
