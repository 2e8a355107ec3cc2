"""The rules of the follow-up: what was needed, given, measured and answered, and when."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from services.interventions.domain.events import InterventionEvent, NeedWorded, Step
from services.interventions.domain.guards import (
    require_execution,
    require_happened,
    require_order,
    require_reason,
    texts,
)
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
from services.interventions.domain.isu.refusals import (
    AfterEnding,
    DosePeriodReversed,
    DoseUnstated,
    MeasuredAfterStart,
    NeedAlreadyStated,
    NothingAnswered,
    QuestionAnsweredTwice,
    StartReasonNamedTwice,
)
from services.interventions.domain.refusals import NothingOpened, UnknownGoal
from services.interventions.domain.state import Intervention, NotOpened, Opened
from shared.contracts.interventions_isu import (
    DosePlanned,
    InterventionMeasured,
    MeasurementPhase,
    NeedStated,
    OwnViewAnswered,
    SessionHeld,
    SessionMissed,
    StartReasonsStated,
)


def _known(intervention: Intervention, on: date, today: date) -> Opened:
    """Return the intervention, ended or not, unless the day cannot be."""
    if isinstance(intervention, NotOpened):
        raise NothingOpened
    require_happened(intervention, on, today)
    return intervention


def _within(intervention: Intervention, on: date, today: date) -> Opened:
    """Return the intervention, unless the day lies after its ending."""
    opened = _known(intervention, on, today)
    if opened.ended_on is not None and on > opened.ended_on:
        raise AfterEnding
    return opened


def _begun(intervention: Intervention, on: date, today: date) -> Opened:
    """Return the intervention, unless the day lies before it was carried out, or after its end."""
    opened = _within(intervention, on, today)
    require_order(on, require_execution(opened).executed_on)
    return opened


def state_need(intervention: Intervention, command: StateNeed) -> Sequence[InterventionEvent]:
    """State what shall be met; several needs are stated one by one."""
    opened = _within(intervention, command.stated_on, command.today)
    if command.need_id in opened.needs_stated_on:
        raise NeedAlreadyStated
    return [
        NeedWorded(need_id=command.need_id, words=command.words, noted_on=command.stated_on),
        NeedStated(
            need_id=command.need_id, area_code=command.area_code, stated_on=command.stated_on
        ),
    ]


def state_start_reasons(
    intervention: Intervention, command: StateStartReasons
) -> Sequence[InterventionEvent]:
    """State why it was begun; again when that was wrong or has become clearer."""
    opened = _within(intervention, command.stated_on, command.today)
    codes = tuple(each.code for each in command.reasons)
    if len(set(codes)) < len(codes):
        raise StartReasonNamedTwice
    for reason in command.reasons:
        require_reason(opened, reason)
    return [
        StartReasonsStated(
            reason_codes=codes,
            target_group_code=command.target_group_code,
            stated_on=command.stated_on,
        )
    ]


def plan_dose(intervention: Intervention, command: PlanDose) -> Sequence[InterventionEvent]:
    """Plan how much of it there shall be; a new plan takes the place of the one before."""
    _within(intervention, command.planned_on, command.today)
    if command.sessions is None and command.minutes is None:
        raise DoseUnstated
    if command.until_on is not None and command.until_on < command.from_on:
        raise DosePeriodReversed
    return [
        DosePlanned(
            sessions=command.sessions,
            minutes=command.minutes,
            from_on=command.from_on,
            until_on=command.until_on,
            planned_on=command.planned_on,
        )
    ]


def hold_session(intervention: Intervention, command: HoldSession) -> Sequence[InterventionEvent]:
    """Tell of a session that was held while the intervention was carried out."""
    _begun(intervention, command.held_on, command.today)
    return [
        SessionHeld(held_on=command.held_on, minutes=command.minutes, form_code=command.form_code)
    ]


def miss_session(intervention: Intervention, command: MissSession) -> Sequence[InterventionEvent]:
    """Tell of a session that was planned and did not take place, and why."""
    opened = _begun(intervention, command.missed_on, command.today)
    require_reason(opened, command.reason)
    return [SessionMissed(missed_on=command.missed_on, reason_code=command.reason.code)]


def measure(
    intervention: Intervention, command: MeasureIntervention
) -> Sequence[InterventionEvent]:
    """Tell of a measurement; one after may be made when the intervention has long ended."""
    opened = _measurable(intervention, command)
    if command.goal_id is not None:
        if command.goal_id not in opened.goals_set_on:
            raise UnknownGoal
        require_order(command.applied_on, opened.goals_set_on[command.goal_id])
    return [
        InterventionMeasured(
            phase=command.phase,
            instrument_code=command.instrument_code,
            instrument_version=command.instrument_version,
            applied_on=command.applied_on,
            respondent_code=command.respondent_code,
            scores=command.scores,
            goal_id=command.goal_id,
        )
    ]


def _measurable(intervention: Intervention, command: MeasureIntervention) -> Opened:
    on, today = command.applied_on, command.today
    match command.phase:
        case MeasurementPhase.BEFORE:
            opened = _within(intervention, on, today)
            if opened.execution is not None and on > opened.execution.executed_on:
                raise MeasuredAfterStart
            return opened
        case MeasurementPhase.DURING:
            return _begun(intervention, on, today)
        case MeasurementPhase.AFTER:
            opened = _known(intervention, on, today)
            require_order(on, require_execution(opened).executed_on)
            return opened
        case _:
            assert_never(command.phase)


def answer_own_view(
    intervention: Intervention, command: AnswerOwnView
) -> Sequence[InterventionEvent]:
    """Keep how the person sees it: coded answers, and words that stay inside."""
    _known(intervention, command.answered_on, command.today)
    questions = [each.question_code for each in command.answers]
    if len(set(questions)) < len(questions):
        raise QuestionAnsweredTwice
    if not questions and command.own_view is None:
        raise NothingAnswered
    return [
        *texts(Step.OWN_VIEW, command.answered_on, own_view=command.own_view),
        OwnViewAnswered(answered_on=command.answered_on, answers=command.answers),
    ]


def decide_isu(intervention: Intervention, command: IsuCommand) -> Sequence[InterventionEvent]:
    """Return what happens when ``command`` meets ``intervention``, or raise a Refusal."""
    match command:
        case StateNeed():
            return state_need(intervention, command)
        case StateStartReasons():
            return state_start_reasons(intervention, command)
        case PlanDose():
            return plan_dose(intervention, command)
        case HoldSession():
            return hold_session(intervention, command)
        case MissSession():
            return miss_session(intervention, command)
        case MeasureIntervention():
            return measure(intervention, command)
        case AnswerOwnView():
            return answer_own_view(intervention, command)
        case _:
            assert_never(command)
