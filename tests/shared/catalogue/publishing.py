"""A municipality's own versions, as a test needs them."""

from datetime import date
from pathlib import Path

from shared.catalogue import Catalogue
from shared.catalogue.sealing import publish

ORDER = """
[k-1]
name = "Allt"
decision_types = [{all}]
lowest_role = "{role}"
valid_from = 2026-01-01
"""
ON = date(2026, 3, 2)


def order(catalogue: Catalogue, role: str = "committee") -> str:
    """Return a delegation order that leaves every decision to ``role``."""
    every = ", ".join(f'"{code}"' for code in catalogue.tables.decision_types)
    return ORDER.format(all=every, role=role)


def published(directory: Path, label: str, name: str, text: str, on: date = ON) -> Path:
    """Publish one file as a version of the municipality's own catalogue."""
    version = directory / label
    version.mkdir(parents=True)
    (version / name).write_text(text, encoding="utf-8")
    publish(version, label, on, "Socialnämnden", "Ny ordning.")
    return version
