"""The dose of an intervention as it is answered: planned, held and missed."""

from pydantic import Field

from services.reporting.api.isu_parts import IsuTold
from services.reporting.domain.isu.links import Dose
from shared.http.schemas import Answer, Day


class IsuPlan(Answer):
    """Planerad omfattning."""

    sessions: int | None = Field(title="Tillfällen", examples=[12])
    minutes: int | None = Field(title="Minuter", examples=[720])
    from_on: Day = Field(title="Från och med", examples=["2026-05-04"])
    until_on: Day | None = Field(title="Till och med", examples=["2026-08-28"])


class IsuSession(IsuTold):
    """Ett tillfälle, hållet eller uteblivet."""

    minutes: int | None = Field(title="Minuter", examples=[60])
    form_code: str | None = Field(title="Form", max_length=64, examples=["family"])
    missed_reason_code: str | None = Field(
        title="Orsak till att det uteblev", max_length=64, examples=["individual-absent"]
    )


class IsuDose(Answer):
    """Dos: planerat, hållet och uteblivet."""

    plan: IsuPlan | None = Field(title="Planerat")
    held: int = Field(title="Hållna tillfällen", examples=[9])
    missed: int = Field(title="Uteblivna tillfällen", examples=[2])
    minutes: int = Field(title="Hållna minuter", examples=[540])
    sessions: tuple[IsuSession, ...] = Field(title="Tillfällen, i ordning")

    @classmethod
    def of(cls, dose: Dose) -> "IsuDose":
        """Return what is shown of ``dose``."""
        return cls(
            plan=IsuPlan.model_validate(dose.plan, from_attributes=True) if dose.plan else None,
            held=dose.held,
            missed=dose.missed,
            minutes=dose.minutes,
            sessions=tuple(
                IsuSession(
                    **IsuSession.at(each.told),
                    minutes=each.minutes,
                    form_code=each.form_code,
                    missed_reason_code=each.missed_reason_code,
                )
                for each in dose.sessions
            ),
        )
