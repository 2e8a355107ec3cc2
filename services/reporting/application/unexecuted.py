"""How granted decisions stand, by what was known at some moment and the law of each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.granted_decision import GrantedDecision, facts_of, standing_facts
from services.reporting.domain.grants import DELIVERED, Fact, spells_of
from services.reporting.domain.spells import Spell, SpellKind, SpellState
from shared.catalogue import Catalogue
from shared.catalogue.matters import GrantClosing
from shared.clocks.ends import counted, moved

CLOCK_OF = {
    SpellKind.DECISION: "unexecuted-decision",
    SpellKind.INTERRUPTION: "interrupted-execution",
}
STATE_OF = {
    GrantClosing.WITHDRAWN: SpellState.WITHDRAWN,
    GrantClosing.REPLACED: SpellState.REPLACED,
    GrantClosing.LAPSED: SpellState.LAPSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Kunskapsläge: what stood in the ledger up to a position; without one, everything."""

    position: int | None = None
    told_until: int | None = None  # reports delivered later are left out, whatever else is known

    def includes(self, fact: Fact) -> bool:
        """Whether the fact was known."""
        until = self.told_until if fact.name == DELIVERED else None
        limits = [each for each in (self.position, until) if each is not None]
        return all(fact.position <= limit for limit in limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A granted decision as known at some moment."""

    row: GrantedDecision
    facts: Sequence[Fact]
    spells: Sequence[Spell]


@dataclass(frozen=True, slots=True)
class Law:
    """The catalogue, asked in the words of unexecuted decisions."""

    catalogue: Catalogue

    @property
    def reportable_bases(self) -> tuple[str, ...]:
        """The sections whose granted decisions are reported when not executed (SoL 34:1)."""
        tables = self.catalogue.tables.legal_bases
        return tuple(
            id for id in tables if any(each.is_unexecuted_reportable for each in tables[id])
        )

    @property
    def closing_reasons(self) -> tuple[str, ...]:
        """The reasons for ending that leave nothing to carry out."""
        reasons = self.catalogue.tables.reasons.values()
        return tuple(
            {each.id: None for wordings in reasons for each in wordings if each.closes_grant}
        )

    def due_on(self, kind: SpellKind, started_on: date) -> date:
        """Return the last day of the three months, by the clock of the day they began.

        What is older than the catalogue runs by its oldest wording, so that it is not forgotten.
        """
        wordings = self.catalogue.tables.clocks[CLOCK_OF[kind]]
        rule = next((each for each in wordings if each.is_in_force(started_on)), wordings[0])
        nominal = counted(rule, started_on, None)
        assert nominal is not None, "the clock has a length"
        return moved(rule, nominal)

    def closes(self, reason_code: str, on: date) -> SpellState | None:
        """Return what an ending for that reason says of a decision never carried out."""
        for each in self.catalogue.tables.reasons.get(f"ending.{reason_code}", ()):
            if each.is_in_force(on) and each.closes_grant is not None:
                return STATE_OF[each.closes_grant]
        return None

    def grant(self, row: GrantedDecision, known: Known) -> Grant | None:
        """Return the decision as it was known; None when it was not."""
        facts = standing_facts(each for each in facts_of(row) if known.includes(each))
        spells = spells_of(facts, self.due_on, self.closes)
        return Grant(row=row, facts=facts, spells=spells) if spells else None

    def grants(self, rows: Iterable[GrantedDecision], known: Known) -> Sequence[Grant]:
        """Return the decisions that were known."""
        found = (self.grant(row, known) for row in rows)
        return [each for each in found if each is not None]
