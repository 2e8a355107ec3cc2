"""The truth as a document: what was asked, every person and matter, and what it adds up to."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.simulation.adding_up import figures
from deploy.simulation.running import Asked
from deploy.simulation.truth import Matter, Person, Truth


def document(asked: Asked, truth: Truth, ledger: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return everything that was put in."""
    return {
        "asked": asdict(asked),
        "ledger": ledger,
        "persons": [_person(each) for each in truth.persons if each.registered_on],
        "matters": [_matter(each) for each in truth.matters],
        "withoutAssessment": [asdict(each) for each in truth.without_assessment],
        "corrections": [asdict(each) for each in truth.corrections],
        "figures": figures(truth, asked.last_day),
    }


def write(path: Path, told: Mapping[str, Any]) -> None:
    """Write it as JSON, in camelCase."""
    text = json.dumps(_plain(told), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def _person(person: Person) -> Mapping[str, Any]:
    told = asdict(person)
    told.pop("same_as")
    return {**told, "human": person.human}


def _matter(matter: Matter) -> Mapping[str, Any]:
    told = asdict(matter)
    told.pop("person")
    return {**told, "human": matter.person.human}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_key(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else _text(value)


def _key(key: object) -> str:
    if isinstance(key, UUID):
        return str(key)
    first, *rest = str(key).split("_")
    return "".join([first, *(each.capitalize() for each in rest)])


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value
