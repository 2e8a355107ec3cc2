"""What can happen in a matter's course: what is published, and what stays here."""

from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.investigation import CircumstanceNoted
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceDescribed:
    """Omständighet beskriven: what is to be said of it in words."""

    fact_code: str
    text: SealedText


CourseEvent: TypeAlias = CircumstanceNoted | CircumstanceDescribed
