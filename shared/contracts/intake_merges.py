"""What intake tells of two pseudonyms that are one person. Stored for good.

Both stand in the stream of the person who is merged away. Matters keep their pseudonym; who reads
follows the merge, and after a reversal reads as before it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsMerged:
    """Personer sammanförda: two pseudonyms were found to be one person."""

    person_id: UUID
    into_person_id: UUID
    merged_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReversed:
    """Sammanföring hävd: they are two persons after all."""

    person_id: UUID
    from_person_id: UUID
    reversed_on: date
    reason_code: str


IntakeMerges: TypeAlias = PersonsMerged | MergeReversed
