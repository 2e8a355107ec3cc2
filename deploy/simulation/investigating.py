"""An investigation: an official, contacts, a decision or several, and the closing."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from deploy.simulation.agenda import last_working_day, working_day
from deploy.simulation.closing import close, decide
from deploy.simulation.guarding import let_in
from deploy.simulation.noting import note_fact
from deploy.simulation.offices import unit_head
from deploy.simulation.steps import (
    apply_instrument,
    communicate,
    extend,
    hold_contact,
    plan,
    reassign,
)
from deploy.simulation.town import Case, Running, Town
from deploy.simulation.truth import Investigation
from services.investigation.domain.investigation.commands import (
    AssignInvestigation,
    AttachReport,
)
from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.reactions.take_over_from_intake import ACTOR, opening
from shared.contracts.intake import PreliminaryAssessmentConcluded
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.context import Context, Recorded

Concluded = Recorded[PreliminaryAssessmentConcluded]
IN_TIME_TO_EXTEND = timedelta(days=110)


def attach(town: Town, running: Running, concluded: Concluded, joined: Investigation) -> None:
    """Do as investigation's reaction does: let the report join what is under way."""
    command = AttachReport(
        intake_id=running.matter.intake_id,
        person_id=running.matter.person_id,
        attached_on=concluded.event.concluded_on,
    )
    town.desk.ask(joined.investigation_id, command, ACTOR, concluded.event_id)
    joined.attached.append(running.matter.intake_id)


def investigate(town: Town, running: Running, concluded: Concluded) -> None:
    """Do as investigation's reaction does, and note what is to be done in it."""
    command = opening(concluded.event, town.catalogue)
    context = Context(
        actor=ACTOR,
        thread_id=concluded.context.thread_id,
        causation_id=concluded.event_id,
        person_id=concluded.event.person_id,
        file_id=concluded.context.file_id,
    )
    happened = town.desk.begin(INVESTIGATION, command.investigation_id, command, context)
    opened = next(e.event for e in happened if isinstance(e.event, InvestigationOpened))
    truth = Investigation(
        investigation_id=opened.investigation_id, opened_on=opened.opened_on, known_on=town.today
    )
    running.matter.investigation = truth
    case = Case(running=running, opened=opened, truth=truth, official=_investigator(town, running))
    town.under_way.setdefault(case.key, []).append(truth)
    _plan_ahead(town, case)


def _investigator(town: Town, running: Running) -> Any:
    return town.some_official(running.about.word("unit"), running.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """When what will happen in an investigation."""

    assigned_on: date
    last_contact_on: date
    decided_on: date
    closed_on: date


def _days(town: Town, case: Case) -> _Days:
    chance, about, opened_on = town.chance, case.about, case.opened.opened_on
    if chance.happens(about.number("in_time")):
        least, _, most = chance.among(about.weights("day_interval")).partition("-")
        length = chance.between(int(least), int(most))
    else:
        length = chance.within(about.spread("days_of_late_investigation"))
    earliest = working_day(max(town.today, opened_on))
    closed_on = max(earliest, last_working_day(opened_on + timedelta(days=length)))
    room = (closed_on - earliest).days
    waited = min(chance.within(about.spread("days_to_official")), room // 2)
    assigned_on = last_working_day(earliest + timedelta(days=waited))
    quiet = min(chance.within(about.spread("days_after_last_contact")), room // 2)
    last_contact_on = closed_on - timedelta(days=quiet)
    decided_on = last_working_day(closed_on - timedelta(days=chance.between(0, min(5, quiet))))
    return _Days(
        assigned_on=max(earliest, assigned_on),
        last_contact_on=max(assigned_on, last_contact_on),
        decided_on=max(assigned_on, last_contact_on, decided_on),
        closed_on=closed_on,
    )


def _plan_ahead(town: Town, case: Case) -> None:
    note, days, about = town.agenda.note, _days(town, case), case.about
    note(days.assigned_on, partial(_assign, town, case))
    _plan_contacts(town, case, days)
    if town.chance.happens(about.number("instrument_share")):
        note(days.last_contact_on, partial(apply_instrument, town, case))
    if town.chance.happens(about.number("reassigned")):
        note(days.last_contact_on, partial(reassign, town, case))
    if town.chance.happens(about.number("communicated")):
        note(days.decided_on, partial(communicate, town, case))
    if town.chance.happens(about.number("extended")):
        on = last_working_day(case.opened.opened_on + IN_TIME_TO_EXTEND)
        if days.assigned_on <= on < days.decided_on:
            note(on, partial(extend, town, case, days.closed_on))
    if not town.chance.happens(about.number("never_closed")):
        note(days.decided_on, partial(decide, town, case, days.closed_on))
        note(days.closed_on, partial(close, town, case))


def _plan_contacts(town: Town, case: Case, days: _Days) -> None:
    number = town.chance.within(case.about.spread("contacts"))
    room = (days.last_contact_on - days.assigned_on).days
    if number:
        town.agenda.note(days.assigned_on, partial(plan, town, case))
    for place in range(1, number + 1):
        on = days.assigned_on + timedelta(days=room * place // number)
        recorded_on = min(town.noted(on, case.about), days.decided_on)
        town.agenda.note(recorded_on, partial(hold_contact, town, case, on))


def _assign(town: Town, case: Case) -> None:
    unit = case.about.word("unit")
    command = AssignInvestigation(
        official=case.official.subject,
        unit=unit,
        assigned_on=town.today,
        today=town.today,
    )
    town.desk.ask(case.opened.investigation_id, command, unit_head(unit))
    case.truth.assigned_on, case.truth.unit = town.today, unit
    matter = case.running.matter
    let_in(town, matter, matter.thread_id, case.official.subject)
    if matter.area == "children" and town.chance.happens(case.about.number("informed")):
        note_fact(town, case, "investigation-information-given")
