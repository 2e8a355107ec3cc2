"""Facts that clocks count from and to, and that somebody notes because no step of ours tells."""

from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Dated


class Place(StrEnum):
    """Var en omständighet antecknas."""

    MATTER = "matter"
    AUTHORITY = "authority"  # in an administrative matter, about nobody's case
    CALENDAR = "calendar"  # a period that ends; nobody notes it
    LATER = "later"  # its case type is still to come: nobody can note it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Dated):
    """Omständighet: something that happened, by the name that clocks know it under."""

    name: str
    place: Place
    case_types: tuple[str, ...] = ()  # ("all",) in a matter of any type
    is_end_set: bool = False  # whoever notes it also says by when, as set by somebody else
