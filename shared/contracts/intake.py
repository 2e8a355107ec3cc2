"""What intake tells the others. Stored for good."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID


class Origin(StrEnum):
    """Aktualiseringssätt: how the matter came to the social services."""

    CONCERN_REPORT = "concern-report"
    APPLICATION = "application"
    STATEMENT_REQUEST = "statement-request"


class ReporterKind(StrEnum):
    """Anmälartyp: who reported."""

    PRIVATE = "private"
    ANONYMOUS = "anonymous"
    MANDATED = "mandated"


class Sex(StrEnum):
    """Juridiskt kön, as registered."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """Förhandsbedömningens utfall: what a preliminary assessment leads to."""

    INVESTIGATE = "investigate"
    NO_ACTION = "no-action"
    ATTACH = "attach"


class ProtectionOutcome(StrEnum):
    """Skyddsbedömningens utfall: what the immediate protection assessment found."""

    NO_IMMEDIATE_NEED = "no-immediate-need"
    IMMEDIATE_NEED = "immediate-need"


class FeedbackAnswer(StrEnum):
    """Återkopplingens innehåll: all that an obliged reporter may be told (SoL 19:6)."""

    OPENED = "opened"
    NOT_OPENED = "not-opened"
    ONGOING = "ongoing"


class ProtectionKind(StrEnum):
    """Slag av personskydd: why a person's data are protected."""

    CONFIDENTIALITY_MARK = "confidentiality-mark"  # sekretessmarkering
    PROTECTED_REGISTRATION = "protected-registration"  # skyddad folkbokföring
    ASSUMED_IDENTITY = "assumed-identity"  # fingerade personuppgifter


