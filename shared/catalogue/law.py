"""Acts, sections and what they are used for."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.catalogue.dated import Certainty, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Dated):
    """Författning: an act or ordinance, with the time the catalogue vouches for it."""

    name: str  # "socialtjänstlagen"
    abbreviation: str  # "SoL"
    sfs: str  # its number, "2025:400"
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Dated):
    """Lagrum: one section of one act in one wording, e.g. ``sol-20-2``."""

    act: str
    ref: str  # as a lawyer writes it, "20:2", or "13 b" where the act has no chapters
    title: str
    sfs: str  # the number of the act that gave this wording
    replaces: tuple[str, ...] = ()
    is_unexecuted_reportable: bool = False  # granted under it, reported to IVO when not executed
    certainty: Certainty = Certainty.READ
    note: str | None = None

    @property
    def chapter(self) -> str | None:
        """The chapter, where the act has chapters."""
        return self.ref.partition(":")[0] if ":" in self.ref else None

    @property
    def section(self) -> str:
        """The section within its chapter, e.g. "1 a"."""
        return self.ref.rpartition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Dated):
    """Rättslig grund: what is done, and which section it rests on from day to day."""

    name: str
    bases: tuple[str, ...]  # exactly one of them is in force on each day the purpose is


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Dated):
    """Anmälningsskyldighet: why a reporter is obliged to report a concern."""

    name: str
    basis: str
    splits_into: tuple[str, ...] = ()  # where it went when the wording changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Dated):
    """Belopp: sums fixed by law, in whole kronor, by the name of their row."""

    name: str
    bases: tuple[str, ...]
    source: str
    kronor: Mapping[str, int]
