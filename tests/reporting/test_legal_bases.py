"""Lagrum i en röd tråd: each line shows the section it was done under."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.reporting.api.legal_bases import with_bases
from services.reporting.projections.thread_entries import ThreadEntry
from shared.catalogue import catalogue

reported = ThreadEntry(
    event_id=UUID(int=1),
    position=1,
    epoch=1,
    thread_id=UUID(int=2),
    stream_id=UUID(int=3),
    person_id=None,
    causation_id=UUID(int=4),
    name="intake.concern-report-received.v1",
    happened_on=date(2026, 3, 2),
    recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    actor_subject="e-tjanst",
    actor_role="e-service",
    client_kind="e-service",
    client_id="e-tjanst",
    legal_basis_id=None,
    facts={"reporter_kind": "mandated"},
)


def basis_of(*entries: ThreadEntry) -> str | None:
    return with_bases(entries, catalogue())[-1].legal_basis_id


def test_an_obliged_reporter_reports_under_the_duty() -> None:
    assert basis_of(reported) == "sol-19-1"


def test_anybody_else_reports_without_one() -> None:
    assert basis_of(replace(reported, facts={"reporter_kind": "anonymous"})) == "sol-19-4"


def test_a_report_before_the_new_act_rests_on_the_old() -> None:
    assert basis_of(replace(reported, happened_on=date(2025, 6, 30))) == "sol-2001-14-1"


def test_what_the_event_itself_says_stands() -> None:
    assessed = replace(
        reported, name="intake.immediate-protection-assessed.v1", legal_basis_id="sol-20-1"
    )
    assert basis_of(assessed) == "sol-20-1"


def test_feedback_rests_on_its_own_section() -> None:
    assert basis_of(replace(reported, name="intake.feedback-given.v1")) == "sol-19-6"


def test_an_execution_rests_on_what_its_intervention_was_granted_under() -> None:
    opened = replace(reported, name="interventions.opened.v1", legal_basis_id="sol-11-1")
    executed = replace(reported, name="interventions.executed.v1", position=2)
    assert basis_of(opened, executed) == "sol-11-1"


def test_another_matters_basis_is_not_borrowed() -> None:
    opened = replace(reported, name="interventions.opened.v1", legal_basis_id="sol-11-1")
    elsewhere = replace(opened, stream_id=UUID(int=9), legal_basis_id=None)
    executed = replace(elsewhere, name="interventions.executed.v1")
    assert basis_of(opened, executed) is None
