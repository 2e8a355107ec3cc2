"""Request bodies of what happens to a granting decision afterwards."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.investigation.application.standing import ReplacementWanted
from services.investigation.domain.decision.commands import PostponeExecution, WithdrawDecision
from shared.contracts.investigation import DecisionEffect
from shared.http.fields import SAMPLE_ID, Text
from shared.http.schemas import Body, Day


class PostponeBody(Body):
    """Senarelägg verkställigheten, på den enskildes begäran."""

    requested_on: Day = Field(title="Den enskilde bad om det", examples=["2026-05-04"])
    agreed_on: Day = Field(
        title="Överenskommen dag",
        description="Den dag då verkställigheten ska börja. Får ligga framåt i tiden.",
        examples=["2026-09-01"],
    )

    def to_command(self, today: date) -> PostponeExecution:
        """Return the command this body asks for."""
        return PostponeExecution(
            requested_on=self.requested_on, agreed_on=self.agreed_on, today=today
        )


class WithdrawBody(Body):
    """Registrera att den enskilde avstår från det som beviljades."""

    withdrawn_on: Day = Field(title="Avstod", examples=["2026-05-11"])
    reasons: Text | None = Field(
        default=None, title="Den enskildes skäl", examples=["Behovet är löst på annat sätt."]
    )

    def to_command(self, today: date) -> WithdrawDecision:
        """Return the command this body asks for."""
        return WithdrawDecision(withdrawn_on=self.withdrawn_on, reasons=self.reasons, today=today)


class ReplaceBody(Body):
    """Registrera att ett nytt beslut har ersatt beslutet."""

    by_decision_id: UUID = Field(title="Det nya beslutet", examples=[SAMPLE_ID])
    effect: DecisionEffect = Field(title="Verkan", examples=["changed"])
    effective_on: Day = Field(
        title="Gäller inte längre från",
        description="Första dagen som det tidigare beslutet inte gäller. Får ligga framåt.",
        examples=["2026-06-01"],
    )
    is_to_detriment: bool = Field(title="Till den enskildes nackdel", examples=[False])

    def wanted(self) -> ReplacementWanted:
        """Return what is wanted."""
        return ReplacementWanted(
            by_decision_id=self.by_decision_id,
            effect=self.effect,
            effective_on=self.effective_on,
            is_to_detriment=self.is_to_detriment,
        )
