"""Registering what arrived, as intake's reception does: the report, its persons, its matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from deploy.simulation.assessing import take_up
from deploy.simulation.desk import Happened
from deploy.simulation.offices import E_SERVICE, RECEPTION
from deploy.simulation.quantities import Quantities
from deploy.simulation.registering import register
from deploy.simulation.town import TEXT, Running, Town
from deploy.simulation.truth import Matter, Person
from services.intake.application.handed_in import (
    Applied,
    Arrival,
    HandedPerson,
    Particulars,
    Reported,
    Requested,
)
from services.intake.application.receiving import command_to_receive
from services.intake.domain.intake.commands import OpenIntake
from services.intake.domain.intake.rules import INTAKE
from services.intake.domain.report.rules import REPORT
from services.intake.domain.report.submission import (
    Form,
    PersonDetails,
    Reporter,
    Sender,
    Submission,
)
from shared.contracts.intake import IntakeOpened, Origin
from shared.kernel.context import Actor, Context
from shared.kernel.files import file_of, file_of_matter

FORM = Form(code="simulerad", version="1", locale="sv", sections="[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something on its way in."""

    area: str
    about: Quantities
    persons: Sequence[Person]
    received_on: date
    origin: Origin
    reporter: Reporter | None
    is_digital: bool
    reasons: tuple[str, ...]
    is_danger_reported: bool


def receive(town: Town, coming: Coming) -> None:
    """Register it, as intake's reception does: the report, its persons and their matters."""
    report_id = town.desk.new_id()
    matters = [_matter(town, coming, person, report_id) for person in coming.persons]
    files = [file_of_matter(each.intake_id) for each in matters]
    town.shares[file_of(report_id, "report")] = files
    actor = E_SERVICE if coming.is_digital else _clerk(town, coming)
    reported = _report(town, coming, matters, actor)
    for matter in matters:
        register(town, coming.about, matter, coming.persons, actor)
    for matter in matters:
        _open(town, coming, matter, actor, reported)


def _clerk(town: Town, coming: Coming) -> Actor:
    return town.some_official(RECEPTION, coming.about)


def _matter(town: Town, coming: Coming, person: Person, report_id: UUID) -> Matter:
    return Matter(
        intake_id=town.desk.new_id(),
        thread_id=town.desk.new_id(),
        report_id=report_id,
        person=person,
        person_id=person.person_id,
        area=coming.area,
        case_type=coming.about.word("case_type"),
        origin=coming.origin,
        reporter=coming.reporter.kind if coming.reporter else None,
        is_digital=coming.is_digital if coming.origin is Origin.APPLICATION else None,
        reasons=list(coming.reasons),
        received_on=coming.received_on,
        registered_on=town.today,
    )


def _report(town: Town, coming: Coming, matters: Sequence[Matter], actor: Actor) -> Happened:
    first, salt = matters[0], town.chance.text()
    submission = Submission(
        form=FORM,
        text=TEXT,
        persons=tuple(PersonDetails(person_id=each.person_id) for each in matters),
        digest=sha256(f"{salt}{TEXT}".encode()).hexdigest(),
        salt=salt,
    )
    arrival = _arrival(coming, len(matters))
    command = command_to_receive(arrival, first.report_id, town.today, submission)
    context = Context(
        actor=actor,
        thread_id=first.thread_id,
        causation_id=town.desk.new_id(),
        person_id=first.person_id if len(matters) == 1 else None,
        file_id=file_of(first.report_id, "report"),
    )
    happened = town.desk.begin(REPORT, first.report_id, command, context)
    town.desk.let_go(first.report_id)
    return happened


def _arrival(coming: Coming, count: int) -> Arrival:
    return Arrival(
        case_type=coming.about.word("case_type"),
        received_on=coming.received_on,
        reason_codes=coming.reasons,
        form=FORM,
        text=TEXT,
        document=TEXT,
        persons=(HandedPerson(),) * count,
        files=(),
        particulars=_particulars(coming),
    )


def _particulars(coming: Coming) -> Particulars:
    if coming.reporter is not None:
        return Reported(reporter=coming.reporter, is_danger_reported=coming.is_danger_reported)
    if coming.origin is Origin.APPLICATION:
        return Applied(sender=Sender(), is_digital=coming.is_digital)
    due_on = coming.received_on + timedelta(days=30)
    return Requested(sender=Sender(), authority_code="aklagarmyndigheten", due_on=due_on)


def _open(town: Town, coming: Coming, matter: Matter, actor: Actor, reported: Happened) -> None:
    command = OpenIntake(
        intake_id=matter.intake_id,
        person_id=matter.person_id,
        report_id=matter.report_id,
        origin=coming.origin,
        case_type=matter.case_type,
        reason_codes=coming.reasons,
        received_on=coming.received_on,
        is_danger_reported=coming.is_danger_reported,
        is_feedback_requested=bool(coming.reporter and coming.reporter.is_feedback_requested),
        catalogue_version=town.catalogue.version,
    )
    context = Context(
        actor=actor,
        thread_id=matter.thread_id,
        causation_id=reported[0].event_id,
        person_id=matter.person_id,
        file_id=file_of_matter(matter.intake_id),
    )
    happened = town.desk.begin(INTAKE, matter.intake_id, command, context)
    opened = next(e.event for e in happened if isinstance(e.event, IntakeOpened))
    town.truth.matters.append(matter)
    official = town.some_official(RECEPTION, coming.about)
    running = Running(matter=matter, about=coming.about, opened=opened, official=official)
    take_up(town, running, coming.reporter)
