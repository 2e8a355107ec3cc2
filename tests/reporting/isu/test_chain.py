"""ISU-kedjan: from what is told of an intervention to the chain from need to result."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.application.isu import built
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.links import MeasurementSource
from services.reporting.domain.isu.measurements import courses
from shared.contracts import interventions_corrections as corrections
from shared.contracts.interventions import GoalAttainment
from shared.contracts.interventions_isu import MeasurementPhase
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, CASEWORKER, bearer
from tests.reporting.isu.told import GOAL, NEED, Followed, a_whole_chain, rows
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read
from tests.shared.clocks.told import CHILD, INTERVENTION, THREAD, day

BEFORE, DURING, AFTER = MeasurementPhase


def chain(story: Followed) -> Chain:
    (found,) = built(rows(story.happenings))
    return found


def test_the_chain_goes_from_the_need_to_what_came_of_it() -> None:
    found = chain(a_whole_chain())
    assert [each.area_code for each in found.needs] == ["education"]
    (goal,) = found.goals
    assert (goal.goal_id, goal.need_id, goal.attainment) == (GOAL, NEED, GoalAttainment.REACHED)
    assert [each.on for each in goal.assessments] == [day("2026-06-10"), day("2026-08-28")]
    assert (found.start_reason_codes, found.target_group_code) == (("school-absence",), "families")
    assert (found.days_to_start, found.ending_reason_code) == (14, "completed")
    assert (found.unit, found.begins_on) == ("oppenvard", day("2026-04-20"))


def test_methods_follow_on_each_other_and_interruptions_have_their_ends() -> None:
    found = chain(a_whole_chain())
    assert [(each.method_code, each.from_on, each.until_on) for each in found.methods] == [
        ("family-treatment", day("2026-05-04"), day("2026-06-15")),
        ("network-work", day("2026-06-15"), day("2026-08-28")),
    ]
    (pause,) = found.interruptions
    assert (pause.from_on, pause.until_on) == (day("2026-06-22"), day("2026-08-03"))


def test_the_dose_is_what_was_held_beside_what_was_planned() -> None:
    dose = chain(a_whole_chain()).dose
    assert dose.plan is not None
    assert (dose.plan.sessions, dose.held, dose.missed, dose.minutes) == (3, 2, 1, 120)


def test_what_was_recorded_a_later_day_is_marked_as_late() -> None:
    sessions = chain(a_whole_chain()).dose.sessions
    assert [each.told.is_late for each in sessions] == [False, True, False]
    assert sessions[1].told.recorded_on == day("2026-05-26")


def test_measurements_of_every_source_stand_in_order_with_their_phase() -> None:
    found = chain(a_whole_chain()).measurements
    assert [(each.phase, each.source, each.is_phase_stated) for each in found] == [
        (BEFORE, MeasurementSource.INVESTIGATION, False),
        (DURING, MeasurementSource.FOLLOW_UP, False),
        (AFTER, MeasurementSource.MEASUREMENT, True),
    ]


def test_a_scale_changes_from_the_last_before_to_the_first_after() -> None:
    story = a_whole_chain()
    story.measured("2026-05-04", 18, BEFORE, known="2026-10-01T09:00:00Z")
    story.measured("2026-12-01", 9, AFTER)
    (course,) = courses(chain(story).measurements)
    assert (course.before, course.after, course.change) == (18, 11, -7)
    assert course.respondent_code == "guardian"


def test_two_kinds_of_respondents_are_never_put_in_one_line() -> None:
    story = a_whole_chain()
    story.measured("2026-05-04", 25, BEFORE, by="teacher")
    found = {each.respondent_code: each for each in courses(chain(story).measurements)}
    assert set(found) == {None, "guardian", "teacher"}
    assert all(each.change is None for each in found.values())


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.sampled_from([*"abc"]))))
def test_no_score_is_lost_or_counted_twice(points: list[tuple[int, int, str]]) -> None:
    story = a_whole_chain()
    for days, score, by in points:
        on = date.fromordinal(day("2026-05-05").toordinal() + days)
        story.measured(str(on), score, DURING, by=by)
    measurements = chain(story).measurements
    found = courses(measurements)
    assert sum(len(each.points) for each in found) == len(measurements) == len(points) + 3
    assert all([*each.points] == sorted(each.points, key=lambda p: p[0]) for each in found)


def test_what_was_annulled_is_in_no_chain_and_what_was_corrected_is_as_it_should_be() -> None:
    story = a_whole_chain()
    held = next(e for e in story.happenings if e.name == "interventions.session-held.v1")
    executed = next(e for e in story.happenings if e.name == "interventions.executed.v1")
    story.say(
        corrections.InterventionFactAnnulled(
            annuls_event_id=held.event_id,
            annulled_on=day("2026-09-21"),
            correction_reason_code="registered-twice",
            is_approval_needed=False,
        )
    )
    story.say(
        corrections.ExecutionCorrected(
            corrects_event_id=executed.event_id,
            corrected_on=day("2026-09-21"),
            correction_reason_code="typing-error",
            is_approval_needed=False,
            executed_on=day("2026-04-27"),
            method_code="parenting-support",
        )
    )
    found = chain(story)
    assert (found.dose.held, found.days_to_start) == (1, 7)
    assert found.methods[0].method_code == "parenting-support"


def test_nothing_is_made_of_what_was_never_opened() -> None:
    story = Followed()
    story.executed()
    assert built(rows(story.happenings)) == []


@pytest.mark.parametrize("asked", [CHILD, THREAD, INTERVENTION])
async def test_the_chain_is_read_by_person_thread_or_intervention(
    reporting: AsyncClient, database: Database, asked: UUID
) -> None:
    last = append(database, a_whole_chain().happenings)
    answer: Any = await read(reporting, f"/isu-chains/{asked}", last)
    (found,) = answer["chains"]
    assert found["interventionId"] == str(INTERVENTION)
    (scale,) = found["scales"]
    assert (scale["before"], scale["after"], scale["change"]) == (20, 11, -9)
    assert (scale["isImproved"], scale["owner"]) == (True, "Youth in Mind")
    assert (scale["beforeBand"], scale["gaps"]) == (
        None,
        ["Gränsvärden för skalan är inte inlästa."],
    )
    assert [each["isLate"] for each in found["dose"]["sessions"]] == [False, True, False]


async def test_the_chain_is_read_as_it_was_known_at_a_position(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_whole_chain().happenings)
    answer: Any = await read(reporting, f"/isu-chains/{CHILD}", last, knownPosition=6)
    (found,) = answer["chains"]
    assert (found["executedOn"], found["goals"], found["endedOn"]) == ("2026-05-04", [], None)
    assert found["knownPosition"] == 6


async def test_who_may_not_follow_up_or_asks_of_nothing_is_told_so(
    reporting: AsyncClient, database: Database
) -> None:
    append(database, a_whole_chain().happenings)
    refused = await reporting.get(f"/isu-chains/{CHILD}", headers=bearer(CASEWORKER))
    assert refused.status_code == 403
    nobody = await reporting.get(f"/isu-chains/{UUID(int=404)}", headers=bearer(ANALYST))
    assert nobody.status_code == 404
