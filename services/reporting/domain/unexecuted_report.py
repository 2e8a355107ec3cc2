"""The quarterly report of unexecuted decisions, by pseudonyms and codes. Source: ``sol-34-1``."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

from services.reporting.domain.grants import DECLINED, EXPLAINED, OFFERED, Fact
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.spells import CLOSED, UNEXECUTED, Spell, SpellKind, SpellState

KIND = "unexecuted-decisions"
VERSION = "1"
UNEXECUTED_SECTION, POSTPONED_SECTION, CONCLUDED_SECTION = "unexecuted", "postponed", "concluded"
SECTIONS = (UNEXECUTED_SECTION, POSTPONED_SECTION, CONCLUDED_SECTION)

Line: TypeAlias = dict[str, Any]
"""One spell as a report tells of it: plain JSON."""

Content: TypeAlias = dict[str, Any]
"""What a report says: plain JSON, with a list of lines for each section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reportable:
    """What a report needs to know of one granted decision."""

    decision_id: UUID
    intervention_id: UUID
    person_id: UUID
    intervention_type: str | None
    legal_basis_id: str
    decided_on: date
    unit: str | None
    facts: Sequence[Fact]
    spells: Sequence[Spell]


def content_of(quarter: Quarter, decisions: Iterable[Reportable]) -> Content:
    """Return what the report about ``quarter`` says, of everything known in ``decisions``."""
    sections: dict[str, list[Line]] = {name: [] for name in SECTIONS}
    for decision in decisions:
        for spell in decision.spells:
            name = section_of(spell, quarter)
            if name is not None:
                sections[name].append(_line(decision, spell, quarter))
    ordered = {name: sorted(lines, key=_order) for name, lines in sections.items()}
    head = {"kind": KIND, "definition": VERSION, "quarter": str(quarter)}
    return {**head, "from": _text(quarter.first_on), "to": _text(quarter.last_on), **ordered}


def section_of(spell: Spell, quarter: Quarter) -> str | None:
    """Return where a report about ``quarter`` tells of the spell; None where it does not."""
    if spell.started_on > quarter.last_on:
        return None
    state = spell.state_on(quarter.last_on)
    if state in UNEXECUTED:
        return UNEXECUTED_SECTION
    if state is SpellState.POSTPONED and spell.due_on < quarter.last_on:
        return POSTPONED_SECTION
    if state in CLOSED and spell.awaits_telling:
        return CONCLUDED_SECTION
    return None


def canonical(content: object) -> bytes:
    """Return ``content`` as bytes that are the same for the same content."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return plain.encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content``, in hexadecimal."""
    return sha256(content).hexdigest()


def lines_of(content: Content) -> Sequence[tuple[str, Line]]:
    """Return (section, line) for every line."""
    return [(name, line) for name in SECTIONS for line in content[name]]


def _order(line: Line) -> tuple[str, str, str, str]:
    return line["decidedOn"], line["decisionId"], line["startedOn"], line["spellId"]


def _line(decision: Reportable, spell: Spell, quarter: Quarter) -> Line:
    until = quarter.last_on
    state = spell.state_on(until)
    agreed = spell.postponed_on(until)
    is_closed = spell.closing is not None and state in CLOSED
    return {
        "spellId": str(spell.spell_id),
        "kind": spell.kind.value,
        "decisionId": str(decision.decision_id),
        "interventionId": str(decision.intervention_id),
        "personId": str(decision.person_id),
        "interventionType": decision.intervention_type,
        "legalBasisId": decision.legal_basis_id,
        "unit": decision.unit,
        "decidedOn": _text(decision.decided_on),
        "startedOn": _text(spell.started_on),
        "interruptedOn": _text(spell.started_on) if spell.kind is SpellKind.INTERRUPTION else None,
        "dueOn": _text(spell.due_on),
        "daysSinceDecision": (until - decision.decided_on).days,
        "state": state.value,
        "closedOn": _text(spell.closing.day) if spell.closing and is_closed else None,
        "agreedOn": _text(agreed.agreed_on) if agreed else None,
        "timesReported": len(spell.tellings_as_unexecuted),
        "missedQuarters": _missed(spell, quarter),
        **_circumstances(decision, spell, until),
    }


def _circumstances(decision: Reportable, spell: Spell, until: date) -> Line:
    """Return the reason for the delay, what is done, and the latest offer, as of ``until``."""
    here = [
        each
        for each in sorted(decision.facts, key=lambda fact: fact.moment)
        if each.day <= until and spell.is_open_at(each.moment)
    ]
    explained = _latest(here, EXPLAINED)
    began = next((each for each in decision.facts if each.event_id == spell.spell_id), None)
    interrupted = spell.kind is SpellKind.INTERRUPTION and began is not None
    fallback = began.fields.get("reason_code") if interrupted and began else None
    return {
        "reasonKind": "non-execution" if explained else ("interruption" if fallback else None),
        "reasonCode": explained.fields["reason_code"] if explained else fallback,
        "measureCodes": explained.fields["measure_codes"] if explained else [],
        "explainedBy": str(explained.event_id) if explained else None,
        "offeredOn": _day_of(_latest(here, OFFERED)),
        "declinedOn": _day_of(_latest(here, DECLINED)),
    }


def _missed(spell: Spell, quarter: Quarter) -> list[str]:
    """Return the earlier quarters that should have told of it, and that no report did."""
    told = {each.period_code for each in spell.tellings_as_unexecuted}
    found = []
    earlier = Quarter.of(spell.due_on)
    while earlier < quarter:
        owed = spell.state_on(earlier.last_on) in UNEXECUTED
        if owed and earlier.last_on >= spell.started_on and str(earlier) not in told:
            found.append(str(earlier))
        earlier = earlier.following()
    return found


def _latest(facts: Sequence[Fact], name: str) -> Fact | None:
    return next((each for each in reversed(facts) if each.name == name), None)


def _day_of(fact: Fact | None) -> str | None:
    return None if fact is None else _text(fact.day)


def _text(day: date) -> str:
    return day.isoformat()
