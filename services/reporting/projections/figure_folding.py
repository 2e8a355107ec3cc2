"""From what happened in a matter to what figures count of it. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from services.reporting.projections.figure_facts import FigureFact
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.corrections import CIRCUMSTANCES, Mark, standing

FOUR = 4  # months: what an investigation about a child may take
Facts: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published event as it is kept: plain JSON."""

    event_id: UUID
    position: int
    name: str
    stream_id: UUID
    facts: Facts


def standing_facts(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Return the entries that stand, as corrected, oldest first."""
    told = [(each.event_id, Mark.of(each.facts), each) for each in entries]
    if not any(mark for _, mark, _ in told):
        return [each for *_, each in told]
    return [_corrected(found.fact, found.corrections) for found in standing(told)]


def _corrected(fact: Entry, corrections: Sequence[Entry]) -> Entry:
    for each in corrections:
        names = (each.facts.keys() & fact.facts.keys()) - CIRCUMSTANCES
        right = {name: each.facts[name] for name in names}
        fact = replace(fact, facts={**fact.facts, **right})
    return fact


def fact_of(entries: Sequence[Entry]) -> FigureFact | None:
    """Return what is counted of a matter after ``entries``; None when it was never opened."""
    fact: FigureFact | None = None
    for each in standing_facts(entries):
        if each.name in OPENINGS:
            fact = OPENINGS[each.name](each)
        elif fact is not None and each.name in MOVES:
            fact = MOVES[each.name](fact, each.facts)
    return fact if fact is None or fact.ended_on else replace(fact, last_contact_on=None)


def _application(entry: Entry) -> FigureFact:
    facts = entry.facts
    people = facts["person_ids"]
    return FigureFact(
        fact_id=entry.stream_id,
        kind="application",
        began_on=day(facts["received_on"]),
        person_id=UUID(str(people[0])) if people else None,
        case_type=facts["case_type"],
        channel="digital" if facts["is_digital"] else "paper",
    )


def _intake(entry: Entry) -> FigureFact:
    facts = entry.facts
    return FigureFact(
        fact_id=entry.stream_id,
        kind="intake",
        began_on=day(facts["received_on"]),
        person_id=_id(facts["person_id"]),
        case_type=facts["case_type"],
        origin=facts["origin"],
        reason_codes=tuple(facts["reason_codes"]),
    )


def _investigation(entry: Entry) -> FigureFact:
    facts = entry.facts
    return FigureFact(
        fact_id=entry.stream_id,
        kind="investigation",
        began_on=day(facts["opened_on"]),
        parent_id=_id(facts["intake_id"]),
        person_id=_id(facts["person_id"]),
        case_type=facts["case_type"],
        legal_basis_id=facts["legal_basis_id"],
    )


def _decision(entry: Entry) -> FigureFact:
    facts = entry.facts
    return FigureFact(
        fact_id=entry.stream_id,
        kind="decision",
        began_on=day(facts["decided_on"]),
        parent_id=_id(facts["investigation_id"]),
        person_id=_id(facts["person_id"]),
        case_type=facts["case_type"],
        type_code=facts["intervention_type"],
        reason_codes=tuple(facts["reason_codes"]),
        legal_basis_id=facts["legal_basis_id"],
        outcome=facts["outcome"],
        decider_role=facts["decider_role"],
    )


def _intervention(entry: Entry) -> FigureFact:
    facts = entry.facts
    return FigureFact(
        fact_id=entry.stream_id,
        kind="intervention",
        began_on=day(facts["opened_on"]),
        granted_on=_day(facts["granted_on"]),
        parent_id=_id(facts["investigation_id"]),
        person_id=_id(facts["person_id"]),
        case_type=facts.get("case_type"),
        type_code=facts["intervention_type"],
        legal_basis_id=facts["legal_basis_id"],
        is_needs_assessed=facts["is_needs_assessed"],
        is_external=False,
    )


def _concluded(fact: FigureFact, facts: Facts) -> FigureFact:
    return replace(fact, ended_on=day(facts["concluded_on"]), outcome=facts["way"])


def _contact(fact: FigureFact, facts: Facts) -> FigureFact:
    held_on = day(facts["held_on"])
    return replace(fact, last_contact_on=max(fact.last_contact_on or held_on, held_on))


def _closed(fact: FigureFact, facts: Facts) -> FigureFact:
    closed_on = day(facts["closed_on"])
    return replace(
        fact,
        ended_on=closed_on,
        outcome="with" if facts["is_with_intervention"] else "without",
        ending_code=facts["reason_code"],
        is_over_four_months=closed_on > nominal_end(fact.began_on, FOUR, Unit.MONTHS),
    )


def _assigned(fact: FigureFact, facts: Facts) -> FigureFact:
    return replace(fact, is_external=fact.is_external or facts["provider"] is not None)


def _executed(fact: FigureFact, facts: Facts) -> FigureFact:
    return replace(fact, executed_on=fact.executed_on or day(facts["executed_on"]))


def _ended(fact: FigureFact, facts: Facts) -> FigureFact:
    return replace(fact, ended_on=day(facts["ended_on"]), ending_code=facts["reason_code"])


def day(value: object) -> date:
    """Return a date as JSON has it."""
    return date.fromisoformat(str(value))


def _day(value: object) -> date | None:
    return None if value is None else day(value)


def _id(value: object) -> UUID | None:
    return None if value is None else UUID(str(value))


OPENINGS: Mapping[str, Callable[[Entry], FigureFact]] = {
    "intake.application-received.v1": _application,
    "intake.opened.v1": _intake,
    "investigation.opened.v1": _investigation,
    "investigation.decision-made.v1": _decision,
    "interventions.opened.v1": _intervention,
}
MOVES: Mapping[str, Callable[[FigureFact, Facts], FigureFact]] = {
    "intake.preliminary-assessment-concluded.v1": _concluded,
    "investigation.contact-held.v1": _contact,
    "investigation.closed.v1": _closed,
    "interventions.assigned.v1": _assigned,
    "interventions.reassigned.v1": _assigned,
    "interventions.executed.v1": _executed,
    "interventions.ended.v1": _ended,
}
"""What moves a fact. An interruption and a resumption do not: its time goes on."""
