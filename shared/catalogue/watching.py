"""What is watched: which days ahead lists and warnings speak of, and what is at risk."""

from dataclasses import dataclass

from shared.catalogue.clocks import ClockKind, Trigger
from shared.catalogue.dated import Certainty, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchDays(Dated):
    """Bevakningsdagar: so many days before an end that something is shown or said."""

    name: str
    days: tuple[int, ...]
    certainty: Certainty = Certainty.LOCAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Dated):
    """Riskregel: what has stood still for too long in a matter that is still open.

    Days count from the last of ``since`` in the matter; any of ``ended_by`` in it ends the risk.
    With ``clocks``, only while one of them runs and has at most ``days_left_at_most`` left.
    """

    name: str
    since: tuple[Trigger, ...]
    ended_by: tuple[Trigger, ...]
    days: int
    kind: ClockKind = ClockKind.SOFT
    clocks: tuple[str, ...] = ()
    days_left_at_most: int | None = None
    certainty: Certainty = Certainty.LOCAL
    note: str | None = None
