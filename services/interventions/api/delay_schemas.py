"""The request body that explains why something granted is not carried out."""

from datetime import date

from pydantic import Field

from services.interventions.application.lawful import Law
from services.interventions.domain.commands import ExplainNonExecution
from shared.http.fields import Code, Text
from shared.http.schemas import Body, Day


class ExplainBody(Body):
    """Förklara varför en beviljad insats inte verkställs, eller inte har återupptagits."""

    explained_on: Day = Field(title="Dag för uppgiften", examples=["2026-07-06"])
    reason_code: Code = Field(title="Skäl för dröjsmålet", examples=["no-suitable"])
    measure_codes: tuple[Code, ...] = Field(
        default=(), title="Vidtagna åtgärder", max_length=10, examples=[["recruiting"]]
    )
    reasons: Text | None = Field(
        default=None,
        title="Kortfattat om skälen",
        description="Förseglas. Läggs till i rapporten först när den lämnas.",
        examples=["Två kontaktfamiljer har tackat nej; en tredje utreds."],
    )

    def to_command(self, law: Law, today: date) -> ExplainNonExecution:
        """Return the command this body asks for."""
        return ExplainNonExecution(
            explained_on=self.explained_on,
            reason=law.reason("non-execution", self.reason_code, self.explained_on),
            measure_codes=tuple(
                law.measure(code, self.explained_on) for code in self.measure_codes
            ),
            reasons=self.reasons,
            today=today,
        )
