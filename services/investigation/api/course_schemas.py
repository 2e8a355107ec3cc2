"""Bodies and answers of a matter's course."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.investigation.application.course import CircumstanceWanted
from shared.catalogue import Catalogue
from shared.contracts.investigation import CircumstanceNoted
from shared.http.fields import SAMPLE_ID, Code, Text
from shared.http.schemas import Answer, Body, Day
from shared.kernel.context import Recorded
from shared.kernel.shown import Shown


class CircumstanceBody(Body):
    """Anteckna en omständighet som en frist räknas från eller till."""

    fact_code: Code = Field(
        title="Omständighet", description="Kod ur katalogen.", examples=["care-considered"]
    )
    happened_on: Day = Field(title="Dagen det hände", examples=["2026-05-04"])
    until_on: Day | None = Field(
        default=None,
        title="Senast",
        description="Bara när någon annan har satt dagen, till exempel en domstol.",
        examples=["2026-06-01"],
    )
    ground_code: Code | None = Field(
        default=None,
        title="Skäl",
        description="Till en förlängning, där lagen kräver ett. Kod ur katalogen.",
        examples=["special-reasons"],
    )
    note: Text | None = Field(
        default=None,
        title="Anteckning",
        description="Förseglas.",
        examples=["Vården behövs fortfarande; barnet trivs i familjehemmet."],
    )

    def wanted(self) -> CircumstanceWanted:
        """Return what is wanted."""
        return CircumstanceWanted(
            fact_code=self.fact_code,
            happened_on=self.happened_on,
            until_on=self.until_on,
            note=self.note,
            ground_code=self.ground_code,
        )


class CircumstanceItem(Answer):
    """En antecknad omständighet."""

    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    investigation_id: UUID = Field(title="Utredning", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Person (pseudonym)", examples=[SAMPLE_ID])
    fact_code: str = Field(title="Omständighet", examples=["care-considered"])
    name: str = Field(title="I ord", examples=["Vården övervägd"])
    happened_on: date = Field(title="Dagen det hände", examples=["2026-05-04"])
    until_on: date | None = Field(default=None, title="Senast", examples=["2026-06-01"])
    ground_code: str | None = Field(default=None, title="Skäl", examples=["special-reasons"])
    recorded_at: datetime = Field(title="Antecknad", examples=["2026-05-05T07:30:00Z"])
    recorded_by: str = Field(title="Antecknad av", examples=["handlaggare-7"])

    @classmethod
    def of(cls, recorded: Recorded[CircumstanceNoted], catalogue: Catalogue) -> "CircumstanceItem":
        """Return what is shown of ``recorded``."""
        event = recorded.event
        return cls(
            event_id=recorded.event_id,
            investigation_id=event.investigation_id,
            person_id=event.person_id,
            fact_code=event.fact_code,
            name=catalogue.fact(event.fact_code, event.happened_on).name,
            happened_on=event.happened_on,
            until_on=event.until_on,
            ground_code=event.ground_code,
            recorded_at=recorded.recorded_at,
            recorded_by=recorded.context.actor.subject,
        )

    def shown(self) -> Shown:
        """Return whom it is about."""
        return Shown.of(self.person_id, self.investigation_id)
