"""What reporting answers about systematic follow-up: codes, days and scores, and no words."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from services.reporting.api.isu_doses import IsuDose
from services.reporting.api.isu_parts import (
    IsuAnswered,
    IsuFollowUp,
    IsuGoal,
    IsuInterruption,
    IsuMeasurement,
    IsuMethod,
    IsuNeed,
)
from services.reporting.api.isu_scales import IsuScale
from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.measurements import courses
from shared.catalogue import Catalogue
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown


class IsuChain(Answer):
    """En insats, från behov till resultat."""

    intervention_id: UUID = Field(title="Insatsen", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    thread_id: UUID = Field(title="Röd tråd", examples=[SAMPLE_ID])
    intervention_type: str = Field(title="Insatstyp", max_length=64, examples=["outpatient-child"])
    case_type: str | None = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-11-1"])
    is_needs_assessed: bool = Field(title="Efter behovsprövning", examples=[True])
    prevention_level: str = Field(title="Preventionsnivå", max_length=64, examples=["indicated"])
    begins_on: Day = Field(title="Beviljad eller öppnad", examples=["2026-04-20"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["oppenvard"])
    provider: str | None = Field(title="Utförare", max_length=64, examples=["utf-12"])
    start_reason_codes: tuple[str, ...] = Field(
        title="Insatsorsaker", examples=[["school-absence"]]
    )
    target_group_code: str | None = Field(title="Målgrupp", max_length=64, examples=["families"])
    executed_on: Day | None = Field(title="Verkställd", examples=["2026-05-04"])
    days_to_start: int | None = Field(title="Dagar till start", examples=[14])
    ended_on: Day | None = Field(title="Avslutad", examples=["2026-08-28"])
    ending_reason_code: str | None = Field(
        title="Avslutsorsak", max_length=64, examples=["goals-reached"]
    )
    needs: tuple[IsuNeed, ...] = Field(title="Behov")
    goals: tuple[IsuGoal, ...] = Field(title="Mål")
    methods: tuple[IsuMethod, ...] = Field(title="Metoder, i ordning")
    dose: IsuDose = Field(title="Dos")
    interruptions: tuple[IsuInterruption, ...] = Field(title="Avbrott")
    measurements: tuple[IsuMeasurement, ...] = Field(title="Mätningar, i ordning")
    scales: tuple[IsuScale, ...] = Field(title="Skalor och deras förändring")
    follow_ups: tuple[IsuFollowUp, ...] = Field(title="Uppföljningar")
    own_views: tuple[IsuAnswered, ...] = Field(title="Den enskildes svar")
    known_position: int = Field(title="Känt till och med position", examples=[17])

    @classmethod
    def of(cls, chain: Chain, law: Catalogue) -> "IsuChain":
        """Return what is shown of ``chain``."""
        named = {name: getattr(chain, name) for name in _AS_THEY_ARE}
        return cls(
            **named,
            start_reason_codes=tuple(chain.start_reason_codes),
            needs=tuple(IsuNeed.of(each) for each in chain.needs),
            goals=tuple(IsuGoal.of(each) for each in chain.goals),
            methods=tuple(IsuMethod.of(each) for each in chain.methods),
            dose=IsuDose.of(chain.dose),
            interruptions=tuple(IsuInterruption.of(each) for each in chain.interruptions),
            measurements=tuple(IsuMeasurement.of(each) for each in chain.measurements),
            scales=tuple(IsuScale.of(each, law) for each in courses(chain.measurements)),
            follow_ups=tuple(IsuFollowUp.of(each) for each in chain.follow_ups),
            own_views=tuple(IsuAnswered.of(each) for each in chain.own_views),
        )


_AS_THEY_ARE = (
    "intervention_id",
    "person_id",
    "thread_id",
    "intervention_type",
    "case_type",
    "legal_basis_id",
    "is_needs_assessed",
    "prevention_level",
    "begins_on",
    "unit",
    "provider",
    "target_group_code",
    "executed_on",
    "days_to_start",
    "ended_on",
    "ending_reason_code",
    "known_position",
)


class IsuAnswer(Resource):
    """Individbaserad systematisk uppföljning: en kedja för varje insats."""

    id: UUID = Field(title="Det som efterfrågades", examples=[SAMPLE_ID])
    chains: tuple[IsuChain, ...] = Field(title="Kedjor, äldst först")

    @classmethod
    def of(cls, any_id: UUID, chains: Sequence[Chain], law: Catalogue) -> "IsuAnswer":
        """Return the answer that shows ``chains``."""
        return cls(id=any_id, chains=tuple(IsuChain.of(each, law) for each in chains))


def shown_of(chains: Sequence[Chain]) -> Shown:
    """Return whom an answer made of ``chains`` shows."""
    return Shown.all_of(Shown.of(each.person_id, each.intervention_id) for each in chains)
