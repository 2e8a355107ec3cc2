"""The steps of an investigation between its official and its decision."""

from datetime import date, timedelta
from functools import partial

from deploy.simulation.offices import unit_head
from deploy.simulation.slips import correct_contact, later
from deploy.simulation.town import TEXT, Case, Town
from services.investigation.application.asked import Asked
from services.investigation.application.extending import ExtensionWanted, lawful_extension
from services.investigation.application.lawful import require_lawful
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    CommunicateMaterial,
    InvestigationStep,
    PlanInvestigation,
    ReassignInvestigation,
    RecordContact,
)
from shared.contracts.investigation import ContactKind, InstrumentScore
from shared.kernel.context import Actor


def asked_by(town: Town, actor: Actor) -> Asked:
    """Return the circumstances of what is asked today."""
    return Asked(actor=actor, causation_id=town.desk.new_id(), expected=None, today=town.today)


def step(town: Town, case: Case, command: InvestigationStep, actor: Actor | None = None) -> None:
    """Take a step that the catalogue knows the codes of."""
    require_lawful(town.catalogue, command, case.opened.case_type)
    town.desk.ask(case.opened.investigation_id, command, actor or case.official)


def plan(town: Town, case: Case) -> None:
    """Settle how it will be done."""
    by, today = case.official.subject, town.today
    step(town, case, PlanInvestigation(text=TEXT, planned_on=today, planned_by=by, today=today))


def hold_contact(town: Town, case: Case, on: date) -> None:
    """Meet somebody, or note a contact of the other day."""
    is_child = case.running.matter.area == "children"
    command = RecordContact(
        contact_id=town.desk.new_id(),
        held_on=on,
        kind=ContactKind(town.chance.among(case.about.weights("contact"))),
        is_with_the_individual=True,
        is_with_guardian=is_child and town.chance.happens(0.5),
        note=TEXT,
        today=town.today,
    )
    step(town, case, command)
    case.truth.contacts_on.append(on)
    found_on = later(town, case.about)
    if found_on is not None:
        town.agenda.note(found_on, partial(correct_contact, town, case, on))


def scores(town: Town, code: str, share: float) -> tuple[InstrumentScore, ...]:
    """Return a score for each scale of an instrument, about as high as ``share`` of its range."""
    scales = town.catalogue.instrument(code, "1").scales
    drawn = []
    for scale in scales:
        room = scale.maximum - scale.minimum
        spread = town.chance.between(-room // 5, room // 5)
        score = scale.minimum + min(room, max(0, round(room * share) + spread))
        drawn.append(InstrumentScore(scale_code=scale.code, score=score))
    return tuple(drawn)


def apply_instrument(town: Town, case: Case) -> None:
    """Score an instrument, before anything is granted."""
    code = town.chance.among(case.about.weights("instrument"))
    command = ApplyInstrument(
        instrument_code=code,
        instrument_version="1",
        applied_on=town.today,
        scores=scores(town, code, 0.6),
        today=town.today,
    )
    step(town, case, command)
    case.truth.instruments.append(code)


def reassign(town: Town, case: Case) -> None:
    """Give it to another official of the unit."""
    unit = case.about.word("unit")
    case.official = town.some_official(unit, case.about)
    command = ReassignInvestigation(
        official=case.official.subject,
        unit=unit,
        reassigned_on=town.today,
        reason_code=town.chance.among(case.about.weights("reassignment")),
        today=town.today,
    )
    step(town, case, command, unit_head(unit))


def extend(town: Town, case: Case, until_on: date) -> None:
    """Decide that it may take longer, in time, where the law sets an end."""
    head = unit_head(case.about.word("unit"))
    wanted = ExtensionWanted(until_on=until_on, decided_on=town.today, reasons=TEXT)
    command = lawful_extension(town.catalogue, case.opened, wanted, asked_by(town, head))
    if town.today > command.statutory_end_on or until_on <= command.statutory_end_on:
        return
    town.desk.ask(case.opened.investigation_id, command, head)
    case.truth.extended_until = until_on


def communicate(town: Town, case: Case) -> None:
    """Let the party see the material before the decision."""
    command = CommunicateMaterial(
        text=TEXT,
        communicated_on=town.today,
        answer_by_on=town.today + timedelta(days=10),
        today=town.today,
    )
    step(town, case, command)
