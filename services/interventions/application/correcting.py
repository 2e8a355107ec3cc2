"""Correcting facts of an intervention: its rule book, and the codes the catalogue knows."""

from collections.abc import Mapping
from typing import Any

from services.interventions.application.lawful import Law
from services.interventions.domain.corrections.events import (
    InterventionCorrectionExplained,
    InterventionFactDisputed,
)
from services.interventions.domain.corrections.rulebook import (
    ANNULLABLE,
    KINDS,
    require_coherent,
)
from shared.catalogue import Catalogue
from shared.contracts.interventions import (
    InterventionDeclined,
    InterventionEnded,
    InterventionInterrupted,
    InterventionOpened,
    MethodSwapped,
)
from shared.contracts.interventions_corrections import (
    InterventionCorrectionApproved,
    InterventionFactAnnulled,
    InterventionMisrecordingNoted,
)
from shared.contracts.names import HAPPENED_ON
from shared.corrections.correcting import Asked, Corrections, Lawful
from shared.corrections.dependants import everybody
from shared.corrections.impact import Dependant
from shared.corrections.misrecording import note_misrecording
from shared.corrections.refusals import MovedToUnknown, NotAFactOfTheEvent
from shared.corrections.rulebook import Rulebook
from shared.kernel.context import Recorded
from shared.kernel.refusal import Refusal
from shared.kernel.store import Stream, Transaction

BOOK = Rulebook(
    kinds=KINDS,
    annullable=ANNULLABLE,
    annulled=InterventionFactAnnulled,
    approved=InterventionCorrectionApproved,
    explained=InterventionCorrectionExplained,
    disputed=InterventionFactDisputed,
    require_coherent=require_coherent,
)
_REGISTERED = "SELECT FROM interventions.person WHERE person_id = %(id)s"
REASON_KINDS: Mapping[type, str] = {
    InterventionDeclined: "declined",
    InterventionInterrupted: "interruption",
    MethodSwapped: "method-swap",
    InterventionEnded: "ending",
}


class DecidedElsewhere(Refusal):
    """What a decision says is corrected, or decided anew, where the decision was made."""

    code = "decided-elsewhere"
    detail = (
        "Beslutsdagen rättas på beslutet, och insatstypen ändras genom ett nytt beslut. "
        "Insatsen följer beslutet, och aktualiseringen som beslutet kom ur."
    )


def corrections(catalogue: Catalogue, *more: Dependant) -> Corrections:
    """Return what corrects interventions; ``more`` say what else a correction changes."""
    return Corrections(
        BOOK,
        catalogue,
        lawful=_lawful(Law(catalogue)),
        dependants=(*everybody(catalogue), *more),
        elsewhere=_elsewhere,
    )


async def _elsewhere(
    tx: Transaction, stream: Stream[Any], cause: Recorded[Any], asked: Asked
) -> None:
    await note_misrecording(tx, stream, cause, asked, BOOK, InterventionMisrecordingNoted)


def _lawful(law: Law) -> Lawful:
    async def require(
        tx: Transaction, stream: Stream[Any], event: Any, facts: Mapping[str, Any]
    ) -> None:
        opened = next(each for each in stream.events if isinstance(each, InterventionOpened))
        on = facts.get(HAPPENED_ON[type(event)], getattr(event, HAPPENED_ON[type(event)]))
        if isinstance(event, InterventionOpened):
            _require_own(law, opened, facts)
        if "person_id" in facts and not await tx.rows(_REGISTERED, {"id": facts["person_id"]}):
            raise MovedToUnknown
        if "reason_code" in facts:
            law.reason(REASON_KINDS[type(event)], facts["reason_code"], on)
        for name in ("method_code", "to_method_code"):
            if facts.get(name) is not None:
                method = law.method(facts[name], on)
                if opened.intervention_type not in method.intervention_types:
                    raise NotAFactOfTheEvent

    return require


def _require_own(law: Law, opened: InterventionOpened, facts: Mapping[str, Any]) -> None:
    if opened.decision_id is not None or "granted_on" in facts:
        raise DecidedElsewhere
    kind = facts.get("intervention_type")
    if kind is not None and opened.case_type is not None:
        law.require_leads_to(opened.case_type, kind, facts.get("opened_on", opened.opened_on))
