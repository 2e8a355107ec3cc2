"""Which sections a clock has run under, as acts replaced each other."""

from datetime import date

from shared.catalogue import Catalogue
from shared.catalogue.clocks import Clock


def bases_between(catalogue: Catalogue, rule: Clock, first: date, last: date) -> tuple[str, ...]:
    """Return the legal bases of ``rule`` from ``first`` to ``last``, in order, each once."""
    changes = {
        wording.valid_from
        for id in rule.legal_bases
        for wording in catalogue.tables.legal_bases[id]
        if first < wording.valid_from <= last
    }
    found = [basis_on(catalogue, rule, day) for day in sorted({first, *changes})]
    return tuple(dict.fromkeys(id for id in found if id is not None))


def basis_on(catalogue: Catalogue, rule: Clock, day: date) -> str | None:
    """Return the legal basis of ``rule`` on ``day``: the first of its sections in force."""
    for id in rule.legal_bases:
        if any(wording.is_in_force(day) for wording in catalogue.tables.legal_bases[id]):
            return id
    return None
