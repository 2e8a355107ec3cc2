"""What is answered about administrative matters: codes and dates, and nobody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import Field

from services.intake.domain.administration.state import Matter
from services.intake.projections.administrative_matters import AdministrativeMatterRow
from shared.catalogue import Catalogue
from shared.contracts.intake_administration import (
    AdministrativeFactNoted,
    AdministrativeMatterAssigned,
    AdministrativeTimeExtended,
)
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Instant, Resource
from shared.kernel.clock import civil_date
from shared.kernel.context import Recorded
from shared.kernel.store import Stream


class AdministrativeMatterItem(Answer):
    """Ett förvaltningsärende."""

    id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    kind_code: str = Field(title="Slag", max_length=64, examples=["public-document-request"])
    name: str = Field(title="I ord", max_length=256, examples=["Begäran om allmän handling"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["kansli"])
    official: str | None = Field(title="Handläggare", max_length=64, examples=["official-7"])
    opened_on: Day = Field(title="Öppnat", examples=["2026-11-20"])
    period_code: str | None = Field(title="Period", max_length=7, examples=["2026"])
    closed_on: Day | None = Field(
        title="Klart", description="Saknas medan något återstår.", examples=["2026-11-24"]
    )

    @classmethod
    def of(cls, row: AdministrativeMatterRow, law: Catalogue) -> "AdministrativeMatterItem":
        """Return the item that shows ``row``."""
        return cls(
            id=row.matter_id,
            kind_code=row.kind,
            name=_name(law, row.kind),
            unit=row.unit,
            official=row.official,
            opened_on=row.opened_on,
            period_code=row.period_code,
            closed_on=row.closed_on,
        )


class AdministrativeFactPart(Answer):
    """En antecknad omständighet."""

    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    fact_code: str = Field(title="Omständighet", examples=["document-requested"])
    name: str = Field(title="I ord", examples=["Begäran om allmän handling inkommen"])
    happened_on: Day = Field(title="Dagen det hände", examples=["2026-11-20"])
    happened_at: Instant | None = Field(title="Klockslaget", examples=["2026-11-20T14:05:00Z"])
    recorded_at: Instant = Field(title="Antecknad", examples=["2026-11-20T15:00:00Z"])
    recorded_by: str = Field(title="Antecknad av", examples=["official-7"])
    is_late: bool = Field(title="Antecknad en senare dag", examples=[False])

    @classmethod
    def of(
        cls, recorded: Recorded[AdministrativeFactNoted], law: Catalogue
    ) -> "AdministrativeFactPart":
        """Return what is shown of ``recorded``."""
        event = recorded.event
        return cls(
            event_id=recorded.event_id,
            fact_code=event.fact_code,
            name=law.tables.facts[event.fact_code][-1].name,
            happened_on=event.happened_on,
            happened_at=event.happened_at,
            recorded_at=recorded.recorded_at,
            recorded_by=recorded.context.actor.subject,
            is_late=civil_date(recorded.recorded_at) > event.happened_on,
        )


class AdministrativeExtensionPart(Answer):
    """En förlängning."""

    until_on: Day = Field(title="Nytt slut", examples=["2027-02-20"])
    decided_on: Day = Field(title="Beslutsdag", examples=["2026-11-20"])
    ground_code: str = Field(title="Skäl", examples=["many-or-complex-requests"])


class AdministrativeMatterAnswer(Resource):
    """Ett förvaltningsärende, med vad som har antecknats i det."""

    id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    kind_code: str = Field(title="Slag", examples=["public-document-request"])
    name: str = Field(title="I ord", examples=["Begäran om allmän handling"])
    unit: str | None = Field(title="Enhet", examples=["kansli"])
    official: str | None = Field(title="Handläggare", examples=["official-7"])
    is_closed: bool = Field(title="Inget återstår", examples=[False])
    facts: tuple[AdministrativeFactPart, ...] = Field(title="Omständigheter")
    extensions: tuple[AdministrativeExtensionPart, ...] = Field(title="Förlängningar")

    @classmethod
    def of(
        cls, stream: Stream[Any], matter: Matter, law: Catalogue
    ) -> "AdministrativeMatterAnswer":
        """Return the matter as it stands."""
        told: Sequence[Any] = stream.events
        given = [each for each in told if isinstance(each, AdministrativeMatterAssigned)]
        answers = given[-1] if given else matter.opened
        return cls(
            id=stream.stream_id,
            kind_code=matter.opened.kind_code,
            name=_name(law, matter.opened.kind_code),
            unit=answers.unit,
            official=answers.official,
            is_closed=any(each.is_closing for each in matter.facts.values()),
            facts=tuple(
                AdministrativeFactPart.of(each, law)
                for each in stream.standing
                if isinstance(each.event, AdministrativeFactNoted)
            ),
            extensions=tuple(
                AdministrativeExtensionPart(
                    until_on=each.until_on,
                    decided_on=each.decided_on,
                    ground_code=each.ground_code,
                )
                for each in told
                if isinstance(each, AdministrativeTimeExtended)
            ),
        )


def _name(law: Catalogue, kind_code: str) -> str:
    return law.tables.administrative_kinds[kind_code][-1].name
