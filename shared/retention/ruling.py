"""Which rules hold for one matter: by what it came to, and by when it ended."""

from collections.abc import Iterator, Sequence
from datetime import date

from shared.catalogue.records import Disposal, RetentionRule
from shared.retention.facts import Law, Matter, Person


def rule_id(rule: RetentionRule) -> str:
    """Return what a rule is known by: its group and its name."""
    return f"{rule.kind}.{rule.id}"


def rules_for(law: Law, matter: Matter, on: date) -> Sequence[RetentionRule]:
    """Return the wordings that hold on ``on`` for such a matter."""
    wordings = law.by_group.get(matter.group, ())
    return [rule for each in wordings for rule in _holding(each, matter, on)]


def exemption(rules: Sequence[RetentionRule]) -> RetentionRule | None:
    """Return the rule that forbids destruction, if there is one among ``rules``."""
    return next((rule for rule in rules if rule.disposal is Disposal.KEEP), None)


def exemption_by_birth(law: Law, person: Person, on: date) -> RetentionRule | None:
    """Return the rule that keeps everything about such a person, if one does."""
    return next(
        (r for r in _by_birth(law, on) if person.birth_days.intersection(r.born_on_days)), None
    )


def is_birth_day_asked(law: Law, on: date) -> bool:
    """Say whether any rule asks on which day of a month somebody was born."""
    return any(True for _ in _by_birth(law, on))


def _by_birth(law: Law, on: date) -> Iterator[RetentionRule]:
    for wordings in law.for_everybody:
        yield from (rule for rule in wordings if rule.is_in_force(on) and rule.born_on_days)


def _holding(
    wordings: Sequence[RetentionRule], matter: Matter, on: date
) -> Iterator[RetentionRule]:
    """Yield the wording in force, or the one before where that leaves out what had ended."""
    if not any(each.is_in_force(on) for each in wordings):
        return
    begun = [each for each in reversed(wordings) if each.valid_from <= on]
    rule = next((each for each in begun if not _leaves_out(each, matter)), None)
    if rule is not None and _is_about(rule, matter):
        yield rule


def _leaves_out(rule: RetentionRule, matter: Matter) -> bool:
    ended_on = matter.ended_on
    return (
        rule.not_for_closed_before_in_force and ended_on is not None and ended_on < rule.valid_from
    )


def _is_about(rule: RetentionRule, matter: Matter) -> bool:
    if rule.born_on_days or (rule.record is not None and rule.record is not matter.record):
        return False
    return not rule.intervention_types or matter.intervention_type in rule.intervention_types
