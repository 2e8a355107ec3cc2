"""Whether a decision was taken by somebody who could, under the delegation order of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.catalogue import Catalogue, NotInForce, UnknownCode
from shared.catalogue.matters import Role
from shared.catalogue.records import DelegationRule
from shared.catalogue.ruling import LADDER, reaches

WAYS: Mapping[str, str] = {
    "investigate": "open-investigation",
    "no-action": "not-open-investigation",
}
DECIDED: Mapping[str, str | None] = {
    "intake.preliminary-assessment-extended.v1": "extend-preliminary-assessment",
    "intake.preliminary-assessment-concluded.v1": None,  # by the way that was chosen
    "intake.feedback-withheld.v1": "withhold-feedback",
    "investigation.extended.v1": "extend-investigation",
    "investigation.decision-made.v1": None,  # as the decision says
    "investigation.closed.v1": "close-investigation",
    "intake.disposal-certified.v1": "approve-disposal",
}
"""The events by which something is decided, with the type of decision."""
BY_ANOTHER = frozenset({"intake.disposal-certified.v1"})
"""The events that somebody else than who decided recorded, without the decider's role."""

DECIDERS = ("decided_by", "concluded_by", "closed_by", "withheld_by")
"""The fields that say who decided; else whoever recorded it did."""


class Verdict(StrEnum):
    """Prövning mot delegationsordningen: how a decision stands to the order of its day."""

    CONFORMS = "conforms"
    OUTSIDE = "outside"
    CANNOT_TELL = "cannot-tell"


class Why(StrEnum):
    """Skäl för prövningens utfall."""

    BY_RULE = "by-rule"
    BY_CHAIR = "by-chair"  # urgently, where an act allows it: reported at the next meeting
    ROLE_TOO_LOW = "role-too-low"
    RESERVED_BY_LAW = "reserved-by-law"
    ROLE_UNKNOWN = "role-unknown"
    TYPE_UNKNOWN = "type-unknown"
    NO_ORDER = "no-order"  # no point of the order speaks of it that day
    CONDITION_NOT_TOLD = "condition-not-told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision as it was recorded."""

    event_id: UUID
    position: int
    name: str
    decision_type: str
    decided_on: date
    role: str
    is_by_system: bool
    outcome: str | None
    intervention_type: str | None
    days: int | None  # how much longer, of an extension, where it is told
    recorded_rule: str | None
    thread_id: UUID
    matter_id: UUID
    person_id: UUID | None
    decided_by: str = ""  # empty where no event says who


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A decision, and how it stands to the order of its day."""

    decided: Decided
    verdict: Verdict
    why: Why
    rule_id: str | None = None
    lowest_role: str | None = None
    legal_bases: tuple[str, ...] = ()


def decided_in(row: Mapping[str, Any]) -> Decided | None:
    """Return the decision of an entry of a thread; None where nothing was decided."""
    facts: Mapping[str, Any] = row["facts"]
    decision_type = (
        DECIDED[row["name"]] or facts.get("decision_type") or WAYS.get(str(facts.get("way")))
    )
    if decision_type is None:
        return None
    recorder = "" if row["name"] in BY_ANOTHER else row["actor_role"]
    return Decided(
        event_id=row["event_id"],
        position=row["position"],
        name=row["name"],
        decision_type=decision_type,
        decided_on=row["happened_on"],
        role=facts.get("decider_role") or recorder,
        is_by_system=row["client_kind"] == "system",
        outcome=facts.get("outcome"),
        intervention_type=facts.get("intervention_type"),
        days=row.get("extended_days"),
        recorded_rule=facts.get("delegation_rule_id"),
        thread_id=row["thread_id"],
        matter_id=row["stream_id"],
        person_id=row["person_id"],
        decided_by=_decider(row, facts),
    )


def _decider(row: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    told = next((str(facts[name]) for name in DECIDERS if facts.get(name)), None)
    return told or ("" if row["name"] in BY_ANOTHER else str(row["actor_subject"]))


def try_decision(decided: Decided, law: Catalogue) -> Tried:
    """Return how ``decided`` stands to the delegation order and the law of its day."""
    on, kind = decided.decided_on, decided.decision_type
    if decided.is_by_system or not decided.role:
        return _tried(decided, Verdict.CANNOT_TELL, Why.ROLE_UNKNOWN)
    try:
        known = law.decision_type(kind, on)
    except (UnknownCode, NotInForce):
        return _tried(decided, Verdict.CANNOT_TELL, Why.TYPE_UNKNOWN)
    rule = _rule(decided, decided.role, law)
    if rule is None:
        return _refused(decided, law)
    is_chair = decided.role == Role.CHAIR
    if known.reserved_to and not is_chair and not reaches(decided.role, known.reserved_to):
        return Tried(
            decided=decided,
            verdict=Verdict.OUTSIDE,
            why=Why.RESERVED_BY_LAW,
            lowest_role=known.reserved_to,
            legal_bases=known.reserved_by,
        )
    why = Why.BY_CHAIR if is_chair else Why.BY_RULE
    return Tried(decided=decided, verdict=Verdict.CONFORMS, why=why, rule_id=rule.id)


def _refused(decided: Decided, law: Catalogue) -> Tried:
    """Return why no rule let the role decide: there is none, too little is told, or it may not."""
    named = [
        rule
        for wordings in law.tables.delegation.values()
        for rule in wordings
        if decided.decision_type in rule.decision_types and rule.is_in_force(decided.decided_on)
    ]
    if not named:
        return _tried(decided, Verdict.CANNOT_TELL, Why.NO_ORDER)
    open_to = [rule for rule in named if reaches(decided.role, rule.lowest_role)]
    if any(_is_untold(rule, decided) for rule in open_to):
        return _tried(decided, Verdict.CANNOT_TELL, Why.CONDITION_NOT_TOLD)
    lowest = next((rung for rung in LADDER if _rule(decided, rung, law)), None)
    return Tried(
        decided=decided, verdict=Verdict.OUTSIDE, why=Why.ROLE_TOO_LOW, lowest_role=lowest
    )


def _rule(decided: Decided, role: str, law: Catalogue) -> DelegationRule | None:
    return law.may_decide(
        decided.decision_type,
        role,
        decided.decided_on,
        days=decided.days,
        outcome=decided.outcome,
        intervention_type=decided.intervention_type,
    )


def _is_untold(rule: DelegationRule, decided: Decided) -> bool:
    """Whether the rule asks for something that no event tells."""
    asked = rule.conditions
    return asked is not None and (
        asked.amount_sek_at_most is not None
        or (asked.days_at_most is not None and decided.days is None)
    )


def _tried(decided: Decided, verdict: Verdict, why: Why) -> Tried:
    return Tried(decided=decided, verdict=verdict, why=why)
