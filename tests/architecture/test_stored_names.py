"""Stored names: every event has one, and none that was ever stored is taken away."""

from pathlib import Path

import pytest

from services.intake.application.storage import OWN as INTAKE
from services.interventions.application.storage import OWN as INTERVENTIONS
from services.investigation.application.storage import OWN as INVESTIGATION
from services.reporting.application.storage import OWN as REPORTING
from shared.contracts.names import PUBLISHED
from tests.architecture.vocabulary import messages

EVER_STORED = Path(__file__).with_name("ever_stored.txt").read_text().split()
OWN_OF = {
    "intake": INTAKE,
    "investigation": INVESTIGATION,
    "interventions": INTERVENTIONS,
    "reporting": REPORTING,
}
STORED = {name: event for own in OWN_OF.values() for name, event in own.items()}


def test_what_is_stored_is_exactly_what_was_ever_stored() -> None:
    assert sorted(STORED) == sorted(EVER_STORED)


@pytest.mark.parametrize("service", OWN_OF)
def test_a_stored_name_begins_with_the_service_that_may_append_it(service: str) -> None:
    assert all(name.startswith(f"{service}.") for name in OWN_OF[service])


def test_every_published_event_is_stored_by_its_owner() -> None:
    assert set(PUBLISHED.items()) <= set(STORED.items())


def test_no_class_is_stored_under_two_names() -> None:
    assert len(set(STORED.values())) == len(STORED)


def test_every_event_class_has_a_stored_name() -> None:
    parts = {
        "DisposedByRule",
        "GoalProgress",
        "InstrumentRepeated",
        "InstrumentScore",
        "Passage",
        "ProposedMask",
        "OwnAnswer",
        "ReportedItem",
        "ToldRetention",
    }
    commands = {cls for cls in messages() if cls.__module__.endswith(".commands")}
    nameless = set(messages()) - commands - set(STORED.values())
    assert {cls.__name__ for cls in nameless} == parts
