"""What the simulation put in: kept as it was decided on, and never read back from the store.

Dates and codes are as they stand: what was corrected is put right here when the correction has
effect. A step that was not recorded before the simulation ended is not here at all.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(slots=True, kw_only=True)
class Person:
    """One human being; ``known_as`` has every pseudonym, the one that remains first."""

    person_id: UUID
    birth_year: int | None
    sex: str
    district_code: str | None
    registered_on: date | None = None  # None: not in the register yet
    known_as: list[UUID] = field(default_factory=list)
    protected_on: date | None = None
    same_as: "Person | None" = None  # registered twice: the one that was there
    merged_on: date | None = None  # into ``same_as``

    @property
    def human(self) -> UUID:
        """The pseudonym that remains of the person, as is known now."""
        return self.same_as.person_id if self.same_as and self.merged_on else self.person_id


@dataclass(slots=True, kw_only=True)
class Interruption:
    """A time that an intervention did not go on."""

    interrupted_on: date
    reason: str
    resumed_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Intervention:
    """An intervention, from granted to ended."""

    intervention_id: UUID
    person_id: UUID
    case_type: str
    type: str
    opened_on: date
    decision_id: UUID | None = None
    unit: str | None = None
    offered_on: list[date] = field(default_factory=list)
    declined_on: list[date] = field(default_factory=list)
    executed_on: date | None = None
    methods: list[str] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    explained_on: list[date] = field(default_factory=list)
    goals: dict[UUID, str] = field(default_factory=dict)  # and how far each was reached
    followed_up_on: list[date] = field(default_factory=list)
    ended_on: date | None = None
    ended_for: str | None = None


@dataclass(slots=True, kw_only=True)
class Decision:
    """A decision, and what became of it."""

    decision_id: UUID
    type: str
    outcome: str
    decided_on: date
    role: str
    legal_basis_id: str
    reasons: list[str]
    intervention: Intervention | None = None
    appealed_on: date | None = None
    postponed_until: date | None = None
    withdrawn_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Investigation:
    """An investigation, from opened to closed."""

    investigation_id: UUID
    opened_on: date
    known_on: date  # recorded
    attached: list[UUID] = field(default_factory=list)  # intakes of further reports
    assigned_on: date | None = None
    unit: str | None = None
    contacts_on: list[date] = field(default_factory=list)
    instruments: list[str] = field(default_factory=list)
    extended_until: date | None = None
    decisions: list[Decision] = field(default_factory=list)
    closed_on: date | None = None
    is_with_intervention: bool | None = None
    closed_for: str | None = None


@dataclass(slots=True, kw_only=True)
class Matter:
    """A matter about one person, from its arrival on."""

    intake_id: UUID
    thread_id: UUID
    report_id: UUID
    person: Person
    person_id: UUID  # the pseudonym it was opened under
    area: str
    case_type: str
    origin: str
    reporter: str | None
    is_digital: bool | None
    reasons: list[str]
    received_on: date
    registered_on: date
    assigned_on: date | None = None
    protection_assessed_on: date | None = None
    extended_until: date | None = None
    concluded_on: date | None = None
    way: str | None = None
    attached_to: UUID | None = None
    feedback_given_on: date | None = None
    investigation: Investigation | None = None


@dataclass(slots=True, kw_only=True)
class Correction:
    """A date that was recorded wrongly."""

    event_id: UUID
    fact: str
    was: date
    stands: date
    corrected_on: date
    approved_on: date | None


@dataclass(slots=True)
class Truth:
    """All of it."""

    persons: list[Person] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    without_assessment: list[Intervention] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    def interventions(self) -> list[Intervention]:
        """Return every intervention, granted or not."""
        granted = [
            decision.intervention
            for matter in self.matters
            if matter.investigation
            for decision in matter.investigation.decisions
            if decision.intervention
        ]
        return [*granted, *self.without_assessment]
