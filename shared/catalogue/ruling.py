"""What the catalogue rules on: who may decide what, and on what ground an intervention rests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.catalogue.law import LegalBasis
from shared.catalogue.lookup import Lookup
from shared.catalogue.matters import Assessment, Role
from shared.catalogue.records import Conditions, DelegationRule
from shared.catalogue.refusals import (
    NeedsAssessmentRequired,
    NotForCaseType,
    NotGrantedByDecision,
    OutcomeNotPossible,
)

LADDER = (Role.CASEWORKER, Role.UNIT_HEAD, Role.SUBCOMMITTEE, Role.COMMITTEE)
"""Who stands above whom; whoever stands higher may decide what one below may."""


def reaches(role: str, lowest: Role) -> bool:
    """Whether ``role`` stands as high as ``lowest``; the chair and the unknown reach nothing."""
    return role in LADDER and LADDER.index(Role(role)) >= LADDER.index(lowest)


@dataclass(frozen=True, slots=True)
class Catalogue(Lookup):
    """Katalog: what is valid when, and what follows from it."""

    def may_decide(
        self,
        decision_type: str,
        role: str,
        on: date,
        *,
        amount_sek: int | None = None,
        days: int | None = None,
        outcome: str | None = None,
        intervention_type: str | None = None,
    ) -> DelegationRule | None:
        """Return the rule by which ``role`` may make the decision that day, or None.

        ``days`` is how long an extension or a grant lasts. A rule with a condition on something
        that is not told gives no leave. The chair may only what an act lets the chair do.
        """
        self.decision_type(decision_type, on)
        told = (amount_sek, days, outcome, intervention_type)
        rules = [
            rule
            for rule in self._rules_for(decision_type, role, on)
            if rule.conditions is None or _holds(rule.conditions, *told)
        ]
        return max(rules, key=lambda rule: (LADDER.index(rule.lowest_role), rule.id), default=None)

    def _rules_for(self, decision_type: str, role: str, on: date) -> Iterator[DelegationRule]:
        """Yield the rules of that day that name the decision and reach down to ``role``."""
        for wordings in self.tables.delegation.values():
            for rule in wordings:
                if decision_type in rule.decision_types and rule.is_in_force(on):
                    is_chair = role == Role.CHAIR
                    if rule.is_open_to_chair if is_chair else reaches(role, rule.lowest_role):
                        yield rule

    def decide_under(
        self,
        case_type: str,
        decision_type: str,
        on: date,
        *,
        outcome: str,
        intervention_type: str | None = None,
    ) -> LegalBasis:
        """Return the legal basis of such a decision in such a matter, made that day.

        Raises:
            NotForCaseType: the case type does not lead to it.
            OutcomeNotPossible: such a decision cannot have that outcome.
            NotGrantedByDecision: the intervention is granted by another type of decision.
            UnknownCode, NotInForce: a code is not valid that day.
        """
        decision = self.decision_type(decision_type, on)
        if decision_type not in self.case_type(case_type, on).decision_types:
            raise NotForCaseType
        if outcome not in decision.outcomes:
            raise OutcomeNotPossible
        if intervention_type is not None:
            self._require_granted_by(intervention_type, decision_type, case_type, on)
        return self.basis_for(decision.purpose, on)

    def _require_granted_by(
        self, intervention_type: str, decision_type: str, case_type: str, on: date
    ) -> None:
        granted_by = self.intervention_type(intervention_type, on).granted_by
        if intervention_type not in self.case_type(case_type, on).intervention_types:
            raise NotForCaseType
        if decision_type not in granted_by:
            raise NotGrantedByDecision

    def offer_without_assessment(
        self, intervention_type: str, on: date, *, age: int | None
    ) -> LegalBasis:
        """Return the ground for offering the intervention without needs assessment.

        A person of unknown age counts as a child.

        Raises:
            NeedsAssessmentRequired: the law requires an assessment for somebody of that age.
            UnknownCode, NotInForce: the code, or the possibility itself, is not valid that day.
        """
        wanted = self.intervention_type(intervention_type, on)
        if wanted.needs_assessment.at(age or 0) is not Assessment.OPTIONAL:
            raise NeedsAssessmentRequired
        return self.basis_for("without-needs-assessment", on)

    def is_unexecuted_reportable(self, legal_basis_id: str, on: date) -> bool:
        """Whether a grant on that ground must be reported when it is not executed (34:1)."""
        return self.legal_basis(legal_basis_id, on).is_unexecuted_reportable


def _holds(
    conditions: Conditions,
    amount_sek: int | None,
    days: int | None,
    outcome: str | None,
    intervention_type: str | None,
) -> bool:
    """Whether every condition holds for what is told."""
    amount, length = conditions.amount_sek_at_most, conditions.days_at_most
    return (
        (amount is None or (amount_sek is not None and amount_sek <= amount))
        and (length is None or (days is not None and days <= length))
        and (not conditions.outcomes or outcome in conditions.outcomes)
        and (
            not conditions.intervention_types or intervention_type in conditions.intervention_types
        )
    )
