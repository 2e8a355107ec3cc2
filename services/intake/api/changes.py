"""What officials ask of a matter: bodies in, commands out."""

from pydantic import Field

from services.intake.api.fields import Words
from services.intake.application.matters import Facts
from services.intake.domain.intake.commands import (
    AssessImmediateProtection,
    AssignIntake,
    ConcludePreliminaryAssessment,
    ExtendPreliminaryAssessment,
    GiveFeedback,
    ReassignIntake,
    RequestFeedback,
    WithholdFeedback,
)
from shared.contracts.intake import ProtectionOutcome, Way
from shared.http.fields import Code, Name
from shared.http.schemas import Body, Day


class AssessProtectionBody(Body):
    """Gör en omedelbar skyddsbedömning."""

    outcome: ProtectionOutcome = Field(title="Utfall", examples=["no-immediate-need"])
    on: Day = Field(alias="assessedOn", title="Bedömd", examples=["2026-03-02"])
    reasons: Words = Field(title="Motivering", examples=["Barnet är i trygghet hos mormor."])

    def to_command(self, facts: Facts) -> AssessImmediateProtection:
        """Return the command this body asks for."""
        return AssessImmediateProtection(
            outcome=self.outcome,
            assessed_on=self.on,
            asked_on=facts.asking.on,
            assessed_by=facts.asking.actor.subject,
            legal_basis_id=facts.protection_basis_id(),
            reasons=self.reasons,
        )


class AssignBody(Body):
    """Tilldela en handläggare."""

    official: Name = Field(title="Handläggare", examples=["official-7"])
    unit: Name = Field(title="Enhet", examples=["barn-norr"])
    on: Day = Field(alias="assignedOn", title="Tilldelad", examples=["2026-03-02"])

    def to_command(self, facts: Facts) -> AssignIntake:
        """Return the command this body asks for."""
        return AssignIntake(
            official=self.official,
            unit=self.unit,
            assigned_on=self.on,
            asked_on=facts.asking.on,
        )


class ReassignBody(Body):
    """Omfördela till en annan handläggare eller enhet."""

    official: Name = Field(title="Handläggare", examples=["official-8"])
    unit: Name = Field(title="Enhet", examples=["barn-norr"])
    on: Day = Field(alias="reassignedOn", title="Omfördelad", examples=["2026-03-05"])
    reason_code: Code = Field(title="Orsak", examples=["workload"])

    def to_command(self, facts: Facts) -> ReassignIntake:
        """Return the command this body asks for."""
        return ReassignIntake(
            official=self.official,
            unit=self.unit,
            reassigned_on=self.on,
            asked_on=facts.asking.on,
            reason_code=facts.reason("reassignment", self.reason_code),
        )


class ExtendBody(Body):
    """Förläng förhandsbedömningen."""

    until_on: Day = Field(title="Nytt slut", examples=["2026-03-23"])
    on: Day = Field(alias="decidedOn", title="Beslutad", examples=["2026-03-13"])
    ground_code: Code = Field(
        default="exceptional-reasons", title="Grund", examples=["exceptional-reasons"]
    )
    reasons: Words = Field(title="Motivering", examples=["Barnet är utomlands till den 20 mars."])

    def to_command(self, facts: Facts) -> ExtendPreliminaryAssessment:
        """Return the command this body asks for."""
        return ExtendPreliminaryAssessment(
            until_on=self.until_on,
            decided_on=self.on,
            asked_on=facts.asking.on,
            decided_by=facts.asking.actor.subject,
            decider_role=facts.asking.actor.role,
            delegation_rule_id=facts.rule_for("extend-preliminary-assessment"),
            ground_code=facts.reason("extension", self.ground_code),
            legal_basis_id=facts.assessment_basis_id(),
            time_limit_on=facts.time_limit_on(),
            reasons=self.reasons,
        )


class ConcludeBody(Body):
    """Avsluta förhandsbedömningen."""

    way: Way = Field(
        title="Utfall",
        description="`attach` för anmälan till den utredning som redan pågår om personen.",
        examples=["investigate"],
    )
    on: Day = Field(alias="concludedOn", title="Avslutad", examples=["2026-03-09"])
    reasons: Words = Field(title="Motivering", examples=["Uppgifterna behöver utredas."])

    def to_command(self, facts: Facts) -> ConcludePreliminaryAssessment:
        """Return the command this body asks for."""
        return ConcludePreliminaryAssessment(
            way=self.way,
            concluded_on=self.on,
            asked_on=facts.asking.on,
            concluded_by=facts.asking.actor.subject,
            decider_role=facts.asking.actor.role,
            delegation_rule_id=facts.rule_for_way(self.way),
            legal_basis_id=facts.assessment_basis_id(),
            is_protection_required=facts.is_protection_required,
            open_investigation_id=facts.open_investigation_id,
            reasons=self.reasons,
        )


class RequestFeedbackBody(Body):
    """Registrera att en anmälningsskyldig begär återkoppling."""

    on: Day = Field(alias="requestedOn", title="Begärd", examples=["2026-03-10"])

    def to_command(self, facts: Facts) -> RequestFeedback:
        """Return the command this body asks for."""
        return RequestFeedback(
            requested_on=self.on,
            asked_on=facts.asking.on,
            is_reporter_mandated=facts.is_reporter_mandated,
        )


class GiveFeedbackBody(Body):
    """Lämna återkoppling: att utredning inletts, inte inletts eller pågår, inget annat."""

    on: Day = Field(alias="givenOn", title="Lämnad", examples=["2026-03-11"])

    def to_command(self, facts: Facts) -> GiveFeedback:
        """Return the command this body asks for."""
        return GiveFeedback(
            given_on=self.on,
            asked_on=facts.asking.on,
            given_by=facts.asking.actor.subject,
            is_reporter_mandated=facts.is_reporter_mandated,
            is_investigation_open=facts.open_investigation_id is not None,
        )


class WithholdFeedbackBody(Body):
    """Neka återkoppling, för att den är olämplig."""

    on: Day = Field(alias="withheldOn", title="Nekad", examples=["2026-03-11"])
    reason_code: Code = Field(default="unsuitable", title="Orsak", examples=["unsuitable"])
    reasons: Words = Field(title="Motivering", examples=["Anmälaren är part i en vårdnadstvist."])

    def to_command(self, facts: Facts) -> WithholdFeedback:
        """Return the command this body asks for."""
        return WithholdFeedback(
            withheld_on=self.on,
            asked_on=facts.asking.on,
            withheld_by=facts.asking.actor.subject,
            decider_role=facts.asking.actor.role,
            delegation_rule_id=facts.rule_for("withhold-feedback"),
            reason_code=facts.reason("feedback-withheld", self.reason_code),
            reasons=self.reasons,
        )
