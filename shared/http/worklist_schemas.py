"""What robots send and are answered, whichever the work list."""

from uuid import UUID

from pydantic import Field

from shared.http.schemas import Answer, Body, Day, Instant, Resource
from shared.kernel.shown import Shown
from shared.kernel.store import Appended
from shared.worklists.worklists import Claim, Parked


class LeaseBody(Body):
    """Hur länge uttaget ska gälla."""

    lease_seconds: int = Field(
        default=60,
        ge=10,
        le=900,
        title="Giltighetstid i sekunder",
        description="Från och med nu, om uttaget inte förnyas.",
        examples=[60],
    )


class FailBody(Body):
    """Varför arbetet inte kunde utföras."""

    reason: str = Field(
        title="Orsakskod",
        description="En kod, aldrig fritext.",
        pattern="^[a-z0-9-]{1,64}$",
        max_length=64,
        examples=["source-unavailable"],
    )


class ClaimAnswer(Resource):
    """Ett uttaget arbete."""

    claim_id: UUID = Field(title="Uttag")
    item_id: UUID = Field(title="Arbete")
    stream_id: UUID = Field(title="Det som arbetet gäller, till exempel en aktualisering")
    person_id: UUID | None = Field(default=None, title="Person", description="Pseudonym.")
    created_on: Day = Field(title="På listan sedan", examples=["2026-03-02"])
    leased_until: Instant = Field(
        title="Gäller till", description="Förnya dessförinnan.", examples=["2026-03-02T09:31:00Z"]
    )
    attempts: int = Field(title="Antal uttag hittills, detta inräknat", examples=[1])

    @classmethod
    def of(cls, claim: Claim) -> "ClaimAnswer":
        """Return ``claim`` as it is answered."""
        return cls(
            claim_id=claim.claim_id,
            item_id=claim.item_id,
            stream_id=claim.stream_id,
            person_id=claim.person_id,
            created_on=claim.created_on,
            leased_until=claim.leased_until,
            attempts=claim.attempts,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.stream_id)


class CompletedAnswer(Resource):
    """Ett slutfört arbete."""

    claim_id: UUID = Field(title="Uttag")
    stream_id: UUID = Field(title="Det som arbetet gällde")
    event_id: UUID = Field(
        title="Händelse", description="Den sista händelsen; kan anges som `atLeast` vid läsning."
    )
    version: int = Field(title="Version", description="Av det som arbetet gällde.", examples=[3])

    @classmethod
    def of(cls, claim_id: UUID, appended: Appended) -> "CompletedAnswer":
        """Return what completing the claim led to."""
        return cls(
            claim_id=claim_id,
            stream_id=appended.stream_id,
            event_id=appended.last_event_id,
            version=appended.version,
        )


class HandedBackAnswer(Resource):
    """Ett arbete som lämnats tillbaka."""

    claim_id: UUID = Field(title="Uttag")
    is_parked: bool = Field(
        title="Väntar på handläggare",
        description="Arbetet har misslyckats för många gånger för att lämnas ut igen.",
        examples=[False],
    )


class ReturnedAnswer(Resource):
    """Ett arbete som lagts tillbaka."""

    item_id: UUID = Field(title="Arbete")


class ParkedRow(Answer):
    """Ett arbete som väntar på en handläggare."""

    item_id: UUID = Field(title="Arbete")
    stream_id: UUID = Field(title="Det som arbetet gäller")
    person_id: UUID | None = Field(default=None, title="Person", description="Pseudonym.")
    created_on: Day = Field(title="På listan sedan", examples=["2026-03-02"])
    attempts: int = Field(title="Antal uttag", examples=[5])
    reason: str | None = Field(
        default=None,
        title="Orsakskod",
        description="Vid det senaste misslyckandet; utelämnas när uttagen bara löpt ut.",
        examples=["source-unavailable"],
    )

    @classmethod
    def of(cls, parked: Parked) -> "ParkedRow":
        """Return ``parked`` as it is answered."""
        return cls(
            item_id=parked.item_id,
            stream_id=parked.stream_id,
            person_id=parked.person_id,
            created_on=parked.created_on,
            attempts=parked.attempts,
            reason=parked.reason,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.stream_id)
