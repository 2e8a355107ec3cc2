"""Counting the truth of a simulation as a counting asks, with nothing of what the figures use."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from deploy.simulation.truth import Decision, Intervention, Matter, Person, Truth
from shared.catalogue.figures import CountedUnit, Counting, FactKind, Moment
from shared.kernel.calendar import Unit, nominal_end

UNKNOWN = "unknown"
DAY = timedelta(days=1)
EVERYTHING_IS_UNDER = "sol"
Cell = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that is counted, as it was decided on."""

    person: Person
    case_type: str
    began_on: date
    granted_on: date | None = None
    executed_on: date | None = None
    ended_on: date | None = None
    reasons: Sequence[str] = ()
    grounds: Sequence[str] = ()
    origin: str = UNKNOWN
    outcome: str = UNKNOWN
    kind: str = UNKNOWN
    ending: str = UNKNOWN
    channel: str = UNKNOWN
    is_investigation: bool = False
    is_needs_assessed: bool = False
    decider: str = UNKNOWN
    has_returned: bool = False


def things(truth: Truth, kind: FactKind) -> Iterator[Thing]:
    """Yield everything of a kind."""
    if kind is FactKind.APPLICATION:
        yield from (_application(each) for each in truth.matters if each.origin == "application")
    elif kind is FactKind.INTAKE:
        yield from (_intake(each) for each in truth.matters)
    elif kind is FactKind.INVESTIGATION:
        yield from (_investigation(each) for each in truth.matters if each.investigation)
    else:
        for matter in truth.matters:
            for decision in matter.investigation.decisions if matter.investigation else ():
                if kind is FactKind.DECISION:
                    yield _decision(matter, decision)
                elif decision.intervention:
                    yield _intervention(matter, decision.intervention)
        if kind is FactKind.INTERVENTION:
            known = {person_id: p for p in truth.persons for person_id in [p.person_id]}
            for each in truth.without_assessment:
                yield _without_assessment(known[each.person_id], each)


def _application(matter: Matter) -> Thing:
    return Thing(
        person=matter.person,
        case_type=matter.case_type,
        began_on=matter.received_on,
        channel="digital" if matter.is_digital else "paper",
    )


def _intake(matter: Matter) -> Thing:
    return Thing(
        person=matter.person,
        case_type=matter.case_type,
        began_on=matter.received_on,
        ended_on=matter.concluded_on,
        reasons=matter.reasons,
        grounds=matter.reasons,
        origin=matter.origin,
        outcome=matter.way or UNKNOWN,
    )


def _investigation(matter: Matter) -> Thing:
    found = matter.investigation
    assert found is not None
    results = {True: "with", False: "without", None: UNKNOWN}
    return Thing(
        person=matter.person,
        case_type=matter.case_type,
        began_on=found.opened_on,
        ended_on=found.closed_on,
        reasons=matter.reasons,
        origin=matter.origin,
        outcome=results[found.is_with_intervention],
        ending=found.closed_for or UNKNOWN,
        is_investigation=True,
    )


def _decision(matter: Matter, decision: Decision) -> Thing:
    granted = decision.intervention
    return Thing(
        person=matter.person,
        case_type=matter.case_type,
        began_on=decision.decided_on,
        reasons=matter.reasons,
        grounds=decision.reasons,
        origin=matter.origin,
        outcome=decision.outcome,
        kind=granted.type if granted else UNKNOWN,
        decider=decision.role,
    )


def _intervention(matter: Matter, each: Intervention) -> Thing:
    return Thing(
        person=matter.person,
        case_type=matter.case_type,
        began_on=each.opened_on,
        granted_on=each.opened_on,
        executed_on=each.executed_on,
        ended_on=each.ended_on,
        reasons=matter.reasons,
        origin=matter.origin,
        kind=each.type,
        ending=each.ended_for or UNKNOWN,
        is_needs_assessed=True,
    )


def _without_assessment(person: Person, each: Intervention) -> Thing:
    return Thing(
        person=person,
        case_type=each.case_type,
        began_on=each.opened_on,
        executed_on=each.executed_on,
        ended_on=each.ended_on,
        kind=each.type,
        ending=each.ended_for or UNKNOWN,
    )


def cells(truth: Truth, counting: Counting, year: int) -> Mapping[Cell, int]:
    """Return how many are in each cell of every division, those that are empty left out."""
    found: dict[Cell, set[object]] = defaultdict(set)
    for number, thing in enumerate(_followed(list(things(truth, counting.of)))):
        if not _is_in(thing, counting, year):
            continue
        who: object = number
        if counting.unit is CountedUnit.PERSONS:
            who = thing.person.human
        for division in counting.divisions:
            for cell in _places(thing, counting, year, division):
                found[cell].add(who)
    return {cell: len(those) for cell, those in found.items()}


