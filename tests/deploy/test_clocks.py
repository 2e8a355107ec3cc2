"""`rodatraden clocks` shows a line for each time limit of a thread."""

import json
from datetime import date

import pytest

from deploy.clocking import STATES, show_clocks, show_duties
from deploy.output import Output
from services.reporting.api.authority_clocks import AuthorityClocksAnswer
from services.reporting.api.clock_schemas import ThreadClocksAnswer
from services.reporting.api.duty_clocks import DutyClock, DutyClocks
from services.reporting.application.clocks import ThreadClocks
from shared.catalogue import catalogue
from shared.clocks import Axes, Hindsight, State, explain
from shared.kernel.shown import NOTHING
from tests.shared.clocks.duties import Duties
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import THREAD


def shown(capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    story = Story()
    story.reported("2026-12-11")
    axes = Axes(valid_at=date(2026, 12, 29))
    every = explain(story.happenings, catalogue(), axes, told=frozenset())
    found = ThreadClocks(
        axes=axes,
        catalogue_version=catalogue().version,
        clocks=[Hindsight(then=each, now=each) for each in every],
        shown=NOTHING,
    )
    answer = ThreadClocksAnswer.of(THREAD, found, catalogue()).model_dump(mode="json")
    show_clocks(Output(as_json=as_json), answer)
    return capsys.readouterr().out


def test_a_line_says_when_it_ends_how_it_stands_and_by_which_law(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (line,) = (line for line in shown(capsys).splitlines() if "B2 Förhandsbedömning" in line)
    told = ("2026-12-11", "2026-12-25", "2026-12-28", "-4", "överskriden", "2026-12-29")
    assert all(each in line for each in told)
    assert "20 kap. 2 § socialtjänstlagen (2025:400)" in line


def test_a_limit_that_nothing_tells_of_says_what_it_waits_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (line,) = (line for line in shown(capsys).splitlines() if "F1 Överklagande" in line)
    assert "syns inte" in line
    assert line.endswith("decision-served")


def test_as_json_it_is_what_reporting_answers(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(shown(capsys, as_json=True))
    assert answer["validOn"] == "2026-12-29"
    assert answer["clocks"][0]["startedBy"]["day"] == "2026-12-11"


def test_every_state_has_a_swedish_word() -> None:
    assert set(STATES) == set(State)


def test_of_the_authoritys_own_a_line_says_for_which_period_and_who_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (clock,) = (
        each
        for each in Duties(period="2026Q3").all_clocks("2026-11-05")
        if each.rule.number == "E3"
    )
    found = DutyClock(
        clock=Hindsight(then=clock, now=clock),
        unit="kansli",
        official=None,
        period_code="2026Q3",
    )
    clocks = DutyClocks(
        axes=Axes(valid_at=date(2026, 11, 5)),
        since=date(2026, 1, 1),
        catalogue_version=catalogue().version,
        clocks=[found],
    )
    answer = AuthorityClocksAnswer.of(clocks, catalogue()).model_dump(mode="json")
    show_duties(Output(as_json=False), answer)
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "E3" in line)
    assert all(
        each in line for each in ("2026Q3", "kansli", "2026-10-31", "2026-11-02", "överskriden")
    )
