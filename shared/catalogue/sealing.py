"""A published version of the files: its label, and the hash that shows nothing has changed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shared.catalogue.dated import Dated
from shared.catalogue.reading import Fault, Reader

VERSION_FILE = "version.toml"
HEADING = "# Publicerade versioner, äldst först. Skrivs av publiceringen; ändras inte för hand.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Dated):
    """Katalogversion: a published state of the files. ``id`` is its label, e.g. "2026.1"."""

    change: str  # what changed, for the one who must review it
    decided_by: str  # which body decided it, never a person's name
    sha256: str = ""


def content_hash(directory: Path) -> str:
    """Return the hash of all files of the catalogue in ``directory`` but the version's own."""
    digest = hashlib.sha256()
    for path in sorted(directory.glob("*.toml")):
        if path.name != VERSION_FILE:
            body = path.read_bytes()
            digest.update(f"{path.name}\0{len(body)}\0".encode())
            digest.update(body)
    return digest.hexdigest()


def published(directory: Path, faults: list[Fault]) -> Version | None:
    """Return the version ``directory`` was last published as; fault it when it has changed."""
    versions = Reader(directory, faults).table("version", Version)
    known = sorted((w for ws in versions.values() for w in ws), key=lambda v: v.valid_from)
    if not known:
        faults.append(Fault(VERSION_FILE, "filen", "ingen version är publicerad"))
        return None
    if known[-1].sha256 != content_hash(directory):
        what = "filerna har ändrats sedan versionen publicerades; publicera en ny version"
        faults.append(Fault(VERSION_FILE, known[-1].id, what))
    return known[-1]


class AlreadyPublished(Exception):  # noqa: N818
    """A version with that label exists; a published version is never changed."""

    def __init__(self, label: str) -> None:
        super().__init__(f"Versionen {label} är redan publicerad och kan inte ändras.")


def publish(directory: Path, label: str, valid_from: date, decided_by: str, change: str) -> None:
    """Add a version to ``directory`` that seals its files as they are now.

    Raises:
        AlreadyPublished: there is a version with that label.
    """
    path = directory / VERSION_FILE
    text = path.read_text(encoding="utf-8") if path.exists() else HEADING
    if f'["{label}"]' in text:
        raise AlreadyPublished(label)
    told = {"change": change, "decided_by": decided_by, "sha256": content_hash(directory)}
    lines = [f'["{label}"]', f"valid_from = {valid_from}"]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    path.write_text(text + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
