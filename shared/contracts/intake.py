"""What intake tells the others: all of it is to be had from here. Stored for good."""

from typing import TypeAlias

from shared.contracts.intake_arrivals import (
    ApplicationReceived,
    ConcernReportReceived,
    PersonRegistered,
    StatementRequestReceived,
)
from shared.contracts.intake_codes import (
    FeedbackAnswer,
    Origin,
    ProtectionOutcome,
    ReporterKind,
    Sex,
    Way,
)
from shared.contracts.intake_disposal import (
    DisposalCertified,
    DisposedByRule,
    FileDisposed,
)
from shared.contracts.intake_guarding import (
    GlassBroken,
    GlassFinding,
    GlassReviewed,
    Guarding,
    OfficialAdmitted,
    OfficialRemoved,
    ProtectionKind,
    ProtectionLifted,
    ProtectionMarked,
)
from shared.contracts.intake_matters import (
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    IntakeWorkDone,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
)

__all__ = [
    "ApplicationReceived",
    "ConcernReportReceived",
    "DisposalCertified",
    "DisposedByRule",
    "FeedbackAnswer",
    "FeedbackGiven",
    "FeedbackRequested",
    "FeedbackWithheld",
    "FileDisposed",
    "GlassBroken",
    "GlassFinding",
    "GlassReviewed",
    "Guarding",
    "ImmediateProtectionAssessed",
    "IntakeAssigned",
    "IntakeOpened",
    "IntakePublished",
    "IntakeReassigned",
    "IntakeWorkDone",
    "OfficialAdmitted",
    "OfficialRemoved",
    "Origin",
    "PersonRegistered",
    "PreliminaryAssessmentConcluded",
    "PreliminaryAssessmentExtended",
    "ProtectionKind",
    "ProtectionLifted",
    "ProtectionMarked",
    "ProtectionOutcome",
    "ReporterKind",
    "Sex",
    "StatementRequestReceived",
    "Way",
]

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