class GlassFinding(StrEnum):
    """Granskningens utfall: what a unit head found of an emergency opening."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered:
    """Person registrerad: a pseudonym exists from now on; its identity rests sealed in intake."""

    person_id: UUID
    birth_year: int | None  # the registered one; None when nobody knows
    sex: Sex
    district_code: str | None
    registered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernReportReceived:
    """Orosanmälan inkommen: a report of concern reached the committee.

    Source: legal basis ``sol-19-1`` (obliged) or ``sol-19-4`` (anyone).
    """

    report_id: UUID
    received_on: date
    reporter_kind: ReporterKind
    mandate_code: str | None  # which point of SoL 19:1, e.g. "19-1-4"; None unless obliged
    is_reporter_name_missing: bool  # an obliged reporter must give a name: accepted, and flagged
    is_feedback_requested: bool
    form_code: str
    form_version: str
    person_ids: tuple[UUID, ...]  # the children, in the order they were reported
    attachment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReceived:
    """Ansökan inkommen: somebody asked for assistance. Source: ``sol-11-1``, ``sol-12-1``."""

    report_id: UUID
    received_on: date
    case_type: str
    form_code: str
    form_version: str
    is_digital: bool
    person_ids: tuple[UUID, ...]
    attachment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRequestReceived:
    """Begäran om yttrande inkommen: a court or a prosecutor asked for a statement."""

    report_id: UUID
    received_on: date
    case_type: str
    authority_code: str
    due_on: date | None  # set by the asking authority
    person_ids: tuple[UUID, ...]
    attachment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOpened:
    """Aktualisering öppnad: a matter about one person reached the social services."""

    intake_id: UUID
    person_id: UUID  # a pseudonym
    report_id: UUID  # the stream that holds what arrived
    origin: Origin
    case_type: str  # a case type of the catalogue
    reason_codes: tuple[str, ...]  # intake reasons of the catalogue
    received_on: date  # the day it arrived, not the day it was typed in
    is_danger_reported: bool  # the reporter says the person is in danger now
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmediateProtectionAssessed:
    """Omedelbar skyddsbedömning gjord: is protection needed at once? Source: ``sol-20-1``."""

    outcome: ProtectionOutcome
    assessed_on: date
    assessed_by: str
    legal_basis_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAssigned:
    """Aktualisering tilldelad: an official answers for it from this day."""

    official: str
    unit: str
    assigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReassigned:
    """Aktualisering omfördelad: another official answers for it from this day."""

    official: str
    unit: str
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryAssessmentExtended:
    """Förhandsbedömning förlängd: a new end, for exceptional reasons (``sol-20-2``)."""

    until_on: date
    decided_on: date
    decided_by: str
    ground_code: str
    legal_basis_id: str
    decider_role: str | None = None
    delegation_rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryAssessmentConcluded:
    """Förhandsbedömning avslutad: a named official chose the way on. Source: ``sol-20-2``."""

    way: Way
    concluded_on: date
    concluded_by: str
    legal_basis_id: str
    investigation_id: UUID | None  # which open investigation it was attached to
    # what the next service needs to open its matter without asking back
    intake_id: UUID
    person_id: UUID
    case_type: str
    received_on: date
    decider_role: str | None = None
    delegation_rule_id: str | None = None  # none when attached: nothing is decided then
    origin: Origin | None = None  # of the intake; None in what was told before it was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRequested:
    """Återkoppling begärd: an obliged reporter asks what became of it. Source: ``sol-19-6``."""

    requested_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    """Återkoppling lämnad: opened, not opened or ongoing; nothing more. Source: ``sol-19-6``."""

    answer: FeedbackAnswer
    given_on: date
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackWithheld:
    """Återkoppling nekad: it would be unsuitable. Source: ``sol-19-6``."""

    withheld_on: date
    withheld_by: str
    reason_code: str
    decider_role: str | None = None
    delegation_rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeWorkDone:
    """Arbetsmoment i aktualisering utfört: a robot did a piece of a work list."""

    worklist: str
    result_code: str
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDisposed:
    """Akt gallrad: its key is destroyed, and every text it sealed. Source: ``sol-16-1``."""

    list_id: UUID  # the disposal list that it stood on
    file_id: UUID
    person_id: UUID
    retention_group: str
    rule_id: str  # of the catalogue
    legal_basis_id: str
    disposed_on: date
    matter_ids: tuple[UUID, ...]  # none for an identity


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposedByRule:
    """Gallrat enligt regel: how many files went by one rule."""

    rule_id: str
    legal_basis_id: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalCertified:
    """Gallring intygad: what one list destroyed, and what it left; nothing about anybody."""

    list_id: UUID
    year: int
    certified_on: date
    reviewed_by: str
    approved_by: str
    delegation_rule_id: str
    disposed: tuple[DisposedByRule, ...]
    files_held: int
    files_spared: int
    key_epoch: int  # older ones can open nothing any more, in whatever backup
    ledger_position: int  # where the ledger stood
    ledger_chain: str  # and its chain hash there, in hex


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionMarked:
    """Personskydd antecknat: from now on the person is seen by admitted officials only."""

    person_id: UUID
    kind: ProtectionKind
    marked_on: date
    marked_by: str
    until_on: date | None  # as told by the one who granted it; it is not lifted by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionLifted:
    """Personskydd hävt: this kind of protection holds no more."""

    person_id: UUID
    kind: ProtectionKind
    lifted_on: date
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAdmitted:
    """Handläggare släppt in: the official may see this case about a protected person."""

    person_id: UUID
    thread_id: UUID
    official: str
    admitted_on: date
    admitted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRemoved:
    """Handläggare utesluten: the official may no longer see this case."""

    person_id: UUID
    thread_id: UUID
    official: str
    removed_on: date
    removed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBroken:
    """Nödöppning gjord: an official opened what was closed, for a time; it is to be reviewed."""

    glass_id: UUID
    person_id: UUID
    official: str
    official_role: str
    unit: str | None
    reason_code: str
    broken_on: date
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassReviewed:
    """Nödöppning granskad: somebody else than the one who made it says what they found."""

    glass_id: UUID
    person_id: UUID
    finding: GlassFinding
    reviewed_on: date
    reviewed_by: str


Guarding: TypeAlias = (
    ProtectionMarked
    | ProtectionLifted
    | OfficialAdmitted
    | OfficialRemoved
    | GlassBroken
    | GlassReviewed
)
"""What is told of who may see a person: of no use, and no business, outside the authority."""

IntakePublished: TypeAlias = (
    PersonRegistered
    | ConcernReportReceived
    | ApplicationReceived
    | StatementRequestReceived
    | IntakeOpened
    | ImmediateProtectionAssessed
    | IntakeAssigned
    | IntakeReassigned
    | PreliminaryAssessmentExtended
    | PreliminaryAssessmentConcluded
    | FeedbackRequested
    | FeedbackGiven
    | FeedbackWithheld
    | IntakeWorkDone
    | FileDisposed
    | DisposalCertified
    | ProtectionMarked
    | ProtectionLifted
    | OfficialAdmitted
    | OfficialRemoved
    | GlassBroken
    | GlassReviewed
)
