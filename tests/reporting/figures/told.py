"""A town told of: many people and their matters, in the order it was recorded."""

from dataclasses import replace
from itertools import count
from uuid import UUID

from shared.contracts import intake, interventions, investigation
from shared.contracts.intake_corrections import PersonFactsCorrected, ReceiptDateCorrected
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.contracts.interventions import intervention_id_of
from shared.contracts.investigation_corrections import (
    InvestigationClosingCorrected,
    InvestigationFactAnnulled,
)
from tests.shared.clocks.told import Told, day


class Town(Told):
    """What is known of a town's people."""

    def __init__(self) -> None:
        super().__init__()
        self._ids = (UUID(int=10_000_000 + n) for n in count())

    def about(self, person: UUID | None, event: object, matter: UUID) -> UUID:
        """Tell of ``event`` in the matter of ``person``; return its id."""
        told = self.tell(event, matter)
        self.happenings[-1] = replace(self.happenings[-1], person_id=person, thread_id=matter)
        return told

    def person(
        self, sex: str = "female", born: int | None = 2015, place: str | None = None
    ) -> UUID:
        """Register somebody; return the pseudonym."""
        person = next(self._ids)
        self.registered = self.about(
            person,
            intake.PersonRegistered(
                person_id=person,
                birth_year=born,
                sex=intake.Sex(sex),
                district_code=place,
                registered_on=day("2020-01-01"),
            ),
            person,
        )
        return person

    def intake(
        self,
        person: UUID,
        on: str,
        *reasons: str,
        case_type: str = "child-concern",
        origin: str = "concern-report",
    ) -> UUID:
        """Tell of an intake; return it. Its opening is ``self.last``."""
        matter = next(self._ids)
        self.last = self.about(
            person,
            intake.IntakeOpened(
                intake_id=matter,
                person_id=person,
                report_id=UUID(int=3),
                origin=intake.Origin(origin),
                case_type=case_type,
                reason_codes=reasons,
                received_on=day(on),
                is_danger_reported=False,
                catalogue_version="1",
            ),
            matter,
        )
        return matter

    def investigation(
        self,
        person: UUID,
        on: str,
        closed: str | None = None,
        *,
        contact: str | None = None,
        of: UUID | None = None,
        case_type: str = "child-concern",
        is_with: bool = False,
    ) -> UUID:
        """Tell of an investigation, and of its closing; return it."""
        matter = next(self._ids)
        self.last = self.about(
            person,
            investigation.InvestigationOpened(
                investigation_id=matter,
                intake_id=of or next(self._ids),
                person_id=person,
                case_type=case_type,
                legal_basis_id="sol-14-2",
                opened_on=day(on),
                catalogue_version="1",
            ),
            matter,
        )
        if contact:
            self.contact(person, matter, contact)
        if closed:
            self.closed(person, matter, closed, is_with=is_with)
        return matter

    def contact(self, person: UUID, matter: UUID, on: str) -> UUID:
        event = investigation.ContactHeld(
            contact_id=next(self._ids),
            held_on=day(on),
            kind=investigation.ContactKind.MEETING,
            is_with_the_individual=True,
            is_with_guardian=False,
        )
        return self.about(person, event, matter)

    def closed(self, person: UUID, matter: UUID, on: str, *, is_with: bool = False) -> UUID:
        event = investigation.InvestigationClosed(
            closed_on=day(on),
            closed_by="handlaggare-7",
            is_with_intervention=is_with,
            reason_code="no-need",
            investigation_id=matter,
            person_id=person,
        )
        return self.about(person, event, matter)

    def closing_corrected(self, person: UUID, matter: UUID, closing: UUID, on: str) -> UUID:
        event = InvestigationClosingCorrected(
            corrects_event_id=closing,
            corrected_on=day("2026-03-01"),
            correction_reason_code="wrong-date",
            is_approval_needed=False,
            closed_on=day(on),
            reason_code="no-need",
        )
        return self.about(person, event, matter)

    def annulled(self, person: UUID, matter: UUID, event_id: UUID) -> UUID:
        event = InvestigationFactAnnulled(
            annuls_event_id=event_id,
            annulled_on=day("2026-03-01"),
            correction_reason_code="registered-by-mistake",
            is_approval_needed=False,
        )
        return self.about(person, event, matter)

    def receipt_corrected(self, person: UUID, matter: UUID, opening: UUID, on: str) -> UUID:
        event = ReceiptDateCorrected(
            corrects_event_id=opening,
            corrected_on=day("2026-03-01"),
            correction_reason_code="wrong-date",
            is_approval_needed=False,
            received_on=day(on),
        )
        return self.about(person, event, matter)

    def person_corrected(
        self, person: UUID, registration: UUID, born: int | None, sex: str = "female"
    ) -> UUID:
        event = PersonFactsCorrected(
            corrects_event_id=registration,
            corrected_on=day("2026-03-01"),
            correction_reason_code="wrong-fact",
            is_approval_needed=False,
            birth_year=born,
            sex=intake.Sex(sex),
            district_code=None,
        )
        return self.about(person, event, person)

    def merged(self, person: UUID, into: UUID) -> UUID:
        event = PersonsMerged(
            person_id=person,
            into_person_id=into,
            merged_on=day("2026-02-01"),
            reason_code="same-person",
        )
        return self.about(person, event, person)

    def reversed(self, person: UUID, other: UUID) -> UUID:
        event = MergeReversed(
            person_id=person,
            from_person_id=other,
            reversed_on=day("2026-02-20"),
            reason_code="mistaken",
        )
        return self.about(person, event, person)

    def intervention(
        self,
        person: UUID,
        granted: str,
        *,
        kind: str = "outpatient-child",
        basis: str = "sol-11-1",
        executed: str | None = None,
        ended: str | None = None,
        provider: str | None = None,
        of: UUID | None = None,
    ) -> UUID:
        """Tell of an intervention, and how it went; return it."""
        decision = next(self._ids)
        matter = intervention_id_of(decision)
        opened = interventions.InterventionOpened(
            intervention_id=matter,
            person_id=person,
            decision_id=decision,
            investigation_id=of,
            intervention_type=kind,
            legal_basis_id=basis,
            is_needs_assessed=True,
            prevention_level="indicated",
            granted_on=day(granted),
            opened_on=day(granted),
            catalogue_version="1",
            case_type="child-concern",
        )
        self.last = self.about(person, opened, matter)
        if provider:
            event = interventions.InterventionAssigned(
                unit="oppenvard", provider=provider, official=None, assigned_on=day(granted)
            )
            self.about(person, event, matter)
        if executed:
            self.about(
                person,
                interventions.InterventionExecuted(
                    executed_on=day(executed),
                    method_code=None,
                    intervention_id=matter,
                    decision_id=decision,
                ),
                matter,
            )
        if ended:
            self.about(
                person,
                interventions.InterventionEnded(
                    ended_on=day(ended),
                    reason_code="completed",
                    goals=(),
                    intervention_id=matter,
                    person_id=person,
                ),
                matter,
            )
        return matter
