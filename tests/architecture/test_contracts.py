"""A published event tells ids, codes, dates and counts; never a name, a number or a text."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.kernel.sealed import Seal

CODES_BY_ENDING = (
    "_id",
    "_ids",
    "_code",
    "_codes",
    "_version",
    "_role",
    "_by",
    "_level",
    "_sha256",
)
CODES_BY_NAME = {"official", "unit", "provider", "worklist", "case_type", "decision_type"}
CODES_BY_NAME |= {"intervention_type", "retention_group", "ledger_chain"}


@pytest.mark.parametrize("event", PUBLISHED.values(), ids=lambda cls: cls.__name__)
def test_no_field_is_sealed(event: type) -> None:
    hints = get_type_hints(event, include_extras=True)
    marks = [mark for hint in hints.values() for mark in getattr(hint, "__metadata__", ())]
    assert not [mark for mark in marks if isinstance(mark, Seal)]


@pytest.mark.parametrize("event", PUBLISHED.values(), ids=lambda cls: cls.__name__)
def test_every_text_field_is_a_code_by_its_name(event: type) -> None:
    hints = get_type_hints(event)
    texts = [f.name for f in fields(event) if hints[f.name] in (str, str | None, tuple[str, ...])]
    free = [n for n in texts if not n.endswith(CODES_BY_ENDING) and n not in CODES_BY_NAME]
    assert not free


def test_every_published_event_says_when_it_happened() -> None:
    assert set(HAPPENED_ON) == set(PUBLISHED.values())
    for event, field in HAPPENED_ON.items():
        assert field in {f.name for f in fields(event)}
