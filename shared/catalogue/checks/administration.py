"""Administrative matters know their facts, and every duty of the authority's has its facts."""

from collections.abc import Iterator

from shared.catalogue.checks.walk import Walk, each, triggers_of
from shared.catalogue.clocks import Scope
from shared.catalogue.facts import Place
from shared.catalogue.reading import Fault


def check(walk: Walk) -> Iterator[Fault]:
    """Fault kinds that cannot be opened, and facts of the authority's that nobody can note."""
    notable: set[str] = set()
    for key, kind in each(walk.tables.administrative_kinds):
        own = {*kind.opens, *kind.facts}
        notable |= own
        if not kind.opens or not own.issuperset(kind.closes):
            yield walk.fault("administrative_kinds", key, "öppnas av inget, eller stängs av annat")
        for fact in sorted(own):
            if any(said.place is not Place.AUTHORITY for said in walk.tables.facts[fact]):
                what = f"{fact} antecknas inte i förvaltningsärenden"
                yield walk.fault("administrative_kinds", key, what)
    for key, clock in each(walk.tables.clocks):
        if clock.scope is not Scope.AUTHORITY:
            continue
        wanted = {trigger.fact for trigger in triggers_of(clock) if trigger.fact}
        for missing in sorted(wanted - notable - _calendar(walk)):
            yield walk.fault("clocks", key, f"{missing} hör till inget slag av förvaltningsärende")


def _calendar(walk: Walk) -> set[str]:
    return {key for key, fact in each(walk.tables.facts) if fact.place is Place.CALENDAR}
