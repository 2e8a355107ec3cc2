"""Clocks start and stop at events that exist, and have a length where they are counted."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import get_type_hints

from shared.catalogue.checks.walk import Walk, each, triggers_of
from shared.catalogue.clocks import COUNTED, Clock, ClockKind, Extension, Trigger, Unit
from shared.catalogue.reading import Fault
from shared.contracts.names import PUBLISHED
from shared.kernel.corrections import fact_names

CODES = {
    "legal_basis_id": "legal_bases",
    "decision_type": "decision_types",
    "intervention_type": "intervention_types",
    "case_type": "case_types",
}
"""Fields of published events that hold a code of the catalogue."""


def check(walk: Walk) -> Iterator[Fault]:
    """Fault clocks that could never run, end or be explained."""
    for key, clock in each(walk.tables.clocks):
        for what in _wrong_in(walk, clock):
            yield walk.fault("clocks", key, what)


def _wrong_in(walk: Walk, clock: Clock) -> Iterator[str]:
    if not clock.start or not clock.stop:
        yield "saknar start eller stopp"
    if (clock.length is not None) is not (clock.unit in COUNTED):
        yield "ska ha en längd om den räknas, annars ingen"
    if clock.length is not None and clock.length < 1:
        yield "längden ska vara minst 1"
    if clock.repeat and (clock.repeat.length < 1 or clock.repeat.unit not in COUNTED):
        yield "återkommer utan en längd som kan räknas"
    if clock.kind is ClockKind.HARD and not clock.when_passed:
        yield "säger inte vad som förfaller (when_passed)"
    if clock.extension:
        yield from _extended_without_end(walk, clock.extension)
    if clock.unit is Unit.SET_DATE and not clock.due_days:
        yield from _end_never_set(walk, clock)
    if not all(_is_day_of_every_year(day) for day in clock.due_days):
        yield "due_days är månad och dag, till exempel 04-30"
    for trigger in triggers_of(clock):
        yield from wrong_with(walk, trigger)


def _extended_without_end(walk: Walk, extension: Extension) -> Iterator[str]:
    """Yield what is wrong when that by which a clock is extended gives no new end."""
    extended = PUBLISHED.get(extension.event or "")
    if extension.event and "until_on" not in (fact_names(extended) if extended else ()):
        yield f"förlängs av {extension.event}, som inte anger ett nytt slut"
    noted = walk.tables.facts[extension.fact] if extension.fact else ()
    if not all(fact.is_end_set for fact in noted):
        yield f"förlängs av {extension.fact}, som inte anger ett nytt slut (is_end_set)"


def _is_day_of_every_year(day: str) -> bool:
    try:
        date.fromisoformat(f"2001-{day}")
    except ValueError:
        return False
    return True


def _end_never_set(walk: Walk, clock: Clock) -> Iterator[str]:
    """Yield the starts of a clock whose end somebody sets, that could not say the day."""
    for start in clock.start:
        if start.fact and not all(fact.is_end_set for fact in walk.tables.facts[start.fact]):
            yield f"dagen sätts av någon, men {start.fact} säger inte vilken (is_end_set)"
        told = PUBLISHED.get(start.event or "")
        if told and clock.set_by not in {field.name for field in fields(told)}:
            yield f"dagen sätts av {clock.set_by}, som {start.event} inte har"


def wrong_with(walk: Walk, trigger: Trigger) -> Iterator[str]:
    """Yield what is wrong with a trigger, in Swedish."""
    if (trigger.event is None) is (trigger.fact is None):
        yield "varje utlösare är antingen event eller fact"
    if trigger.event is None:
        if trigger.where or trigger.date:
            yield "bara en publicerad händelse kan ha where och date"
        return
    if trigger.event not in PUBLISHED:
        yield f"{trigger.event} är ingen publicerad händelse"
        return
    types = get_type_hints(PUBLISHED[trigger.event])
    if trigger.date is not None and trigger.date not in types:
        yield f"{trigger.event} har inget fält {trigger.date}"
    for name, values in (trigger.where or {}).items():
        if name not in types:
            yield f"{trigger.event} har inget fält {name}"
            continue
        known = _known(walk, name, types[name])
        for value in values:
            if known is not None and value not in known:
                yield f"{name} kan inte vara {value}"


def _known(walk: Walk, name: str, kind: object) -> frozenset[str] | None:
    """Return the values that the field may have, or None where any may do."""
    if name in CODES:
        return frozenset(getattr(walk.tables, CODES[name]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return frozenset(kind)
    return frozenset({"true", "false"}) if kind is bool else None
