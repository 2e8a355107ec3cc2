"""What reporting answers about results for a group: numbers, intervals, and their limits."""

from collections.abc import Sequence

from pydantic import Field

from services.reporting.application.isu_results import METHOD_TEXT, WARNINGS, ResultsAsked
from services.reporting.domain.isu.results import DIVISIONS, METHOD, Result, ScaleResult
from shared.catalogue import Catalogue
from shared.catalogue.instruments import Direction
from shared.http.schemas import Answer, Resource


class IsuScaleResult(Answer):
    """Förändring på en skala, för dem som mättes både före och efter."""

    instrument_code: str = Field(title="Instrument", max_length=64, examples=["sdq"])
    instrument_version: str = Field(title="Version", max_length=64, examples=["1"])
    scale_code: str = Field(title="Skala", max_length=64, examples=["total"])
    respondent_code: str = Field(title="Vem som svarade", max_length=64, examples=["guardian"])
    direction: Direction = Field(title="Riktning", examples=["higher-is-worse"])
    count: int = Field(title="Antal med båda mätningarna", examples=[14])
    mean_change: float = Field(title="Medelförändring", examples=[-3.2])
    median_change: float = Field(title="Medianförändring", examples=[-3.0])
    low: float | None = Field(title="Intervallets nedre gräns", examples=[-5.0])
    high: float | None = Field(title="Intervallets övre gräns", examples=[-1.0])

    @classmethod
    def of(cls, found: ScaleResult, law: Catalogue) -> "IsuScaleResult":
        """Return what is shown of ``found``."""
        instrument, version, scale, respondent = found.scale.split("|")
        scales = law.instrument(instrument, version).scales
        return cls(
            instrument_code=instrument,
            instrument_version=version,
            scale_code=scale,
            respondent_code=respondent,
            direction=next(each.direction for each in scales if each.code == scale),
            count=found.middle.count,
            mean_change=found.middle.mean,
            median_change=found.middle.median,
            low=found.middle.low,
            high=found.middle.high,
        )


class IsuReturn(Answer):
    """Hur många som kom tillbaka inom en tid."""

    months: int = Field(title="Månader efter avslutet", examples=[12])
    counts: dict[str, int | None] = Field(title="Antal", examples=[{"yes": 6, "no": 31}])


class IsuResult(Answer):
    """Resultatet i en grupp. `null` är ett tal som hålls inne."""

    by: dict[str, str] = Field(title="Grupp", examples=[{"method": "network-work", "sex": "male"}])
    reached: int | None = Field(title="Nådda insatser", examples=[37])
    outcomes: dict[str, int | None] = Field(title="Utfall", examples=[{"completed": 21}])
    goals: dict[str, int | None] = Field(title="Måluppfyllelse", examples=[{"reached": 17}])
    returns: tuple[IsuReturn, ...] = Field(title="Återkomst")
    median_days_to_start: float | None = Field(title="Median, dagar till start", examples=[12.0])
    scales: tuple[IsuScaleResult, ...] = Field(
        title="Förändring", description="Bara skalor vars antal får visas."
    )

    @classmethod
    def of(cls, found: Result, law: Catalogue) -> "IsuResult":
        """Return what is shown of ``found``."""
        return cls(
            by=dict(found.by),
            reached=found.reached,
            outcomes=dict(found.outcomes),
            goals=dict(found.goals),
            returns=tuple(
                IsuReturn(months=months, counts=dict(counts))
                for months, counts in found.returns.items()
            ),
            median_days_to_start=found.median_days_to_start,
            scales=tuple(IsuScaleResult.of(each, law) for each in found.scales),
        )


class IsuResultsAnswer(Resource):
    """Resultat per metod, och vad som inte kan sägas av dem."""

    period: str = Field(title="Period", max_length=16, examples=["2025"])
    divisions: tuple[str, ...] = Field(title="Uppdelning", examples=[[METHOD, DIVISIONS[2]]])
    threshold: int = Field(title="Tal under detta hålls inne", examples=[5])
    known_position: int = Field(title="Känt till och med position", examples=[17])
    method: str = Field(title="Så är det räknat", max_length=1024, examples=[METHOD_TEXT])
    warnings: tuple[str, ...] = Field(
        title="Vad som inte kan slutas av jämförelsen", examples=[[WARNINGS[0]]]
    )
    results: tuple[IsuResult, ...] = Field(title="Resultat")

    @classmethod
    def of(
        cls, asked: ResultsAsked, found: Sequence[Result], law: Catalogue
    ) -> "IsuResultsAnswer":
        """Return the answer that shows ``found``."""
        divided = () if asked.division is None else (asked.division,)
        return cls(
            period=str(asked.period),
            divisions=(METHOD, *divided),
            threshold=asked.threshold,
            known_position=asked.known,
            method=METHOD_TEXT,
            warnings=WARNINGS,
            results=tuple(IsuResult.of(each, law) for each in found),
        )
