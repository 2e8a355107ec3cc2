"""What the truth adds up to in days and months, and by decision and person."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from deploy.simulation.truth import Decision, Intervention, Investigation, Matter, Truth
from shared.kernel.calendar import Unit, nominal_end

Found: TypeAlias = Iterable[tuple[Any, ...]]


def is_late(found: Investigation) -> bool:
    """Say whether it was closed after the four months of a child's investigation."""
    four_months = nominal_end(found.opened_on, 4, Unit.MONTHS)
    return found.closed_on is not None and found.closed_on > four_months


def closed(truth: Truth) -> Iterator[tuple[Matter, Investigation]]:
    """Yield the investigations that were closed."""
    for each in truth.matters:
        if each.investigation and each.investigation.closed_on:
            yield each, each.investigation


def decided(truth: Truth) -> Iterator[tuple[Matter, Decision]]:
    """Yield every decision."""
    for each in truth.matters:
        for decision in each.investigation.decisions if each.investigation else ():
            yield each, decision


def carried_out(truth: Truth) -> Iterator[tuple[Matter, Intervention]]:
    """Yield every intervention that a decision granted."""
    for matter, decision in decided(truth):
        if decision.intervention:
            yield matter, decision.intervention


def lengths(truth: Truth) -> Found:
    """Yield the days from opened to closed."""
    for each, found in closed(truth):
        assert found.closed_on is not None, "it is closed"
        days = (found.closed_on - found.opened_on).days
        yield found.closed_on.year, each.area, each.person.sex, each.reasons[0], days


def days_after_last_contact(truth: Truth) -> Found:
    """Yield the days from the last contact to the closing, where there was a contact."""
    for each, found in closed(truth):
        if found.contacts_on and found.closed_on:
            days = (found.closed_on - max(found.contacts_on)).days
            yield found.closed_on.year, each.area, each.reasons[0], is_late(found), days


def applications(truth: Truth) -> Found:
    """Yield applications by the month they came in."""
    for each in truth.matters:
        if each.origin == "application":
            month = f"{each.received_on:%Y-%m}"
            yield month, each.area, each.person.sex, each.is_digital


def decisions(truth: Truth) -> Found:
    """Yield decisions with each of their grounds."""
    for each, decision in decided(truth):
        for reason in decision.reasons:
            year = decision.decided_on.year
            yield year, each.area, decision.type, decision.outcome, reason, each.person.sex


def persons_granted(truth: Truth) -> Found:
    """Yield each human being once for a year and a type of intervention."""
    found = {
        (each.opened_on.year, each.type, matter.person.sex, matter.person.human)
        for matter, each in carried_out(truth)
    }
    return [(year, kind, sex) for year, kind, sex, _ in found]


def active(truth: Truth) -> Found:
    """Yield the interventions that went on in each year, begun before it or in it."""
    last = max((each.received_on.year for each in truth.matters), default=0)
    for matter, each in carried_out(truth):
        if each.executed_on:
            until = each.ended_on.year if each.ended_on else last
            for year in range(each.executed_on.year, until + 1):
                yield year, each.type, matter.person.sex
