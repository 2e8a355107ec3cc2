"""One scale as it is answered: its course, with what the catalogue says of it."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.domain.isu.measurements import ScaleCourse
from shared.catalogue import Catalogue
from shared.catalogue.instruments import Direction, Scale
from shared.http.schemas import Answer


class IsuScale(Answer):
    """En skala: vad den är, hur den har rört sig, och vad poängen kallas."""

    instrument_code: str = Field(title="Instrument", max_length=64, examples=["sdq"])
    instrument_version: str = Field(title="Version", max_length=64, examples=["1"])
    instrument_name: str = Field(title="Instrumentets namn", max_length=256, examples=["SDQ"])
    owner: str | None = Field(title="Utgivare", max_length=256, examples=["Youth in Mind"])
    scale_code: str = Field(title="Skala", max_length=64, examples=["total"])
    scale_name: str = Field(title="Skalans namn", max_length=256, examples=["Totalpoäng"])
    minimum: int = Field(title="Lägsta möjliga", examples=[0])
    maximum: int = Field(title="Högsta möjliga", examples=[40])
    direction: Direction = Field(title="Riktning", examples=["higher-is-worse"])
    respondent_code: str | None = Field(title="Vem som svarade", max_length=64, examples=["other"])
    goal_id: UUID | None = Field(title="Målet", examples=[SAMPLE_ID])
    before: int | None = Field(title="Före", examples=[17])
    after: int | None = Field(title="Efter", examples=[11])
    change: int | None = Field(title="Förändring, efter minus före", examples=[-6])
    is_improved: bool | None = Field(
        title="Bättre",
        description="Enligt skalans riktning; saknas utan förändring att tolka.",
        examples=[True],
    )
    before_band: str | None = Field(title="Gränsvärde före", max_length=256, examples=["förhöjt"])
    after_band: str | None = Field(title="Gränsvärde efter", max_length=256, examples=["lågt"])
    gaps: tuple[str, ...] = Field(
        title="Vad som saknas", examples=[["Gränsvärden för skalan är inte inlästa."]]
    )

    @classmethod
    def of(cls, course: ScaleCourse, law: Catalogue) -> "IsuScale":
        """Return what is shown of ``course``, with what the catalogue says of the scale."""
        instrument = law.instrument(course.instrument_code, course.instrument_version)
        scale = next(each for each in instrument.scales if each.code == course.scale_code)
        return cls(
            instrument_code=course.instrument_code,
            instrument_version=course.instrument_version,
            instrument_name=instrument.name,
            owner=instrument.owner,
            scale_code=scale.code,
            scale_name=scale.name,
            minimum=scale.minimum,
            maximum=scale.maximum,
            direction=scale.direction,
            respondent_code=course.respondent_code,
            goal_id=course.goal_id,
            before=course.before,
            after=course.after,
            change=course.change,
            is_improved=is_improved(course.change, scale),
            before_band=band(course, course.before, law),
            after_band=band(course, course.after, law),
            gaps=tuple(missing(course, law)),
        )


def is_improved(change: float | None, scale: Scale) -> bool | None:
    """Say whether ``change`` is for the better; None where nothing moved or nobody can say."""
    if not change or scale.direction is Direction.NONE:
        return None
    return (change > 0) is (scale.direction is Direction.HIGHER_IS_BETTER)


def band(course: ScaleCourse, score: int | None, law: Catalogue) -> str | None:
    """Return what the imported bands call ``score``; None where none does."""
    if score is None:
        return None
    bands = law.bands(
        course.instrument_code, course.instrument_version, course.scale_code, _day(course, score)
    )
    return next((each.name for each in bands if each.minimum <= score <= each.maximum), None)


def missing(course: ScaleCourse, law: Catalogue) -> list[str]:
    """Return what the scale lacks, in words."""
    last_on = course.points[-1][0]
    said = []
    if course.before is None:
        said.append("Mätning före insatsen saknas.")
    if course.after is None:
        said.append("Mätning efter insatsen saknas.")
    named = (course.instrument_code, course.instrument_version, course.scale_code)
    if not law.bands(*named, last_on):
        said.append("Gränsvärden för skalan är inte inlästa.")
    return said


def _day(course: ScaleCourse, score: int) -> date:
    return next(on for on, _, each in course.points if each == score)
