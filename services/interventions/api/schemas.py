"""Request bodies of the way to execution: the public shape, apart from the commands on purpose."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.interventions.application.lawful import Law
from services.interventions.application.opening import WantedWithoutNeedsAssessment
from services.interventions.domain.commands import (
    AgeGroup,
    AssignIntervention,
    DeclineIntervention,
    ExecuteIntervention,
    InterruptIntervention,
    OfferIntervention,
    ReassignIntervention,
    ResumeIntervention,
)
from shared.http.fields import SAMPLE_ID, Code, Name, Text
from shared.http.schemas import Body, Day


class OpenBody(Body):
    """Öppna en insats utan behovsprövning."""

    person_id: UUID = Field(title="Den enskilde (pseudonym)", examples=[SAMPLE_ID])
    case_type: Code = Field(
        title="Ärendetyp",
        description="Avgör vilken akt insatsen dokumenteras i.",
        examples=["child-concern"],
    )
    intervention_type: Code = Field(title="Insatstyp", examples=["outpatient-family"])
    opened_on: Day = Field(title="Öppnad", examples=["2026-03-02"])
    attested_age: AgeGroup | None = Field(
        default=None,
        title="Intygad åldersgrupp",
        description="Behövs bara när registrerat födelseår inte visar om åldersgränsen är nådd.",
        examples=["adult"],
    )

    def wanted(self, intervention_id: UUID) -> WantedWithoutNeedsAssessment:
        """Return what this body asks for."""
        return WantedWithoutNeedsAssessment(
            intervention_id=intervention_id,
            person_id=self.person_id,
            case_type=self.case_type,
            intervention_type=self.intervention_type,
            opened_on=self.opened_on,
            attested_age=self.attested_age,
        )


class AssignBody(Body):
    """Tilldela insatsen en enhet eller utförare."""

    unit: Name = Field(title="Ansvarig enhet", examples=["oppenvard"])
    provider: Name | None = Field(
        default=None, title="Utförare", description="Utelämnas i egen regi.", examples=["utf-12"]
    )
    official: Name | None = Field(
        default=None, title="Handläggarens identitet", examples=["official-9"]
    )
    assigned_on: Day = Field(title="Tilldelad", examples=["2026-03-04"])

    def to_command(self, law: Law, today: date) -> AssignIntervention:
        """Return the command this body asks for."""
        return AssignIntervention(
            unit=self.unit,
            provider=self.provider,
            official=self.official,
            assigned_on=self.assigned_on,
            today=today,
        )


class ReassignBody(Body):
    """Omfördela insatsen till en annan enhet eller utförare."""

    unit: Name = Field(title="Ansvarig enhet", examples=["oppenvard"])
    provider: Name | None = Field(
        default=None, title="Utförare", description="Utelämnas i egen regi.", examples=["utf-12"]
    )
    official: Name | None = Field(
        default=None, title="Handläggarens identitet", examples=["official-8"]
    )
    reassigned_on: Day = Field(title="Omfördelad", examples=["2026-04-10"])
    reason_code: Code = Field(title="Orsak", examples=["unit-change"])
    reasons: Text | None = Field(default=None, title="Skäl", examples=["Enheten har delats."])

    def to_command(self, law: Law, today: date) -> ReassignIntervention:
        """Return the command this body asks for."""
        return ReassignIntervention(
            unit=self.unit,
            provider=self.provider,
            official=self.official,
            reassigned_on=self.reassigned_on,
            reason=law.reason("reassignment", self.reason_code, self.reassigned_on),
            reasons=self.reasons,
            today=today,
        )


class OfferBody(Body):
    """Erbjud den enskilde en start."""

    offered_on: Day = Field(title="Erbjuden", examples=["2026-03-06"])
    starting_on: Day | None = Field(
        default=None, title="Erbjudet startdatum", examples=["2026-03-16"]
    )

    def to_command(self, law: Law, today: date) -> OfferIntervention:
        """Return the command this body asks for."""
        return OfferIntervention(
            offered_on=self.offered_on, starting_on=self.starting_on, today=today
        )


class DeclineBody(Body):
    """Registrera att den enskilde tackat nej till erbjudandet."""

    declined_on: Day = Field(title="Avböjd", examples=["2026-03-09"])
    reason_code: Code = Field(title="Orsak", examples=["time-or-place"])
    own_view: Text | None = Field(
        default=None, title="Den enskildes syn", examples=["Jag vill vänta till hösten."]
    )

    def to_command(self, law: Law, today: date) -> DeclineIntervention:
        """Return the command this body asks for."""
        return DeclineIntervention(
            declined_on=self.declined_on,
            reason=law.reason("declined", self.reason_code, self.declined_on),
            own_view=self.own_view,
            today=today,
        )


class ExecuteBody(Body):
    """Registrera att insatsen är verkställd."""

    executed_on: Day = Field(
        title="Verkställd",
        description="Den dag insatsen faktiskt började.",
        examples=["2026-03-16"],
    )
    method_code: Code | None = Field(default=None, title="Metod", examples=["family-treatment"])

    def to_command(self, law: Law, today: date) -> ExecuteIntervention:
        """Return the command this body asks for."""
        code = self.method_code
        return ExecuteIntervention(
            executed_on=self.executed_on,
            method=None if code is None else law.method(code, self.executed_on),
            today=today,
        )


class InterruptBody(Body):
    """Registrera att insatsen är avbruten."""

    interrupted_on: Day = Field(title="Avbruten", examples=["2026-06-22"])
    reason_code: Code = Field(title="Orsak", examples=["individual-paused"])
    reasons: Text | None = Field(default=None, title="Skäl", examples=["Familjen är bortrest."])

    def to_command(self, law: Law, today: date) -> InterruptIntervention:
        """Return the command this body asks for."""
        return InterruptIntervention(
            interrupted_on=self.interrupted_on,
            reason=law.reason("interruption", self.reason_code, self.interrupted_on),
            reasons=self.reasons,
            today=today,
        )


class ResumeBody(Body):
    """Registrera att insatsen är återupptagen."""

    resumed_on: Day = Field(title="Återupptagen", examples=["2026-08-03"])

    def to_command(self, law: Law, today: date) -> ResumeIntervention:
        """Return the command this body asks for."""
        return ResumeIntervention(resumed_on=self.resumed_on, today=today)
