"""Who asks, by which request, when: what every use case needs to know of its caller."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.kernel.clock import civil_date
from shared.kernel.context import Actor, Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One request for a change."""

    actor: Actor
    request_id: UUID
    at: datetime  # when it reached us
    expected: int | None  # the version the caller has seen
    id_for: Callable[[str], UUID]  # the same id for the same part when the request is retried

    @property
    def on(self) -> date:
        """Return the civil date of the asking."""
        return civil_date(self.at)

    def context(
        self,
        *,
        thread_id: UUID,
        person_id: UUID | None,
        file_id: UUID,
        because: UUID | None = None,
    ) -> Context:
        """Return the circumstances of what the request leads to, or of what ``because`` led to."""
        return Context(
            actor=self.actor,
            thread_id=thread_id,
            causation_id=because or self.request_id,
            person_id=person_id,
            file_id=file_id,
        )
