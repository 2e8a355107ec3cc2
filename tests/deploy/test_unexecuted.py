"""`rodatraden unexecuted` shows the quarterly report, and what was learned since."""

import json
from typing import Any

import pytest

from deploy.output import Output
from deploy.unexecuted import show_differences, show_report

LINE: dict[str, Any] = {
    "kind": "interruption",
    "decidedOn": "2026-01-15",
    "interruptedOn": "2026-03-02",
    "interventionType": "contact-family",
    "dueOn": "2026-06-02",
    "state": "due",
    "reasonCode": "no-suitable",
    "timesReported": 1,
    "missedQuarters": ["2026Q2"],
    "personId": "p-1",
}
REPORT: dict[str, Any] = {
    "quarter": "2026Q3",
    "unexecutedSpells": [LINE],
    "postponedSpells": [],
    "concludedSpells": [{**LINE, "state": "executed", "kind": "decision"}],
}


def test_each_time_of_waiting_is_a_line_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    show_report(Output(as_json=False), REPORT)
    _, waiting, concluded = capsys.readouterr().out.splitlines()
    told = ("ej verkställt", "avbrott", "2026-03-02", "ska rapporteras", "2026Q2", "p-1")
    assert all(each in waiting for each in told)
    assert concluded.startswith("avslutat sedan dess")
    assert "verkställd" in concluded


def test_as_json_it_is_what_reporting_answers(capsys: pytest.CaptureFixture[str]) -> None:
    show_report(Output(as_json=True), REPORT)
    assert json.loads(capsys.readouterr().out) == REPORT


def test_differences_say_who_must_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = {
        "affectedRecipients": ["ivo", "auditors"],
        "differences": [{"change": "added", "line": LINE}],
    }
    show_differences(Output(as_json=False), found)
    told = capsys.readouterr()
    assert "ska få veta: ivo, auditors" in told.err
    assert told.out.splitlines()[1].startswith("tillkommit")
