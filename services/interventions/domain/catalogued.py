"""What the catalogue says of a code, as it arrives in a command: the rules ask no catalogue."""

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """Förutsättning: whether what ends for a reason must have been carried out."""

    EXECUTED = "executed"
    UNEXECUTED = "unexecuted"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason that may be chosen that day."""

    code: str
    case_types: tuple[str, ...] = ()  # empty: in any type of case
    need: Need = Need.EITHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method that may be used that day."""

    code: str
    intervention_types: tuple[str, ...]  # those it is a way of carrying out
