"""What every entry of the catalogue has: an id, and the days it is valid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An entry in the wording that was valid from one day to another, both included."""

    id: str
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether the entry in this wording is valid on the civil date ``on``."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


Entry = TypeVar("Entry", bound=Dated)
Table: TypeAlias = Mapping[str, tuple[Entry, ...]]
"""All wordings of each entry by its key, oldest first; their times do not overlap."""


class Certainty(StrEnum):
    """Hur säker uppgiften är: where a fact of law comes from, so that a lawyer can weigh it."""

    READ = "read"  # in the text of the statute
    REMEMBERED = "remembered"  # generally known, and not compared with the text
    UNCERTAIN = "uncertain"  # must be checked before anything is built on it
    LOCAL = "local"  # the municipality's own choice
