"""What the truth adds up to, for those who compare: counted here, and nowhere read from a store.

Every figure is a list of rows: what it is broken down by, and the number. Age is the year of what
is counted less the year of birth, for no more is known of people without a number.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from deploy.simulation import adding_up_time as by_time
from deploy.simulation.adding_up_time import Found
from deploy.simulation.truth import Matter, Truth
from shared.kernel.calendar import Unit, nominal_end

Rows: TypeAlias = list[Mapping[str, Any]]
NOBODY_KNOWS = "unknown"


def figures(truth: Truth, last_day: date) -> Mapping[str, Rows]:
    """Return the figures, by name."""
    return {
        "intakes": _rows(("year", "area", "sex", "age"), _intakes(truth)),
        "intakesByReason": _rows(("year", "area", "reason"), _by_reason(truth)),
        "intakesByOrigin": _rows(("year", "area", "origin", "isDigital"), _by_origin(truth)),
        "intakesByPlace": _rows(("year", "area", "place"), _by_place(truth)),
        "investigationsOpened": _rows(("year", "area", "sex", "age"), _opened(truth)),
        "investigationsClosed": _rows(
            ("year", "area", "sex", "isLate", "isWithIntervention", "reason"), _closed(truth)
        ),
        "lengths": _rows(("year", "area", "sex", "reason", "days"), by_time.lengths(truth)),
        "daysAfterLastContact": _rows(
            ("year", "area", "reason", "isLate", "days"), by_time.days_after_last_contact(truth)
        ),
        "applications": _rows(("month", "area", "sex", "isDigital"), by_time.applications(truth)),
        "decisions": _rows(
            ("year", "area", "type", "outcome", "reason", "sex"), by_time.decisions(truth)
        ),
        "personsGranted": _rows(("year", "type", "sex"), by_time.persons_granted(truth)),
        "interventionsActive": _rows(("year", "type", "sex"), by_time.active(truth)),
        "interventionsOpened": _rows(("year", "type", "sex", "age"), _granted(truth)),
        "interventionsEnded": _rows(("year", "type", "reason", "sex"), _ended(truth)),
        "openAtTheEnd": _rows(("kind", "caseType"), _open(truth)),
        "unexecutedAtTheEnd": _rows(("type",), _unexecuted(truth, last_day)),
    }


def _rows(names: tuple[str, ...], found: Found) -> Rows:
    counted = Counter(found)
    keys = sorted(counted, key=lambda key: tuple(str(part) for part in key))
    return [{**dict(zip(names, key, strict=True)), "number": counted[key]} for key in keys]


def _age(matter: Matter, on: date) -> int | str:
    born = matter.person.birth_year
    return NOBODY_KNOWS if born is None else on.year - born


def _intakes(truth: Truth) -> Found:
    for each in truth.matters:
        on = each.received_on
        yield on.year, each.area, each.person.sex, _age(each, on)


def _by_reason(truth: Truth) -> Found:
    for each in truth.matters:
        for reason in each.reasons:
            yield each.received_on.year, each.area, reason


def _by_origin(truth: Truth) -> Found:
    for each in truth.matters:
        yield each.received_on.year, each.area, each.origin, each.is_digital


def _by_place(truth: Truth) -> Found:
    for each in truth.matters:
        place = each.person.district_code or NOBODY_KNOWS
        yield each.received_on.year, each.area, place


def _opened(truth: Truth) -> Found:
    for each in truth.matters:
        if each.investigation:
            on = each.investigation.opened_on
            yield on.year, each.area, each.person.sex, _age(each, on)


def _closed(truth: Truth) -> Found:
    for each, found in by_time.closed(truth):
        assert found.closed_on is not None, "it is closed"
        how = (by_time.is_late(found), found.is_with_intervention, found.closed_for)
        yield found.closed_on.year, each.area, each.person.sex, *how


def _granted(truth: Truth) -> Found:
    for matter, each in by_time.carried_out(truth):
        on = each.opened_on
        yield on.year, each.type, matter.person.sex, _age(matter, on)


def _ended(truth: Truth) -> Found:
    for matter, each in by_time.carried_out(truth):
        if each.ended_on:
            yield each.ended_on.year, each.type, each.ended_for, matter.person.sex


def _open(truth: Truth) -> Found:
    for each in truth.matters:
        if each.concluded_on is None:
            yield "intake", each.case_type
        if each.investigation and each.investigation.closed_on is None:
            yield "investigation", each.case_type
    for intervention in truth.interventions():
        if intervention.ended_on is None:
            yield "intervention", intervention.case_type


def _unexecuted(truth: Truth, last_day: date) -> Found:
    """Yield what was granted three months ago, and neither begun, withdrawn nor ended."""
    for _, decision in by_time.decided(truth):
        each = decision.intervention
        if each is None or each.executed_on or each.ended_on or decision.withdrawn_on:
            continue
        if nominal_end(each.opened_on, 3, Unit.MONTHS) < last_day:
            yield (each.type,)
