"""Histories in an official's words: what happened, on which day, and when it was known."""

from uuid import UUID

from shared.contracts import intake, interventions, investigation
from tests.shared.clocks.told import (
    CHILD,
    DECISION,
    INTAKE,
    INTERVENTION,
    INVESTIGATION,
    REPORT,
    Told,
    day,
)


class Story(Told):
    """What an official does, and what comes in."""

    def reported(
        self, on: str, matter: UUID = INTAKE, *, known: str | None = None, asked: bool = False
    ) -> UUID:
        opened = self.tell(
            intake.IntakeOpened(
                intake_id=matter,
                person_id=CHILD,
                report_id=REPORT,
                origin=intake.Origin.CONCERN_REPORT,
                case_type="child-concern",
                reason_codes=(),
                received_on=day(on),
                is_danger_reported=False,
                catalogue_version="1",
            ),
            matter,
            known=known,
        )
        if asked:
            self.tell(intake.FeedbackRequested(requested_on=day(on)), matter, known=known)
        return opened

    def concluded(
        self, on: str, way: str = "no-action", matter: UUID = INTAKE, *, known: str | None = None
    ) -> UUID:
        event = intake.PreliminaryAssessmentConcluded(
            way=intake.Way(way),
            concluded_on=day(on),
            concluded_by="handlaggare-7",
            legal_basis_id="sol-20-2",
            investigation_id=INVESTIGATION if way == "attach" else None,
            intake_id=matter,
            person_id=CHILD,
            case_type="child-concern",
            received_on=day(on),
        )
        return self.tell(event, matter, known=known)

    def given_more_time(self, on: str, until: str, matter: UUID = INTAKE) -> UUID:
        event = intake.PreliminaryAssessmentExtended(
            until_on=day(until),
            decided_on=day(on),
            decided_by="chef-1",
            ground_code="exceptional-reasons",
            legal_basis_id="sol-20-2",
        )
        return self.tell(event, matter)

    def investigated(self, on: str, matter: UUID = INVESTIGATION, of: UUID = INTAKE) -> UUID:
        event = investigation.InvestigationOpened(
            investigation_id=matter,
            intake_id=of,
            person_id=CHILD,
            case_type="child-concern",
            legal_basis_id="sol-14-2",
            opened_on=day(on),
            catalogue_version="1",
        )
        return self.tell(event, matter)

    def decided(
        self,
        on: str,
        outcome: str = "granted",
        *,
        decision_type: str = "assistance-personal",
        basis: str = "sol-11-1",
        known: str | None = None,
    ) -> UUID:
        event = investigation.DecisionMade(
            decision_id=DECISION,
            investigation_id=INVESTIGATION,
            person_id=CHILD,
            case_type="child-concern",
            decision_type=decision_type,
            outcome=investigation.Outcome(outcome),
            intervention_type="outpatient-child",
            legal_basis_id=basis,
            decided_on=day(on),
            decided_by="chef-1",
            decider_role="unit-head",
            delegation_rule_id="d-1",
            reason_codes=(),
            catalogue_version="1",
        )
        return self.tell(event, DECISION, known=known)

    def closed(self, on: str, *, with_intervention: bool = False) -> UUID:
        event = investigation.InvestigationClosed(
            closed_on=day(on),
            closed_by="handlaggare-7",
            is_with_intervention=with_intervention,
            reason_code="no-need",
            investigation_id=INVESTIGATION,
            person_id=CHILD,
        )
        return self.tell(event, INVESTIGATION)

    def granted(self, on: str, basis: str = "sol-11-1") -> UUID:
        event = interventions.InterventionOpened(
            intervention_id=INTERVENTION,
            person_id=CHILD,
            decision_id=DECISION if basis != "sol-11-5" else None,
            investigation_id=INVESTIGATION if basis != "sol-11-5" else None,
            intervention_type="outpatient-child",
            legal_basis_id=basis,
            is_needs_assessed=basis != "sol-11-5",
            prevention_level="indicated",
            granted_on=day(on),
            opened_on=day(on),
            catalogue_version="1",
            case_type="child-concern",
        )
        return self.tell(event, INTERVENTION)

    def executed(self, on: str) -> UUID:
        event = interventions.InterventionExecuted(
            executed_on=day(on),
            method_code=None,
            intervention_id=INTERVENTION,
            decision_id=DECISION,
        )
        return self.tell(event, INTERVENTION)

    def interrupted(self, on: str) -> UUID:
        event = interventions.InterventionInterrupted(
            interrupted_on=day(on), reason_code="staffing"
        )
        return self.tell(event, INTERVENTION)

    def resumed(self, on: str) -> UUID:
        return self.tell(interventions.InterventionResumed(resumed_on=day(on)), INTERVENTION)

    def ended(self, on: str, reason: str = "individual-ended") -> UUID:
        event = interventions.InterventionEnded(
            ended_on=day(on),
            reason_code=reason,
            goals=(),
            intervention_id=INTERVENTION,
            person_id=CHILD,
        )
        return self.tell(event, INTERVENTION)

    def appealed(self, on: str, notified: str | None) -> UUID:
        event = investigation.DecisionAppealed(
            decision_id=DECISION,
            received_on=day(on),
            notified_on=day(notified) if notified else None,
            is_in_time=None,
        )
        return self.tell(event, DECISION)

    def noted(
        self, fact: str, on: str, *, until: str | None = None, known: str | None = None
    ) -> UUID:
        event = investigation.CircumstanceNoted(
            investigation_id=INVESTIGATION,
            person_id=CHILD,
            fact_code=fact,
            happened_on=day(on),
            until_on=day(until) if until else None,
            catalogue_version="1",
        )
        return self.tell(event, INVESTIGATION, known=known)

    def communicated(self, on: str, answer_by: str | None) -> UUID:
        event = investigation.MaterialCommunicated(
            communicated_on=day(on), answer_by_on=day(answer_by) if answer_by else None
        )
        return self.tell(event, INVESTIGATION)
