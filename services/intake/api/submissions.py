"""Submissions as they are posted: a report of concern, an application, a statement request."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from pydantic import Field

from services.intake.api.fields import MOST_FILES, MOST_PEOPLE, Words
from services.intake.api.forms import FileBody, FormBody
from services.intake.api.people import (
    ApplicantBody,
    GuardianBody,
    PersonBody,
    ReporterBody,
    SenderBody,
)
from services.intake.application.handed_in import (
    Applied,
    Arrival,
    Particulars,
    Reported,
    Requested,
)
from services.intake.domain.person.events import Relation
from services.intake.domain.report.submission import Sender
from shared.http.fields import Code
from shared.http.schemas import Body, Day

_TEXT = "Som den skrevs; sparas oförändrad."


class SubmissionBody(Body):
    """Det som alla inlämningar har gemensamt."""

    form: FormBody = Field(title="Formulär")
    received_on: Day | None = Field(
        default=None,
        title="Kom in",
        description="Dagen det kom in till nämnden; utelämnas när det är i dag.",
        examples=["2026-03-02"],
    )
    text: Words = Field(title="Text", description=_TEXT, examples=["Han är ofta ensam hemma."])
    reason_codes: tuple[Code, ...] = Field(
        default=(), title="Orsaker", max_length=10, examples=[["neglect"]]
    )
    attachments: tuple[FileBody, ...] = Field(default=(), title="Bilagor", max_length=MOST_FILES)

    def document(self) -> str:
        """Return what was sent as canonical JSON (RFC 8785), each file by its SHA-256 in hex."""
        sent = self.model_dump(mode="json", exclude_unset=True, exclude={"attachments"})
        if "attachments" in self.model_fields_set:
            sent["attachments"] = [
                {"fileName": each.file_name, "content": hashlib.sha256(each.content).hexdigest()}
                for each in self.attachments
            ]
        return json.dumps(sent, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _arrival(
        self,
        on: date,
        *,
        case_type: str,
        persons: Sequence[PersonBody],
        particulars: Particulars,
        guardians: Sequence[GuardianBody] = (),
        between_persons: Relation | None = None,
    ) -> Arrival:
        return Arrival(
            case_type=case_type,
            received_on=self.received_on or on,
            reason_codes=self.reason_codes,
            form=self.form.to_form(),
            text=self.text,
            document=self.document(),
            persons=tuple(person.to_person() for person in persons),
            between_persons=between_persons,
            guardians=tuple(guardian.to_guardian() for guardian in guardians),
            files=tuple(each.to_file() for each in self.attachments),
            particulars=particulars,
        )


class ConcernReportBody(SubmissionBody):
    """En orosanmälan om ett eller flera barn."""

    case_type: Code = Field(default="child-concern", title="Ärendetyp", examples=["child-concern"])
    reporter: ReporterBody = Field(title="Anmälare")
    children: tuple[PersonBody, ...] = Field(title="Barn", min_length=1, max_length=MOST_PEOPLE)
    guardians: tuple[GuardianBody, ...] = Field(
        default=(), title="Vårdnadshavare", max_length=MOST_PEOPLE
    )
    are_siblings: bool = Field(
        default=False,
        title="Barnen är syskon",
        description="Enligt den som anmäler.",
        examples=[False],
    )
    is_danger_now: bool = Field(
        default=False,
        title="Fara nu",
        description="Anmälaren uppger att barnet är i fara just nu.",
        examples=[False],
    )

    def to_arrival(self, on: date) -> Arrival:
        """Return what arrived, on the day ``on`` unless it says another."""
        return self._arrival(
            on,
            case_type=self.case_type,
            persons=self.children,
            guardians=self.guardians,
            between_persons=Relation.SIBLING if self.are_siblings else None,
            particulars=Reported(
                reporter=self.reporter.to_reporter(), is_danger_reported=self.is_danger_now
            ),
        )


class ApplicationBody(SubmissionBody):
    """En ansökan om en insats eller om ekonomiskt bistånd."""

    case_type: Code = Field(title="Ärendetyp", examples=["economic-assistance"])
    applicant: ApplicantBody = Field(title="Sökande")
    co_applicant: ApplicantBody | None = Field(default=None, title="Medsökande")
    sender: SenderBody | None = Field(
        default=None, title="Ombud", description="Anges när någon annan ansöker åt den sökande."
    )
    is_digital: bool = Field(
        default=True,
        title="Digital",
        description="Falskt när en ansökan på papper skrivs in.",
        examples=[True],
    )

    def to_arrival(self, on: date) -> Arrival:
        """Return what arrived, on the day ``on`` unless it says another."""
        return self._arrival(
            on,
            case_type=self.case_type,
            persons=[each for each in (self.applicant, self.co_applicant) if each],
            between_persons=Relation.PARTNER,
            particulars=Applied(sender=_sender(self.sender), is_digital=self.is_digital),
        )


class StatementRequestBody(SubmissionBody):
    """En begäran om yttrande från en domstol eller en annan myndighet."""

    case_type: Code = Field(title="Ärendetyp", examples=["child-concern"])
    authority_code: Code = Field(title="Myndighet", examples=["aklagarmyndigheten"])
    due_on: Day | None = Field(
        default=None,
        title="Ska vara inne",
        description="Dagen som myndigheten har satt.",
        examples=["2026-03-20"],
    )
    sender: SenderBody | None = Field(default=None, title="Kontaktperson")
    persons: tuple[PersonBody, ...] = Field(title="Personer", min_length=1, max_length=MOST_PEOPLE)

    def to_arrival(self, on: date) -> Arrival:
        """Return what arrived, on the day ``on`` unless it says another."""
        return self._arrival(
            on,
            case_type=self.case_type,
            persons=self.persons,
            particulars=Requested(
                sender=_sender(self.sender),
                authority_code=self.authority_code,
                due_on=self.due_on,
            ),
        )


def _sender(body: SenderBody | None) -> Sender:
    return body.to_sender() if body else Sender()
