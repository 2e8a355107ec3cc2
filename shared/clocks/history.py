"""What is known of a person's matters, and how they descend from each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.catalogue.clocks import Trigger
from shared.clocks.happening import Happening, Occurrence, occurrence
from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.kernel.corrections import CIRCUMSTANCES, Mark, Standing, standing

PARENTS = ("report_id", "intake_id", "investigation_id", "decision_id")
"""The fields of the event that opens a matter by which it names what it came from."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known, in the ledger's order, with corrections applied."""

    happenings: Sequence[Happening]
    by_name: Mapping[str, Sequence[Happening]]
    openings: Mapping[UUID, Happening]  # the first that is known of each matter
    lineages: Mapping[UUID, frozenset[UUID]]  # a matter with all that it came from

    @classmethod
    def of(cls, known: Iterable[Happening]) -> "History":
        """Return the history that ``known`` make."""
        happenings = _corrected(sorted(known, key=lambda each: each.position))
        by_name: dict[str, list[Happening]] = defaultdict(list)
        openings: dict[UUID, Happening] = {}
        for each in happenings:
            by_name[each.what].append(each)
            openings.setdefault(each.matter_id, each)
        lineages: dict[UUID, frozenset[UUID]] = {}
        for matter_id, opening in openings.items():  # what a matter came from was opened before it
            parents = _parents(opening)
            above = (lineages.get(parent, frozenset({parent})) for parent in parents)
            lineages[matter_id] = frozenset({matter_id}).union(*above)
        return cls(happenings, by_name, openings, lineages)

    def occurrences(self, triggers: Iterable[Trigger], until: date) -> list[Occurrence]:
        """Return what any of ``triggers`` sees up to and including ``until``, in order of time."""
        seen: dict[UUID, Occurrence] = {}
        for trigger in triggers:
            for happening in self.by_name.get(trigger.event or trigger.fact or "", ()):
                found = occurrence(trigger, happening)
                if found and found.day <= until:
                    seen.setdefault(happening.event_id, found)
        return sorted(seen.values(), key=lambda each: each.moment)

    def is_within(self, happening: Happening, matter_id: UUID) -> bool:
        """Whether it happened in the matter, or in one that came from it."""
        return matter_id in self.lineages[happening.matter_id]

    def opens_another(self, happening: Happening, start: Happening) -> bool:
        """Whether it opens another matter about the person whom ``start`` is about."""
        return (
            self.openings[happening.matter_id] is happening
            and happening.matter_id not in self.lineages[start.matter_id]
            and happening.person_id is not None
            and happening.person_id == start.person_id
        )

    def case_types(self, happening: Happening) -> frozenset[str]:
        """Return the case type of the matter it happened in, or of those it came from."""
        lineage = self.lineages[happening.matter_id]
        opened = (self.openings[each] for each in lineage if each in self.openings)
        return frozenset(str(each.fields["case_type"]) for each in opened if _has_type(each))


def _parents(opening: Happening) -> Iterator[UUID]:
    for field in PARENTS:
        named = opening.fields.get(field)
        if named is not None and UUID(str(named)) != opening.matter_id:
            yield UUID(str(named))


def _has_type(happening: Happening) -> bool:
    return happening.fields.get("case_type") is not None


def _corrected(happenings: Iterable[Happening]) -> list[Happening]:
    """Return the happenings that stand, as corrected by those that name another."""
    told = [(each.event_id, Mark.of(each.fields), each) for each in happenings]
    return [_as_corrected(each) for each in standing(told)]


def _as_corrected(found: Standing[Happening]) -> Happening:
    fact = found.fact
    for each in found.corrections:
        fact = _with(fact, each.fields)
    return fact


def _with(wrong: Happening, right: Mapping[str, object]) -> Happening:
    names = (right.keys() & wrong.fields.keys()) - CIRCUMSTANCES
    fields = {**wrong.fields, **{name: right[name] for name in names}}
    day = fields[HAPPENED_ON[PUBLISHED[wrong.name]]]
    return replace(wrong, fields=fields, happened_on=date.fromisoformat(str(day)))
