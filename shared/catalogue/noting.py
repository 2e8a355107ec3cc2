"""What can be noted, and in which order: as the facts and the clocks that want them say."""

from shared.catalogue.facts import Place
from shared.catalogue.lookup import Lookup


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
        if any(each.fact == code for each in (*clock.stop, *clock.absorbed_by))
    )
    starts = [each for clock in ended for each in clock.start]
    begins = any(each.fact == code for clock in clocks for each in clock.start)
    if begins or any(each.fact is None for each in starts):
        return frozenset()
    return frozenset(each.fact for each in starts if each.fact)
