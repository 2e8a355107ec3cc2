"""The rule of more time: on a ground, before the end, once unless the law says otherwise."""

from collections.abc import Sequence
from datetime import date

from services.intake.domain.administration import refusals
from services.intake.domain.administration.commands import (
    ExtendAdministrativeTime,
)
from services.intake.domain.administration.lawful import Limit, Span
from services.intake.domain.administration.state import Matter
from shared.contracts.intake_administration import Administration, AdministrativeTimeExtended
from shared.kernel import calendar
from shared.kernel.dates import require_come


def extend(matter: Matter, command: ExtendAdministrativeTime) -> Sequence[Administration]:
    """Give the one limit that runs a later end."""
    require_come(command.decided_on, command.today)
    limit = _running(matter, command)
    if matter.extended_until and not limit.is_repeatable:
        raise refusals.ExtendedTwice
    nominal, effective = _end(matter, limit)
    if command.decided_on > effective:
        raise refusals.ExtendedAfterEnd
    if command.until_on <= nominal:
        raise refusals.NotMoreTime
    if limit.longest and command.until_on > _after(nominal, limit.longest):
        raise refusals.ExtendedTooFar
    return [
        AdministrativeTimeExtended(
            administrative_matter_id=matter.opened.administrative_matter_id,
            until_on=command.until_on,
            decided_on=command.decided_on,
            decided_by=command.decided_by,
            ground_code=command.ground_code,
        )
    ]


def _running(matter: Matter, command: ExtendAdministrativeTime) -> Limit:
    """Return the limit that had begun by the day of the decision, and that nothing has stopped."""
    for limit in command.limits:
        started = [matter.facts[code] for code in limit.started_by if code in matter.facts]
        is_begun = any(each.happened_on <= command.decided_on for each in started)
        if is_begun and limit.stopped_by.isdisjoint(matter.facts):
            return limit
    raise refusals.NothingToExtend


def _end(matter: Matter, limit: Limit) -> tuple[date, date]:
    """Return the nominal and the effective end, as it stands now."""
    if matter.extended_until:
        return matter.extended_until[-1], matter.extended_until[-1]
    started_on = min(
        matter.facts[code].happened_on for code in limit.started_by if code in matter.facts
    )
    nominal = _after(started_on, limit.time)
    if not limit.is_moved_off_days_of_rest:
        return nominal, nominal
    return nominal, calendar.effective_end(nominal)


def _after(day: date, span: Span) -> date:
    return calendar.nominal_end(day, span.length, span.unit)
