"""What can be put right in an intervention, by the names the facts have in its events."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.http.correction_schemas import CorrectBody
from shared.http.fields import SAMPLE_ID, Code
from shared.http.schemas import Day


class CorrectInterventionBody(CorrectBody):
    """Rätta uppgifter i en händelse i en insats. Bara de uppgifter som är fel anges."""

    nullable: ClassVar = frozenset({"starting_on", "method_code"})

    person_id: UUID | None = Field(
        default=None,
        title="Rätt person",
        description="På händelsen som öppnade en insats utan behovsprövning. En beviljad insats "
        "följer aktualiseringen som den kom ur.",
        strict=False,
        examples=[SAMPLE_ID],
    )
    opened_on: Day | None = Field(default=None, title="Öppnad", examples=["2026-03-02"])
    intervention_type: Code | None = Field(
        default=None, title="Insatstyp", examples=["open-activity"]
    )
    offered_on: Day | None = Field(default=None, title="Erbjuden", examples=["2026-03-09"])
    starting_on: Day | None = Field(default=None, title="Start", examples=["2026-03-16"])
    declined_on: Day | None = Field(default=None, title="Avböjd", examples=["2026-03-10"])
    executed_on: Day | None = Field(default=None, title="Verkställd", examples=["2026-03-15"])
    method_code: Code | None = Field(default=None, title="Metod", examples=["network-work"])
    interrupted_on: Day | None = Field(default=None, title="Avbruten", examples=["2026-04-01"])
    resumed_on: Day | None = Field(default=None, title="Återupptagen", examples=["2026-04-20"])
    swapped_on: Day | None = Field(default=None, title="Metod bytt", examples=["2026-06-15"])
    to_method_code: Code | None = Field(default=None, title="Ny metod", examples=["network-work"])
    ended_on: Day | None = Field(default=None, title="Avslutad", examples=["2026-09-01"])
    reason_code: Code | None = Field(default=None, title="Orsak", examples=["staffing"])
