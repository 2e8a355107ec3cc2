"""Plant a fault in a copy of the catalogue's files, and see who is blamed for it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from shared.catalogue import CatalogueFaulty
from shared.catalogue.load import load


@dataclass(frozen=True)
class Planted:
    """A fault to plant, and what must be said about it."""

    planted_in: str
    old: str
    new: str
    file: str
    key: str
    said: str

    def is_found_in(self, directory: Path) -> None:
        """Plant it, and assert that loading names the file, the key and what is wrong."""
        replace(directory / self.planted_in, self.old, self.new)
        with pytest.raises(CatalogueFaulty) as refused:
            load(directory, is_sealed=False)
        faults = refused.value.faults
        found = [(fault.file, fault.key) for fault in faults if self.said in fault.what]
        assert (self.file, self.key) in found, refused.value


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first ``old``, which must stand in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} no longer stands in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def planted(*rows: tuple[str, str, str, str, str, str, str]) -> pytest.MarkDecorator:
    """Run a test once per row: planted in, old, new, blamed file, blamed key, said, name."""
    return pytest.mark.parametrize(
        "fault", [pytest.param(Planted(*row[:6]), id=row[6]) for row in rows]
    )
