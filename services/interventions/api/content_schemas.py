"""Request bodies of goals, follow-ups, methods and endings."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.interventions.application.lawful import Law
from services.interventions.domain.commands import (
    EndIntervention,
    FollowUpIntervention,
    SetGoal,
    SwapMethod,
)
from shared.contracts.interventions import GoalAttainment, GoalProgress, InstrumentRepeated
from shared.contracts.investigation import InstrumentScore
from shared.http.fields import SAMPLE_ID, Code, Text
from shared.http.schemas import Body, Day


class GoalBody(Body):
    """Sätt ett mål tillsammans med den enskilde."""

    area_code: Code = Field(title="Målområde", examples=["education"])
    words: Text = Field(title="Målet", examples=["Vara i skolan fyra dagar i veckan."])
    set_on: Day = Field(title="Satt", examples=["2026-03-18"])
    need_id: UUID | None = Field(
        default=None, title="Behovet som målet ska möta", examples=[SAMPLE_ID]
    )

    def to_command(self, goal_id: UUID, law: Law, today: date) -> SetGoal:
        """Return the command this body asks for."""
        return SetGoal(
            goal_id=goal_id,
            area_code=law.goal_area(self.area_code, self.set_on),
            words=self.words,
            set_on=self.set_on,
            today=today,
            need_id=self.need_id,
        )


class ProgressBody(Body):
    """Hur ett mål står."""

    goal_id: UUID = Field(title="Målet", examples=[SAMPLE_ID])
    attainment: GoalAttainment = Field(title="Måluppfyllelse", examples=["partly-reached"])

    def to_progress(self) -> GoalProgress:
        """Return the progress as published."""
        return GoalProgress(goal_id=self.goal_id, attainment=self.attainment)


class ScoreBody(Body):
    """Poäng på en skala."""

    scale_code: Code = Field(title="Skala", examples=["total"])
    score: int = Field(title="Poäng", ge=-1000, le=1000, examples=[17])


class InstrumentBody(Body):
    """Ett bedömningsinstrument som upprepats."""

    instrument_code: Code = Field(title="Instrument", examples=["audit"])
    instrument_version: Code = Field(title="Instrumentets version", examples=["1"])
    applied_on: Day = Field(title="Använt", examples=["2026-06-10"])
    scores: tuple[ScoreBody, ...] = Field(title="Poäng", min_length=1, max_length=100)

    def to_instrument(self) -> InstrumentRepeated:
        """Return the instrument as published."""
        return InstrumentRepeated(
            instrument_code=self.instrument_code,
            instrument_version=self.instrument_version,
            applied_on=self.applied_on,
            scores=tuple(
                InstrumentScore(scale_code=each.scale_code, score=each.score)
                for each in self.scores
            ),
        )


class FollowUpBody(Body):
    """Följ upp insatsen."""

    followed_up_on: Day = Field(title="Uppföljd", examples=["2026-06-10"])
    is_with_the_individual: bool = Field(title="Den enskilde deltog", examples=[True])
    goals: tuple[ProgressBody, ...] = Field(default=(), title="Målen", max_length=100)
    instruments: tuple[InstrumentBody, ...] = Field(
        default=(), title="Upprepade bedömningsinstrument", max_length=20
    )
    note: Text | None = Field(default=None, title="Anteckning", examples=["Samtal i hemmet."])
    own_view: Text | None = Field(
        default=None, title="Den enskildes syn", examples=["Det går bättre."]
    )

    def to_command(self, law: Law, today: date) -> FollowUpIntervention:
        """Return the command this body asks for."""
        return FollowUpIntervention(
            followed_up_on=self.followed_up_on,
            is_with_the_individual=self.is_with_the_individual,
            goals=tuple(each.to_progress() for each in self.goals),
            instruments=law.instruments([each.to_instrument() for each in self.instruments]),
            note=self.note,
            own_view=self.own_view,
            today=today,
        )


class SwapMethodBody(Body):
    """Byt metod inom samma beslut."""

    to_method_code: Code = Field(title="Ny metod", examples=["network-work"])
    swapped_on: Day = Field(title="Bytt", examples=["2026-06-15"])
    reason_code: Code = Field(title="Orsak", examples=["changed-need"])
    reasons: Text | None = Field(default=None, title="Skäl", examples=["Behovet är ett annat."])

    def to_command(self, law: Law, today: date) -> SwapMethod:
        """Return the command this body asks for."""
        return SwapMethod(
            to_method=law.method(self.to_method_code, self.swapped_on),
            swapped_on=self.swapped_on,
            reason=law.reason("method-swap", self.reason_code, self.swapped_on),
            reasons=self.reasons,
            today=today,
        )


class EndBody(Body):
    """Avsluta insatsen."""

    ended_on: Day = Field(title="Avslutad", examples=["2026-09-01"])
    reason_code: Code = Field(title="Avslutsorsak", examples=["goals-reached"])
    goals: tuple[ProgressBody, ...] = Field(
        default=(),
        title="Målen",
        description="Måluppfyllelse för varje mål som satts i insatsen.",
        max_length=100,
    )
    reasons: Text | None = Field(default=None, title="Skäl", examples=["Målen är nådda."])
    own_view: Text | None = Field(
        default=None, title="Den enskildes syn", examples=["Jag är nöjd."]
    )

    def to_command(self, law: Law, today: date) -> EndIntervention:
        """Return the command this body asks for."""
        return EndIntervention(
            ended_on=self.ended_on,
            reason=law.reason("ending", self.reason_code, self.ended_on),
            goals=tuple(each.to_progress() for each in self.goals),
            reasons=self.reasons,
            own_view=self.own_view,
            today=today,
        )
