"""Recorded on the wrong person: all that came of it follows, through the four services."""

from functools import partial

from shared.testing.tokens import ANALYST, CASEWORKER, UNIT_HEAD
from tests.system import story
from tests.system.committee import Committee, until
from tests.system.words import words

RIGHT = "199107172380"
MOVED = "interventions.person-corrected.v1"
LEFT = "intake.misrecording-noted.v1"


def test_what_was_recorded_on_the_wrong_person_is_the_others_in_every_service(
    committee: Committee,
) -> None:
    (intake_id,) = committee.matters_of(story.report(committee, story.concern(story.child())))
    (other,) = committee.matters_of(
        story.report(committee, story.concern(story.child(number=RIGHT)))
    )
    wrong, right = (_person(committee, each) for each in (intake_id, other))
    story.receive(committee, intake_id)
    investigation_id = story.investigate(committee, intake_id)
    committee.told(intake_id, story.GRANTED)

    thing = f"/intakes/{intake_id}"
    opened = committee.thread(intake_id)
    event_id = next(line["eventId"] for line in opened if line["type"] == "intake.opened.v1")
    why = {"correctionReasonCode": "wrong-person", "explanation": words("Syskonets nummer.")}
    asked = {"eventId": event_id, "personId": right, **why}
    waiting = committee.act(CASEWORKER, "intake", thing, "correct-fact", asked)
    assert waiting["isWaiting"]
    told = {(each["kind"], each["name"]) for each in waiting["impacts"]}
    assert ("list", "Aktualiseringar") in told
    facts = committee.get(CASEWORKER, "intake", f"{thing}/facts").json()["facts"]
    correction = next(each["eventId"] for fact in facts for each in fact["remarks"])
    committee.act(UNIT_HEAD, "intake", thing, "approve-correction", {"eventId": correction})

    lines = committee.told(intake_id, MOVED)
    matters = {line["matterId"] for line in lines if line["type"].endswith(".opened.v1")}
    assert len(matters) == 3
    until(
        lambda: {line["personId"] for line in committee.thread(intake_id)} >= {right},
        "the thread of the right person",
    )
    about = {line["matterId"]: line["personId"] for line in committee.thread(intake_id)}
    assert {about[each] for each in matters} == {right}
    path = f"/investigations/{investigation_id}"
    shown = committee.get(CASEWORKER, "investigation", path)
    assert shown.json()["investigation"]["personId"] == right
    _lists_follow(committee, wrong, right)

    (left,) = [line for line in committee.told(wrong, LEFT) if line["personId"] == wrong]
    assert left["type"] == LEFT
    assert right not in str(left)
    assert intake_id not in str(left)


def _lists_follow(committee: Committee, wrong: str, right: str) -> None:
    tables = ("reporting.open_matter", "reporting.granted_decision", "intake.filed_matter")
    for table in (*tables, "interventions.intervention", "investigation.investigation"):
        until(partial(_is_without, committee, table, wrong), f"{table} without {wrong}")
        assert not _is_without(committee, table, right), table
    open_ = committee.get(ANALYST, "reporting", "/open-matters").json()["items"]
    assert wrong not in {each["personId"] for each in open_}


def _is_without(committee: Committee, table: str, person_id: str) -> bool:
    rows = committee.rows(f"SELECT person_id FROM {table}")
    return person_id not in {str(who) for (who,) in rows}


def _person(committee: Committee, intake_id: str) -> str:
    shown = committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}")
    return str(shown.json()["personId"])
