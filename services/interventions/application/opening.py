"""Opening an intervention: what was decided, or what needs no decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.interventions.application.lawful import Law
from services.interventions.domain.commands import (
    AgeGroup,
    OpenGrantedIntervention,
    OpenWithoutNeedsAssessment,
)
from shared.contracts.interventions import intervention_id_of
from shared.contracts.investigation import DecisionMade, Outcome
from shared.kernel.refusal import Refusal

GRANTING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})


class PersonUnknown(Refusal):
    """Intake has not registered the person, or it has not been heard here yet."""

    code = "person-unknown"
    detail = "Den enskilde är inte registrerad, eller registrerades nyss. Försök igen."


def granted(law: Law, decision: DecisionMade) -> OpenGrantedIntervention | None:
    """Return what to open after ``decision``, or None where it grants no intervention.

    Raises:
        UnknownCode, NotInForce: the catalogue had no such intervention that day.
    """
    if decision.outcome not in GRANTING or decision.intervention_type is None:
        return None
    return OpenGrantedIntervention(
        intervention_id=intervention_id_of(decision.decision_id),
        person_id=decision.person_id,
        decision_id=decision.decision_id,
        investigation_id=decision.investigation_id,
        case_type=decision.case_type,
        intervention_type=decision.intervention_type,
        legal_basis_id=decision.legal_basis_id,
        prevention_level=law.prevention_level(decision.intervention_type, decision.decided_on),
        granted_on=decision.decided_on,
        catalogue_version=law.catalogue.version,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedWithoutNeedsAssessment:
    """What somebody wants to open, before the catalogue has been asked."""

    intervention_id: UUID
    person_id: UUID
    case_type: str
    intervention_type: str
    opened_on: date
    attested_age: AgeGroup | None


def without_needs_assessment(
    law: Law, wanted: WantedWithoutNeedsAssessment, birth_year: int | None, today: date
) -> OpenWithoutNeedsAssessment:
    """Return the command, with what the catalogue of the opening day says of it.

    Raises:
        UnknownCode, NotInForce: a code, or the possibility itself, is not valid that day.
        NotForCaseType: the case type does not lead to such an intervention.
    """
    on, kind = wanted.opened_on, wanted.intervention_type
    law.require_leads_to(wanted.case_type, kind, on)
    return OpenWithoutNeedsAssessment(
        intervention_id=wanted.intervention_id,
        person_id=wanted.person_id,
        birth_year=birth_year,
        attested_age=wanted.attested_age,
        case_type=wanted.case_type,
        intervention_type=kind,
        free_for=law.free_for(kind, on),
        legal_basis_id=law.catalogue.basis_for("without-needs-assessment", on).id,
        prevention_level=law.prevention_level(kind, on),
        opened_on=on,
        today=today,
        catalogue_version=law.catalogue.version,
    )
