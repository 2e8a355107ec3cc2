"""What the catalogue of the day says about a code, as the rules want to know it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.interventions.domain.catalogued import Method, Need, Reason
from services.interventions.domain.commands import AgeGroup
from shared.catalogue import Catalogue
from shared.catalogue.matters import Assessment, ReasonExecution
from shared.catalogue.refusals import NotForCaseType
from shared.contracts.interventions import InstrumentRepeated

NEEDS: Mapping[ReasonExecution | None, Need] = {
    ReasonExecution.REQUIRED: Need.EXECUTED,
    ReasonExecution.EXCLUDED: Need.UNEXECUTED,
    None: Need.EITHER,
}


@dataclass(frozen=True, slots=True)
class Law:
    """The catalogue, asked in the words of interventions.

    Every question raises ``UnknownCode`` or ``NotInForce`` for a code that is not valid that day.
    """

    catalogue: Catalogue

    def reason(self, kind: str, code: str, on: date) -> Reason:
        """Return the reason ``code`` of one kind."""
        found = self.catalogue.reason(kind, code, on)
        return Reason(code=code, case_types=found.case_types, need=NEEDS[found.execution])

    def measure(self, code: str, on: date) -> str:
        """Return ``code``, which is a measure against delays that day."""
        return self.catalogue.reason("measure", code, on).id

    def method(self, code: str, on: date) -> Method:
        """Return the method ``code``."""
        found = self.catalogue.method(code, on)
        return Method(code=code, intervention_types=found.intervention_types)

    def code(self, kind: str, code: str, on: date) -> str:
        """Return ``code``, which is a code of the kind that day."""
        return self.catalogue.reason(kind, code, on).id

    def goal_area(self, code: str, on: date) -> str:
        """Return ``code``, which is an area of goals that day."""
        return self.catalogue.reason("goal-area", code, on).id

    def instruments(
        self, repeated: Sequence[InstrumentRepeated]
    ) -> tuple[InstrumentRepeated, ...]:
        """Return ``repeated``, whose scores are possible ones.

        Raises:
            UnknownScale, ScoreOutOfRange, ScaleScoredTwice: they are not.
        """
        for each in repeated:
            instrument = self.catalogue.instrument(each.instrument_code, each.instrument_version)
            instrument.check([(score.scale_code, score.score) for score in each.scores])
        return tuple(repeated)

    def prevention_level(self, intervention_type: str, on: date) -> str:
        """Return the level of prevention the intervention is counted at."""
        return self.catalogue.intervention_type(intervention_type, on).prevention_level.value

    def require_leads_to(self, case_type: str, intervention_type: str, on: date) -> None:
        """Return when matters of the case type may lead to the intervention.

        Raises:
            NotForCaseType: they do not.
        """
        self.catalogue.intervention_type(intervention_type, on)
        if intervention_type not in self.catalogue.case_type(case_type, on).intervention_types:
            raise NotForCaseType

    def free_for(self, intervention_type: str, on: date) -> frozenset[AgeGroup]:
        """Return who may have the intervention without needs assessment."""
        rule = self.catalogue.intervention_type(intervention_type, on).needs_assessment
        by_group: Mapping[AgeGroup, Assessment] = {
            AgeGroup.CHILD: rule.child,
            AgeGroup.YOUNG: rule.young,
            AgeGroup.ADULT: rule.adult,
        }
        return frozenset(g for g, found in by_group.items() if found is Assessment.OPTIONAL)
