"""The catalogue of figures, in the order of the report."""

import re
from collections.abc import Sequence

from services.reporting.application.figures.asking import counting_of
from shared.catalogue import Catalogue
from shared.catalogue.figures import Counting, Figure

_DIGITS = re.compile(r"\d+")


def every_figure(law: Catalogue) -> Sequence[tuple[Figure, Counting | None]]:
    """Return every version of every figure with its counting, by number, our own last."""
    every = [figure for wordings in law.tables.figures.values() for figure in wordings]
    ordered = sorted(every, key=lambda each: (_place(each), each.id, each.valid_from))
    return [(each, counting_of(law, each) if each.counting else None) for each in ordered]


def _place(figure: Figure) -> tuple[bool, Sequence[int], str]:
    numbers = [int(each) for each in _DIGITS.findall(figure.number)]
    return not numbers, numbers, figure.number
