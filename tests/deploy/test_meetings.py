"""`rodatraden meetings` shows meetings, their lists, and what was learned since."""

import json
from typing import Any

import pytest

from deploy.meeting import show_differences, show_list, show_meetings, show_urgent
from deploy.output import Output

MEETING: dict[str, Any] = {
    "meetingId": "m-1",
    "body": "committee",
    "meetingOn": "2026-12-01",
    "isCancelled": False,
    "deliveredOn": "2026-11-20",
    "decisions": 1,
}
DECISION: dict[str, Any] = {
    "decidedOn": "2026-11-02",
    "name": "Förlänga utredning",
    "decidedBy": "chef-1",
    "role": "unit-head",
    "verdict": "outside",
    "ruleId": None,
    "isUrgent": True,
    "isLate": True,
    "isMasked": False,
    "matterId": "i-1",
}
LIST: dict[str, Any] = {
    "isDelivered": True,
    "contentHash": "9f",
    "isReproduced": True,
    "isIntact": True,
    "decisions": [DECISION],
}


def test_a_meeting_says_who_meets_and_whether_it_has_been_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    called_off = {**MEETING, "isCancelled": True}
    ahead = {**MEETING, "deliveredOn": None}
    show_meetings(Output(as_json=False), {"items": [MEETING, called_off, ahead]})
    _, told, cancelled, scheduled = capsys.readouterr().out.splitlines()
    assert "nämnden" in told
    assert "lista lämnad 2026-11-20" in told
    assert "inställt" in cancelled
    assert "utsatt" in scheduled


def test_a_list_says_how_each_decision_stands_to_the_order_of_its_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_list(Output(as_json=False), LIST)
    told = capsys.readouterr()
    assert "UTANFÖR" in told.out
    assert "brådskande, efterregistrerat" in told.out
    assert told.err == "lämnad; SHA-256 9f\n"
    show_list(Output(as_json=False), {**LIST, "isIntact": False})
    assert "inte vad den var" in capsys.readouterr().err


def test_what_was_learned_says_if_a_decision_is_annulled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone: dict[str, Any] = {"was": DECISION, "now": None, "fields": []}
    moved: dict[str, Any] = {"was": DECISION, "now": DECISION, "fields": ["decidedOn"]}
    show_differences(Output(as_json=False), {"differences": [gone, moved]})
    told = capsys.readouterr().out
    assert "annullerat" in told
    assert "ändrat: decidedOn" in told


def test_what_the_chair_decided_says_if_the_committee_should_have_been_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found: dict[str, Any] = {"items": [{"decision": DECISION, "state": "overdue"}]}
    show_urgent(Output(as_json=False), found)
    assert "SKULLE HA ANMÄLTS" in capsys.readouterr().out
    show_urgent(Output(as_json=True), found)
    assert json.loads(capsys.readouterr().out) == found
