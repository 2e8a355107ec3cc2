"""What can happen to a report: that it arrived is published, what it says stays here."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import (
    ApplicationReceived,
    ConcernReportReceived,
    StatementRequestReceived,
)
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionKept:
    """Inlämning bevarad: the text unchanged and the form as the sender saw it."""

    locale: str  # BCP 47, e.g. "sv"
    text: SealedText
    sections: SealedText  # JSON: the form's headings, questions and answers
    digest: str  # SHA-256, in hex, of salt and submission; the sender's receipt has it too
    salt: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderKept:
    """Avsändare bevarad: who reported, applied for another, or asked."""

    name: SealedText | None
    occupation: SealedText | None
    workplace: SealedText | None
    telephone: SealedText | None
    email: SealedText | None
    relation: SealedText | None  # to the person, in the sender's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetailsKept:
    """Personuppgifter som de lämnats: one whom it is about, as the sender wrote it."""

    person_id: UUID
    name: SealedText | None
    number: SealedText | None  # as written, even when it cannot be a number
    address: SealedText | None
    telephone: SealedText | None
    school: SealedText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianDetailsKept:
    """Vårdnadshavaruppgifter som de lämnats: a guardian, as the sender wrote it."""

    person_ids: tuple[UUID, ...]  # the children it is said of
    name: SealedText | None
    number: SealedText | None
    telephone: SealedText | None
    relation: SealedText | None
    language: str | None  # BCP 47; which interpreter is needed


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentKept:
    """Bilaga bevarad: a file came with it; its content rests sealed beside the streams."""

    attachment_id: UUID
    media_type: str  # found in the content, not as claimed
    size: int  # bytes, unsealed
    sealed_digest: str  # SHA-256, in hex, of the content as it rests
    file_name: SealedText


ReportEvent: TypeAlias = (
    ConcernReportReceived
    | ApplicationReceived
    | StatementRequestReceived
    | SubmissionKept
    | SenderKept
    | PersonDetailsKept
    | GuardianDetailsKept
    | AttachmentKept
)
