"""Counting a year of a counting, as known at a position of the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from services.reporting.application.figures.columns import (
    KNOWN,
    MOMENTS,
    ONE,
    SEVERAL,
    SPANS,
    column,
    known_values,
    parameters,
    reasoned,
)
from services.reporting.domain.figures.cube import Cube, Item
from shared.catalogue.figures import CountedUnit, Counting, FactKind, Moment, Span
from shared.kernel.store import Store, Transaction

VIA = f"""
    LEFT JOIN reporting.figure_fact v ON v.fact_id = f.parent_id AND {KNOWN.format("v")}
    LEFT JOIN reporting.figure_fact r ON r.fact_id = v.parent_id AND {KNOWN.format("r")}"""
OF_PARENT = f"""
    LEFT JOIN reporting.figure_fact r ON r.fact_id = f.parent_id AND {KNOWN.format("r")}"""
PERSON = f"""
    LEFT JOIN reporting.figure_person p ON p.person_id = f.person_id AND {KNOWN.format("p")}"""
ACTIVE = "f.began_on <= %(last)s AND (f.ended_on IS NULL OR f.ended_on >= %(first)s)"


async def counted(
    store: Store | Transaction,
    counting: Counting,
    *,
    year: int,
    known: int,
    span: Span | None = None,
) -> Cube:
    """Return the cube of the year, with the days of ``span`` in every cell."""
    divisions = counting.divisions
    names = sorted({name for division in divisions for name in division})
    asked = {
        **parameters(counting),
        **{f"only_{name}": list(codes) for name, codes in (counting.only or {}).items()},
        "kind": counting.of.value,
        "year": year,
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "known": known,
    }
    rows = await store.rows(statement(counting, names, span), asked)
    if counting.unit is CountedUnit.PERSONS:
        months = await _months(store, counting, asked) if span is Span.MONTHS else {}
        items = list(_persons(rows, names, months))
    else:
        items = list(_matters(rows, names))
    return Cube(items, divisions, known_values(counting))


def statement(counting: Counting, names: Sequence[str], span: Span | None) -> str:
    """Return the question: how many in each combination, or which persons are in it."""
    columns = [f'{column(name, counting)} AS "{name}"' for name in names]
    wheres = ["f.kind = %(kind)s", KNOWN.format("f"), _moment(counting)]
    wheres += [_only(name, counting) for name in counting.only or {}]
    if counting.unit is CountedUnit.PERSONS:
        columns = [f"{ONE} AS whose", *columns]
        counts = ""
    else:
        days = SPANS[span] if span else "NULL::integer"
        counts = f", count(*) AS weight, array_agg({days}) FILTER (WHERE {days} >= 0) AS lasted"
    grouped = ", ".join(str(number + 1) for number in range(len(columns)))
    grouping = f"GROUP BY {grouped}" if columns else ""
    return (
        f"SELECT {', '.join(columns)}{counts if columns else counts[2:]}"
        f" FROM reporting.figure_fact f {PERSON} {_parents(counting)}"
        f" WHERE {' AND '.join(wheres)} {grouping}"
    )


def _moment(counting: Counting) -> str:
    if counting.moment is Moment.ACTIVE:
        return ACTIVE
    return f"{MOMENTS[counting.moment]} BETWEEN %(first)s AND %(last)s"


def _only(name: str, counting: Counting) -> str:
    return f"{column(name, counting)} = ANY (%(only_{name})s)"


def _parents(counting: Counting) -> str:
    if reasoned(counting.of) == "f":
        return ""
    return OF_PARENT if counting.of is FactKind.INVESTIGATION else VIA


def _matters(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Iterator[Item]:
    for row in rows:
        if row["weight"]:
            yield Item(
                places=list(_places(row, names)), weight=row["weight"], days=row["lasted"] or ()
            )


async def _months(
    store: Store | Transaction, counting: Counting, asked: Mapping[str, object]
) -> Mapping[object, int]:
    """Return how many calendar months each person has had of it until the end of the year."""
    statement = (
        f"SELECT {ONE} AS whose, coalesce(f.executed_on, f.granted_on, f.began_on) AS since,"
        f" least(f.ended_on, %(last)s) AS until FROM reporting.figure_fact f {PERSON}"
        f" WHERE f.kind = %(kind)s AND {KNOWN.format('f')} AND f.began_on <= %(last)s"
        + "".join(f" AND {_only(name, counting)}" for name in counting.only or {})
    )
    found: dict[object, set[int]] = defaultdict(set)
    for row in await store.rows(statement, asked):
        since, until = row["since"], row["until"]
        found[row["whose"]] |= {*range(_month(since), _month(until) + 1)}
    return {whose: len(months) for whose, months in found.items()}


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _persons(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], months: Mapping[object, int]
) -> Iterator[Item]:
    places: dict[object, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        places[row["whose"]] += _places(row, names)
    for whose, each in places.items():
        yield Item(places=each, days=[months[whose]] if whose in months else ())


def _places(row: Mapping[str, Any], names: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield every place of a row: one for each reason, where it has several."""
    values = [sorted({*row[name]}) if name in SEVERAL else [row[name]] for name in names]
    for each in product(*values):
        yield dict(zip(names, each, strict=True))
