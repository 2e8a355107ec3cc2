"""Times of validity, codes that split, scales, retention: each list in itself."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from typing import Any

from shared.catalogue.checks.walk import Walk, each
from shared.catalogue.instruments import Band, Instrument
from shared.catalogue.matters import Assessment, AssessmentByAge
from shared.catalogue.reading import Fault, is_ordered
from shared.catalogue.records import Disposal


def check(walk: Walk) -> Iterator[Fault]:
    """Fault what is wrong within one list."""
    yield from _times(walk)
    yield from _splits(walk, "reasons")
    yield from _splits(walk, "mandates")
    yield from _assessments(walk)
    yield from _instruments(walk)
    yield from _bands(walk)
    yield from _retention(walk)


def _times(walk: Walk) -> Iterator[Fault]:
    """Fault a time that ends before it begins, and two wordings on the same day."""
    for field in (field.name for field in fields(walk.tables)):
        for key, wordings in getattr(walk.tables, field).items():
            for wording in wordings:
                if wording.valid_to is not None and wording.valid_to < wording.valid_from:
                    yield walk.fault(field, key, "slutar gälla innan den börjar gälla")
            if field != "instruments" and not is_ordered(wordings):
                what = "lydelserna överlappar eller står inte i tidsordning"
                yield walk.fault(field, key, what)


def _splits(walk: Walk, field: str) -> Iterator[Fault]:
    """Fault a code that splits without ending, or into codes not valid on the day after."""
    table = getattr(walk.tables, field)
    for key, entry in each(table):
        if entry.splits_into and entry.valid_to is None:
            yield walk.fault(field, key, "delas i andra koder men har ingen sista dag")
            continue
        for code in entry.splits_into:
            heirs: tuple[Any, ...] = table[f"{entry.kind}.{code}" if field == "reasons" else code]
            if not any(heir.is_in_force(entry.valid_to + timedelta(days=1)) for heir in heirs):
                yield walk.fault(field, key, f"{code} gäller inte dagen efter delningen")


def _assessments(walk: Walk) -> Iterator[Fault]:
    """Fault an exception of SoL 11:5 that is offered without assessment all the same."""
    for key, entry in each(walk.tables.intervention_types):
        by_age = entry.needs_assessment
        if Assessment.ALWAYS in _ages(by_age) and not entry.assessment_bases:
            yield walk.fault("intervention_types", key, "behovsprövas alltid men saknar lagrum")
        protected = _ages(by_age)[:2] if entry.exception == 5 else _ages(by_age)
        if entry.exception is not None and Assessment.OPTIONAL in protected:
            what = f"undantas i 11 kap. 5 § {entry.exception} men erbjuds utan behovsprövning"
            yield walk.fault("intervention_types", key, what)


def _ages(by_age: AssessmentByAge) -> tuple[Assessment, Assessment, Assessment]:
    return by_age.child, by_age.young, by_age.adult


def _instruments(walk: Walk) -> Iterator[Fault]:
    """Fault versions and scales that stand there twice, and limits the wrong way round."""
    for key, versions in walk.tables.instruments.items():
        if len({one.version for one in versions}) < len(versions):
            yield walk.fault("instruments", key, "samma version finns två gånger")
        for instrument in versions:
            yield from _scales(walk, key, instrument)


def _scales(walk: Walk, key: str, instrument: Instrument) -> Iterator[Fault]:
    if not instrument.scales:
        yield walk.fault("instruments", key, "saknar skala")
    if len({scale.code for scale in instrument.scales}) < len(instrument.scales):
        yield walk.fault("instruments", key, "samma skala finns två gånger")
    for scale in instrument.scales:
        if scale.minimum >= scale.maximum:
            yield walk.fault("instruments", key, f"{scale.code} har minimum över maximum")


def _bands(walk: Walk) -> Iterator[Fault]:
    """Fault bands of no scale, outside it, or that two of them claim the same score one day."""
    bands = [*each(walk.tables.bands)]
    for key, band in bands:
        versions = walk.tables.instruments.get(band.instrument, ())
        scales = [s for i in versions if i.version == band.version for s in i.scales]
        scale = next((each for each in scales if each.code == band.scale), None)
        if scale is None:
            yield walk.fault("bands", key, "hör till en skala som inte finns")
        elif not scale.minimum <= band.minimum <= band.maximum <= scale.maximum:
            yield walk.fault("bands", key, "har gränser utanför skalan, eller i fel ordning")
        if not band.source.strip():
            yield walk.fault("bands", key, "saknar källa")
        if any(other != key and _claims_too(band, rival) for other, rival in bands):
            yield walk.fault("bands", key, "överlappar ett annat gränsvärde på samma skala")


def _claims_too(band: Band, other: Band) -> bool:
    is_same = (band.instrument, band.version, band.scale) == (
        other.instrument,
        other.version,
        other.scale,
    )
    is_together = (band.valid_to is None or other.valid_from <= band.valid_to) and (
        other.valid_to is None or band.valid_from <= other.valid_to
    )
    return (
        is_same and is_together and other.minimum <= band.maximum and band.minimum <= other.maximum
    )


def _retention(walk: Walk) -> Iterator[Fault]:
    """Fault a rule that says dispose but not when, or keep and when."""
    for key, rule in each(walk.tables.retention):
        is_timed = rule.years_after_last_note is not None or rule.not_before_age is not None
        if is_timed is not (rule.disposal is Disposal.DISPOSE):
            yield walk.fault("retention", key, "ska ha en tid om den gallras, annars ingen")
