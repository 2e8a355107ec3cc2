"""What must hold between the entries of a catalogue; each fault is named, none stops the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from shared.catalogue.lookup import Tables
from shared.catalogue.reading import Fault, is_ordered


def check(tables: Tables, files: Mapping[str, str]) -> list[Fault]:
    """Return every fault between the entries; ``files`` says where each table was read."""
    return [*_overlaps(tables, files)]


def _overlaps(tables: Tables, files: Mapping[str, str]) -> Iterator[Fault]:
    """Fault two wordings of one entry on the same day, or out of order."""
    for field in fields(tables):
        for key, wordings in getattr(tables, field.name).items():
            if field.name != "instruments" and not is_ordered(wordings):
                what = "lydelserna överlappar eller står inte i tidsordning"
                yield Fault(f"{files[field.name]}.toml", key, what)
