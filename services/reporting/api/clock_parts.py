"""The parts of a clock that reporting answers: what moved it, and how it is known now."""

from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID, status_in_swedish
from shared.catalogue import catalogue
from shared.clocks import Explanation, State
from shared.clocks.explanation import Cause, Extended, Paused
from shared.contracts.names import PUBLISHED
from shared.http.schemas import Answer, Day, Instant


class ClockCause(Answer):
    """Händelsen som rörde klockan."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    position: int = Field(title="Position i liggaren", examples=[17])
    type: str = Field(title="Händelsetyp", max_length=128, examples=["intake.opened.v1"])
    status: str = Field(title="Status", max_length=128, examples=["Aktualisering öppnad"])
    day: Day = Field(title="Dag som räknas", examples=["2026-03-02"])
    recorded_at: Instant = Field(title="Registrerades", examples=["2026-03-02T09:30:00Z"])
    is_late: bool = Field(title="Registrerades en senare dag", examples=[False])

    @classmethod
    def of(cls, cause: Cause) -> "ClockCause":
        """Return what is shown of ``cause``."""
        return cls(
            event_id=cause.event_id,
            position=cause.position,
            type=cause.name,
            status=_status(cause.name),
            day=cause.day,
            recorded_at=cause.recorded_at,
            is_late=cause.is_late,
        )

    @classmethod
    def of_any(cls, cause: Cause | None) -> "ClockCause | None":
        """Return what is shown of ``cause``, if there is one."""
        return None if cause is None else cls.of(cause)


def _status(name: str) -> str:
    """Return in Swedish what an event says, or a fact that was noted."""
    if name in PUBLISHED:
        return status_in_swedish(name)
    facts = catalogue().tables.facts
    return facts[name][-1].name if name in facts else name


class ClockExtension(Answer):
    """Förlängning av fristen."""

    cause: ClockCause = Field(title="Beslutet")
    until_on: Day = Field(title="Nytt slut", examples=["2026-03-29"])
    ground_code: str | None = Field(title="Skäl", max_length=64, examples=["exceptional-reasons"])
    is_counted: bool = Field(
        title="Räknas",
        description="Nej om beslutet kom efter slutet eller inte gav mer tid.",
        examples=[True],
    )

    @classmethod
    def of(cls, extended: Extended) -> "ClockExtension":
        """Return what is shown of ``extended``."""
        return cls(
            cause=ClockCause.of(extended.cause),
            until_on=extended.until_on,
            ground_code=extended.ground_code,
            is_counted=extended.is_counted,
        )


class ClockPause(Answer):
    """Uppehåll då klockan stod stilla."""

    since: ClockCause = Field(title="Från")
    until: ClockCause | None = Field(title="Till", description="Saknas medan det pågår.")

    @classmethod
    def of(cls, paused: Paused) -> "ClockPause":
        """Return what is shown of ``paused``."""
        return cls(since=ClockCause.of(paused.since), until=ClockCause.of_any(paused.until))


class ClockKnownNow(Answer):
    """Samma klocka och dag, med det som är känt i dag."""

    state: State = Field(title="Läge", examples=["met"])
    nominal_on: Day | None = Field(title="Slut", examples=["2026-03-16"])
    effective_on: Day | None = Field(title="Sista dag", examples=["2026-03-16"])
    breached_on: Day | None = Field(title="Bruten från och med", examples=["2026-03-17"])

    @classmethod
    def of(cls, now: Explanation | None) -> "ClockKnownNow | None":
        """Return what is shown of a clock as known now, if it is still there."""
        if now is None:
            return None
        return cls(
            state=now.state,
            nominal_on=now.nominal_on,
            effective_on=now.effective_on,
            breached_on=now.breached_on,
        )
