"""Intakes and persons as something whose facts can be corrected."""

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from services.intake.application.correcting import corrections, person_corrections
from services.intake.projections.intakes import INTAKES_PROJECTION
from shared.catalogue import Catalogue
from shared.contracts.intake import IntakeOpened, PersonRegistered, Sex
from shared.corrections.impact import of_rows
from shared.http.correction_routes import Correctables
from shared.http.correction_schemas import CorrectBody
from shared.http.fields import SAMPLE_ID, Code
from shared.http.schemas import Day

RIGHTS = ("intake:handle",)
TAG = "Rättelser"
Codes = Annotated[tuple[Code, ...], Field(strict=False, min_length=1, max_length=20)]


class CorrectIntakeBody(CorrectBody):
    """Rätta uppgifter i en händelse i en aktualisering. Bara de uppgifter som är fel anges."""

    person_id: UUID | None = Field(
        default=None,
        title="Rätt person",
        description="På händelsen som öppnade: hela ärendet, och det som har kommit av det, hör "
        "till den personen.",
        strict=False,
        examples=[SAMPLE_ID],
    )
    received_on: Day | None = Field(default=None, title="Inkommen", examples=["2026-03-02"])
    reason_codes: Codes | None = Field(
        default=None, title="Aktualiseringsorsaker", examples=[["neglect"]]
    )
    assessed_on: Day | None = Field(default=None, title="Skyddsbedömd", examples=["2026-03-02"])
    concluded_on: Day | None = Field(default=None, title="Avslutad", examples=["2026-03-12"])
    reassigned_on: Day | None = Field(default=None, title="Omfördelad", examples=["2026-03-09"])
    reason_code: Code | None = Field(default=None, title="Orsak", examples=["workload"])


class CorrectPersonBody(CorrectBody):
    """Rätta det som registret säger om en person. Bara de uppgifter som är fel anges."""

    nullable: ClassVar = frozenset({"birth_year", "district_code"})

    birth_year: int | None = Field(
        default=None, title="Födelseår", ge=1850, le=2200, examples=[2015]
    )
    sex: Sex | None = Field(default=None, title="Kön", strict=False, examples=["unknown"])
    district_code: Code | None = Field(default=None, title="Distrikt", examples=["101"])


def correctables(catalogue: Catalogue) -> Sequence[Correctables]:
    """Return the routes' view of both."""
    intakes = of_rows(INTAKES_PROJECTION, "intakes", "Aktualiseringar")
    return (
        Correctables(
            path="/intakes/{intake_id}",
            title="aktualisering",
            tag=TAG,
            rights=RIGHTS,
            body=CorrectIntakeBody,
            corrections=corrections(catalogue, intakes),
            began=(IntakeOpened,),
        ),
        Correctables(
            path="/persons/{person_id}",
            title="person",
            tag=TAG,
            rights=RIGHTS,
            body=CorrectPersonBody,
            corrections=person_corrections(catalogue),
            began=(PersonRegistered,),
        ),
    )
