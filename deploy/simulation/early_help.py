"""Help without needs assessment, for children the committee knows already (SoL 11:5)."""

from datetime import timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.arriving import mean_of_a_day
from deploy.simulation.going_on import go_on
from deploy.simulation.quantities import Quantities
from deploy.simulation.town import Grant, Town
from deploy.simulation.truth import Intervention, Person
from services.interventions.application.opening import (
    WantedWithoutNeedsAssessment,
    without_needs_assessment,
)
from services.interventions.domain.commands import (
    AgeGroup,
    AssignIntervention,
    ExecuteIntervention,
)
from services.interventions.domain.rules import INTERVENTION
from shared.catalogue import NotInForce
from shared.kernel.context import Context
from shared.kernel.files import file_of_matter

AREA = "early-help"
OLDEST = 16


def help_early(town: Town) -> None:
    """Open what is opened today, if the law of the day lets it be."""
    about = town.quantities.area(AREA)
    for _ in range(town.chance.count(mean_of_a_day(town, about))):
        child = town.people.known_child(town.today, OLDEST)
        if child is not None:
            _open(town, about, child)


def _open(town: Town, about: Quantities, child: Person) -> None:
    kind = town.chance.among(about.weights("intervention"))
    wanted = WantedWithoutNeedsAssessment(
        intervention_id=town.desk.new_id(),
        person_id=child.person_id,
        case_type=about.word("case_type"),
        intervention_type=kind,
        opened_on=town.today,
        attested_age=AgeGroup.CHILD,
    )
    try:
        command = without_needs_assessment(town.law, wanted, child.birth_year, town.today)
    except NotInForce:
        return
    unit = about.word("carried_out_by")
    official = town.some_official(unit, about)
    context = Context(
        actor=official,
        thread_id=town.desk.new_id(),
        causation_id=town.desk.new_id(),
        person_id=child.person_id,
        file_id=file_of_matter(wanted.intervention_id),
    )
    town.desk.begin(INTERVENTION, wanted.intervention_id, command, context)
    truth = Intervention(
        intervention_id=wanted.intervention_id,
        person_id=child.person_id,
        case_type=wanted.case_type,
        type=kind,
        opened_on=town.today,
    )
    town.truth.without_assessment.append(truth)
    _begin_soon(town, Grant(about=about, truth=truth, official=official, decision=None))


def _begin_soon(town: Town, grant: Grant) -> None:
    unit, today = grant.about.word("carried_out_by"), town.today
    command = AssignIntervention(
        unit=unit,
        provider=None,
        official=grant.official.subject,
        assigned_on=today,
        today=today,
    )
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.unit = unit
    after = timedelta(days=town.chance.within(grant.about.spread("days_to_execution")))
    town.agenda.note(working_day(today + after), partial(_execute, town, grant))


def _execute(town: Town, grant: Grant) -> None:
    command = ExecuteIntervention(executed_on=town.today, method=None, today=town.today)
    town.desk.ask(grant.truth.intervention_id, command, grant.official)
    grant.truth.executed_on = town.today
    go_on(town, grant)
