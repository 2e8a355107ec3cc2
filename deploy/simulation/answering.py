"""Answering an obliged reporter who asked what became of it."""

from datetime import timedelta
from functools import partial

from deploy.simulation.agenda import working_day
from deploy.simulation.town import Running, Town
from services.intake.domain.intake.commands import GiveFeedback
from services.intake.domain.report.submission import Reporter


def answer_later(town: Town, running: Running, reporter: Reporter | None) -> None:
    """Note that an obliged reporter who asked is to be told; else nothing is left to do."""
    asked = bool(reporter and reporter.is_feedback_requested)
    if asked and town.chance.happens(running.about.number("feedback_given")):
        on = working_day(town.today + timedelta(days=town.chance.between(0, 5)))
        town.agenda.note(on, partial(_give_feedback, town, running))
    else:
        town.desk.let_go(running.matter.intake_id)


def _give_feedback(town: Town, running: Running) -> None:
    command = GiveFeedback(
        given_on=town.today,
        asked_on=town.today,
        given_by=running.official.subject,
        is_reporter_mandated=True,
        is_investigation_open=False,
    )
    town.desk.ask(running.matter.intake_id, command, running.official)
    running.matter.feedback_given_on = town.today
    town.desk.let_go(running.matter.intake_id)
