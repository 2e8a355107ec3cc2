"""What arrives: reports of concern, applications and requests, each day anew."""

from datetime import timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.quantities import Quantities
from deploy.simulation.receiving import Coming, receive
from deploy.simulation.town import Running, Town
from deploy.simulation.truth import Person
from services.intake.domain.report.submission import Reporter, Sender
from shared.contracts.intake import Origin, ReporterKind
from shared.kernel.calendar import is_day_of_rest

AREAS = ("children", "addiction", "violence", "income")
DAYS_OF_REST, WORKING_DAYS = 114, 251


def let_arrive(town: Town) -> None:
    """Let come in what comes in today; some of it is registered later."""
    for area in AREAS:
        about = town.quantities.area(area)
        for _ in range(town.chance.count(mean_of_a_day(town, about))):
            coming = _coming(town, area, about)
            late = town.chance.happens(about.number("received_late"))
            days = town.chance.within(about.spread("days_late")) if late else 0
            on = working_day(town.today + timedelta(days=days)) if days else town.today
            town.agenda.note(on, partial(receive, town, coming))


def apply_again(town: Town, running: Running, person: Person) -> None:
    """Receive a further application of somebody who has applied before."""
    about = running.about
    coming = Coming(
        area=running.matter.area,
        about=about,
        persons=[person],
        received_on=town.today,
        origin=Origin.APPLICATION,
        reporter=None,
        is_digital=town.chance.happens(about.number("is_digital")),
        reasons=(town.chance.among(about.weights("reason")),),
        is_danger_reported=False,
    )
    receive(town, coming)


def mean_of_a_day(town: Town, about: Quantities) -> float:
    """Return how many come on a day like today, on average."""
    weekend, is_rest = about.number("weekend_share"), is_day_of_rest(town.today)
    days = WORKING_DAYS + DAYS_OF_REST * weekend
    of_a_day = about.number("arrivals_a_year") * town.share / days
    return of_a_day * weekend if is_rest else of_a_day


def _coming(town: Town, area: str, about: Quantities) -> Coming:
    chance = town.chance
    origin = Origin(chance.among(about.weights("origin")))
    persons = town.people.come(area, about, town.today)
    is_report = origin is Origin.CONCERN_REPORT
    return Coming(
        area=area,
        about=about,
        persons=persons if is_report else persons[:1],
        received_on=town.today,
        origin=origin,
        reporter=_reporter(town, about) if is_report else None,
        is_digital=chance.happens(about.number("is_digital")),
        reasons=(chance.among(about.weights("reason")),),
        is_danger_reported=is_report and chance.happens(about.number("danger_reported")),
    )


def _reporter(town: Town, about: Quantities) -> Reporter:
    kind = ReporterKind(town.chance.among(about.weights("reporter")))
    is_mandated = kind is ReporterKind.MANDATED
    in_force = sorted(
        code
        for code, wordings in town.catalogue.tables.mandates.items()
        if any(each.is_in_force(town.today) for each in wordings)
    )
    return Reporter(
        kind=kind,
        mandate_code=town.chance.one_of(in_force) if is_mandated else None,
        sender=Sender(),
        is_feedback_requested=is_mandated and town.chance.happens(about.number("feedback_asked")),
    )
