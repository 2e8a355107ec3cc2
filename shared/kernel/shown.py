"""Whom an answer shows. Everybody who answers must say it, for the access log and the policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The persons (pseudonyms) and the hits (stream ids) that an answer shows or confirms.

    An answer that could have shown somebody and found nobody is an empty ``Shown``: that nobody
    was found is told too. Only what can never show anybody is ``NOBODY``.
    """

    persons: frozenset[UUID]
    hits: frozenset[UUID]

    @classmethod
    def of(cls, person_id: UUID | None, *hits: UUID | None) -> "Shown":
        """Return one person and what of theirs is shown; None for what there is not."""
        persons = frozenset() if person_id is None else frozenset({person_id})
        return cls(persons=persons, hits=frozenset(hit for hit in hits if hit is not None))

    @classmethod
    def all_of(cls, parts: Iterable["Shown"]) -> "Shown":
        """Return what all ``parts`` show together."""
        known = list(parts)
        return cls(
            persons=frozenset().union(*(part.persons for part in known)),
            hits=frozenset().union(*(part.hits for part in known)),
        )

    def __or__(self, other: "Shown") -> "Shown":
        return Shown(persons=self.persons | other.persons, hits=self.hits | other.hits)


class Nobody(Enum):
    """The one way to say that an answer can never show anybody."""

    NOBODY = "nobody"


NOBODY: Final = Nobody.NOBODY
NOTHING: Final = Shown(persons=frozenset(), hits=frozenset())
"""Somebody might have been shown, and was not."""

Shows: TypeAlias = Shown | Nobody
