"""What officials ask of administrative matters."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.intake.application.administration import MatterWanted, MoreTime, NotedFact
from shared.http.fields import SAMPLE_ID, Code, Name
from shared.http.schemas import Body, Day, Instant

PeriodCode = Annotated[str, Field(max_length=7, pattern=r"^20[0-9]{2}(Q[1-4]|-(0[1-9]|1[0-2]))?$")]
"""A year, a quarter or a month."""


class FactBody(Body):
    """Anteckna vad som hände i förvaltningsärendet."""

    fact_code: Code = Field(
        title="Omständighet",
        description="Kod ur katalogen.",
        examples=["document-request-answered"],
    )
    happened_on: Day = Field(title="Dagen det hände", examples=["2026-11-20"])
    happened_at: Instant | None = Field(
        default=None,
        title="Klockslaget",
        description="För frister i timmar: incidenter.",
        examples=["2026-11-20T14:05:00Z"],
    )

    def noted(self) -> NotedFact:
        """Return what is to be noted."""
        at: datetime | None = self.happened_at
        return NotedFact(fact_code=self.fact_code, happened_on=self.happened_on, happened_at=at)


class OpenMatterBody(FactBody):
    """Öppna ett förvaltningsärende med det som det börjar med."""

    kind_code: Code = Field(
        title="Slag",
        description="Kod ur katalogen (administrative-kinds.toml).",
        examples=["placed-children-list"],
    )
    fact_code: Code = Field(
        title="Omständighet",
        description="Den som öppnar ärendet.",
        examples=["placed-children-listed"],
    )
    happened_on: Day = Field(title="Dagen det hände", examples=["2026-01-20"])
    happened_at: Instant | None = Field(
        default=None,
        title="Klockslaget",
        description="För frister i timmar: incidenter.",
        examples=["2026-01-20T14:05:00Z"],
    )
    period_code: PeriodCode | None = Field(
        default=None,
        title="Period",
        description="Bara för det som kommer med kalendern: 2026 eller 2026-09.",
        examples=["2025"],
    )
    unit: Name | None = Field(
        default=None,
        title="Enhet som svarar",
        description="Utelämnas: den som katalogen anger för fristen.",
        examples=["kansli"],
    )
    official: Name | None = Field(default=None, title="Handläggare", examples=["official-7"])

    def wanted(self) -> MatterWanted:
        """Return the matter this body asks for."""
        return MatterWanted(
            kind_code=self.kind_code,
            fact=self.noted(),
            period_code=self.period_code,
            unit=self.unit,
            official=self.official,
        )


class AssignMatterBody(Body):
    """Tilldela förvaltningsärendet."""

    unit: Name = Field(title="Enhet", examples=["kansli"])
    official: Name | None = Field(default=None, title="Handläggare", examples=["official-7"])


class ExtendMatterBody(Body):
    """Förläng tiden, innan den har gått ut."""

    until_on: Day = Field(title="Nytt slut", examples=["2027-02-20"])
    decided_on: Day = Field(title="Beslutsdag", examples=["2026-11-20"])
    ground_code: Code = Field(
        title="Skäl", description="Kod ur katalogen.", examples=["many-or-complex-requests"]
    )

    def more_time(self) -> MoreTime:
        """Return the decision this body tells of."""
        return MoreTime(
            until_on=self.until_on, decided_on=self.decided_on, ground_code=self.ground_code
        )


class AnnulMatterFactBody(Body):
    """Annullera något som antecknats fel."""

    event_id: UUID = Field(title="Händelsen som antecknade det", examples=[SAMPLE_ID])
    reason_code: Code = Field(title="Orsak", examples=["typing-error"])
