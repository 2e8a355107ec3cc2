"""Who answers for a matter, by what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.clocks.happening import Happening
from shared.clocks.history import PARENTS, History

ASSIGNED = frozenset(
    {
        "intake.assigned.v1",
        "intake.reassigned.v1",
        "investigation.assigned.v1",
        "investigation.reassigned.v1",
        "interventions.assigned.v1",
        "interventions.reassigned.v1",
        "intake.administrative-matter-opened.v1",
        "intake.administrative-matter-assigned.v1",
    }
)
"""The events that give a matter to a unit, and to an official in it."""

_GIVEN = frozenset({"intake.opened.v1", "investigation.opened.v1", "interventions.opened.v1"})


@dataclass(frozen=True, slots=True)
class Answering:
    """Den som svarar för ärendet: None where nobody has been named."""

    unit: str | None = None
    official: str | None = None


def answering(history: History) -> Mapping[UUID, Answering]:
    """Return who answers for each matter.

    What has not been given to anybody is watched by the unit that it came from. A decision is
    never given to anybody: it stays with its investigation's official.
    """
    own = _own(history)
    found: dict[UUID, Answering] = {}
    for matter_id, opening in history.openings.items():
        above = found.get(_parent(opening) or matter_id, Answering())
        if opening.name in _GIVEN:
            above = Answering(unit=above.unit)
        found[matter_id] = own.get(matter_id, above)
    return found


def _own(history: History) -> Mapping[UUID, Answering]:
    """Return what the last assignment of each matter says."""
    own: dict[UUID, tuple[tuple[object, int], Answering]] = {}
    for name in ASSIGNED:
        for each in history.by_name.get(name, ()):
            moment = (each.happened_on, each.position)
            if each.matter_id not in own or moment > own[each.matter_id][0]:
                own[each.matter_id] = (moment, _named(each))
    return {matter_id: named for matter_id, (_, named) in own.items()}


def _named(happening: Happening) -> Answering:
    unit, official = happening.fields.get("unit"), happening.fields.get("official")
    return Answering(
        unit=None if unit is None else str(unit),
        official=None if official is None else str(official),
    )


def _parent(opening: Happening) -> UUID | None:
    """Return the matter that it came from most nearly."""
    for field in reversed(PARENTS):
        named = opening.fields.get(field)
        if named is not None and UUID(str(named)) != opening.matter_id:
            return UUID(str(named))
    return None
