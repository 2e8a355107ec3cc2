"""A matter's way in days, worked out from what stands of its history. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.domain.granted_decision import standing_facts
from services.reporting.domain.grants import Fact

INTAKE, INVESTIGATION = "intake", "investigation"
STEPS: Mapping[str, tuple[str, str]] = {
    "intake.opened.v1": (INTAKE, "opened"),
    "intake.assigned.v1": (INTAKE, "assigned"),
    "intake.preliminary-assessment-concluded.v1": (INTAKE, "closed"),
    "investigation.opened.v1": (INVESTIGATION, "opened"),
    "investigation.assigned.v1": (INVESTIGATION, "assigned"),
    "investigation.contact-held.v1": (INVESTIGATION, "contact"),
    "investigation.closed.v1": (INVESTIGATION, "closed"),
}
"""The events that move a matter on, by the kind of matter and the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Vägen: of whom a matter is, and the days of its steps."""

    kind: str
    case_type: str
    person_id: UUID
    opened_on: date
    assigned_on: date | None
    last_contact_on: date | None  # the last that is not after the closing
    closed_on: date | None


def way_of(facts: Iterable[Fact]) -> Way | None:
    """Return the way that ``facts`` of one matter, in ledger order, come to; None before it opens.

    Only what was known may be given: a correction has no effect before it was recorded.
    """
    days: dict[str, list[date]] = {"opened": [], "assigned": [], "contact": [], "closed": []}
    opened: Fact | None = None
    for fact in standing_facts(facts):
        if fact.name not in STEPS:
            continue
        step = STEPS[fact.name][1]
        days[step].append(fact.day)
        if step == "opened" and opened is None:
            opened = fact
    if opened is None:
        return None
    closed_on = min(days["closed"], default=None)
    met = [day for day in days["contact"] if closed_on is None or day <= closed_on]
    return Way(
        kind=STEPS[opened.name][0],
        case_type=str(opened.fields["case_type"]),
        person_id=UUID(str(opened.fields["person_id"])),
        opened_on=min(days["opened"]),
        assigned_on=min(days["assigned"], default=None),
        last_contact_on=max(met, default=None),
        closed_on=closed_on,
    )
