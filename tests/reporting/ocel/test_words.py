"""Nothing is told of an event that nobody has decided to tell."""

from dataclasses import fields

import pytest

from services.reporting.application.ocel.shapes import event_shapes, object_attributes
from services.reporting.application.ocel.words import (
    BEGINS,
    IN_OTHER_STREAMS,
    OBJECTS,
    TOLD,
    UNTOLD,
    WITHHELD,
    stream_of,
)
from shared.contracts.names import PUBLISHED
from shared.kernel.corrections import names_another

FIELDS = {field.name for name in event_shapes() for field in fields(PUBLISHED[name])}
NOT_TOLD = ("reporting.",)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_of_a_published_event_is_an_object_told_or_withheld(name: str) -> None:
    assert [name in OBJECTS, name in TOLD, name in WITHHELD].count(True) == 1


def test_nothing_is_decided_about_fields_that_no_event_has() -> None:
    assert {*OBJECTS, *TOLD, *WITHHELD} <= FIELDS


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_event_stands_in_the_stream_of_a_known_kind_of_object_or_is_left_out(
    name: str,
) -> None:
    is_untold = name.startswith(NOT_TOLD) or name in UNTOLD or names_another(PUBLISHED[name])
    assert (stream_of(name) in object_attributes()) is not is_untold


def test_an_object_begins_with_an_event_of_its_own_stream_by_fields_that_are_told() -> None:
    assert all(set(described) <= TOLD for described in BEGINS.values())
    assert {*BEGINS, *IN_OTHER_STREAMS} <= PUBLISHED.keys()
