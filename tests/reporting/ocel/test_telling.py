"""An event as the log tells it: under pseudonyms, and no more exactly than asked for."""

from datetime import UTC, date, datetime

import pytest

from services.reporting.application.ocel.pseudonyms import (
    ExportKeyRefused,
    Pseudonyms,
    new_key,
    read_key,
)
from services.reporting.application.ocel.telling import Precision, Teller, Told
from tests.reporting.ocel.matters import (
    RECORDED_AT,
    concluded,
    heard,
    ident,
    matter,
    one_of_each,
    opened,
)

KEY = b"k" * 32


def teller(precision: Precision = Precision.SECOND, key: bytes = KEY) -> Teller:
    return Teller(Pseudonyms(key), precision)


def related(told: Told) -> list[tuple[str, str]]:
    return [(kind, qualifier) for _, kind, qualifier in told.objects]


def test_an_intake_is_told_with_its_person_its_report_and_who_opened_it() -> None:
    told = teller().tell(heard(opened(ident(3), ident(1), ident(2)), 7, ident(3), ident(1)))
    assert told.id == "event-7"
    assert told.shape.name == "intake.opened"
    assert related(told) == [
        ("intake", "in"),
        ("person", "person"),
        ("report", "report"),
        ("official", "by"),
    ]
    attributes = dict(zip(told.shape.attributes, told.attributes, strict=True))
    assert attributes["reason_codes"] == "violence neglect"
    assert attributes["is_danger_reported"] == 1
    assert attributes["origin"] == "concern-report"
    assert told.describes == {"case_type": "child-concern", "origin": "concern-report"}


def test_no_id_or_official_of_ours_is_told() -> None:
    told = [teller().tell(each) for each in [*one_of_each(), *matter(1)]]
    for each in told:
        words = f"{each.id} {each.attributes} {each.objects} {each.describes}"
        assert "00000000-0000" not in words
        assert "handlaggare-7" not in words
        assert "h-7" not in words


def test_a_robot_and_a_service_are_no_officials() -> None:
    done = heard(opened(ident(3), ident(1), ident(2)), 7, ident(3), ident(1), client="robot")
    assert "official" not in [kind for kind, _ in related(teller().tell(done))]


def test_the_same_thing_has_one_pseudonym_under_one_key_and_another_under_another() -> None:
    (first, *_), (second, *_) = ([*matter(1)], [*matter(1)])
    same = [teller().tell(each).objects[0] for each in (first, second)]
    assert same[0] == same[1]
    assert teller(key=b"o" * 32).tell(first).objects[0] != same[0]


@pytest.mark.parametrize(
    ("concluded_at", "told_as"),
    [
        pytest.param(
            datetime(2026, 3, 9, 14, 5, 9, tzinfo=UTC), "2026-03-09T14:05:09Z", id="then"
        ),
        pytest.param(RECORDED_AT, "2026-03-08T23:00:00Z", id="another day"),
        pytest.param(datetime(2026, 3, 8, 23, 30, tzinfo=UTC), "2026-03-08T23:30:00Z", id="night"),
    ],
)
def test_a_moment_is_told_when_it_was_recorded_on_the_day_it_happened(
    concluded_at: datetime, told_as: str
) -> None:
    event = concluded(ident(3), ident(1))
    assert event.concluded_on == date(2026, 3, 9)
    told = teller().tell(heard(event, 1, ident(3), ident(1), recorded_at=concluded_at))
    assert told.time == told_as


def test_by_day_no_time_of_day_is_told() -> None:
    for each in [*one_of_each(), *matter(1)]:
        told = teller(Precision.DAY).tell(each)
        times = [value for value in (told.time, *told.attributes) if str(value).endswith("Z")]
        assert times
        assert all(str(time).endswith(("T23:00:00Z", "T22:00:00Z")) for time in times)


def test_a_key_is_read_as_it_was_written_and_anything_else_refused() -> None:
    assert len(read_key(f"{new_key()}\n")) == 32
    with pytest.raises(ExportKeyRefused):
        read_key("not a key")
    with pytest.raises(ExportKeyRefused):
        Pseudonyms(b"short")
