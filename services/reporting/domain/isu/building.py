"""From what is known of an intervention to its chain; corrections are taken in before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from services.reporting.domain.grants import Fact
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.links import (
    Assessment,
    Dose,
    FollowUp,
    Goal,
    Interruption,
    MethodUse,
    Need,
    OwnView,
    Plan,
    Reply,
    Session,
    Told,
)
from services.reporting.domain.isu.measurements import measurements_of
from shared.contracts.interventions import GoalAttainment
from shared.kernel.clock import civil_date

OPENED = "interventions.opened.v1"
ASSIGNED = ("interventions.assigned.v1", "interventions.reassigned.v1")
EXECUTED = "interventions.executed.v1"
SWAPPED = "interventions.method-swapped.v1"
INTERRUPTED = "interventions.interrupted.v1"
RESUMED = "interventions.resumed.v1"
ENDED = "interventions.ended.v1"
GOAL_SET = "interventions.goal-set.v1"
FOLLOWED_UP = "interventions.followed-up.v1"
NEED = "interventions.need-stated.v1"
START = "interventions.start-reasons-stated.v1"
PLANNED = "interventions.dose-planned.v1"
HELD = "interventions.session-held.v1"
MISSED = "interventions.session-missed.v1"
OWN_VIEW = "interventions.own-view-answered.v1"


def chain_of(facts: Sequence[Fact], investigated: Sequence[Fact], thread_id: UUID) -> Chain | None:
    """Return the chain that ``facts`` (of one intervention, as they stand) come to.

    ``investigated`` are the facts of the investigation before it. None where nothing was opened.
    """
    opened = next((each for each in facts if each.name == OPENED), None)
    if opened is None:
        return None
    ordered = sorted(facts, key=lambda each: each.moment)
    fields: Mapping[str, Any] = opened.fields
    answering = _last(ordered, *ASSIGNED)
    start, executed, ended = (_last(ordered, name) for name in (START, EXECUTED, ENDED))
    known = [each.position for each in (*facts, *investigated)]
    return Chain(
        intervention_id=UUID(fields["intervention_id"]),
        person_id=UUID(fields["person_id"]),
        thread_id=thread_id,
        decision_id=_id(fields["decision_id"]),
        investigation_id=_id(fields["investigation_id"]),
        case_type=fields.get("case_type"),
        intervention_type=fields["intervention_type"],
        legal_basis_id=fields["legal_basis_id"],
        is_needs_assessed=fields["is_needs_assessed"],
        prevention_level=fields["prevention_level"],
        begins_on=date.fromisoformat(fields["granted_on"] or fields["opened_on"]),
        unit=answering.get("unit"),
        provider=answering.get("provider"),
        start_reason_codes=tuple(start.get("reason_codes", ())),
        target_group_code=start.get("target_group_code"),
        executed_on=_day(executed.get("executed_on")),
        ended_on=_day(ended.get("ended_on")),
        ending_reason_code=ended.get("reason_code"),
        needs=tuple(_needs(ordered)),
        goals=tuple(_goals(ordered)),
        methods=tuple(_methods(ordered, _day(ended.get("ended_on")))),
        dose=Dose(plan=_plan(ordered), sessions=tuple(_sessions(ordered))),
        interruptions=tuple(_interruptions(ordered, _day(ended.get("ended_on")))),
        measurements=measurements_of(
            ordered,
            investigated,
            _day(executed.get("executed_on")),
            _day(ended.get("ended_on")),
        ),
        follow_ups=tuple(_follow_ups(ordered)),
        own_views=tuple(_own_views(ordered)),
        known_position=max(known),
    )


def told_of(fact: Fact) -> Told:
    """Return when ``fact`` was, and when it was told."""
    return Told(on=fact.day, recorded_on=civil_date(fact.recorded_at))


def _last(ordered: Sequence[Fact], *names: str) -> Mapping[str, Any]:
    """Return the fields of the latest fact of one of the names; nothing where there is none."""
    return next((each.fields for each in reversed(ordered) if each.name in names), {})


def _id(raw: str | None) -> UUID | None:
    return UUID(raw) if raw else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _needs(ordered: Sequence[Fact]) -> Iterator[Need]:
    for each in ordered:
        if each.name == NEED:
            yield Need(
                need_id=UUID(str(each.fields["need_id"])),
                area_code=str(each.fields["area_code"]),
                told=told_of(each),
            )


def _goals(ordered: Sequence[Fact]) -> Iterator[Goal]:
    for each in ordered:
        if each.name == GOAL_SET:
            goal_id, need_id = str(each.fields["goal_id"]), each.fields.get("need_id")
            yield Goal(
                goal_id=UUID(goal_id),
                need_id=UUID(str(need_id)) if need_id else None,
                area_code=str(each.fields["area_code"]),
                told=told_of(each),
                assessments=tuple(_assessments(ordered, goal_id)),
            )


def _assessments(ordered: Sequence[Fact], goal_id: str) -> Iterator[Assessment]:
    for each in ordered:
        if each.name in (FOLLOWED_UP, ENDED):
            goals: Any = each.fields.get("goals") or ()
            for goal in goals:
                if goal["goal_id"] == goal_id:
                    yield Assessment(attainment=GoalAttainment(goal["attainment"]), on=each.day)


def _methods(ordered: Sequence[Fact], ended_on: date | None) -> Iterator[MethodUse]:
    taken: list[tuple[date, Any, Any]] = []
    for each in ordered:
        if each.name == EXECUTED:
            taken.append((each.day, each.fields.get("method_code"), None))
        elif each.name == SWAPPED:
            taken.append((each.day, each.fields["to_method_code"], each.fields["reason_code"]))
    ends = [*(later[0] for _, later in pairwise(taken)), ended_on]
    for (from_on, code, reason), until_on in zip(taken, ends, strict=bool(taken)):
        yield MethodUse(method_code=code, from_on=from_on, until_on=until_on, reason_code=reason)


def _plan(ordered: Sequence[Fact]) -> Plan | None:
    planned = _last(ordered, PLANNED)
    if not planned:
        return None
    return Plan(
        sessions=planned["sessions"],
        minutes=planned["minutes"],
        from_on=date.fromisoformat(planned["from_on"]),
        until_on=_day(planned["until_on"]),
    )


def _sessions(ordered: Sequence[Fact]) -> Iterator[Session]:
    for each in ordered:
        if each.name in (HELD, MISSED):
            fields: Mapping[str, Any] = each.fields
            yield Session(
                told=told_of(each),
                minutes=fields.get("minutes"),
                form_code=fields.get("form_code"),
                missed_reason_code=fields.get("reason_code"),
            )


def _interruptions(ordered: Sequence[Fact], ended_on: date | None) -> Iterator[Interruption]:
    steps = [each for each in ordered if each.name in (INTERRUPTED, RESUMED)]
    for place, each in enumerate(steps):
        if each.name == INTERRUPTED:
            after = next((later.day for later in steps[place + 1 :]), ended_on)
            yield Interruption(
                from_on=each.day, until_on=after, reason_code=str(each.fields["reason_code"])
            )


def _follow_ups(ordered: Sequence[Fact]) -> Iterator[FollowUp]:
    for each in ordered:
        if each.name == FOLLOWED_UP:
            is_with = bool(each.fields["is_with_the_individual"])
            yield FollowUp(is_with_the_individual=is_with, told=told_of(each))


def _own_views(ordered: Sequence[Fact]) -> Iterator[OwnView]:
    for each in ordered:
        if each.name == OWN_VIEW:
            answers: Any = each.fields["answers"]
            yield OwnView(replies=tuple(Reply(**one) for one in answers), told=told_of(each))
