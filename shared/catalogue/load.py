"""From files to one checked, immutable catalogue."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shared.catalogue.administration import AdministrativeKind
from shared.catalogue.checks import check
from shared.catalogue.clocks import Clock, ClockKind
from shared.catalogue.dated import Dated
from shared.catalogue.facts import Fact
from shared.catalogue.figures import Counting, Figure
from shared.catalogue.instruments import Band, Instrument
from shared.catalogue.law import Act, Amount, LegalBasis, Mandate, Purpose
from shared.catalogue.lookup import Tables
from shared.catalogue.matters import CaseType, DecisionType, InterventionType, Method, Reason
from shared.catalogue.reading import CatalogueFaulty, Fault, Prepare, Reader, Wrong
from shared.catalogue.records import (
    CodeSystem,
    CorrectionRule,
    DelegationRule,
    ReportWindow,
    RetentionRule,
)
from shared.catalogue.ruling import Catalogue
from shared.catalogue.sealing import published
from shared.catalogue.watching import Risk, WatchDays

SHIPPED = Path(__file__).parent / "data"

FILES: Mapping[str, tuple[str, type[Any], bool]] = {
    "acts": ("acts", Act, False),
    "legal_bases": ("legal-bases", LegalBasis, False),
    "purposes": ("purposes", Purpose, False),
    "mandates": ("mandates", Mandate, False),
    "case_types": ("case-types", CaseType, False),
    "decision_types": ("decision-types", DecisionType, False),
    "intervention_types": ("interventions", InterventionType, False),
    "methods": ("methods", Method, False),
    "clocks": ("clocks", Clock, False),
    "facts": ("facts", Fact, False),
    "reasons": ("reasons", Reason, True),
    "delegation": ("delegation", DelegationRule, False),
    "retention": ("retention", RetentionRule, True),
    "amounts": ("amounts", Amount, False),
    "instruments": ("instruments", Instrument, False),
    "bands": ("bands", Band, False),
    "code_systems": ("code-systems", CodeSystem, False),
    "corrections": ("corrections", CorrectionRule, False),
    "report_windows": ("report-windows", ReportWindow, False),
    "watch_days": ("watch-days", WatchDays, False),
    "risks": ("risks", Risk, False),
    "countings": ("countings", Counting, False),
    "figures": ("figures", Figure, False),
    "administrative_kinds": ("administrative-kinds", AdministrativeKind, False),
}
"""Field of the tables: its file, the kind of entry, and whether the file is by kind."""

LOCAL = frozenset(
    {
        "delegation",
        "reasons",
        "methods",
        "clocks",
        "instruments",
        "bands",
        "code_systems",
        "corrections",
        "report_windows",
        "watch_days",
        "risks",
        "countings",
        "figures",
    }
)
"""What a municipality may publish for itself; the rest is the law's."""


@cache
def catalogue() -> Catalogue:
    """Return this process's catalogue: what is shipped, with the municipality's own on top.

    Raises:
        CatalogueFaulty: the files cannot be used; every fault is named.
    """
    own = os.environ.get("RODATRADEN_CATALOGUE")
    return load(SHIPPED, local=newest(Path(own)) if own else None)


def newest(directory: Path) -> Path:
    """Return the newest version in ``directory``, one directory per version; check them all.

    Raises:
        CatalogueFaulty: there is none, or a published version has been changed.
    """
    faults: list[Fault] = []
    versions = [
        (version.valid_from, version.id, path)
        for path in sorted(directory.glob("*/"))
        if (version := published(path, faults))
    ]
    if not versions:
        faults.append(Fault(directory.name, "katalogen", "innehåller ingen publicerad version"))
    if faults:
        raise CatalogueFaulty(faults)
    return max(versions)[2]


def load(directory: Path, *, local: Path | None = None, is_sealed: bool = True) -> Catalogue:
    """Return the catalogue in ``directory``, with the municipality's ``local`` files on top.

    Raises:
        CatalogueFaulty: the files cannot be used; every fault is named.
    """
    faults: list[Fault] = []
    tables = _read(directory, faults)
    version = _label(directory, faults) if is_sealed else "unpublished"
    if local is not None:
        tables = _overlaid(tables, _read(local, faults, only=LOCAL, acts=tables["acts"]), faults)
        version += f"/{_label(local, faults)}" if is_sealed else ""
    if faults:
        raise CatalogueFaulty(faults)
    made = Tables(**{name: MappingProxyType(table) for name, table in tables.items()})
    found = check(made, {field: file for field, (file, _, _) in FILES.items()})
    if found:
        raise CatalogueFaulty(found)
    return Catalogue(made, version)


def _label(directory: Path, faults: list[Fault]) -> str:
    version = published(directory, faults)
    return f"{version.id}+{version.sha256[:12]}" if version else "unpublished"


def _read(
    directory: Path,
    faults: list[Fault],
    *,
    only: frozenset[str] = frozenset(FILES),
    acts: Mapping[str, tuple[Act, ...]] | None = None,
) -> dict[str, dict[str, tuple[Any, ...]]]:
    reader = Reader(directory, faults)
    known = {f"{file}.toml" for field, (file, _, _) in FILES.items() if field in only}
    for path in sorted(directory.glob("*")):
        if path.name not in known | {"version.toml"}:
            faults.append(Fault(path.name, "filen", "hör inte till katalogen"))
    tables: dict[str, dict[str, tuple[Any, ...]]] = {"acts": dict(acts or {})}
    for field, (file, entry, is_by_kind) in FILES.items():
        if field not in only or (entry is LegalBasis and not all(tables["acts"].values())):
            continue  # a section cannot be judged by an act with faults
        prepare = _within(tables["acts"]) if entry is LegalBasis else dict
        tables[field] = reader.table(file, entry, is_by_kind=is_by_kind, prepare=prepare)
    return tables


def _within(acts: Mapping[str, tuple[Act, ...]]) -> Prepare:
    """Return what gives a section its act, and the act's time and number unless it says else."""

    def prepare(raw: dict[str, object]) -> dict[str, object]:
        owners = [id for id in acts if str(raw["id"]).startswith(f"{id}-")]
        if not owners:
            raise Wrong("börjar inte med någon känd författning")
        act = acts[max(owners, key=len)][-1]
        own: dict[str, object] = {"act": act.id, "valid_from": act.valid_from, "sfs": act.sfs}
        if act.valid_to:
            own["valid_to"] = act.valid_to
        return own | raw

    return prepare


def _overlaid(
    shipped: dict[str, dict[str, tuple[Any, ...]]],
    local: dict[str, dict[str, tuple[Any, ...]]],
    faults: list[Fault],
) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Return the tables with the municipality's own entries in; a delegation order is whole."""
    merged = dict(shipped)
    for field in sorted(LOCAL):
        own = local[field]
        for key in own.keys() & shipped[field].keys():
            if _is_law(shipped[field][key]):
                what = "är bestämd i lag och kan inte ersättas lokalt"
                faults.append(Fault(f"{FILES[field][0]}.toml", key, what))
        merged[field] = own if field == "delegation" and own else shipped[field] | own
    return merged


def _is_law(wordings: tuple[Dated, ...]) -> bool:
    """Whether any wording is the law's own: a reason it names, or a clock that is not soft."""
    return any(
        (isinstance(entry, Reason) and entry.bases)
        or (isinstance(entry, Clock) and entry.kind is not ClockKind.SOFT)
        for entry in wordings
    )
