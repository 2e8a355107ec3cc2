"""What a sender hands in, in the parts that are kept: each exactly as it was written."""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.intake import ReporterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form as the sender saw it."""

    code: str
    version: str
    locale: str
    sections: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sent it. Everything may be unknown."""

    name: str | None = None
    occupation: str | None = None
    workplace: str | None = None
    telephone: str | None = None
    email: str | None = None
    relation: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Say whether nothing at all is known of the sender."""
        return self == Sender()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reports a concern, and by which duty."""

    kind: ReporterKind
    mandate_code: str | None
    sender: Sender
    is_feedback_requested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """One whom it is about: the pseudonym found or made, and what the sender wrote."""

    person_id: UUID
    name: str | None = None
    number: str | None = None
    address: str | None = None
    telephone: str | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianDetails:
    """A guardian as the sender wrote it, and of which children."""

    person_ids: tuple[UUID, ...]
    name: str | None = None
    number: str | None = None
    telephone: str | None = None
    relation: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with it; the content itself is sealed and kept beside the streams."""

    attachment_id: UUID
    file_name: str
    media_type: str
    size: int
    sealed_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """All that came in one piece."""

    form: Form
    text: str
    persons: tuple[PersonDetails, ...]
    guardians: tuple[GuardianDetails, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    digest: str
    salt: str

    @property
    def person_ids(self) -> tuple[UUID, ...]:
        """Return whom it is about, in the order they were given."""
        return tuple(person.person_id for person in self.persons)
