"""Granted decisions: what is known of each, and the spells that it comes to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from services.reporting.domain.spells import (
    Closing,
    Postponement,
    Spell,
    SpellKind,
    SpellState,
    Telling,
)

DECIDED = "investigation.decision-made.v1"
POSTPONED = "investigation.execution-postponed.v1"
WITHDRAWN = "investigation.decision-withdrawn.v1"
REPLACED = "investigation.decision-replaced.v1"
EXECUTED = "interventions.executed.v1"
INTERRUPTED = "interventions.interrupted.v1"
RESUMED = "interventions.resumed.v1"
ENDED = "interventions.ended.v1"
OFFERED = "interventions.offered.v1"
DECLINED = "interventions.declined.v1"
EXPLAINED = "interventions.non-execution-explained.v1"
DELIVERED = "reporting.report-delivered.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Uppgift: something that happened to a granted decision, and when it became known."""

    name: str
    day: date
    event_id: UUID
    position: int
    recorded_at: datetime
    fields: Mapping[str, object]  # as JSON has them

    @property
    def moment(self) -> tuple[date, int]:
        """Its place in time: by day, and within a day as the ledger has it."""
        return self.day, self.position


Due: TypeAlias = Callable[[SpellKind, date], date]
"""From a spell's kind and first day to the last day of its three months."""

Closes: TypeAlias = Callable[[str, date], SpellState | None]
"""What the reason for ending an intervention says of a decision that was never carried out."""


def spells_of(facts: Sequence[Fact], due: Due, closes: Closes) -> tuple[Spell, ...]:
    """Return every spell that ``facts`` (of one decision, in any order) come to; oldest first."""
    ordered = sorted(facts, key=lambda each: each.moment)
    begun = [*_begun(ordered, due)]
    closed = [replace(each, closing=_closing(each, ordered, closes)) for each in begun]
    postponed = _postponed(closed, ordered)
    told = sorted((each for each in facts if each.name == DELIVERED), key=lambda f: f.position)
    return tuple(replace(each, tellings=(*_tellings(each, told),)) for each in postponed)


def _begun(ordered: Sequence[Fact], due: Due) -> Iterator[Spell]:
    kinds = {DECIDED: SpellKind.DECISION, INTERRUPTED: SpellKind.INTERRUPTION}
    for each in ordered:
        kind = kinds.get(each.name)
        if kind is not None:
            yield Spell(
                spell_id=each.event_id,
                kind=kind,
                started_on=each.day,
                position=each.position,
                recorded_at=each.recorded_at,
                due_on=due(kind, each.day),
            )


def _closing(spell: Spell, ordered: Sequence[Fact], closes: Closes) -> Closing | None:
    """Return the first that closed it; what ended the decision before ends it as it begins."""
    found = []
    for fact in ordered:
        state = _closes_as(spell, fact, closes)
        if state is not None:
            day = max(_closing_day(fact), spell.started_on)
            found.append(
                Closing(state=state, day=day, event_id=fact.event_id, position=fact.position)
            )
    return min(found, key=lambda each: each.moment, default=None)


def _closing_day(fact: Fact) -> date:
    if fact.name == REPLACED:
        return date.fromisoformat(str(fact.fields["effective_on"]))
    return fact.day


def _closes_as(spell: Spell, fact: Fact, closes: Closes) -> SpellState | None:
    if fact.name == WITHDRAWN:
        return SpellState.WITHDRAWN
    if fact.name == REPLACED:
        return SpellState.REPLACED
    reason = str(fact.fields.get("reason_code"))
    if spell.kind is SpellKind.DECISION:
        if fact.name == EXECUTED:
            return SpellState.EXECUTED
        return closes(reason, fact.day) if fact.name == ENDED else None
    if fact.name == RESUMED and fact.moment > spell.moment:
        return SpellState.EXECUTED
    return closes(reason, fact.day) or SpellState.LAPSED if fact.name == ENDED else None


def _postponed(spells: Sequence[Spell], ordered: Sequence[Fact]) -> Iterator[Spell]:
    """Yield each spell with the agreements made while it was open."""
    for spell in spells:
        made = [
            Postponement(
                requested_on=each.day,
                agreed_on=date.fromisoformat(str(each.fields["agreed_on"])),
            )
            for each in ordered
            if each.name == POSTPONED and spell.is_open_at(each.moment)
        ]
        yield replace(spell, postponements=tuple(made))


def _tellings(spell: Spell, told: Sequence[Fact]) -> Iterator[Telling]:
    for fact in told:
        items = fact.fields.get("items")
        for item in items if isinstance(items, list) else ():
            if item["item_id"] == str(spell.spell_id):
                yield Telling(
                    period_code=str(fact.fields["period_code"]),
                    delivered_on=fact.day,
                    state=SpellState(item["state_code"]),
                )
