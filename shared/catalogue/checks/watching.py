"""What is watched can happen, end, and be said so many days ahead."""

from collections.abc import Iterator

from shared.catalogue.checks.clocks import wrong_with
from shared.catalogue.checks.walk import Walk, each
from shared.catalogue.clocks import ClockKind
from shared.catalogue.reading import Fault
from shared.catalogue.watching import Risk

NEEDED = ("due", *(f"warn-{kind}" for kind in ClockKind))


def check(walk: Walk) -> Iterator[Fault]:
    """Fault risks that could never arise or pass, and days that say nothing."""
    for key, risk in each(walk.tables.risks):
        for what in _wrong_in(walk, risk):
            yield walk.fault("risks", key, what)
    for needed in NEEDED:
        if needed not in walk.tables.watch_days:
            yield walk.fault("watch_days", needed, "saknas")
    for key, ahead in each(walk.tables.watch_days):
        if not ahead.days or min(ahead.days) < 0:
            yield walk.fault("watch_days", key, "ska ha minst en dag, och ingen under 0")


def _wrong_in(walk: Walk, risk: Risk) -> Iterator[str]:
    if not risk.since or not risk.ended_by:
        yield "saknar since eller ended_by"
    if risk.days < 1:
        yield "days ska vara minst 1"
    if (risk.days_left_at_most is not None) is not bool(risk.clocks):
        yield "ska ha både clocks och days_left_at_most, eller inget av dem"
    for trigger in (*risk.since, *risk.ended_by):
        yield from wrong_with(walk, trigger)
