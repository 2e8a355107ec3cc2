"""Asking for a figure: which definition, which period, divided how, as known when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum

from services.reporting.application.as_of import as_of
from services.reporting.application.figures.counting import counted
from services.reporting.application.moments import position_known
from services.reporting.domain.figures.answering import Content, Counted, View, table, together
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.figures.refusals import (
    DivisionNotAllowed,
    FactsBehind,
    FigureWaits,
    NoSuchFigure,
    NoSuchVersion,
    NotInForceThen,
    PositionNotReached,
)
from services.reporting.domain.figures.suppression import suppressed
from services.reporting.domain.unexecuted_report import canonical, digest
from shared.catalogue import Catalogue
from shared.catalogue.figures import CountedUnit, Counting, Dimension, Figure
from shared.kernel.store import Store, Transaction

THRESHOLDS: Mapping[str, int] = {"public": 10, "internal": 5}
"""How many a cell must have to be shown, by who is to see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsked:
    """A question: the same one has the same answer for ever."""

    figure: Figure
    period: Period
    by: tuple[str, ...]
    known: int
    audience: str

    @property
    def month(self) -> str | None:
        """The month asked about, if it is one."""
        return self.period.month


def definition(law: Catalogue, figure_id: str, version: str | None, rules_on: date) -> Figure:
    """Return the definition in the version named, or in the one in force on the day.

    Raises:
        NoSuchFigure: there is none.
        NoSuchVersion: not in that version.
        NotInForceThen: none was in force.
    """
    wordings = law.tables.figures.get(figure_id)
    if not wordings:
        raise NoSuchFigure
    if version is not None:
        found = [each for each in wordings if each.version == version]
        if not found:
            raise NoSuchVersion
        return found[0]
    in_force = [each for each in wordings if each.is_in_force(rules_on)]
    if not in_force:
        raise NotInForceThen
    return in_force[0]


def counting_of(law: Catalogue, figure: Figure) -> Counting:
    """Return what the figure counts of, in the wording the figure was written for.

    Raises:
        FigureWaits: the facts are not recorded yet.
    """
    if figure.counting is None:
        raise FigureWaits
    wordings = law.tables.countings[figure.counting]
    in_force = [each for each in wordings if each.is_in_force(figure.valid_from)]
    return (in_force or [*wordings])[0]


def checked(law: Catalogue, asked: FigureAsked) -> FigureAsked:
    """Return the question when it can be answered.

    Raises:
        Refusal: the figure waits for facts, or may not be divided so.
    """
    counting_of(law, asked.figure)
    by = frozenset(asked.by) | ({Dimension.MONTH.value} if asked.month else frozenset())
    if not asked.figure.allows(by) or len(asked.by) > len({*asked.by}):
        raise DivisionNotAllowed
    if asked.month and Dimension.MONTH in asked.by:
        raise DivisionNotAllowed
    return asked


async def position_asked(store: Store, asked: int | None, read_model: str) -> int:
    """Return the position to answer as known at: where the facts have come, unless one is asked.

    Raises:
        PositionNotReached: the ledger is not there yet.
        FactsBehind: the ledger is, but not the facts.
    """
    come = (await as_of(store, [read_model])).position
    if asked is None or asked <= come:
        return come if asked is None else asked
    if asked > await position_known(store, None):
        raise PositionNotReached
    raise FactsBehind


async def answer(store: Store | Transaction, law: Catalogue, asked: FigureAsked) -> Content:
    """Return what the figure says: canonical, and the same for the same question."""
    figure, counting = asked.figure, counting_of(law, asked.figure)
    view = _view(asked)
    years = [await _year(store, asked, counting, year) for year in asked.period.years]
    content: Content = {
        **_question(asked, counting),
        "years": [table(view, each) for each in years],
        "sums": None,
    }
    if len(years) > 1 and figure.unit is not CountedUnit.PERSONS:
        content["sums"] = together(view, years)
    return content


async def _year(
    store: Store | Transaction, asked: FigureAsked, counting: Counting, year: int
) -> Counted:
    span, known = asked.figure.span, asked.known
    cube = await counted(store, counting, year=year, known=known, span=span)
    return Counted(year, cube, suppressed(cube, THRESHOLDS[asked.audience]))


def _view(asked: FigureAsked) -> View:
    figure = asked.figure
    within = frozenset((figure.only or {}).items())
    if asked.month:
        within |= {(Dimension.MONTH.value, asked.month)}
    return View(
        measure=figure.measure.value,
        within=within,
        numerator=frozenset((figure.share_of or {}).items()),
        by=asked.by,
        threshold=THRESHOLDS[asked.audience],
    )


def _question(asked: FigureAsked, counting: Counting) -> Content:
    figure = asked.figure
    return {
        "figure": figure.id,
        "version": figure.version,
        "definitionHash": fingerprint(figure, counting),
        "unit": figure.unit.value,
        "measure": figure.measure.value,
        "period": str(asked.period),
        "divisions": list(asked.by),
        "audience": asked.audience,
        "threshold": THRESHOLDS[asked.audience],
        "knownPosition": asked.known,
    }


def fingerprint(figure: Figure, counting: Counting | None) -> str:
    """Return a hash of all that a definition says; not of when a newer one took its place."""
    return digest(canonical([_said(each) for each in (figure, counting) if each is not None]))


def _said(entry: Figure | Counting) -> Mapping[str, object]:
    names = [each.name for each in fields(entry) if each.name != "valid_to"]
    return {name: _plain(getattr(entry, name)) for name in names}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case _:
            return value


def sums(content: Content) -> Sequence[Content]:
    """Return the cells of every year, and of the years together."""
    years = [{**cell, "year": each["year"]} for each in content["years"] for cell in each["cells"]]
    return [*years, *({**cell, "year": None} for cell in content["sums"] or ())]
