"""Everything rests on a section that is in force while it is."""

from collections.abc import Callable, Iterator
from typing import Any

from shared.catalogue.checks.walk import Walk, each, first_bad_day
from shared.catalogue.dated import Dated
from shared.catalogue.reading import Fault

RESTING: tuple[tuple[str, Callable[[Any], tuple[str, ...]]], ...] = (
    ("clocks", lambda clock: clock.legal_bases),
    ("amounts", lambda amount: amount.bases),
    ("mandates", lambda mandate: (mandate.basis,)),
    ("retention", lambda rule: (rule.basis,)),
    ("reasons", lambda reason: reason.bases),
    ("decision_types", lambda decision: decision.reserved_by),
    ("decision_types", lambda decision: decision.chair_may_act_under),
)
"""Tables whose entries name their sections: at least one is in force each day the entry is."""

MUST_NAME = frozenset({"clocks", "amounts"})


def check(walk: Walk) -> Iterator[Fault]:
    """Fault what lacks a legal basis on some day, or has two that compete."""
    yield from _acts(walk)
    yield from _purposes(walk)
    yield from _resting(walk)
    for key, case in each(walk.tables.case_types):
        for purpose in {step.purpose for step in case.steps}:
            yield from _rests_on_purpose(walk, "case_types", key, case, purpose)
    for key, decision in each(walk.tables.decision_types):
        yield from _rests_on_purpose(walk, "decision_types", key, decision, decision.purpose)
    for key, intervention in each(walk.tables.intervention_types):
        by = [w for code in intervention.granted_by for w in walk.tables.decision_types[code]]
        if by and (day := first_bad_day(intervention, by)):
            yield walk.fault("intervention_types", key, f"kan inte beviljas {day}")


def _acts(walk: Walk) -> Iterator[Fault]:
    """Fault a section whose id is not its act and number, or that outlives its act."""
    for key, basis in each(walk.tables.legal_bases):
        number = basis.ref.lower().replace(":", "-").replace(" ", "")
        if key != f"{basis.act}-{number}":
            yield walk.fault("legal_bases", key, f"hänvisar till {basis.ref} i {basis.act}")
        for act in walk.tables.acts[basis.act]:
            ends_later = act.valid_to and (basis.valid_to is None or basis.valid_to > act.valid_to)
            if basis.valid_from < act.valid_from or ends_later:
                yield walk.fault("legal_bases", key, "gäller utanför författningens tid")


def _purposes(walk: Walk) -> Iterator[Fault]:
    """Fault a purpose without exactly one section in force on each of its days."""
    for key, purpose in each(walk.tables.purposes):
        day = first_bad_day(purpose, _bases(walk, purpose.bases), most=1)
        if day:
            yield walk.fault("purposes", key, f"har inte exakt ett gällande lagrum {day}")


def _resting(walk: Walk) -> Iterator[Fault]:
    """Fault an entry that names no section, or none in force on one of its days."""
    for field, named in RESTING:
        for key, entry in each(getattr(walk.tables, field)):
            bases = named(entry)
            if not bases and field in MUST_NAME:
                yield walk.fault(field, key, "saknar lagrum")
            elif bases and (day := first_bad_day(entry, _bases(walk, bases))):
                yield walk.fault(field, key, f"har inget gällande lagrum {day}")


def _bases(walk: Walk, ids: tuple[str, ...]) -> list[Dated]:
    return [wording for id in ids for wording in walk.tables.legal_bases[id]]


def _rests_on_purpose(
    walk: Walk, field: str, key: str, entry: Dated, purpose: str
) -> Iterator[Fault]:
    """Fault an entry that is in force on a day when its purpose is not."""
    day = first_bad_day(entry, walk.tables.purposes[purpose])
    if day:
        yield walk.fault(field, key, f"vilar på {purpose}, som inte gäller {day}")
