"""A report as it is read again; sealed texts are left out for whoever may not open them."""

import json
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from pydantic import Field

from services.intake.api.report_secrecy import Secrecy
from services.intake.application.reading import Report
from services.intake.domain.report.events import (
    AttachmentKept,
    GuardianDetailsKept,
    PersonDetailsKept,
    SenderKept,
    SubmissionKept,
)
from shared.contracts.intake import ConcernReportReceived, ReporterKind
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Resource

Event = TypeVar("Event")


class QuestionPart(Answer):
    """En fråga i formuläret och dess svar."""

    question: str = Field(title="Fråga", examples=["Vad är du orolig för?"])
    answer: str = Field(title="Svar", examples=["Barnet kommer ofta hungrigt till skolan."])


class SectionPart(Answer):
    """Ett avsnitt i formuläret."""

    heading: str = Field(title="Rubrik", examples=["Din oro"])
    questions: tuple[QuestionPart, ...] = Field(title="Frågor")


class SenderPart(Answer):
    """Avsändaren."""

    name: str | None = Field(title="Namn", examples=["Lära Lärarsson"])
    occupation: str | None = Field(title="Befattning", examples=["rektor"])
    workplace: str | None = Field(title="Arbetsplats", examples=["Provskolan"])
    telephone: str | None = Field(title="Telefon", examples=["08-000 00 00"])
    email: str | None = Field(title="E-post", examples=["rektor@skola.example"])
    relation: str | None = Field(title="Relation", examples=["barnets rektor"])


class PersonPart(Answer):
    """En person, som avsändaren skrev."""

    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    name: str | None = Field(default=None, title="Namn", examples=["Test Testsson"])
    number: str | None = Field(default=None, title="Personnummer", examples=["200001052380"])
    address: str | None = Field(default=None, title="Adress", examples=["Provvägen 1, Provby"])
    telephone: str | None = Field(default=None, title="Telefon", examples=["08-000 00 00"])
    school: str | None = Field(default=None, title="Skola", examples=["Provskolan, 3 B"])


class GuardianPart(Answer):
    """En vårdnadshavare, som avsändaren skrev."""

    person_ids: tuple[UUID, ...] = Field(title="Vårdnadshavare för", examples=[[SAMPLE_ID]])
    name: str | None = Field(default=None, title="Namn", examples=["Vera Testsson"])
    number: str | None = Field(default=None, title="Personnummer", examples=["199107172380"])
    telephone: str | None = Field(default=None, title="Telefon", examples=["08-000 00 00"])
    relation: str | None = Field(default=None, title="Relation", examples=["mamma"])
    language: str | None = Field(default=None, title="Tolkspråk", examples=["ar"])


class AttachmentPart(Answer):
    """En bilaga."""

    attachment_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    media_type: str = Field(title="Filtyp", examples=["application/pdf"])
    size: int = Field(title="Storlek i byte", examples=[1200])
    file_name: str | None = Field(default=None, title="Filnamn", examples=["teckning.pdf"])


class ReportAnswer(Resource):
    """Det som kom in, oförändrat."""

    report_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    is_sealed: bool = Field(
        title="Förseglad", description="Sant när texterna har utelämnats.", examples=[False]
    )
    is_destroyed: bool = Field(
        title="Gallrad",
        description="Sant när texterna har gallrats; koderna finns kvar.",
        examples=[False],
    )
    reporter_kind: ReporterKind | None = Field(
        default=None, title="Anmälartyp", examples=["mandated"]
    )
    is_reporter_name_missing: bool = Field(
        title="Namn saknas", description="En anmälningsskyldig har inte angett sitt namn."
    )
    locale: str = Field(title="Språk", examples=["sv"])
    text: str | None = Field(default=None, title="Text", examples=["Han är ofta ensam hemma."])
    sections: tuple[SectionPart, ...] = Field(title="Formulärets avsnitt")
    sender: SenderPart | None = Field(default=None, title="Avsändare")
    persons: tuple[PersonPart, ...] = Field(title="Personer")
    guardians: tuple[GuardianPart, ...] = Field(title="Vårdnadshavare")
    attachments: tuple[AttachmentPart, ...] = Field(title="Bilagor")

    @classmethod
    def of(cls, report: Report, secrecy: Secrecy) -> "ReportAnswer":
        """Return the answer that shows ``report``, without the texts when they are sealed.

        Nobody closed to the reader stands in it; nor does any address of a protected person.
        """
        (submission,) = _of_kind(report, SubmissionKept)
        concern = next(iter(_of_kind(report, ConcernReportReceived)), None)
        return cls(
            report_id=report.report_id,
            is_sealed=report.is_sealed,
            is_destroyed=report.is_destroyed,
            reporter_kind=concern.reporter_kind if concern else None,
            is_reporter_name_missing=bool(concern and concern.is_reporter_name_missing),
            locale=submission.locale,
            text=None if report.is_sealed else submission.text,
            sections=() if report.is_sealed else _sections(submission.sections),
            sender=_sender(report),
            persons=_persons(report, secrecy),
            guardians=_guardians(report, secrecy),
            attachments=tuple(_attachment(report, e) for e in _of_kind(report, AttachmentKept)),
        )


def _of_kind(report: Report, kind: type[Event]) -> Sequence[Event]:
    return [event for event in report.events if isinstance(event, kind)]


def _sections(written: str) -> tuple[SectionPart, ...]:
    return tuple(SectionPart.model_validate(section) for section in json.loads(written))


def _sender(report: Report) -> SenderPart | None:
    senders = _of_kind(report, SenderKept)
    if report.is_sealed or not senders:
        return None
    (sender,) = senders
    return SenderPart(
        name=sender.name,
        occupation=sender.occupation,
        workplace=sender.workplace,
        telephone=sender.telephone,
        email=sender.email,
        relation=sender.relation,
    )


def _persons(report: Report, secrecy: Secrecy) -> tuple[PersonPart, ...]:
    told = _of_kind(report, PersonDetailsKept)
    return tuple(_person(report, e, secrecy) for e in told if e.person_id not in secrecy.closed)


def _guardians(report: Report, secrecy: Secrecy) -> tuple[GuardianPart, ...]:
    """Return the guardians; none where one is protected, for it is not said which."""
    if secrecy.is_guardian_protected:
        return ()
    told = _of_kind(report, GuardianDetailsKept)
    return tuple(_guardian(report, e, secrecy) for e in told)


def _person(report: Report, event: PersonDetailsKept, secrecy: Secrecy) -> PersonPart:
    if report.is_sealed:
        return PersonPart(person_id=event.person_id)
    if event.person_id in secrecy.without_address:
        return PersonPart(person_id=event.person_id, name=event.name, number=event.number)
    return PersonPart(
        person_id=event.person_id,
        name=event.name,
        number=event.number,
        address=event.address,
        telephone=event.telephone,
        school=event.school,
    )


def _guardian(report: Report, event: GuardianDetailsKept, secrecy: Secrecy) -> GuardianPart:
    children = tuple(each for each in event.person_ids if each not in secrecy.closed)
    if report.is_sealed:
        return GuardianPart(person_ids=children, language=event.language)
    return GuardianPart(
        person_ids=children,
        name=event.name,
        number=event.number,
        telephone=event.telephone,
        relation=event.relation,
        language=event.language,
    )


def _attachment(report: Report, event: AttachmentKept) -> AttachmentPart:
    return AttachmentPart(
        attachment_id=event.attachment_id,
        media_type=event.media_type,
        size=event.size,
        file_name=None if report.is_sealed else event.file_name,
    )
