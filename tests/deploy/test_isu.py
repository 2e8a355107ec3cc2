"""`rodatraden isu` shows a line for each link of the chain."""

import json

import pytest

from deploy.following import show_chains
from deploy.output import Output
from services.reporting.api.isu_schemas import IsuAnswer
from services.reporting.application.isu import built
from shared.catalogue import catalogue
from tests.reporting.isu.told import a_whole_chain, rows
from tests.shared.clocks.told import CHILD


def shown(capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    chains = built(rows(a_whole_chain().happenings))
    answer = IsuAnswer.of(CHILD, chains, catalogue()).model_dump(mode="json", by_alias=True)
    show_chains(Output(as_json=as_json), answer)
    return capsys.readouterr().out


def test_each_link_is_a_line_and_what_came_late_says_when(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = shown(capsys)
    for each in ("education: reached", "network-work", "sdq total: -9", "helped yes", "completed"):
        assert each in said
    assert "2 hållna, 1 uteblivna, 120 minuter" in said


def test_as_json_it_is_what_reporting_answers(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(shown(capsys, as_json=True))
    assert answer["chains"][0]["dose"]["held"] == 2
