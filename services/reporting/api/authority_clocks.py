"""What reporting answers of the clocks of the authority's own duties."""

from pydantic import Field

from services.reporting.api.clock_schemas import ClockLine
from services.reporting.api.duty_clocks import DutyClock, DutyClocks
from shared.catalogue import Catalogue
from shared.http.schemas import Answer, Day, Instant, Resource


class AuthorityClockLine(Answer):
    """En frist för en av förvaltningens egna skyldigheter, och vem som svarar för den."""

    clock: ClockLine = Field(title="Fristen")
    unit: str | None = Field(title="Enhet", max_length=64, examples=["kansli"])
    official: str | None = Field(title="Handläggare", max_length=64, examples=["handlaggare-7"])
    period_code: str | None = Field(
        title="Period",
        description="Bara för det som kommer med kalendern.",
        max_length=7,
        examples=["2026Q3"],
    )

    @classmethod
    def of(cls, found: DutyClock, catalogue: Catalogue) -> "AuthorityClockLine":
        """Return the line that shows ``found``."""
        return cls(
            clock=ClockLine.of(found.clock, catalogue),
            unit=found.unit,
            official=found.official,
            period_code=found.period_code,
        )


class AuthorityClocksAnswer(Resource):
    """Fristerna för förvaltningens egna skyldigheter, sedda från en tidpunkt."""

    valid_on: Day = Field(title="Dagen det ses från", examples=["2026-03-20"])
    known_at: Instant | None = Field(title="Känt till och med", examples=["2026-03-20T09:00:00Z"])
    known_position: int | None = Field(title="Känt till och med position", examples=[17])
    rules_as_of: Day | None = Field(title="Reglerna denna dag", examples=["2026-01-15"])
    since: Day = Field(title="Det som tog slut före den dagen visas inte", examples=["2025-03-20"])
    catalogue_version: str = Field(
        title="Katalogens version", max_length=128, examples=["2026-5+054515a7df02"]
    )
    clocks: tuple[AuthorityClockLine, ...] = Field(title="Frister")

    @classmethod
    def of(cls, found: DutyClocks, catalogue: Catalogue) -> "AuthorityClocksAnswer":
        """Return the clocks that were ``found``."""
        return cls(
            valid_on=found.axes.valid_at,
            known_at=found.axes.known_at,
            known_position=found.axes.known_position,
            rules_as_of=found.axes.rules_as_of,
            since=found.since,
            catalogue_version=found.catalogue_version,
            clocks=tuple(AuthorityClockLine.of(each, catalogue) for each in found.clocks),
        )
