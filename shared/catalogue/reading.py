"""Reads the catalogue's files strictly, and names every fault with its file and key."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from shared.catalogue.dated import Dated, Entry


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the catalogue's files. ``what`` is Swedish: its editors read it."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, {self.key}: {self.what}"


class CatalogueFaulty(Exception):  # noqa: N818
    """The files cannot be used; ``faults`` names everything that is wrong with them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(["Katalogen kan inte användas.", *map(str, faults)]))
        self.faults = tuple(faults)


class Wrong(Exception):  # noqa: N818
    """A value that does not fit its field; the message is what the fault will say."""


@cache
def _shape(entry: type) -> tuple[Mapping[str, Any], frozenset[str]]:
    """Return the fields' types, and which of them must be given."""
    hints = get_type_hints(entry)
    required = frozenset(
        field.name
        for field in fields(entry)
        if field.default is MISSING and field.default_factory is MISSING
    )
    return hints, required


_PLAIN: Mapping[type, str] = {str: "text", int: "ett heltal", bool: "true eller false"}


def _value(raw: object, hint: Any) -> Any:
    """Return ``raw`` as the type ``hint``."""
    arguments = get_args(hint)
    match get_origin(hint):
        case None:
            return _single(raw, hint)
        case origin if origin is UnionType:
            return _value(raw, arguments[0])
        case origin if origin is tuple:
            if not isinstance(raw, list):
                raise Wrong("ska vara en lista")
            return tuple(_value(item, arguments[0]) for item in raw)
        case _:
            if not isinstance(raw, dict):
                raise Wrong("ska vara en tabell")
            return MappingProxyType({key: _value(item, arguments[1]) for key, item in raw.items()})


def _single(raw: object, hint: type) -> Any:
    """Return ``raw`` as a text, number, date, code or nested table."""
    if hint in _PLAIN:
        if type(raw) is not hint:
            raise Wrong(f"ska vara {_PLAIN[hint]}")
        return raw
    if hint is date:
        if not isinstance(raw, date) or isinstance(raw, datetime):
            raise Wrong("ska vara ett datum, till exempel 2025-07-01")
        return raw
    if issubclass(hint, StrEnum):
        if not isinstance(raw, str) or raw not in list(hint):
            raise Wrong(f"ska vara något av {', '.join(hint)}")
        return hint(raw)
    if is_dataclass(hint) and isinstance(raw, dict):
        return build(hint, raw)
    raise Wrong("ska vara en tabell")


def build(entry: type, raw: Mapping[str, object]) -> Any:
    """Return one ``entry`` of the keys in ``raw``; unknown and missing keys are wrong."""
    hints, required = _shape(entry)
    wrong = [f"okänd nyckel {key}" for key in raw if key not in hints]
    wrong += [f"{key} saknas" for key in sorted(required - raw.keys())]
    values = {}
    for key, value in raw.items():
        if key not in hints:
            continue
        try:
            values[key] = _value(value, hints[key])
        except Wrong as fault:
            wrong.append(f"{key} {fault}")
    if wrong:
        raise Wrong("; ".join(wrong))
    return entry(**values)


Prepare = Callable[[dict[str, object]], dict[str, object]]


@dataclass(slots=True)
class Reader:
    """Reads files of one directory, collecting faults instead of stopping at the first."""

    directory: Path
    faults: list[Fault]

    def table(
        self, name: str, entry: type[Entry], *, is_by_kind: bool = False, prepare: Prepare = dict
    ) -> dict[str, tuple[Entry, ...]]:
        """Return the entries of ``<name>.toml`` by key, or nothing where there is no file.

        A file is one table per entry, or a list of tables where it has several wordings; by kind,
        the tables lie in a table per kind. A ``valid_from`` at the top holds for all.
        """
        path = self.directory / f"{name}.toml"
        if not path.exists():
            return {}
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            self.faults.append(Fault(path.name, "filen", f"går inte att läsa: {fault}"))
            return {}
        shared = {"valid_from": raw.pop("valid_from")} if "valid_from" in raw else {}
        found = {}
        for key, names, wordings in _spread(raw, is_by_kind):
            read = [
                self._entry(path, key, entry, shared | names | wording, prepare)
                for wording in wordings
            ]
            found[key] = tuple(wording for wording in read if wording is not None)
        return found

    def _entry(
        self, path: Path, key: str, entry: type[Entry], raw: dict[str, object], prepare: Prepare
    ) -> Entry | None:
        try:
            made: Entry = build(entry, prepare(raw))
        except Wrong as fault:
            self.faults.append(Fault(path.name, key, str(fault)))
            return None
        return made


def _spread(
    raw: Mapping[str, Any], is_by_kind: bool
) -> list[tuple[str, dict[str, object], list[dict[str, object]]]]:
    """Return (key, what its place in the file says, wordings) of each entry."""
    if is_by_kind:
        return [
            (f"{kind}.{key}", {"kind": kind, "id": key}, _wordings(value))
            for kind, entries in raw.items()
            for key, value in (entries if isinstance(entries, dict) else {"": entries}).items()
        ]
    return [(key, {"id": key}, _wordings(value)) for key, value in raw.items()]


def _wordings(value: object) -> list[dict[str, object]]:
    """Return one or several wordings; what is no table at all is left for ``build`` to refuse."""
    wordings = value if isinstance(value, list) else [value]
    return [w if isinstance(w, dict) else {"value": w} for w in wordings]


def is_ordered(wordings: tuple[Dated, ...]) -> bool:
    """Whether each wording ends before the next begins."""
    return all(
        earlier.valid_to is not None and earlier.valid_to < later.valid_from
        for earlier, later in pairwise(wordings)
    )
