"""Delegation, retention and code systems."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Certainty, Dated
from shared.catalogue.matters import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Villkor: what must hold for the rule to give leave; a fact not told never holds."""

    amount_sek_at_most: int | None = None
    days_at_most: int | None = None
    outcomes: tuple[str, ...] = ()
    intervention_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRule(Dated):
    """Delegationspunkt: the lowest role that may make some types of decision."""

    name: str
    decision_types: tuple[str, ...]
    lowest_role: Role
    conditions: Conditions | None = None
    is_open_to_chair: bool = False  # urgently, and reported at the next meeting


class Disposal(StrEnum):
    """Gallringsregel: what shall happen to a file."""

    DISPOSE = "dispose"
    KEEP = "keep"


class Record(StrEnum):
    """Handlingsslag: what a matter came to, as far as retention asks."""

    REPORT = "report"  # no investigation was opened
    INVESTIGATION = "investigation"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Dated):
    """Gallringsfrist: what holds for one kind of record within a retention group."""

    kind: str  # the retention group
    name: str
    disposal: Disposal
    basis: str
    years_after_last_note: int | None = None
    not_before_age: int | None = None
    not_for_closed_before_in_force: bool = False
    record: Record | None = None  # only for what is one; None: for any
    intervention_types: tuple[str, ...] = ()  # only for a file with one of these
    born_on_days: tuple[int, ...] = ()  # only for those born on such a day of a month
    note: str | None = None
    certainty: Certainty = Certainty.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWindow(Dated):
    """Rapportperiod: when a report about one quarter is handed in."""

    report: str
    quarter: int  # the one reported on, 1 to 4
    opens: str  # month and day, "04-01"; the first such day after the quarter has ended
    closes: str
    certainty: Certainty
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSystem(Dated):
    """Kodsystem: somebody else's codes, imported; an entry of ours may have several."""

    name: str
    publisher: str
    mappings: Mapping[str, tuple[str, ...]]  # "<kind>.<our id>": their codes
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRule(Dated):
    """Rättelseregel: whether somebody else has to approve that such a fact is put right."""

    name: str
    is_approval_needed: bool
    lowest_approver: Role = Role.CASEWORKER
    certainty: Certainty = Certainty.LOCAL
