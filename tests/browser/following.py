"""What is told of an intervention that is followed up: enough for every part of its page."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from shared.contracts import interventions as told
from shared.contracts import interventions_isu as isu
from shared.contracts.interventions_isu import MeasurementPhase
from shared.contracts.investigation import InstrumentScore

SCALES = ("total", "emotional", "conduct", "hyperactivity", "peer", "prosocial")
SCORES = ((18, 5, 4, 6, 3, 6), (14, 4, 3, 5, 2, 7), (9, 2, 2, 4, 1, 8))


def followed(executed_on: date, need_id: UUID, goal_id: UUID) -> Iterator[object]:
    """Yield what is told, beginning the day it was carried out."""
    yield isu.NeedStated(need_id=need_id, area_code="education", stated_on=executed_on)
    yield isu.StartReasonsStated(
        reason_codes=("school-absence",), target_group_code="families", stated_on=executed_on
    )
    yield told.GoalSet(goal_id=goal_id, area_code="education", set_on=executed_on, need_id=need_id)
    phases = zip(MeasurementPhase, SCORES, (0, 5, 10), strict=True)
    for phase, scores, days in phases:
        yield isu.InterventionMeasured(
            phase=phase,
            instrument_code="sdq",
            instrument_version="1",
            applied_on=executed_on + timedelta(days),
            respondent_code="guardian",
            scores=tuple(
                InstrumentScore(scale_code=code, score=score)
                for code, score in zip(SCALES, scores, strict=True)
            ),
            goal_id=None,
        )
    yield isu.SessionHeld(held_on=executed_on + timedelta(3), minutes=60, form_code="family")
    yield isu.SessionMissed(missed_on=executed_on + timedelta(6), reason_code="individual-absent")
    answers = (isu.OwnAnswer(question_code="helped", answer_code="partly"),)
    yield isu.OwnViewAnswered(answered_on=executed_on + timedelta(10), answers=answers)
