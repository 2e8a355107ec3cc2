"""A granted decision as the read model keeps it: with all that is known of its execution."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.reporting.domain.grants import Fact
from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.kernel.corrections import CIRCUMSTANCES, Mark, standing

ASSIGNMENTS = ("interventions.assigned.v1", "interventions.reassigned.v1")


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedDecision:
    """A decision that granted something, with the facts of its execution in ledger order."""

    intervention_id: UUID
    decision_id: UUID
    thread_id: UUID
    person_id: UUID
    case_type: str
    intervention_type: str | None
    legal_basis_id: str
    decided_on: date
    unit: str | None  # that carries it out; None while nobody does
    open_since_on: date | None  # the first day of its oldest spell that nothing has closed
    ended_reason_code: str | None  # of an ending; the catalogue says whether the decision stands
    awaits_telling: bool  # a delivered report called it unexecuted, and none has told of its end
    latest_on: date
    latest_position: int
    facts: Sequence[Mapping[str, object]]


def facts_of(row: GrantedDecision) -> Sequence[Fact]:
    """Return the facts of ``row``, in the ledger's order."""
    return [
        Fact(
            name=str(each["name"]),
            day=date.fromisoformat(str(each["day"])),
            event_id=UUID(str(each["event_id"])),
            position=int(str(each["position"])),
            recorded_at=datetime.fromisoformat(str(each["recorded_at"])),
            fields=each["fields"] if isinstance(each["fields"], Mapping) else {},
        )
        for each in row.facts
    ]


def standing_facts(facts: Iterable[Fact]) -> Sequence[Fact]:
    """Return the facts that stand once the corrections among ``facts`` are taken in.

    Only what was known may be given: a correction has no effect before it was recorded.
    """
    told = [(each.event_id, Mark.of(each.fields), each) for each in facts]
    stands = []
    for found in standing(told):
        fact = found.fact
        for right in found.corrections:
            fact = _corrected(fact, right.fields)
        stands.append(fact)
    return stands


def _corrected(wrong: Fact, right: Mapping[str, object]) -> Fact:
    names = (right.keys() & wrong.fields.keys()) - CIRCUMSTANCES
    fields = {**wrong.fields, **{name: right[name] for name in names}}
    day = fields[HAPPENED_ON[PUBLISHED[wrong.name]]]
    return replace(wrong, fields=fields, day=date.fromisoformat(str(day)))


def unit_of(facts: Iterable[Fact]) -> str | None:
    """Return the unit that was last said to carry it out."""
    units = [each.fields.get("unit") for each in facts if each.name in ASSIGNMENTS]
    return str(units[-1]) if units else None
