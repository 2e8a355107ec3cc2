"""The delegation order keeps within what the law lets a committee delegate (SoL 30:5-12)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from shared.catalogue.checks.walk import Walk, each, first_bad_day
from shared.catalogue.matters import DecisionType, Role
from shared.catalogue.reading import Fault
from shared.catalogue.records import DelegationRule
from shared.catalogue.ruling import LADDER


def check(walk: Walk) -> Iterator[Fault]:
    """Fault a rule that gives away what is reserved, and a decision that nobody may make."""
    rules = [rule for _, rule in each(walk.tables.delegation)]
    begins = min((rule.valid_from for rule in rules), default=date.min)
    for key, decision in each(walk.tables.decision_types):
        for what in (*_reservation(decision), *_uncovered(decision, rules, begins)):
            yield walk.fault("decision_types", key, what)
    for key, rule in each(walk.tables.delegation):
        if rule.lowest_role not in LADDER:
            yield walk.fault("delegation", key, "ordföranden kan inte vara lägsta roll")
            continue
        for code in rule.decision_types:
            for decision in walk.tables.decision_types[code]:
                for what in _beyond_the_law(rule, decision):
                    yield walk.fault("delegation", key, what)


def _reservation(decision: DecisionType) -> Iterator[str]:
    if (decision.reserved_to is None) is not (not decision.reserved_by):
        yield "reserved_to och reserved_by hör ihop"
    if decision.reserved_to not in (None, Role.SUBCOMMITTEE, Role.COMMITTEE):
        yield "kan bara förbehållas utskott eller nämnd"


def _uncovered(decision: DecisionType, rules: list[DelegationRule], begins: date) -> Iterator[str]:
    """Yield what is wrong when nobody may decide; days before the order begins do not count."""
    span = replace(decision, valid_from=max(decision.valid_from, begins))
    unconditional = [
        rule for rule in rules if decision.id in rule.decision_types and rule.conditions is None
    ]
    day = first_bad_day(span, unconditional)
    if day:
        yield f"ingen delegationspunkt utan villkor gäller {day}"


def _beyond_the_law(rule: DelegationRule, decision: DecisionType) -> Iterator[str]:
    reserved = decision.reserved_to
    if reserved and LADDER.index(rule.lowest_role) < LADDER.index(reserved):
        yield f"{decision.id} får inte delegeras lägre än till {reserved}"
    if rule.is_open_to_chair and not decision.chair_may_act_under:
        yield f"{decision.id} får inte beslutas av ordföranden"
