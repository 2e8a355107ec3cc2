"""Every code that an entry mentions exists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from shared.catalogue.checks.walk import Walk, each, triggers_of
from shared.catalogue.reading import Fault
from shared.contracts.intake import Origin
from shared.contracts.investigation import Outcome

Mentions: TypeAlias = Callable[[Any], Iterable[str]]

REFERENCES: tuple[tuple[str, str, Mentions], ...] = (
    ("acts", "acts", lambda act: act.replaces),
    ("legal_bases", "acts", lambda basis: [basis.act]),
    ("legal_bases", "legal_bases", lambda basis: basis.replaces),
    ("purposes", "legal_bases", lambda purpose: purpose.bases),
    ("mandates", "legal_bases", lambda mandate: [mandate.basis]),
    ("mandates", "mandates", lambda mandate: mandate.splits_into),
    ("case_types", "purposes", lambda case: [step.purpose for step in case.steps]),
    ("case_types", "decision_types", lambda case: case.decision_types),
    ("case_types", "intervention_types", lambda case: case.intervention_types),
    ("decision_types", "purposes", lambda decision: [decision.purpose]),
    ("decision_types", "legal_bases", lambda decision: decision.reserved_by),
    ("decision_types", "legal_bases", lambda decision: decision.chair_may_act_under),
    ("intervention_types", "decision_types", lambda intervention: intervention.granted_by),
    ("methods", "intervention_types", lambda method: method.intervention_types),
    ("reasons", "case_types", lambda reason: reason.case_types),
    ("reasons", "legal_bases", lambda reason: reason.bases),
    ("reasons", "reasons", lambda reason: [f"{reason.kind}.{c}" for c in reason.splits_into]),
    ("delegation", "decision_types", lambda rule: rule.decision_types),
    ("delegation", "intervention_types", lambda rule: _condition(rule, "intervention_types")),
    ("retention", "legal_bases", lambda rule: [rule.basis]),
    ("retention", "intervention_types", lambda rule: rule.intervention_types),
    ("amounts", "legal_bases", lambda amount: amount.bases),
    ("clocks", "legal_bases", lambda clock: clock.legal_bases),
    ("clocks", "case_types", lambda clock: [c for c in clock.case_types if c != "all"]),
    ("clocks", "reasons", lambda clock: _extension(clock, "ground", "extension.")),
    ("clocks", "decision_types", lambda clock: _extension(clock, "decision_type", "")),
    ("risks", "clocks", lambda risk: risk.clocks),
    ("countings", "case_types", lambda counting: _values(counting.areas)),
    ("countings", "reasons", lambda counting: [f"intake.{c}" for c in _values(counting.groups)]),
    ("figures", "countings", lambda figure: [figure.counting] if figure.counting else []),
    ("facts", "case_types", lambda fact: [c for c in fact.case_types if c != "all"]),
    ("clocks", "facts", lambda clock: [t.fact for t in triggers_of(clock) if t.fact]),
    ("administrative_kinds", "facts", lambda kind: (*kind.opens, *kind.facts, *kind.closes)),
)
"""(table, table that its entries mention, how to find the mentioned codes)."""

WORDS: tuple[tuple[str, frozenset[str], Mentions], ...] = (
    ("case_types", frozenset(Origin), lambda case: case.origins),
    (
        "case_types",
        frozenset(Origin),
        lambda case: [origin for step in case.steps for origin in step.origins],
    ),
    ("decision_types", frozenset(Outcome), lambda decision: decision.outcomes),
    ("delegation", frozenset(Outcome), lambda rule: _condition(rule, "outcomes")),
)
"""(table, words of the published events, how to find those an entry uses)."""


def check(walk: Walk) -> Iterator[Fault]:
    """Fault each code that is mentioned and does not exist."""
    for field, wanted, mentions in REFERENCES:
        yield from _missing(walk, field, mentions, frozenset(getattr(walk.tables, wanted)))
    for field, words, mentions in WORDS:
        yield from _missing(walk, field, mentions, words)
    groups = frozenset(rule.kind for _, rule in each(walk.tables.retention))
    yield from _missing(walk, "case_types", lambda case: [case.retention_group], groups)
    tables = {name: getattr(walk.tables, field) for field, name in walk.files.items()}
    known = frozenset(f"{name}.{key}" for name, table in tables.items() for key in table)
    yield from _missing(walk, "code_systems", lambda system: system.mappings, known)


def _missing(walk: Walk, field: str, mentions: Mentions, known: frozenset[str]) -> Iterator[Fault]:
    for key, entry in each(getattr(walk.tables, field)):
        for code in mentions(entry):
            if code not in known:
                yield walk.fault(field, key, f"{code} finns inte")


def _values(groups: Mapping[str, tuple[str, ...]] | None) -> Iterable[str]:
    return [code for codes in (groups or {}).values() for code in codes]


def _condition(rule: Any, name: str) -> Iterable[str]:
    return getattr(rule.conditions, name) if rule.conditions else ()


def _extension(clock: Any, name: str, prefix: str) -> Iterable[str]:
    value = getattr(clock.extension, name) if clock.extension else None
    return [prefix + value] if value else ()
