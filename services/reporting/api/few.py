"""Numbers about few: a count of so few persons tells of each of them, and is logged as a look."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from shared.kernel.shown import Shown

FEW = 5
"""Fewer than this many are told of, one by one, by a number about them."""
_PERSONS, _MATTERS = "few_persons", "few_matters"


def few(person_id: sa.Column[Any], matter_id: sa.Column[Any]) -> Sequence[sa.Label[Any]]:
    """Return the columns of a count that name whom it tells of; null where they are many."""
    return [
        sa.case((sa.func.count() < FEW, sa.func.array_agg(column))).label(name)
        for column, name in ((person_id, _PERSONS), (matter_id, _MATTERS))
    ]


def shown_in(rows: Iterable[Mapping[str, Any]]) -> Shown:
    """Return whom the counts in ``rows`` tell of."""
    known = list(rows)
    persons = {each for row in known for each in row[_PERSONS] or () if each is not None}
    matters = {each for row in known for each in row[_MATTERS] or ()}
    return Shown(persons=frozenset(persons), hits=frozenset(matters))


def told(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the count alone."""
    return {name: value for name, value in row.items() if name not in (_PERSONS, _MATTERS)}
