"""The library's own applications and runners, on our store."""

from uuid import UUID, uuid5

import pytest
from eventsourcing.application import AggregateNotFoundError
from eventsourcing.persistence import IntegrityError, StoredEvent, Tracking
from eventsourcing.projection import ProjectionRunner

from shared.eventstore.recorder import StoreProcessRecorder
from shared.testing.database import Database
from tests.shared.eventstore.dogs import CountTricks, Kennel, TrickCount
from tests.shared.eventstore.sql import register

DOG = UUID(int=0xD06)
REGISTERED = StoredEvent(DOG, 1, "intake.dog-registered.v1", b"{}")


def test_an_application_of_the_library_keeps_its_aggregates_here(
    kennel_env: dict[str, str],
) -> None:
    with Kennel(kennel_env) as kennel:
        fido = kennel.register("Fido")
        kennel.teach(fido, "roll over")
    with Kennel(kennel_env) as another:
        assert another.tricks_of(fido) == ["roll over"]
        with pytest.raises(AggregateNotFoundError):
            another.tricks_of(uuid5(fido, "another"))


def test_a_runner_of_the_library_projects_what_is_registered(
    kennel_env: dict[str, str], kennel: Database
) -> None:
    with ProjectionRunner(
        application_class=Kennel,
        projection_class=CountTricks,
        view_class=TrickCount,
        env=kennel_env,
    ) as runner:
        fido = runner.app.register("Fido")
        for trick in ("roll over", "play dead", "sit"):
            runner.app.teach(fido, trick)
        assert register(kennel) == 4
        runner.wait(runner.app.recorder.max_notification_id(), timeout=5)
        assert runner.projection.view.count == 3
        assert runner.projection.view.max_tracking_id("Kennel") == 4


def test_notification_ids_are_positions_and_nothing_shows_before_it_has_one(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    recorder.insert_events([REGISTERED])
    assert recorder.max_notification_id() is None
    assert recorder.select_notifications(start=1, limit=10) == []
    register(kennel)
    (notification,) = recorder.select_notifications(start=1, limit=10)
    assert (notification.id, notification.state) == (1, b"{}")
    assert recorder.select_notifications(start=1, limit=10, inclusive_of_start=False) == []


def test_a_position_that_was_tracked_before_is_refused_with_what_came_of_it(
    recorder: StoreProcessRecorder, kennel: Database
) -> None:
    recorder.insert_events([REGISTERED])
    register(kennel)
    trick = StoredEvent(DOG, 2, "intake.dog-trick-added.v1", b"{}")
    recorder.insert_events([trick], tracking=Tracking("Upstream", 1))
    again = StoredEvent(DOG, 3, "intake.dog-trick-added.v1", b"{}")
    with pytest.raises(IntegrityError):
        recorder.insert_events([again], tracking=Tracking("Upstream", 1))
    assert recorder.select_events(DOG, gt=2) == []
    assert recorder.has_tracking_id("Upstream", 1)


def test_a_stream_is_read_in_parts_and_backwards(recorder: StoreProcessRecorder) -> None:
    events = [
        StoredEvent(DOG, version, "intake.dog-trick-added.v1", b"%d" % version)
        for version in range(2, 6)
    ]
    recorder.insert_events([REGISTERED, *events])
    assert recorder.select_events(DOG, gt=1, lte=3) == events[:2]
    assert recorder.select_events(DOG, desc=True, limit=1) == events[-1:]
