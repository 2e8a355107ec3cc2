"""Request bodies of systematic follow-up: needs, dose, measurements and the individual's view."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.interventions.api.content_schemas import ScoreBody
from services.interventions.application.lawful import Law
from services.interventions.domain.isu.commands import (
    AnswerOwnView,
    HoldSession,
    MeasureIntervention,
    MissSession,
    PlanDose,
    StateNeed,
    StateStartReasons,
)
from shared.contracts.interventions import InstrumentRepeated
from shared.contracts.interventions_isu import MeasurementPhase, OwnAnswer
from shared.contracts.investigation import InstrumentScore
from shared.http.fields import SAMPLE_ID, Code, Text
from shared.http.schemas import Body, Day

A_DAY_OF_MINUTES = 24 * 60


class NeedBody(Body):
    """Ange ett behov som insatsen ska möta."""

    area_code: Code = Field(title="Livsområde", examples=["education"])
    words: Text = Field(title="Behovet", examples=["Kommer inte till skolan på morgonen."])
    stated_on: Day = Field(title="Angivet", examples=["2026-05-05"])

    def to_command(self, need_id: UUID, law: Law, today: date) -> StateNeed:
        """Return the command this body asks for."""
        return StateNeed(
            need_id=need_id,
            area_code=law.goal_area(self.area_code, self.stated_on),
            words=self.words,
            stated_on=self.stated_on,
            today=today,
        )


class StartReasonsBody(Body):
    """Ange varför insatsen sattes in och för vilken målgrupp."""

    reason_codes: tuple[Code, ...] = Field(
        title="Insatsorsaker", min_length=1, max_length=10, examples=[["school-absence"]]
    )
    target_group_code: Code | None = Field(
        default=None, title="Målgrupp", examples=["children-0-12"]
    )
    stated_on: Day = Field(title="Angivet", examples=["2026-05-05"])

    def to_command(self, law: Law, today: date) -> StateStartReasons:
        """Return the command this body asks for."""
        on, group = self.stated_on, self.target_group_code
        return StateStartReasons(
            reasons=tuple(law.reason("start", code, on) for code in self.reason_codes),
            target_group_code=group and law.code("target-group", group, on),
            stated_on=on,
            today=today,
        )


class DoseBody(Body):
    """Planera hur mycket av insatsen som ska ges."""

    sessions: int | None = Field(
        default=None, title="Antal tillfällen", ge=1, le=1000, examples=[12]
    )
    minutes: int | None = Field(
        default=None, title="Minuter sammanlagt", ge=1, le=1_000_000, examples=[720]
    )
    from_on: Day = Field(title="Från och med", examples=["2026-05-04"])
    until_on: Day | None = Field(default=None, title="Till och med", examples=["2026-08-28"])
    planned_on: Day = Field(title="Planerat", examples=["2026-05-04"])

    def to_command(self, law: Law, today: date) -> PlanDose:
        """Return the command this body asks for."""
        return PlanDose(
            sessions=self.sessions,
            minutes=self.minutes,
            from_on=self.from_on,
            until_on=self.until_on,
            planned_on=self.planned_on,
            today=today,
        )


class HoldSessionBody(Body):
    """Registrera ett hållet tillfälle."""

    held_on: Day = Field(title="Hållet", examples=["2026-05-11"])
    minutes: int = Field(title="Minuter", ge=1, le=A_DAY_OF_MINUTES, examples=[60])
    form_code: Code = Field(title="Form", examples=["individual"])

    def to_command(self, law: Law, today: date) -> HoldSession:
        """Return the command this body asks for."""
        return HoldSession(
            held_on=self.held_on,
            minutes=self.minutes,
            form_code=law.code("session-form", self.form_code, self.held_on),
            today=today,
        )


class MissSessionBody(Body):
    """Registrera ett tillfälle som uteblev."""

    missed_on: Day = Field(title="Uteblev", examples=["2026-05-18"])
    reason_code: Code = Field(title="Orsak", examples=["individual-cancelled"])

    def to_command(self, law: Law, today: date) -> MissSession:
        """Return the command this body asks for."""
        return MissSession(
            missed_on=self.missed_on,
            reason=law.reason("session-missed", self.reason_code, self.missed_on),
            today=today,
        )


class MeasureBody(Body):
    """Registrera en mätning med ett bedömningsinstrument."""

    phase: MeasurementPhase = Field(title="Mätfas", examples=["before"])
    instrument_code: Code = Field(title="Instrument", examples=["sdq"])
    instrument_version: Code = Field(title="Instrumentets version", examples=["1"])
    applied_on: Day = Field(title="Använt", examples=["2026-05-04"])
    respondent_code: Code = Field(title="Vem som svarade", examples=["individual"])
    scores: tuple[ScoreBody, ...] = Field(title="Poäng", min_length=1, max_length=100)
    goal_id: UUID | None = Field(
        default=None, title="Målet", description="När skalan gäller ett mål.", examples=[SAMPLE_ID]
    )

    def to_command(self, law: Law, today: date) -> MeasureIntervention:
        """Return the command this body asks for."""
        (tried,) = law.instruments([self._repeated()])
        return MeasureIntervention(
            phase=self.phase,
            instrument_code=tried.instrument_code,
            instrument_version=tried.instrument_version,
            applied_on=self.applied_on,
            respondent_code=law.code("respondent", self.respondent_code, self.applied_on),
            scores=tried.scores,
            goal_id=self.goal_id,
            today=today,
        )

    def _repeated(self) -> InstrumentRepeated:
        return InstrumentRepeated(
            instrument_code=self.instrument_code,
            instrument_version=self.instrument_version,
            applied_on=self.applied_on,
            scores=tuple(
                InstrumentScore(scale_code=each.scale_code, score=each.score)
                for each in self.scores
            ),
        )


class OwnAnswerBody(Body):
    """Ett kodat svar."""

    question_code: Code = Field(title="Fråga", examples=["helped"])
    answer_code: Code = Field(title="Svar", examples=["partly"])


class OwnViewBody(Body):
    """Registrera den enskildes egen syn: kodade svar och egna ord."""

    answered_on: Day = Field(title="Besvarat", examples=["2026-08-28"])
    answers: tuple[OwnAnswerBody, ...] = Field(default=(), title="Svar", max_length=50)
    own_view: Text | None = Field(
        default=None, title="Med egna ord", examples=["Det är lugnare hemma."]
    )

    def to_command(self, law: Law, today: date) -> AnswerOwnView:
        """Return the command this body asks for."""
        on = self.answered_on
        return AnswerOwnView(
            answered_on=on,
            answers=tuple(
                OwnAnswer(
                    question_code=law.code("own-view-question", each.question_code, on),
                    answer_code=law.code("own-view-answer", each.answer_code, on),
                )
                for each in self.answers
            ),
            own_view=self.own_view,
            today=today,
        )