def _followed(every: Sequence[Thing]) -> Iterator[Thing]:
    """Yield everything, with whether the same began anew within twelve months of its end."""
    begun: dict[object, list[date]] = defaultdict(list)
    for each in every:
        begun[each.person.human, each.case_type, each.kind].append(each.began_on)
    for each in every:
        ended = each.ended_on
        later = begun[each.person.human, each.case_type, each.kind] if ended else []
        yield replace(
            each,
            has_returned=any(
                ended + DAY < on <= nominal_end(ended, 12, Unit.MONTHS) for on in later if ended
            ),
        )


def days(truth: Truth, counting: Counting, year: int) -> Sequence[int]:
    """Return the days from the beginning to the end of everything that is counted, in order."""
    counted = (each for each in things(truth, counting.of) if _is_in(each, counting, year))
    return sorted((each.ended_on - each.began_on).days for each in counted if each.ended_on)


def _is_in(thing: Thing, counting: Counting, year: int) -> bool:
    for name, codes in (counting.only or {}).items():
        if not {*_values(thing, counting, year, name)} & {*codes}:
            return False
    if counting.moment is Moment.ACTIVE:
        ended = thing.ended_on is not None and thing.ended_on.year < year
        return thing.began_on.year <= year and not ended
    on = {
        Moment.BEGAN: thing.began_on,
        Moment.GRANTED: thing.granted_on or thing.began_on,
        Moment.EXECUTED: thing.executed_on,
        Moment.ENDED: thing.ended_on,
    }[counting.moment]
    return on is not None and on.year == year


def _places(
    thing: Thing, counting: Counting, year: int, division: Collection[str]
) -> Iterator[Cell]:
    names = sorted(division)
    values = [_values(thing, counting, year, name) for name in names]
    for each in product(*values):
        yield frozenset(zip(names, each, strict=True))


def _values(thing: Thing, counting: Counting, year: int, name: str) -> Sequence[str]:
    if name in (counting.groups or {}):
        codes = (counting.groups or {})[name]
        return ["yes" if {*codes} & {*thing.reasons} else "no"]
    if name == "reason":
        return sorted({*thing.reasons}) or [UNKNOWN]
    if name == "ground":
        return sorted({*thing.grounds}) or [UNKNOWN]
    return [_value(thing, counting, year, name)]


def _value(thing: Thing, counting: Counting, year: int, name: str) -> str:
    person = thing.person
    plain: Mapping[str, str] = {
        "sex": str(person.sex),
        "place": person.district_code or UNKNOWN,
        "origin": thing.origin,
        "way": thing.outcome,
        "outcome": thing.outcome,
        "result": thing.outcome,
        "kind": thing.kind,
        "ending": thing.ending,
        "channel": thing.channel,
        "law": EVERYTHING_IS_UNDER,
        "provider": "own",
        "assessed": "yes" if thing.is_needs_assessed else "no",
        "late": _late(thing),
        "decider": thing.decider,
        "returned": "yes" if thing.has_returned else "no",
    }
    if name == "age":
        born = person.birth_year
        return UNKNOWN if born is None else _band(year - born, counting.ages)
    if name == "days":
        ended = thing.ended_on
        length = (
            UNKNOWN if ended is None else _band((ended - thing.began_on).days, counting.day_bands)
        )
        return length
    if name == "month":
        return f"{_moment(thing, counting):%m}"
    if name == "area":
        areas = counting.areas.items()
        return next((area for area, types in areas if thing.case_type in types), UNKNOWN)
    return plain[name]


def _moment(thing: Thing, counting: Counting) -> date:
    moments = {
        Moment.GRANTED: thing.granted_on,
        Moment.EXECUTED: thing.executed_on,
        Moment.ENDED: thing.ended_on,
    }
    return moments.get(counting.moment) or thing.began_on


def _late(thing: Thing) -> str:
    if not thing.is_investigation or thing.ended_on is None:
        return UNKNOWN
    four_months = nominal_end(thing.began_on, 4, Unit.MONTHS)
    return "yes" if thing.ended_on > four_months else "no"


def _band(value: int, bands: Sequence[str]) -> str:
    for band in bands:
        first, last = band.split("-")
        if value >= int(first) and (not last or value <= int(last)):
            return band
    return UNKNOWN
