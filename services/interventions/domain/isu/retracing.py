"""By which command each fact of the follow-up came about, to ask the rules once more."""

from datetime import date
from typing import assert_never

from services.interventions.domain.catalogued import Reason
from services.interventions.domain.isu.commands import (
    AnswerOwnView,
    HoldSession,
    IsuCommand,
    MeasureIntervention,
    MissSession,
    PlanDose,
    StateNeed,
    StateStartReasons,
)
from shared.contracts.interventions_isu import (
    DosePlanned,
    InterventionMeasured,
    IsuPublished,
    NeedStated,
    OwnViewAnswered,
    SessionHeld,
    SessionMissed,
    StartReasonsStated,
)

SOME_DAY = date.max


def asked_of(event: IsuPublished) -> IsuCommand:
    """Return what was asked for."""
    match event:
        case NeedStated(need_id=need_id, area_code=area, stated_on=on):
            return StateNeed(
                need_id=need_id, area_code=area, words="", stated_on=on, today=SOME_DAY
            )
        case StartReasonsStated(reason_codes=codes, stated_on=on):
            return StateStartReasons(
                reasons=tuple(Reason(code=code) for code in codes),
                target_group_code=event.target_group_code,
                stated_on=on,
                today=SOME_DAY,
            )
        case SessionHeld(held_on=on, minutes=minutes, form_code=form):
            return HoldSession(held_on=on, minutes=minutes, form_code=form, today=SOME_DAY)
        case SessionMissed(missed_on=on, reason_code=code):
            return MissSession(missed_on=on, reason=Reason(code=code), today=SOME_DAY)
        case OwnViewAnswered(answered_on=on, answers=answers):
            return AnswerOwnView(answered_on=on, answers=answers, own_view="", today=SOME_DAY)
        case DosePlanned():
            return _planning(event)
        case InterventionMeasured():
            return _measuring(event)
        case _:
            assert_never(event)


def _planning(event: DosePlanned) -> PlanDose:
    return PlanDose(
        sessions=event.sessions,
        minutes=event.minutes,
        from_on=event.from_on,
        until_on=event.until_on,
        planned_on=event.planned_on,
        today=SOME_DAY,
    )


def _measuring(event: InterventionMeasured) -> MeasureIntervention:
    return MeasureIntervention(
        phase=event.phase,
        instrument_code=event.instrument_code,
        instrument_version=event.instrument_version,
        applied_on=event.applied_on,
        respondent_code=event.respondent_code,
        scores=event.scores,
        goal_id=event.goal_id,
        today=SOME_DAY,
    )
