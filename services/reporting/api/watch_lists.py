"""Watch lists as they are read: whose, on which day, as known when; most pressing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from services.reporting.api.few import few
from services.reporting.application.moments import end_of_day, position_at
from services.reporting.projections.watch_items import SEVERITY, STILL, TABLE, WatchItem
from shared.catalogue import Catalogue, catalogue
from shared.clocks.watched import OPEN
from shared.kernel.caller import Sight
from shared.kernel.clock import today
from shared.kernel.store import Store

ITEM = TABLE.c
THREAD_ID = f"{TABLE}.thread_id"
MOST_DAYS = date.max - timedelta(days=1)


class Band(StrEnum):
    """Läge i bevakningslistan: what is asked of whoever reads it."""

    OVERDUE = "overdue"
    DUE = "due"
    AT_RISK = "at-risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose list is asked for, seen from where. ``known`` is a position; None: what holds now."""

    on: date
    seen: Any  # the condition that the one who asks may see a line
    own: str | None = None  # whose lines alone the one who asks follows
    unit: str | None = None
    official: str | None = None
    band: Band | None = None
    within: int | None = None  # days; None: as far ahead as lists look
    known: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a watch list: the item, seen from the day asked about."""

    item: WatchItem
    on: date

    @property
    def band(self) -> Band:
        """How it stands that day."""
        if self.item.is_risk:
            return Band.AT_RISK
        return Band.OVERDUE if self.item.overdue_after < self.on else Band.DUE

    @property
    def days_left(self) -> int:
        """Days to the end; negative once it has passed."""
        return (self.item.due_on - self.on).days


def seen_by(sight: Sight) -> sa.ColumnElement[bool]:
    """Return what may be seen of the lists: duties that are nobody's case by all who read them."""
    return sa.or_(ITEM.person_id.is_(None), sight.threads(THREAD_ID))


def steps(law: Catalogue, on: date) -> Sequence[int]:
    """Return the days ahead that the list is divided by, nearest first."""
    return sorted(law.watch_days("due", on))


async def moment(
    store: Store, on: date | None, known_at: datetime | None, known_position: int | None
) -> tuple[date, int | None]:
    """Return the day, and the position known then; a past day as it was known when it ended."""
    asked = on or today()
    if known_at is not None:
        reached = await position_at(store, known_at)
        return asked, min(reached, known_position) if known_position is not None else reached
    if known_position is not None or asked >= today():
        return asked, known_position
    return asked, await position_at(store, end_of_day(asked))


async def watch_list(store: Store, asked: Asked, *, limit: int, offset: int) -> Sequence[Line]:
    """Return the list's lines: hard before statutory before soft, then by days left."""
    order = (ITEM.severity, ITEM.due_on, ITEM.item_id)
    statement = sa.select(TABLE).where(*narrowed(asked)).order_by(*order)
    rows = await store.rows(statement.limit(limit).offset(offset))
    return [Line(item=WatchItem(**row), on=asked.on) for row in rows]


async def watch_counts(store: Store, asked: Asked) -> Sequence[Mapping[str, Any]]:
    """Return how many lines each official has, per kind, band and how near the end is."""
    near = _nearness(asked.on, steps(catalogue(), asked.on))
    group = (ITEM.unit, ITEM.official, ITEM.kind, _band(asked.on).label("band"), near)
    several = few(ITEM.person_id, ITEM.matter_id)
    number = sa.func.count().label("items")
    counted = sa.select(*group, number, *several).where(*narrowed(asked))
    return await store.rows(counted.group_by(*group).order_by(*(c.nulls_first() for c in group)))


def narrowed(asked: Asked) -> Sequence[sa.ColumnElement[bool]]:
    """Return the conditions of what is asked: those of an index, and the rest."""
    whose = {"unit": asked.unit, "official": asked.official}
    mine = [ITEM[name] == value for name, value in whose.items() if value is not None]
    ahead = asked.within if asked.within is not None else steps(catalogue(), asked.on)[-1]
    horizon = _later(asked.on, ahead)
    return [
        *([] if asked.own is None else [ITEM.official == asked.own]),
        *mine,
        *_known(asked),
        ITEM.severity.in_(SEVERITY.values()),
        ITEM.due_on <= max(horizon, _later(asked.on, _furthest_risk(catalogue()))),
        ITEM.shown_from <= asked.on,
        sa.or_(ITEM.is_risk, ITEM.due_on <= horizon),
        *_in_band(asked),
        asked.seen,
    ]


def _known(asked: Asked) -> Sequence[sa.ColumnElement[bool]]:
    """Return what holds still; or of an earlier day or position, what held then."""
    if asked.known is None and asked.on >= today():
        return [ITEM.until_position == sa.literal_column(str(STILL)), ITEM.closed_on == _day(OPEN)]
    position = STILL - 1 if asked.known is None else asked.known
    return [
        ITEM.from_position <= position,
        ITEM.until_position > position,
        ITEM.closed_on > asked.on,
    ]


def _day(day: date) -> sa.ColumnElement[Any]:
    """Return the day as it stands in the condition of an index."""
    return sa.literal_column(f"DATE '{day}'")


def _in_band(asked: Asked) -> Sequence[sa.ColumnElement[bool]]:
    match asked.band:
        case None:
            return []
        case Band.AT_RISK:
            return [ITEM.is_risk]
        case Band.OVERDUE:
            return [sa.not_(ITEM.is_risk), ITEM.overdue_after < asked.on]
        case Band.DUE:
            return [sa.not_(ITEM.is_risk), ITEM.overdue_after >= asked.on]


def _band(on: date) -> sa.ColumnElement[str]:
    return sa.case(
        (ITEM.is_risk, Band.AT_RISK.value),
        (ITEM.overdue_after < on, Band.OVERDUE.value),
        else_=Band.DUE.value,
    )


def _nearness(on: date, ahead: Sequence[int]) -> sa.Label[Any]:
    """Return the nearest step that the end lies within; of what is not just due, none."""
    within = [(ITEM.due_on <= _later(on, days), days) for days in ahead]
    no_step = sa.or_(ITEM.is_risk, ITEM.overdue_after < on)
    return sa.case((no_step, None), *within, else_=None).label("within")


def _furthest_risk(law: Catalogue) -> int:
    return max(
        (risk.days_left_at_most or 0 for each in law.tables.risks.values() for risk in each),
        default=0,
    )


def _later(day: date, days: int) -> date:
    """Return the day so many days later, or the last that can be."""
    return day + timedelta(days=min(days, (MOST_DAYS - day).days))
