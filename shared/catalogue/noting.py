"""What can be noted, and in which order: as the facts and the clocks that want them say."""

from collections.abc import Iterable
from datetime import date

from shared.catalogue.administration import AdministrativeKind
from shared.catalogue.clocks import Clock, Trigger
from shared.catalogue.facts import Place
from shared.catalogue.lookup import Lookup, at


def told_facts(catalogue: Lookup) -> frozenset[str]:
    """Return the facts that somebody can note, or that the calendar tells."""
    return frozenset(
        code for code, said in catalogue.tables.facts.items() if said[-1].place is not Place.LATER
    )


def facts_before(catalogue: Lookup, code: str) -> frozenset[str]:
    """Return the facts of which one comes before ``code``, if it can only end something.

    Empty when it begins something itself, and when something else than a noted fact may have
    begun what it ends.
    """
    clocks = [each for wordings in catalogue.tables.clocks.values() for each in wordings]
    ended = (
        clock
        for clock in clocks
        if any(each.fact == code for each in (*clock.stop, *clock.absorbed_by, *_longer(clock)))
    )
    starts = [each for clock in ended for each in clock.start]
    begins = any(each.fact == code for clock in clocks for each in clock.start)
    if begins or any(each.fact is None for each in starts):
        return frozenset()
    return frozenset(each.fact for each in starts if each.fact)


def _longer(clock: Clock) -> tuple[Trigger, ...]:
    trigger = clock.extension.trigger if clock.extension else None
    return (trigger,) if trigger else ()


def administrative_kind(catalogue: Lookup, code: str, on: date) -> AdministrativeKind:
    """Return the kind of administrative matter ``code``.

    Raises:
        UnknownCode, NotInForce: there is none that day.
    """
    kinds = catalogue.tables.administrative_kinds
    return at(kinds, code, on, "slag av förvaltningsärende")


def extendable(catalogue: Lookup, facts: Iterable[str], on: date) -> tuple[Clock, ...]:
    """Return the clocks that one of ``facts`` starts, and that somebody may extend."""
    started_by = frozenset(facts)
    return tuple(
        clock
        for wordings in catalogue.tables.clocks.values()
        for clock in wordings
        if clock.is_in_force(on)
        and _longer(clock)
        and any(each.fact in started_by for each in clock.start)
    )


def extended_by(catalogue: Lookup, code: str, on: date) -> tuple[Clock, ...]:
    """Return the clocks that the fact ``code`` gives more time, by the rules of the day."""
    return tuple(
        clock
        for wordings in catalogue.tables.clocks.values()
        for clock in wordings
        if clock.is_in_force(on) and any(each.fact == code for each in _longer(clock))
    )
