"""What an object-centric log tells of a published event, and what it leaves out.

Nothing is told unless it is named here: a new field of an event stays inside until somebody has
decided about it (``tests/reporting/ocel`` fails until then).
"""

from collections.abc import Mapping
from typing import Final, get_args

from shared.contracts.intake import Guarding
from shared.contracts.intake_administration import Administration
from shared.contracts.names import PUBLISHED
from shared.kernel.corrections import names_another

PERSON, REPORT, INTAKE = "person", "report", "intake"
INVESTIGATION, DECISION, INTERVENTION = "investigation", "decision", "intervention"
OFFICIAL, UNIT = "official", "unit"

OBJECTS: Final[Mapping[str, str]] = {
    "person_id": PERSON,
    "person_ids": PERSON,
    "into_person_id": PERSON,
    "from_person_id": PERSON,
    "report_id": REPORT,
    "intake_id": INTAKE,
    "investigation_id": INVESTIGATION,
    "decision_id": DECISION,
    "by_decision_id": DECISION,
    "intervention_id": INTERVENTION,
    "official": OFFICIAL,
    "asked_by": OFFICIAL,
    "assessed_by": OFFICIAL,
    "closed_by": OFFICIAL,
    "concluded_by": OFFICIAL,
    "decided_by": OFFICIAL,
    "given_by": OFFICIAL,
    "planned_by": OFFICIAL,
    "withheld_by": OFFICIAL,
    "unit": UNIT,
}
"""The fields that name an object, and its type; all but a unit's code become pseudonyms."""

TOLD: Final = frozenset(
    {
        "agreed_on",
        "answer",
        "answer_by_on",
        "answered_on",
        "applied_on",
        "area_code",
        "asked_on",
        "assessed_on",
        "assigned_on",
        "attached_on",
        "attachment_count",
        "attested_age_code",
        "authority_code",
        "birth_year",
        "case_type",
        "catalogue_version",
        "closed_on",
        "communicated_on",
        "concluded_on",
        "decided_on",
        "decider_role",
        "decision_type",
        "declined_on",
        "delegation_rule_id",
        "district_code",
        "done_on",
        "due_on",
        "effect",
        "effective_on",
        "ended_on",
        "executed_on",
        "explained_on",
        "fact_code",
        "followed_up_on",
        "form_code",
        "from_on",
        "form_version",
        "from_method_code",
        "given_on",
        "granted_on",
        "ground_code",
        "happened_on",
        "held_on",
        "instrument_code",
        "instrument_version",
        "interrupted_on",
        "intervention_type",
        "is_danger_reported",
        "is_digital",
        "is_feedback_requested",
        "is_in_time",
        "is_needs_assessed",
        "is_reporter_name_missing",
        "is_to_detriment",
        "is_with_guardian",
        "is_with_intervention",
        "is_with_the_individual",
        "kind",
        "legal_basis_id",
        "mandate_code",
        "measure_codes",
        "merged_on",
        "method_code",
        "minutes",
        "missed_on",
        "notified_on",
        "offered_on",
        "opened_on",
        "origin",
        "outcome",
        "phase",
        "planned_on",
        "prevention_level",
        "provider",
        "reason_code",
        "reason_codes",
        "reassigned_on",
        "received_on",
        "registered_on",
        "replaced_on",
        "reporter_kind",
        "requested_on",
        "result_code",
        "reversed_on",
        "resumed_on",
        "respondent_code",
        "sessions",
        "set_on",
        "sex",
        "starting_on",
        "stated_on",
        "swapped_on",
        "target_group_code",
        "to_method_code",
        "until_on",
        "way",
        "withdrawn_on",
        "withheld_on",
        "worklist",
    }
)
"""The fields that become attributes of their event: codes, dates, counts and marks."""

WITHHELD: Final[Mapping[str, str]] = {
    "answers": "how the individual sees it belongs in statistics, small numbers guarded",
    "contact_id": "names nothing that has a life of its own",
    "goal_id": "names nothing that has a life of its own",
    "goals": "a table of its own; statistics tell of goals",
    "instruments": "scores belong in statistics, with their small numbers guarded",
    "need_id": "names nothing that has a life of its own",
    "scores": "scores belong in statistics, with their small numbers guarded",
}
"""The fields that are left out, and why."""

IN_OTHER_STREAMS: Final[Mapping[str, str]] = {
    "intake.person-registered.v1": PERSON,
    "intake.persons-merged.v1": PERSON,
    "intake.merge-reversed.v1": PERSON,
    "intake.concern-report-received.v1": REPORT,
    "intake.application-received.v1": REPORT,
    "intake.statement-request-received.v1": REPORT,
    "investigation.decision-made.v1": DECISION,
    "investigation.decision-appealed.v1": DECISION,
    "investigation.execution-postponed.v1": DECISION,
    "investigation.decision-withdrawn.v1": DECISION,
    "investigation.decision-replaced.v1": DECISION,
}
STREAMS: Final[Mapping[str, str]] = {
    "intake": INTAKE,
    "investigation": INVESTIGATION,
    "interventions": INTERVENTION,
}


_GUARDING: Final = {name for name, kind in PUBLISHED.items() if kind in get_args(Guarding)}
_OF_NOBODY: Final = {name for name, kind in PUBLISHED.items() if kind in get_args(Administration)}
UNTOLD: Final = (
    _GUARDING
    | _OF_NOBODY
    | {
        "intake.file-disposed.v1",
        "intake.disposal-certified.v1",
        "intake.packet-delivered.v1",
        "intake.misrecording-noted.v1",
        "interventions.misrecording-noted.v1",
    }
)
"""Events of files, of who may see a person, of what was given out or was no case of theirs."""


def stream_of(name: str) -> str | None:
    """Return the type of the object whose stream holds events of this name.

    None for what happens in no matter: what reporting handed over, a file destroyed, or who may
    see a protected person. Nor for corrections: facts are told as they stand.
    """
    if name in UNTOLD or names_another(PUBLISHED[name]):
        return None
    return IN_OTHER_STREAMS.get(name) or STREAMS.get(name.partition(".")[0])


BEGINS: Final[Mapping[str, tuple[str, ...]]] = {
    "intake.person-registered.v1": ("birth_year", "sex", "district_code"),
    "intake.concern-report-received.v1": ("reporter_kind", "mandate_code"),
    "intake.application-received.v1": ("case_type", "is_digital"),
    "intake.statement-request-received.v1": ("case_type", "authority_code"),
    "intake.opened.v1": ("case_type", "origin"),
    "investigation.opened.v1": ("case_type", "legal_basis_id"),
    "investigation.decision-made.v1": ("case_type", "decision_type", "outcome", "legal_basis_id"),
    "interventions.opened.v1": ("intervention_type", "legal_basis_id", "prevention_level"),
}
"""The events that begin an object, and which of their fields describe it from then on."""
