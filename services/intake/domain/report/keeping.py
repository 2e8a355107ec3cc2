"""How what was handed in is kept: each part an event of its own, so each can be shown alone."""

from collections.abc import Sequence

from services.intake.domain.report.events import (
    AttachmentKept,
    GuardianDetailsKept,
    PersonDetailsKept,
    ReportEvent,
    SenderKept,
    SubmissionKept,
)
from services.intake.domain.report.submission import Sender, Submission


def kept(submission: Submission, sender: Sender) -> Sequence[ReportEvent]:
    """Return the private events beside what is published; none for an unknown sender."""
    return [
        _submission_kept(submission),
        *([] if sender.is_unknown else [_sender_kept(sender)]),
        *_people_kept(submission),
        *_attachments_kept(submission),
    ]


def _submission_kept(submission: Submission) -> SubmissionKept:
    return SubmissionKept(
        locale=submission.form.locale,
        text=submission.text,
        sections=submission.form.sections,
        digest=submission.digest,
        salt=submission.salt,
    )


def _sender_kept(sender: Sender) -> SenderKept:
    return SenderKept(
        name=sender.name,
        occupation=sender.occupation,
        workplace=sender.workplace,
        telephone=sender.telephone,
        email=sender.email,
        relation=sender.relation,
    )


def _people_kept(submission: Submission) -> Sequence[ReportEvent]:
    persons = [
        PersonDetailsKept(
            person_id=person.person_id,
            name=person.name,
            number=person.number,
            address=person.address,
            telephone=person.telephone,
            school=person.school,
        )
        for person in submission.persons
    ]
    guardians = [
        GuardianDetailsKept(
            person_ids=guardian.person_ids,
            name=guardian.name,
            number=guardian.number,
            telephone=guardian.telephone,
            relation=guardian.relation,
            language=guardian.language,
        )
        for guardian in submission.guardians
    ]
    return [*persons, *guardians]


def _attachments_kept(submission: Submission) -> Sequence[ReportEvent]:
    return [
        AttachmentKept(
            attachment_id=attachment.attachment_id,
            media_type=attachment.media_type,
            size=attachment.size,
            sealed_digest=attachment.sealed_digest,
            file_name=attachment.file_name,
        )
        for attachment in submission.attachments
    ]
