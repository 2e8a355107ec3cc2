"""What the truth adds up to, for those who compare: counted here, and nowhere read from a store.

Every figure is a list of rows: what it is broken down by, and the number. Age is the year of what
is counted less the year of birth, for no more is known of people without a number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from deploy.simulation.truth import Intervention, Matter, Truth
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
        "daysToClose": _rows(("year", "area", "days"), _days(truth)),
        "interventionsOpened": _rows(("year", "type", "sex", "age"), _granted(truth)),
        "interventionsEnded": _rows(("year", "type", "reason"), _ended(truth)),
        "openAtTheEnd": _rows(("kind", "caseType"), _open(truth)),
        "unexecutedAtTheEnd": _rows(("type",), _unexecuted(truth, last_day)),
    }


def _rows(names: tuple[str, ...], found: Iterable[tuple[Any, ...]]) -> Rows:
    counted = Counter(found)
    keys = sorted(counted, key=lambda key: tuple(str(part) for part in key))
    return [{**dict(zip(names, key, strict=True)), "number": counted[key]} for key in keys]


def _age(matter: Matter, on: date) -> int | str:
    born = matter.person.birth_year
    return NOBODY_KNOWS if born is None else on.year - born


def _intakes(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        on = each.received_on
        yield on.year, each.area, each.person.sex, _age(each, on)


def _by_reason(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        for reason in each.reasons:
            yield each.received_on.year, each.area, reason


def _by_origin(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        yield each.received_on.year, each.area, each.origin, each.is_digital


def _by_place(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        place = each.person.district_code or NOBODY_KNOWS
        yield each.received_on.year, each.area, place


def _opened(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        if each.investigation:
            on = each.investigation.opened_on
            yield on.year, each.area, each.person.sex, _age(each, on)


def _closed(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        found = each.investigation
        if found and found.closed_on:
            is_late = found.closed_on > nominal_end(found.opened_on, 4, Unit.MONTHS)
            how = (is_late, found.is_with_intervention, found.closed_for)
            yield found.closed_on.year, each.area, each.person.sex, *how


def _days(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        found = each.investigation
        if found and found.closed_on:
            yield found.closed_on.year, each.area, (found.closed_on - found.opened_on).days


def _granted(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for matter in truth.matters:
        for each in _interventions(matter):
            on = each.opened_on
            yield on.year, each.type, matter.person.sex, _age(matter, on)


def _ended(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.interventions():
        if each.ended_on:
            yield each.ended_on.year, each.type, each.ended_for


def _open(truth: Truth) -> Iterable[tuple[Any, ...]]:
    for each in truth.matters:
        if each.concluded_on is None:
            yield "intake", each.case_type
        if each.investigation and each.investigation.closed_on is None:
            yield "investigation", each.case_type
    for intervention in truth.interventions():
        if intervention.ended_on is None:
            yield "intervention", intervention.case_type


def _unexecuted(truth: Truth, last_day: date) -> Iterable[tuple[Any, ...]]:
    """Yield what was granted three months ago, and neither begun, withdrawn nor ended."""
    for matter in truth.matters:
        for decision in matter.investigation.decisions if matter.investigation else ():
            each = decision.intervention
            if each is None or each.executed_on or each.ended_on or decision.withdrawn_on:
                continue
            if nominal_end(each.opened_on, 3, Unit.MONTHS) < last_day:
                yield (each.type,)


def _interventions(matter: Matter) -> Iterable[Intervention]:
    decisions = matter.investigation.decisions if matter.investigation else ()
    return [each.intervention for each in decisions if each.intervention]
