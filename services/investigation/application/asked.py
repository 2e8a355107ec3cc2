"""Who asks, when, and having seen what: the same for every use case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.kernel.context import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The circumstances of a request."""

    actor: Actor
    causation_id: UUID
    expected: int | None  # the version the caller has seen
    today: date  # the civil date
