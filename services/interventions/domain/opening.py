"""How an intervention begins: by a decision, or without needs assessment where that is allowed."""

from collections.abc import Sequence
from datetime import date

from services.interventions.domain.commands import (
    AgeGroup,
    OpenGrantedIntervention,
    OpenWithoutNeedsAssessment,
)
from services.interventions.domain.events import InterventionEvent
from services.interventions.domain.refusals import (
    AlreadyOpened,
)
from services.interventions.domain.state import Intervention, NotOpened
from shared.contracts.interventions import InterventionOpened
from shared.kernel.dates import require_come
from shared.kernel.refusal import Refusal


class NeedsAssessmentRequired(Refusal):
    """An intervention of that type is given by decision only. Source: ``sol-11-5``."""

    code = "needs-assessment-required"
    detail = "Insatstypen får inte ges utan individuell behovsprövning."


class NeedsAssessmentAtThatAge(Refusal):
    """A person of that age may have this type by decision only. Source: ``sol-11-5``."""

    code = "needs-assessment-required-at-that-age"
    detail = "Insatstypen får inte ges utan individuell behovsprövning vid den enskildes ålder."


class AgeNotEstablished(Refusal):
    """The registered year of birth does not settle which age group the person is in."""

    code = "age-not-established"
    detail = (
        "Registrerat födelseår visar inte vilken åldersgrupp den enskilde tillhör. "
        "En handläggare behöver intyga åldersgruppen."
    )


class AttestedAgeContradicted(Refusal):
    """Nobody born that year is in the age group that was vouched for."""

    code = "attested-age-contradicted"
    detail = "Den intygade åldersgruppen stämmer inte med registrerat födelseår."


def open_granted(
    intervention: Intervention, command: OpenGrantedIntervention
) -> Sequence[InterventionEvent]:
    """Open, once, what a decision granted: from the day of the decision."""
    if not isinstance(intervention, NotOpened):
        raise AlreadyOpened
    return [
        InterventionOpened(
            intervention_id=command.intervention_id,
            person_id=command.person_id,
            decision_id=command.decision_id,
            investigation_id=command.investigation_id,
            case_type=command.case_type,
            intervention_type=command.intervention_type,
            legal_basis_id=command.legal_basis_id,
            is_needs_assessed=True,
            prevention_level=command.prevention_level,
            granted_on=command.granted_on,
            opened_on=command.granted_on,
            catalogue_version=command.catalogue_version,
        )
    ]


def open_without_needs_assessment(
    intervention: Intervention, command: OpenWithoutNeedsAssessment
) -> Sequence[InterventionEvent]:
    """Open, once, what the law lets anybody of that age have without an assessment."""
    if not isinstance(intervention, NotOpened):
        raise AlreadyOpened
    _require_free_that_day(command)
    return [
        InterventionOpened(
            intervention_id=command.intervention_id,
            person_id=command.person_id,
            decision_id=None,
            investigation_id=None,
            case_type=command.case_type,
            intervention_type=command.intervention_type,
            legal_basis_id=command.legal_basis_id,
            is_needs_assessed=False,
            prevention_level=command.prevention_level,
            granted_on=None,
            opened_on=command.opened_on,
            catalogue_version=command.catalogue_version,
            attested_age_code=command.attested_age and command.attested_age.value,
        )
    ]


def _group(age: int) -> AgeGroup:
    if age < 18:
        return AgeGroup.CHILD
    return AgeGroup.YOUNG if age < 21 else AgeGroup.ADULT


def _possible_groups(birth_year: int | None, on: date) -> frozenset[AgeGroup]:
    """Return the age groups a person born that year may be in on the day."""
    if birth_year is None:
        return frozenset(AgeGroup)
    turns = on.year - birth_year
    return frozenset({_group(turns - 1), _group(turns)})


def _require_free_that_day(command: OpenWithoutNeedsAssessment) -> None:
    """Refuse a day to come, a type that is never free, and one that is not at the age that day."""
    require_come(command.opened_on, command.today)
    possible = _possible_groups(command.birth_year, command.opened_on)
    if command.attested_age is not None:
        possible &= {command.attested_age}
    if not command.free_for:
        raise NeedsAssessmentRequired
    if not possible:
        raise AttestedAgeContradicted
    if not possible & command.free_for:
        raise NeedsAssessmentAtThatAge
    if possible - command.free_for:
        raise AgeNotEstablished
