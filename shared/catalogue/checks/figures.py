"""Figures can be counted: of something known, divided by what there is, and never too finely."""

import re
from collections.abc import Iterator
from itertools import pairwise

from shared.catalogue.checks.walk import Walk, each
from shared.catalogue.figures import CountedUnit, Counting, Dimension, Figure, Measure, Span
from shared.catalogue.reading import Fault

MOST = 4  # dimensions of one table, what it is narrowed by included
DIMS = frozenset(Dimension)
BAND = re.compile(r"(\d+)-(\d*)")


def check(walk: Walk) -> Iterator[Fault]:
    """Fault what could not be counted, or would tell of single persons."""
    for key, counting in each(walk.tables.countings):
        for name in ("ages", "day_bands"):
            if not _is_partition(getattr(counting, name)):
                yield walk.fault("countings", key, f"{name} ska följa på varandra, utan lucka")
        for what in _wrong_with(counting):
            yield walk.fault("countings", key, what)
    for key, figure in each(walk.tables.figures):
        for what in _wrong_in(walk, figure):
            yield walk.fault("figures", key, what)
    for field in ("countings", "figures"):
        for key, wordings in getattr(walk.tables, field).items():
            if len({wording.version for wording in wordings}) < len(wordings):
                yield walk.fault(field, key, "samma version finns två gånger")


def _wrong_with(counting: Counting) -> Iterator[str]:
    yield from (f"{name} är redan en indelning" for name in counting.groups or {} if name in DIMS)
    for table in counting.tables:
        yield from (f"{name} är ingen indelning" for name in {*table} - counting.dimensions)
        if len(table) > MOST:
            yield f"delas på mer än {MOST} sätt samtidigt"


def _wrong_in(walk: Walk, figure: Figure) -> Iterator[str]:
    if (figure.counting is None) is not bool(figure.waits_for):
        yield "ska ha counting, eller säga vad den väntar på (waits_for)"
    if figure.counting is None:
        return
    counting = walk.tables.countings[figure.counting][-1]
    if (figure.span is not None) is not (figure.measure in (Measure.MEAN, Measure.MEDIAN)):
        yield "ska ha span om den är ett medelvärde eller en median, annars inte"
    if bool(figure.share_of) is not (figure.measure is Measure.SHARE):
        yield "ska ha share_of om den är en andel, annars inte"
    is_of_persons = figure.unit is CountedUnit.PERSONS
    if figure.span and (figure.span is Span.MONTHS) is not is_of_persons:
        yield "räknar tid av annat än sitt underlag"
    if figure.unit is not counting.unit:
        yield "räknar annat än sitt underlag"
    for division in figure.divisions():
        if division not in counting.divisions:
            yield f"{', '.join(sorted(division))} är ingen uppdelning av underlaget"
    if not figure.allows(frozenset(figure.shown_by)):
        yield "visas efter något den inte får delas efter"


def _is_partition(bands: tuple[str, ...]) -> bool:
    """Say whether each band begins where the one before it ended; only the last has no end."""
    found = [BAND.fullmatch(band) for band in bands]
    if not all(found):
        return False
    ends = [(int(each[1]), int(each[2]) if each[2] else None) for each in found if each]
    return all(last is not None and last + 1 == first for (_, last), (first, _) in pairwise(ends))
