"""Investigations and decisions as something whose facts can be corrected."""

from collections.abc import Sequence

from pydantic import Field

from services.investigation.application.correcting import corrections, decision_corrections
from services.investigation.projections.decisions import DECISIONS
from services.investigation.projections.investigations import INVESTIGATIONS
from shared.catalogue import Catalogue
from shared.contracts.investigation import ContactKind, DecisionMade, InvestigationOpened
from shared.corrections.impact import of_rows
from shared.http.correction_routes import Correctables
from shared.http.correction_schemas import CorrectBody
from shared.http.fields import Code
from shared.http.schemas import Day

TAG = "Rättelser"


class CorrectInvestigationBody(CorrectBody):
    """Rätta uppgifter i en händelse i en utredning. Bara de uppgifter som är fel anges."""

    opened_on: Day | None = Field(default=None, title="Inledd", examples=["2026-03-09"])
    reassigned_on: Day | None = Field(default=None, title="Omfördelad", examples=["2026-03-20"])
    held_on: Day | None = Field(default=None, title="Kontakten hölls", examples=["2026-03-18"])
    kind: ContactKind | None = Field(
        default=None, title="Kontaktsätt", strict=False, examples=["meeting"]
    )
    is_with_the_individual: bool | None = Field(
        default=None, title="Med den enskilde", examples=[True]
    )
    is_with_guardian: bool | None = Field(
        default=None, title="Med vårdnadshavare", examples=[True]
    )
    closed_on: Day | None = Field(default=None, title="Avslutad", examples=["2026-06-30"])
    reason_code: Code | None = Field(default=None, title="Orsak", examples=["moved"])


class CorrectDecisionBody(CorrectBody):
    """Rätta dagen för ett beslut. Innehållet ändras bara genom ett nytt beslut."""

    decided_on: Day | None = Field(default=None, title="Beslutad", examples=["2026-04-20"])


def correctables(catalogue: Catalogue) -> Sequence[Correctables]:
    """Return the routes' view of both."""
    investigations = of_rows(INVESTIGATIONS, "investigations", "Utredningar")
    decisions = of_rows(DECISIONS, "decisions", "Beslut")
    return (
        Correctables(
            path="/investigations/{investigation_id}",
            title="utredning",
            tag=TAG,
            rights=("investigation:handle",),
            body=CorrectInvestigationBody,
            corrections=corrections(catalogue, investigations),
            began=(InvestigationOpened,),
        ),
        Correctables(
            path="/decisions/{decision_id}",
            title="beslut",
            tag=TAG,
            rights=("investigation:handle", "investigation:decide"),
            body=CorrectDecisionBody,
            corrections=decision_corrections(catalogue, decisions),
            began=(DecisionMade,),
        ),
    )
