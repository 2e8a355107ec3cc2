"""The stored names of published events, and which of their dates says when it happened.

Append-only: a name is never renamed, reused or removed. The part before the first dot is the
service that may append it.
"""

from collections.abc import Mapping

from shared.contracts import intake, interventions, investigation, reporting

INTAKE: Mapping[str, type] = {
    "intake.person-registered.v1": intake.PersonRegistered,
    "intake.concern-report-received.v1": intake.ConcernReportReceived,
    "intake.application-received.v1": intake.ApplicationReceived,
    "intake.statement-request-received.v1": intake.StatementRequestReceived,
    "intake.opened.v1": intake.IntakeOpened,
    "intake.immediate-protection-assessed.v1": intake.ImmediateProtectionAssessed,
    "intake.assigned.v1": intake.IntakeAssigned,
    "intake.reassigned.v1": intake.IntakeReassigned,
    "intake.preliminary-assessment-extended.v1": intake.PreliminaryAssessmentExtended,
    "intake.preliminary-assessment-concluded.v1": intake.PreliminaryAssessmentConcluded,
    "intake.feedback-requested.v1": intake.FeedbackRequested,
    "intake.feedback-given.v1": intake.FeedbackGiven,
    "intake.feedback-withheld.v1": intake.FeedbackWithheld,
    "intake.work-done.v1": intake.IntakeWorkDone,
    "intake.file-disposed.v1": intake.FileDisposed,
    "intake.disposal-certified.v1": intake.DisposalCertified,
}

INVESTIGATION: Mapping[str, type] = {
    "investigation.opened.v1": investigation.InvestigationOpened,
    "investigation.report-attached.v1": investigation.ReportAttached,
    "investigation.assigned.v1": investigation.InvestigationAssigned,
    "investigation.reassigned.v1": investigation.InvestigationReassigned,
    "investigation.planned.v1": investigation.InvestigationPlanned,
    "investigation.contact-held.v1": investigation.ContactHeld,
    "investigation.instrument-applied.v1": investigation.InstrumentApplied,
    "investigation.extended.v1": investigation.InvestigationExtended,
    "investigation.material-communicated.v1": investigation.MaterialCommunicated,
    "investigation.decision-made.v1": investigation.DecisionMade,
    "investigation.closed.v1": investigation.InvestigationClosed,
    "investigation.decision-appealed.v1": investigation.DecisionAppealed,
    "investigation.execution-postponed.v1": investigation.ExecutionPostponed,
    "investigation.decision-withdrawn.v1": investigation.DecisionWithdrawn,
    "investigation.decision-replaced.v1": investigation.DecisionReplaced,
}

INTERVENTIONS: Mapping[str, type] = {
    "interventions.opened.v1": interventions.InterventionOpened,
    "interventions.assigned.v1": interventions.InterventionAssigned,
    "interventions.reassigned.v1": interventions.InterventionReassigned,
    "interventions.offered.v1": interventions.InterventionOffered,
    "interventions.declined.v1": interventions.InterventionDeclined,
    "interventions.executed.v1": interventions.InterventionExecuted,
    "interventions.interrupted.v1": interventions.InterventionInterrupted,
    "interventions.resumed.v1": interventions.InterventionResumed,
    "interventions.non-execution-explained.v1": interventions.NonExecutionExplained,
    "interventions.goal-set.v1": interventions.GoalSet,
    "interventions.followed-up.v1": interventions.InterventionFollowedUp,
    "interventions.method-swapped.v1": interventions.MethodSwapped,
    "interventions.ended.v1": interventions.InterventionEnded,
}

REPORTING: Mapping[str, type] = {
    "reporting.report-delivered.v1": reporting.ReportDelivered,
    "reporting.warning-sent.v1": reporting.WarningSent,
    "reporting.meeting-scheduled.v1": reporting.MeetingScheduled,
}

PUBLISHED: Mapping[str, type] = {**INTAKE, **INVESTIGATION, **INTERVENTIONS, **REPORTING}

HAPPENED_ON: Mapping[type, str] = {
    intake.PersonRegistered: "registered_on",
    intake.ConcernReportReceived: "received_on",
    intake.ApplicationReceived: "received_on",
    intake.StatementRequestReceived: "received_on",
    intake.IntakeOpened: "received_on",
    intake.ImmediateProtectionAssessed: "assessed_on",
    intake.IntakeAssigned: "assigned_on",
    intake.IntakeReassigned: "reassigned_on",
    intake.PreliminaryAssessmentExtended: "decided_on",
    intake.PreliminaryAssessmentConcluded: "concluded_on",
    intake.FeedbackRequested: "requested_on",
    intake.FeedbackGiven: "given_on",
    intake.FeedbackWithheld: "withheld_on",
    intake.IntakeWorkDone: "done_on",
    intake.FileDisposed: "disposed_on",
    intake.DisposalCertified: "certified_on",
    investigation.InvestigationOpened: "opened_on",
    investigation.ReportAttached: "attached_on",
    investigation.InvestigationAssigned: "assigned_on",
    investigation.InvestigationReassigned: "reassigned_on",
    investigation.InvestigationPlanned: "planned_on",
    investigation.ContactHeld: "held_on",
    investigation.InstrumentApplied: "applied_on",
    investigation.InvestigationExtended: "decided_on",
    investigation.MaterialCommunicated: "communicated_on",
    investigation.DecisionMade: "decided_on",
    investigation.InvestigationClosed: "closed_on",
    investigation.DecisionAppealed: "received_on",
    investigation.ExecutionPostponed: "requested_on",
    investigation.DecisionWithdrawn: "withdrawn_on",
    investigation.DecisionReplaced: "replaced_on",
    interventions.InterventionOpened: "opened_on",
    interventions.InterventionAssigned: "assigned_on",
    interventions.InterventionReassigned: "reassigned_on",
    interventions.InterventionOffered: "offered_on",
    interventions.InterventionDeclined: "declined_on",
    interventions.InterventionExecuted: "executed_on",
    interventions.InterventionInterrupted: "interrupted_on",
    interventions.InterventionResumed: "resumed_on",
    interventions.NonExecutionExplained: "explained_on",
    interventions.GoalSet: "set_on",
    interventions.InterventionFollowedUp: "followed_up_on",
    interventions.MethodSwapped: "swapped_on",
    interventions.InterventionEnded: "ended_on",
    reporting.ReportDelivered: "delivered_on",
    reporting.WarningSent: "warned_on",
    reporting.MeetingScheduled: "scheduled_on",
}
