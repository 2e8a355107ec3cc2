"""Looking at everything that is kept about one person, on one day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from shared.catalogue.records import RetentionRule
from shared.kernel.calendar import Unit, nominal_end
from shared.retention.facts import Law, Matter, Person
from shared.retention.ruling import (
    exemption,
    exemption_by_birth,
    is_birth_day_asked,
    rule_id,
    rules_for,
)
from shared.retention.verdict import Reason, State, Verdict, Why

_DAY = timedelta(days=1)


def look_at(
    person: Person,
    matters: Iterable[Matter],
    law: Law,
    on: date,
    *,
    shared: Collection[UUID] = (),
) -> Sequence[Verdict]:
    """Return what holds on ``on`` for each file that the person's ``matters`` rest in.

    A file waits for the akt (all of a group) whose notes it is counted from, for the other akts
    about the same person, and for nothing that is kept by an exemption of its own. What is
    ``shared`` with another person waits until it is the one's or the other's.
    """
    known = sorted(matters, key=lambda each: (each.file_id, each.matter_id))
    files = {id_: list(each) for id_, each in groupby(known, key=lambda each: each.file_id)}
    last_notes = _last_notes(known)
    found = {
        id_: [reason for each in in_it for reason in _own(person, each, law, on, last_notes)]
        for id_, in_it in files.items()
    }
    periods = {
        id_: max((r.until_on for r in reasons if r.why is Why.PERIOD and r.until_on), default=None)
        for id_, reasons in found.items()
        if not _is_exempt(reasons, on)
    }
    everybodys = _everybodys(exemption_by_birth(law, person, on))
    is_asked = not person.birth_days and is_birth_day_asked(law, on)
    return [
        _verdict(
            in_it,
            [
                *everybodys,
                *_shared(id_, shared),
                *found[id_],
                *_others(id_, files, periods, known),
            ],
            on,
            is_birth_day_needed=is_asked,
        )
        for id_, in_it in files.items()
    ]


def _last_notes(matters: Iterable[Matter]) -> Mapping[str, date]:
    """Return the day of the last note in each akt."""
    last: dict[str, date] = {}
    for each in matters:
        last[each.group] = max(each.last_note_on, last.get(each.group, date.min))
    return last


def _own(
    person: Person, matter: Matter, law: Law, on: date, last_notes: Mapping[str, date]
) -> Iterable[Reason]:
    """Yield what the matter itself and its akt say of its file."""
    if matter.ended_on is None:
        yield Reason(why=Why.OPEN_MATTER, counted_from=matter.opened_on)
    rules = rules_for(law, matter, on)
    if (kept := exemption(rules)) is not None:
        yield _reason(Why.EXEMPT, kept)
        return
    if not rules:
        yield Reason(why=Why.NO_RULE)
    for rule in rules:
        if rule.years_after_last_note is not None:
            last = last_notes[matter.group]
            until = nominal_end(last, rule.years_after_last_note, Unit.YEARS)
            yield _reason(Why.PERIOD, rule, last, until)
        if rule.not_before_age is not None:
            yield _by_age(person, rule)


def _by_age(person: Person, rule: RetentionRule) -> Reason:
    """Return until when the age keeps it: the year's end, for the day of birth is not ours."""
    if person.birth_year is None:
        return _reason(Why.BIRTH_YEAR_UNKNOWN, rule)
    born, reached = person.birth_year, person.birth_year + (rule.not_before_age or 0)
    return _reason(Why.AGE, rule, date(born, 1, 1), date(reached, 12, 31))


def _is_exempt(reasons: Sequence[Reason], on: date) -> bool:
    """Say whether a file is kept by a rule of its own, and so keeps no other."""
    return any(
        each.why in (Why.EXEMPT, Why.BIRTH_YEAR_UNKNOWN)
        or (each.why is Why.AGE and each.until_on is not None and each.until_on >= on)
        for each in reasons
    )


def _others(
    file_id: UUID,
    files: Mapping[UUID, Sequence[Matter]],
    periods: Mapping[UUID, date | None],
    matters: Sequence[Matter],
) -> Iterable[Reason]:
    """Yield what the person's other files say of this one."""
    elsewhere = [each for each in matters if each.file_id != file_id]
    if any(each.ended_on is None for each in elsewhere):
        opened = min(each.opened_on for each in elsewhere if each.ended_on is None)
        yield Reason(why=Why.OPEN_MATTER, counted_from=opened)
    group = files[file_id][0].group
    ends = [
        end
        for id_, end in periods.items()
        if end is not None and id_ != file_id and files[id_][0].group != group
    ]
    if ends:
        yield Reason(why=Why.OTHER_AKT, until_on=max(ends))


def _everybodys(kept: RetentionRule | None) -> Sequence[Reason]:
    return [] if kept is None else [_reason(Why.EXEMPT, kept)]


def _shared(file_id: UUID, shared: Collection[UUID]) -> Sequence[Reason]:
    return [Reason(why=Why.OTHER_PERSON)] if file_id in shared else []


def _reason(
    why: Why, rule: RetentionRule, since: date | None = None, until: date | None = None
) -> Reason:
    return Reason(
        why=why, rule_id=rule_id(rule), basis_id=rule.basis, counted_from=since, until_on=until
    )


def _verdict(
    matters: Sequence[Matter],
    reasons: Iterable[Reason],
    on: date,
    *,
    is_birth_day_needed: bool,
) -> Verdict:
    told = tuple(dict.fromkeys(reasons))
    ends = [each.until_on for each in told if each.until_on is not None]
    is_endless = any(each.until_on is None for each in told)
    due_on = max(ends) + _DAY if ends and not is_endless else None
    said = _deciding(told)
    return Verdict(
        file_id=matters[0].file_id,
        group=matters[0].group,
        state=_state(told, due_on, on),
        rule_id=said.rule_id if said else None,
        basis_id=said.basis_id if said else None,
        last_note_on=max(each.last_note_on for each in matters),
        due_on=due_on,
        finish_by=_finish_by(told) if due_on else None,
        reasons=told,
        is_birth_day_needed=is_birth_day_needed,
    )


def _deciding(reasons: Sequence[Reason]) -> Reason | None:
    """Return the reason whose rule is named first: what keeps it, else what keeps it longest."""
    for why in (Why.EXEMPT, Why.BIRTH_YEAR_UNKNOWN):
        for each in reasons:
            if each.why is why:
                return each
    ruled = [each for each in reasons if each.rule_id is not None and each.until_on is not None]
    return max(ruled, key=lambda each: each.until_on or date.min, default=None)


def _finish_by(reasons: Sequence[Reason]) -> date:
    """Return the end of the calendar year after the one in which the duty arose (SoL 16:1).

    The duty arises the day after a period, but already within the year in which an age is
    reached.
    """
    years = [
        each.until_on.year if each.why is Why.AGE else (each.until_on + _DAY).year
        for each in reasons
        if each.until_on is not None
    ]
    return date(max(years) + 1, 12, 31)


def _state(reasons: Sequence[Reason], due_on: date | None, on: date) -> State:
    if any(each.why is Why.EXEMPT for each in reasons):
        return State.KEPT
    if due_on is None:
        return State.BLOCKED
    return State.DUE if due_on <= on else State.NOT_YET
