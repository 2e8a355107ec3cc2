"""What the catalogue says about one step that day: who may, for which reasons, until when."""

from datetime import date
from typing import assert_never

from services.investigation.domain.delegation import Delegation
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    AskForDecision,
    AssignInvestigation,
    CloseInvestigation,
    CommunicateMaterial,
    ExtendInvestigation,
    InvestigationStep,
    JoinDecision,
    PlanInvestigation,
    ReassignInvestigation,
    RecordContact,
)
from shared.catalogue import Catalogue, NotInForce, UnknownCode
from shared.catalogue.ruling import LADDER


def delegation(
    catalogue: Catalogue,
    decision_type: str,
    role: str,
    on: date,
    *,
    days: int | None = None,
    outcome: str | None = None,
    intervention_type: str | None = None,
) -> Delegation:
    """Return what the delegation order of that day says of such a decision by ``role``."""

    def rule_for(asking: str) -> str | None:
        rule = catalogue.may_decide(
            decision_type,
            asking,
            on,
            days=days,
            outcome=outcome,
            intervention_type=intervention_type,
        )
        return None if rule is None else rule.id

    lowest = next((rung for rung in LADDER if rule_for(rung)), None)
    return Delegation(rule_id=rule_for(role), lowest_role=lowest)


def require_reasons(
    catalogue: Catalogue, kinds: tuple[str, ...], codes: tuple[str, ...], on: date, case_type: str
) -> None:
    """Return when every code is a reason of one of the kinds, in such a matter, that day.

    Raises:
        UnknownCode: one is not.
    """
    known = {
        reason.id
        for kind in kinds
        for reason in catalogue.reasons(kind, on)
        if not reason.case_types or case_type in reason.case_types
    }
    if not known.issuperset(codes):
        raise UnknownCode("orsak")


def require_lawful(catalogue: Catalogue, command: InvestigationStep, case_type: str) -> None:
    """Return when the codes in ``command`` are the catalogue's, that day and for that matter.

    Raises:
        UnknownCode, NotInForce: a code is not.
        UnknownScale, ScoreOutOfRange, ScaleScoredTwice: the instrument cannot give such scores.
    """
    match command:
        case ReassignInvestigation(reason_code=code, reassigned_on=on):
            require_reasons(catalogue, ("reassignment",), (code,), on, case_type)
        case ApplyInstrument():
            instrument = catalogue.instrument(command.instrument_code, command.instrument_version)
            if not instrument.is_in_force(command.applied_on):
                raise NotInForce("version av bedömningsinstrumentet")
            instrument.check([(score.scale_code, score.score) for score in command.scores])
        case AskForDecision(decision_type=code, asked_on=on):
            if code not in catalogue.case_type(case_type, on).decision_types:
                raise UnknownCode("beslutstyp")
        case (
            AssignInvestigation()
            | PlanInvestigation()
            | RecordContact()
            | ExtendInvestigation()
            | CommunicateMaterial()
            | JoinDecision()
            | CloseInvestigation()
        ):
            return
        case _:
            assert_never(command)
