"""The links of an ISU chain as they are answered; each with whether it was told late."""

from typing import Any
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.domain.isu.links import (
    FollowUp,
    Goal,
    Interruption,
    Measurement,
    MeasurementSource,
    MethodUse,
    Need,
    OwnView,
    Told,
)
from shared.contracts.interventions import GoalAttainment
from shared.contracts.interventions_isu import MeasurementPhase
from shared.http.schemas import Answer, Day


class IsuTold(Answer):
    """När något hände och när det registrerades."""

    on: Day = Field(title="Hände", examples=["2026-05-04"])
    recorded_on: Day = Field(title="Registrerat", examples=["2026-05-06"])
    is_late: bool = Field(title="Registrerat en senare dag", examples=[True])

    @classmethod
    def at(cls, told: Told) -> dict[str, Any]:
        """Return the fields that ``told`` gives."""
        return {"on": told.on, "recorded_on": told.recorded_on, "is_late": told.is_late}


class IsuNeed(IsuTold):
    """Ett behov, utan sin ordalydelse."""

    need_id: UUID = Field(title="Behovet", examples=[SAMPLE_ID])
    area_code: str = Field(title="Livsområde", max_length=64, examples=["education"])

    @classmethod
    def of(cls, need: Need) -> "IsuNeed":
        """Return what is shown of ``need``."""
        told = cls.at(need.told)
        return cls(**told, need_id=need.need_id, area_code=need.area_code)


class IsuAssessment(Answer):
    """Hur ett mål stod."""

    on: Day = Field(title="Bedömt", examples=["2026-06-10"])
    attainment: GoalAttainment = Field(title="Måluppfyllelse", examples=["partly-reached"])


class IsuGoal(IsuTold):
    """Ett mål, utan sin ordalydelse."""

    goal_id: UUID = Field(title="Målet", examples=[SAMPLE_ID])
    need_id: UUID | None = Field(title="Behovet som det möter", examples=[SAMPLE_ID])
    area_code: str = Field(title="Målområde", max_length=64, examples=["education"])
    attainment: GoalAttainment | None = Field(
        title="Måluppfyllelse", description="Vid senaste bedömningen.", examples=["reached"]
    )
    assessments: tuple[IsuAssessment, ...] = Field(title="Bedömningar, i ordning")

    @classmethod
    def of(cls, goal: Goal) -> "IsuGoal":
        """Return what is shown of ``goal``."""
        return cls(
            **cls.at(goal.told),
            goal_id=goal.goal_id,
            need_id=goal.need_id,
            area_code=goal.area_code,
            attainment=goal.attainment,
            assessments=tuple(
                IsuAssessment(on=each.on, attainment=each.attainment) for each in goal.assessments
            ),
        )


class IsuMethod(Answer):
    """En metod och tiden den användes."""

    method_code: str | None = Field(title="Metod", max_length=64, examples=["family-treatment"])
    from_on: Day = Field(title="Från och med", examples=["2026-05-04"])
    until_on: Day | None = Field(title="Till", examples=["2026-06-15"])
    reason_code: str | None = Field(
        title="Orsak till byte hit", max_length=64, examples=["changed-need"]
    )

    @classmethod
    def of(cls, use: MethodUse) -> "IsuMethod":
        """Return what is shown of ``use``."""
        return cls.model_validate(use, from_attributes=True)


class IsuInterruption(Answer):
    """Ett avbrott."""

    from_on: Day = Field(title="Från", examples=["2026-06-22"])
    until_on: Day | None = Field(title="Till", examples=["2026-08-03"])
    reason_code: str = Field(title="Orsak", max_length=64, examples=["hospital"])

    @classmethod
    def of(cls, found: Interruption) -> "IsuInterruption":
        """Return what is shown of ``found``."""
        return cls.model_validate(found, from_attributes=True)


class IsuScore(Answer):
    """Poäng på en skala."""

    scale_code: str = Field(title="Skala", max_length=64, examples=["total"])
    score: int = Field(title="Poäng", examples=[17])


class IsuMeasurement(IsuTold):
    """En mätning."""

    instrument_code: str = Field(title="Instrument", max_length=64, examples=["sdq"])
    instrument_version: str = Field(title="Version", max_length=64, examples=["1"])
    phase: MeasurementPhase = Field(title="Mätfas", examples=["before"])
    is_phase_stated: bool = Field(
        title="Fasen är angiven", description="Annars räknad ur datumen.", examples=[True]
    )
    source: MeasurementSource = Field(title="Källa", examples=["measurement"])
    respondent_code: str | None = Field(title="Vem som svarade", max_length=64, examples=["other"])
    goal_id: UUID | None = Field(title="Målet", examples=[SAMPLE_ID])
    scores: tuple[IsuScore, ...] = Field(title="Poäng")

    @classmethod
    def of(cls, found: Measurement) -> "IsuMeasurement":
        """Return what is shown of ``found``."""
        return cls(
            **cls.at(found.told),
            instrument_code=found.instrument_code,
            instrument_version=found.instrument_version,
            phase=found.phase,
            is_phase_stated=found.is_phase_stated,
            source=found.source,
            respondent_code=found.respondent_code,
            goal_id=found.goal_id,
            scores=tuple(
                IsuScore(scale_code=each.scale_code, score=each.score) for each in found.scores
            ),
        )


class IsuFollowUp(IsuTold):
    """En uppföljning av målen."""

    is_with_the_individual: bool = Field(title="Den enskilde deltog", examples=[True])

    @classmethod
    def of(cls, found: FollowUp) -> "IsuFollowUp":
        """Return what is shown of ``found``."""
        return cls(**cls.at(found.told), is_with_the_individual=found.is_with_the_individual)


class IsuReply(Answer):
    """Ett kodat svar."""

    question_code: str = Field(title="Fråga", max_length=64, examples=["helped"])
    answer_code: str = Field(title="Svar", max_length=64, examples=["partly"])


class IsuAnswered(IsuTold):
    """Den enskildes svar en dag; orden stannar i akten."""

    replies: tuple[IsuReply, ...] = Field(title="Svar")

    @classmethod
    def of(cls, found: OwnView) -> "IsuAnswered":
        """Return what is shown of ``found``."""
        replies = tuple(
            IsuReply(question_code=each.question_code, answer_code=each.answer_code)
            for each in found.replies
        )
        return cls(**cls.at(found.told), replies=replies)
