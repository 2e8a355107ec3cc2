"""Bevakningslistan: what has to be done soon, as it is and as it was."""

from typing import Any
from uuid import UUID

from httpx import AsyncClient

from shared.contracts import investigation
from shared.contracts.intake_corrections import ReceiptDateCorrected
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.ledger import append
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, INVESTIGATION, day


def assigned(story: Story, on: str, official: str = "handlaggare-7") -> None:
    """Tell that the investigation was given to an official of a children's unit."""
    event = investigation.InvestigationAssigned(
        official=official, unit="barn-norr", assigned_on=day(on)
    )
    story.tell(event, INVESTIGATION)


def an_investigation() -> Story:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", "investigate")
    story.investigated("2026-03-11")
    assigned(story, "2026-03-12")
    return story


async def read(client: AsyncClient, path: str, last: UUID, **query: str | int) -> Any:
    asked = {"atLeast": str(last), **query}
    answer = await client.get(path, params=asked, headers=bearer(ANALYST))
    while answer.status_code == 503:  # a busy machine: the server says to come back
        answer = await client.get(path, params=asked, headers=bearer(ANALYST))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def lines(client: AsyncClient, last: UUID, **query: str | int) -> list[tuple[Any, ...]]:
    answer = await read(client, "/watch-list", last, **query)
    return [(each["rule"], each["band"], each["daysLeft"]) for each in answer["items"]]


TELL_THEM = ("inform-about-investigation", "overdue", -120)  # nobody has noted that it was done


async def test_the_list_of_a_unit_has_its_limits_most_pressing_first(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)
    asked: dict[str, Any] = {"unit": "barn-norr", "knownPosition": 4}
    assert await lines(reporting, last, on="2026-07-09", **asked) == [
        TELL_THEM,
        ("child-investigation", "due", 2),
        ("no-contact", "at-risk", 2),
    ]
    assert await lines(reporting, last, on="2026-07-12", **asked) == [
        (*TELL_THEM[:2], TELL_THEM[2] - 3),
        ("child-investigation", "due", -1),  # it ended on a Saturday: Monday will do
        ("no-contact", "at-risk", -1),
    ]
    assert await lines(reporting, last, on="2026-07-14", band="overdue", **asked) == [
        ("inform-about-investigation", "overdue", -125),
        ("child-investigation", "overdue", -3),
    ]
    assert await lines(reporting, last, on="2026-07-08", unit="barn-syd", knownPosition=4) == []


async def test_the_list_of_an_official_shows_what_is_within_the_days_asked_for(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)
    mine: dict[str, Any] = {"official": "handlaggare-7", "band": "due", "knownPosition": 4}
    assert await lines(reporting, last, on="2026-07-04", within=7, **mine) != []
    assert await lines(reporting, last, on="2026-07-03", within=7, **mine) == []
    another = await lines(reporting, last, on="2026-07-03", official="h-8", knownPosition=4)
    assert another == []


async def test_what_the_list_showed_at_any_position_is_shown_again(
    reporting: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", "no-action")
    last = append(database, story.happenings)
    before = await lines(reporting, last, on="2026-03-12", knownPosition=1)
    after = await lines(reporting, last, on="2026-03-12", knownPosition=2)
    assert ("preliminary-assessment", "due", 4) in before
    assert "preliminary-assessment" not in {rule for rule, *_ in after}
    assert await lines(reporting, last, on="2026-03-12", knownPosition=0) == []


async def test_a_past_day_is_shown_as_it_was_known_when_it_ended(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)
    assert await lines(reporting, last, on="2026-07-08") == []
    answer = await read(reporting, "/watch-counts", last, on="2026-07-08")
    assert (answer["knownPosition"], answer["counts"]) == (0, [])


async def test_it_is_counted_per_official_kind_and_step(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, an_investigation().happenings)
    answer = await read(reporting, "/watch-counts", last, on="2026-07-08", knownPosition=4)
    assert answer["steps"] == [0, 3, 7, 14, 30]
    counted = {
        (each["official"], each["kind"], each["band"], each["within"]): each["items"]
        for each in answer["counts"]
    }
    assert counted["handlaggare-7", "statutory", "due", 3] == 1
    assert counted["handlaggare-7", "statutory", "at-risk", None] == 1


async def test_what_nobody_was_given_stands_on_the_list_of_the_whole_committee(
    reporting: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-03-02")
    last = append(database, story.happenings)
    found = await lines(reporting, last, on="2026-03-05", knownPosition=1)
    assert ("intake-unassigned", "at-risk", 0) in found
    assert ("immediate-protection", "overdue", -3) in found


async def test_a_corrected_day_moves_the_end_from_when_it_was_put_right(
    reporting: AsyncClient, database: Database
) -> None:
    story = Story()
    opened = story.reported("2026-03-02")
    event = ReceiptDateCorrected(
        corrects_event_id=opened,
        corrected_on=day("2026-03-10"),
        correction_reason_code="wrong-date",
        is_approval_needed=False,
        received_on=day("2026-02-27"),
    )
    story.tell(event, INTAKE)
    last = append(database, story.happenings)
    before = await lines(reporting, last, on="2026-03-10", knownPosition=1)
    after = await lines(reporting, last, on="2026-03-10", knownPosition=2)
    assert ("preliminary-assessment", "due", 6) in before
    assert ("preliminary-assessment", "due", 3) in after
