"""Bands of a scale, from a table to the municipality's own catalogue."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.catalogue.load import SHIPPED, load
from shared.catalogue.reading import CatalogueFaulty, Fault
from shared.catalogue.sealing import VERSION_FILE, AlreadyPublished

COLUMNS = (
    "code",
    "instrument",
    "version",
    "scale",
    "name",
    "minimum",
    "maximum",
    "source",
    "valid_from",
    "valid_to",
)
NUMBERS = frozenset({"minimum", "maximum"})
DATES = frozenset({"valid_from", "valid_to"})
BANDS = "bands.toml"
HEADING = "# Gränsvärden, inlästa från en tabell. Rättas i tabellen och läses in igen.\n"


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood in the file before the import; put back when the new one cannot be used."""

    path: Path
    text: str | None

    def put_back(self) -> None:
        if self.text is None:
            self.path.unlink()
        else:
            self.path.write_text(self.text, encoding="utf-8")


def import_bands(table: Path, directory: Path) -> int:
    """Write the bands in ``table`` (CSV with semicolons) to ``directory``; return how many.

    The bands that were there before are replaced as a whole. Nothing is written when any is wrong.

    Raises:
        AlreadyPublished: the directory is a published version.
        CatalogueFaulty: the table cannot be used; every fault is named.
    """
    if (directory / VERSION_FILE).exists():
        raise AlreadyPublished(directory.name)
    rows = _rows(table)
    path = directory / BANDS
    before = _Before(path, path.read_text(encoding="utf-8") if path.exists() else None)
    path.write_text(HEADING + "".join(map(_entry, rows)), encoding="utf-8")
    try:
        load(SHIPPED, local=directory, is_sealed=False)
    except CatalogueFaulty:
        before.put_back()
        raise
    return len(rows)


def _rows(table: Path) -> Sequence[Mapping[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=";")
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise CatalogueFaulty([Fault(table.name, name, "kolumnen saknas") for name in missing])
        rows = [{name: (row[name] or "").strip() for name in COLUMNS} for row in reader]
    faults = [*_repeated(table, rows)]
    if faults:
        raise CatalogueFaulty(faults)
    return rows


def _repeated(table: Path, rows: Sequence[Mapping[str, str]]) -> Iterator[Fault]:
    codes = [row["code"] for row in rows]
    for code in sorted({each for each in codes if codes.count(each) > 1}):
        yield Fault(table.name, code or "code", "står på mer än en rad")
    if "" in codes:
        yield Fault(table.name, "code", "saknas på en rad")


def _entry(row: Mapping[str, str]) -> str:
    lines = [f"{name} = {_value(name, row[name])}" for name in COLUMNS[1:] if row[name]]
    return f"\n[{json.dumps(row['code'], ensure_ascii=False)}]\n" + "\n".join(lines) + "\n"


def _value(name: str, text: str) -> str:
    """Return ``text`` as the file writes it; what is no number or date is left to be refused."""
    is_number = name in NUMBERS and text.lstrip("-").isdigit()
    is_date = name in DATES and len(text) == 10 and text.replace("-", "").isdigit()
    return text if is_number or is_date else json.dumps(text, ensure_ascii=False)
