"""Request bodies of decisions: extending, deciding, and the appeal against it."""

from uuid import UUID

from pydantic import Field

from services.investigation.application.deciding import DecisionWanted
from services.investigation.application.extending import ExtensionWanted
from shared.contracts.investigation import Outcome
from shared.http.fields import Code, Text
from shared.http.schemas import Body, Day


class ExtendBody(Body):
    """Förläng utredningstiden."""

    until_on: Day = Field(title="Nytt slutdatum", examples=["2026-09-09"])
    decided_on: Day = Field(title="Beslutat", examples=["2026-06-29"])
    reasons: Text = Field(title="Särskilda skäl", examples=["Utlåtande från BUP dröjer."])

    def wanted(self) -> ExtensionWanted:
        """Return what is wanted."""
        return ExtensionWanted(
            until_on=self.until_on, decided_on=self.decided_on, reasons=self.reasons
        )


class DecideBody(Body):
    """Fatta ett beslut i utredningen."""

    decision_type: Code = Field(title="Beslutstyp", examples=["assistance-personal"])
    outcome: Outcome = Field(title="Utfall", examples=["granted"])
    intervention_type: Code | None = Field(
        default=None, title="Beviljad insats", examples=["outpatient-family"]
    )
    decided_on: Day = Field(title="Beslutat", examples=["2026-04-20"])
    reason_codes: tuple[Code, ...] = Field(
        title="Skäl, enligt katalogen",
        min_length=1,
        max_length=10,
        examples=[["need-established"]],
    )
    reasons: Text = Field(title="Motivering", examples=["Behovet är utrett."])

    def wanted(self, decision_id: UUID) -> DecisionWanted:
        """Return what is wanted."""
        return DecisionWanted(
            decision_id=decision_id,
            decision_type=self.decision_type,
            outcome=self.outcome,
            intervention_type=self.intervention_type,
            decided_on=self.decided_on,
            reason_codes=self.reason_codes,
            reasons=self.reasons,
        )


class RegisterAppealBody(Body):
    """Registrera ett överklagande."""

    received_on: Day = Field(title="Inkom", examples=["2026-05-08"])
    notified_on: Day | None = Field(
        default=None, title="Klaganden fick del av beslutet", examples=["2026-04-23"]
    )
