"""What many interventions came to, by method and one thing more; small numbers kept back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from services.reporting.domain.figures.cube import UNKNOWN, Cell, Cube, Item
from services.reporting.domain.figures.suppression import Suppressed, suppressed
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.measurements import courses
from services.reporting.domain.isu.order_statistics import Middle, middle_of
from shared.contracts.interventions import GoalAttainment
from shared.kernel.calendar import Unit, nominal_end

METHOD = "method"
DIVISIONS = ("problem", "target-group", "sex", "age", "place")
OUTCOMES = ("completed", "dropped-out", "other", "ongoing")
GOALS = ("reached", "partly", "not-reached", "not-assessed", "no-goal")
MONTHS = (6, 12, 24)
RETURNS = ("yes", "no", "too-early")
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One intervention that was carried out, with whom it was for and whether they came back."""

    chain: Chain
    sex: str
    age: str  # a band
    place: str
    ends_as: str  # of OUTCOMES
    returned: Mapping[int, str]  # within so many months: of RETURNS


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleResult:
    """How much one scale moved, for those measured before and after."""

    scale: str
    middle: Middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the interventions in one cell came to; None where a number is kept back."""

    by: Mapping[str, str]
    reached: int | None
    outcomes: Mapping[str, int | None]
    goals: Mapping[str, int | None]
    returns: Mapping[int, Mapping[str, int | None]]
    median_days_to_start: float | None
    scales: Sequence[ScaleResult]


def results(
    followed: Sequence[Followed], division: str | None, threshold: int
) -> Sequence[Result]:
    """Return a result for each method, divided by ``division`` where one is asked for.

    Every division that may be asked for is attacked together with this one, so that what one
    answer keeps back does not follow from another. No sum over methods is ever told, so each
    method is attacked by itself.
    """
    return [
        each
        for method in sorted({method for each in followed for method in _methods(each.chain)})
        for each in _of_method(followed, method, division, threshold)
    ]


def _of_method(
    followed: Sequence[Followed], method: str, division: str | None, threshold: int
) -> Iterator[Result]:
    mine = [each for each in followed if method in _methods(each.chain)]
    cube = _cube(mine)
    table = _Table(method, mine, cube, suppressed(cube, threshold))
    names = set() if division is None else {division}
    cells = [cell for cell in cube.members if {name for name, _ in cell} == names]
    for cell in sorted(cells, key=lambda each: sorted(each)):
        yield table.result(cell)


def _methods(chain: Chain) -> Collection[str]:
    return {use.method_code or NONE for use in chain.methods} or {NONE}


def _cube(followed: Sequence[Followed]) -> Cube:
    told = ("outcome", "goals", "scale", *(f"return-{months}" for months in MONTHS))
    tables = [(each, more) for each in DIVISIONS for more in told]
    divisions = {
        frozenset(names) for table in tables for n in range(3) for names in combinations(table, n)
    }
    items = [Item(places=[*_places(each)]) for each in followed]
    return Cube(items, sorted(divisions, key=sorted), {})


def _places(each: Followed) -> Iterator[Mapping[str, str]]:
    chain = each.chain
    problems = {*chain.start_reason_codes} or {UNKNOWN}
    scales = {*_changes(chain)} or {NONE}
    for problem, scale in product(sorted(problems), sorted(scales)):
        yield {
            "problem": problem,
            "target-group": chain.target_group_code or UNKNOWN,
            "sex": each.sex,
            "age": each.age,
            "place": each.place,
            "outcome": each.ends_as,
            "goals": attained(chain),
            "scale": scale,
            **{f"return-{months}": said for months, said in each.returned.items()},
        }


def _changes(chain: Chain) -> Mapping[str, int]:
    """Return how much each scale moved, by instrument, version, scale and respondent."""
    return {
        "|".join(
            (
                course.instrument_code,
                course.instrument_version,
                course.scale_code,
                course.respondent_code or UNKNOWN,
            )
        ): course.change
        for course in courses(chain.measurements)
        if course.change is not None and course.goal_id is None
    }


def attained(chain: Chain) -> str:
    """Return what the goals of one intervention came to together."""
    found = {each.attainment for each in chain.goals}
    told = found - {None, GoalAttainment.NOT_ASSESSED}
    if not found:
        return "no-goal"
    if not told:
        return "not-assessed"
    if found == {GoalAttainment.REACHED}:
        return "reached"
    return "not-reached" if found == {GoalAttainment.NOT_REACHED} else "partly"


@dataclass(frozen=True, slots=True)
class _Table:
    method: str
    followed: Sequence[Followed]
    cube: Cube
    kept_back: Suppressed

    def result(self, cell: Cell) -> Result:
        """Return what the interventions in ``cell`` came to."""
        reached = self._count(cell)
        return Result(
            by={METHOD: self.method, **dict(cell)},
            reached=reached,
            outcomes=self._split(cell, "outcome", OUTCOMES),
            goals=self._split(cell, "goals", GOALS),
            returns={n: self._split(cell, f"return-{n}", RETURNS) for n in MONTHS},
            median_days_to_start=None if reached is None else self._days(cell),
            scales=[*self._scales(cell)],
        )

    def _count(self, cell: Cell) -> int | None:
        return None if self.kept_back.hides(cell) else self.cube.count(cell)

    def _split(self, cell: Cell, name: str, values: Sequence[str]) -> Mapping[str, int | None]:
        return {value: self._count(cell | {(name, value)}) for value in values}

    def _days(self, cell: Cell) -> float | None:
        days = [self.followed[n].chain.days_to_start for n in self.cube.members[cell]]
        found = middle_of([each for each in days if each is not None])
        return found.median if found else None

    def _scales(self, cell: Cell) -> Iterator[ScaleResult]:
        for scale in self.cube.seen["scale"]:
            within = cell | {("scale", scale)}
            if scale == NONE or not self._count(within):
                continue
            moved = [_changes(self.followed[n].chain)[scale] for n in self.cube.members[within]]
            found = middle_of(moved)
            if found is not None:
                yield ScaleResult(scale=scale, middle=found)


def age_band(birth_year: int | None, on: date) -> str:
    """Return the band of the age that somebody born that year turns in the year of ``on``."""
    if birth_year is None:
        return UNKNOWN
    age = on.year - birth_year
    bands: Sequence[tuple[int, str]] = ((12, "0-12"), (17, "13-17"), (20, "18-20"))
    return next((band for most, band in bands if age <= most), "21-")


def returned(chain: Chain, came_on: Sequence[date], seen_on: date) -> Mapping[int, str]:
    """Say of each number of months whether the person came back so soon after the ending.

    ``too-early`` where it has not ended, or so long has not gone by the day it is seen from.
    """
    return {months: _returned(chain.ended_on, came_on, seen_on, months) for months in MONTHS}


def _returned(ended_on: date | None, came_on: Sequence[date], seen_on: date, months: int) -> str:
    if ended_on is None:
        return "too-early"
    until = nominal_end(ended_on, months, Unit.MONTHS)
    if any(ended_on < each <= until for each in came_on):
        return "yes"
    return "no" if until <= seen_on else "too-early"
