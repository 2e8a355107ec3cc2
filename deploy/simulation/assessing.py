"""The preliminary assessment: protection, an official, and the way on."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from deploy.simulation.agenda import working_day
from deploy.simulation.answering import answer_later
from deploy.simulation.guarding import let_in
from deploy.simulation.investigating import attach, investigate
from deploy.simulation.offices import RECEPTION, unit_head
from deploy.simulation.slips import correct_reasons, later
from deploy.simulation.town import TEXT, Running, Town
from deploy.simulation.truth import Investigation
from services.intake.application.asking import Asking
from services.intake.application.matters import Facts
from services.intake.domain.intake.commands import (
    AssessImmediateProtection,
    AssignIntake,
    ConcludePreliminaryAssessment,
    ExtendPreliminaryAssessment,
)
from services.intake.domain.report.submission import Reporter
from shared.contracts.intake import (
    Origin,
    PreliminaryAssessmentConcluded,
    ProtectionOutcome,
    Way,
)
from shared.kernel.context import Actor

TOGETHER = timedelta(days=1)


def take_up(town: Town, running: Running, reporter: Reporter | None) -> None:
    """Note what is to be done with a matter that was opened today."""
    about, note = running.about, town.agenda.note
    is_report = running.opened.origin is Origin.CONCERN_REPORT
    if is_report and _facts(town, running, town.today).is_protection_required:
        note(working_day(town.today), partial(_assess_protection, town, running, reporter))
    to_official = town.chance.within(about.spread("days_to_intake_official"))
    assigned_on = working_day(town.today + timedelta(days=to_official))
    note(assigned_on, partial(_assign, town, running))
    in_time = town.chance.happens(about.number("preliminary_in_time"))
    which = "days_of_preliminary_assessment" if in_time else "days_of_late_preliminary_assessment"
    after = timedelta(days=town.chance.within(about.spread(which)))
    concluded_on = max(assigned_on, working_day(running.opened.received_on + after))
    extended = not in_time and town.chance.happens(about.number("preliminary_extended"))
    if extended and is_report:
        note(assigned_on, partial(_extend, town, running, concluded_on))
    found_on = later(town, about)
    if found_on is not None:
        by = running.official
        note(found_on, partial(correct_reasons, town, running.matter, about, by))
    recorded_on = town.noted(concluded_on, about)
    note(recorded_on, partial(_conclude, town, running, reporter, concluded_on))


def _facts(
    town: Town,
    running: Running,
    on: date,
    actor: Actor | None = None,
    open_investigation_id: UUID | None = None,
    reporter: Reporter | None = None,
) -> Facts:
    return Facts(
        asking=Asking(
            actor=actor or running.official,
            request_id=running.matter.intake_id,
            at=town.now,
            expected=None,
            id_for=_no_id,
        ),
        catalogue=town.catalogue,
        opened=running.opened,
        on=on,
        open_investigation_id=open_investigation_id,
        reporter_kind=reporter.kind if reporter else None,
    )


def _no_id(part: str) -> UUID:
    raise LookupError(part)


def _assess_protection(town: Town, running: Running, reporter: Reporter | None) -> None:
    is_needed = town.chance.happens(running.about.number("immediate_need"))
    command = AssessImmediateProtection(
        outcome=ProtectionOutcome.IMMEDIATE_NEED
        if is_needed
        else ProtectionOutcome.NO_IMMEDIATE_NEED,
        assessed_on=town.today,
        asked_on=town.today,
        assessed_by=running.official.subject,
        legal_basis_id=_facts(town, running, town.today).protection_basis_id(),
        reasons=TEXT,
    )
    town.desk.ask(running.matter.intake_id, command, running.official)
    running.matter.protection_assessed_on = town.today


def _assign(town: Town, running: Running) -> None:
    command = AssignIntake(
        official=running.official.subject,
        unit=RECEPTION,
        assigned_on=town.today,
        asked_on=town.today,
    )
    town.desk.ask(running.matter.intake_id, command, unit_head(RECEPTION))
    running.matter.assigned_on = town.today
    let_in(town, running.matter, running.matter.thread_id, running.official.subject)


def _extend(town: Town, running: Running, concluded_on: date) -> None:
    head = unit_head(RECEPTION)
    facts = _facts(town, running, town.today, head)
    limit_on = facts.time_limit_on()
    if limit_on is None or concluded_on <= limit_on or town.today > limit_on:
        return
    command = ExtendPreliminaryAssessment(
        until_on=concluded_on,
        decided_on=town.today,
        asked_on=town.today,
        decided_by=head.subject,
        decider_role=head.role,
        delegation_rule_id=facts.rule_for("extend-preliminary-assessment"),
        ground_code=facts.reason("extension", "exceptional-reasons"),
        legal_basis_id=facts.assessment_basis_id(),
        time_limit_on=limit_on,
        reasons=TEXT,
    )
    town.desk.ask(running.matter.intake_id, command, head)
    running.matter.extended_until = concluded_on


def _conclude(town: Town, running: Running, reporter: Reporter | None, on: date) -> None:
    """Choose the way on; what was opened today is waited for, so that the ledger knows it."""
    matter, origin = running.matter, running.opened.origin
    known = town.under_way.get((matter.person_id, matter.case_type), [])
    if origin is Origin.CONCERN_REPORT and known:
        if known[0].known_on == town.today:
            again = partial(_conclude, town, running, reporter, on)
            town.agenda.note(working_day(town.today + TOGETHER), again)
            return
        _choose(town, running, reporter, Way.ATTACH, max(on, known[0].opened_on), known[0])
        return
    wanted = town.chance.happens(running.about.number("investigated"))
    is_tried = origin is not Origin.CONCERN_REPORT or wanted
    way = Way.INVESTIGATE if is_tried else Way.NO_ACTION
    _choose(town, running, reporter, way, on, None)


def _choose(
    town: Town,
    running: Running,
    reporter: Reporter | None,
    way: Way,
    on: date,
    joined: Investigation | None,
) -> None:
    matter, by = running.matter, running.official
    facts = _facts(town, running, on, by, joined.investigation_id if joined else None)
    command = ConcludePreliminaryAssessment(
        way=way,
        concluded_on=on,
        asked_on=town.today,
        concluded_by=by.subject,
        decider_role=by.role,
        delegation_rule_id=facts.rule_for_way(way),
        legal_basis_id=facts.assessment_basis_id(),
        is_protection_required=facts.is_protection_required,
        open_investigation_id=facts.open_investigation_id,
        reasons=TEXT,
    )
    happened = town.desk.ask(matter.intake_id, command, by)
    concluded = next(e for e in happened if isinstance(e.event, PreliminaryAssessmentConcluded))
    matter.concluded_on, matter.way = on, way
    if joined is not None:
        matter.attached_to = joined.investigation_id
        attach(town, running, concluded, joined)
    elif way is Way.INVESTIGATE:
        investigate(town, running, concluded)
    answer_later(town, running, reporter)
