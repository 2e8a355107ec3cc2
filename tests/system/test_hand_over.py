"""Kvartalsrapporten lämnas: frysta rader, identitet i IVO:s form och skälens ord, i egna filer."""

import argparse
import csv
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.answers import NothingFound
from deploy.exit_codes import CODES
from deploy.handing_over import AlreadyThere
from deploy.output import Output
from deploy.unexecuted import hand_over
from deploy.verbs import Here
from services.reporting.application.report_views import MASKED
from shared.testing.tokens import CASEWORKER, UNIT_HEAD, token_for
from tests.system import steps, story
from tests.system.committee import Committee, accepted
from tests.system.words import words

NUMBER = "199107172380"
DECIDED, EXPLAINED = "2026-01-15", "2026-05-04"
HEAD = token_for("official-3", "official", "unit-head", unit="barn-norr")
WHY = words("Tre familjer har tackat nej.")


def granted(committee: Committee, **child: Any) -> tuple[str, str]:
    """Grant in January what nobody carries out, and say why; return the intake and the person."""
    told = story.concern(story.child(**child), receivedOn=DECIDED)
    (intake_id,) = committee.matters_of(story.report(committee, told))
    for act, body in steps.reception("investigate", DECIDED):
        committee.act(CASEWORKER, "intake", f"/intakes/{intake_id}", act, body)
    lines = committee.told(intake_id, story.INVESTIGATED)
    inquiry = next(each["matterId"] for each in lines if each["type"] == story.INVESTIGATED)
    for act, body in steps.investigation(DECIDED):
        who = UNIT_HEAD if act == "decide" else CASEWORKER
        committee.act(who, "investigation", f"/investigations/{inquiry}", act, body)
    lines = committee.told(intake_id, story.GRANTED)
    support = next(each["matterId"] for each in lines if each["type"] == story.GRANTED)
    why = {"reasonCode": "no-suitable", "measureCodes": ["recruiting"], "reasons": WHY}
    thing = f"/interventions/{support}"
    body = {**why, "explainedOn": EXPLAINED}
    committee.act(CASEWORKER, "interventions", thing, "explain-non-execution", body)
    committee.told(intake_id, "interventions.non-execution-explained.v1")
    return intake_id, str(lines[-1]["personId"])


def protect(committee: Committee, person_id: str) -> None:
    kind = {"kind": "confidentiality-mark", "markedOn": EXPLAINED}
    path = f"/persons/{person_id}/mark-protection"
    seen = accepted(committee.post(CASEWORKER, "intake", path, kind)).json()["eventId"]
    for service, listed in (("intake", "/intakes"), ("reporting", "/open-matters")):
        accepted(committee.get(HEAD, service, listed, atLeast=seen))


@pytest.fixture
def here(committee: Committee, tmp_path: Path) -> Here:
    urls = {
        f"RODATRADEN_{name.upper()}_URL": committee.plans[name].url
        for name in ("intake", "interventions", "reporting")
    }
    return Here(var=tmp_path, env={**urls, "RODATRADEN_TOKEN": HEAD})


def asked(folder: Path, **changes: Any) -> argparse.Namespace:
    named = {"quarter": "2026Q2", "report": None, "on": "2026-07-06", "out": folder}
    return argparse.Namespace(**{**named, **changes})


def test_one_command_freezes_the_report_and_joins_it_with_who_and_why(
    committee: Committee, here: Here, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, known = granted(committee, number=NUMBER)
    _, hidden = granted(committee)
    protect(committee, hidden)
    hand_over(here, asked(tmp_path / "ut"), Output(as_json=True))
    told = json.loads(capsys.readouterr().out)
    json_file, csv_file, html_file = (Path(each["file"]) for each in told["files"])
    assert [each.stat().st_mode & 0o777 for each in (json_file, csv_file, html_file)] == [
        0o600
    ] * 3
    lines = json.loads(json_file.read_text())["unexecuted"]
    mine = next(each for each in lines if each["personId"] == known)
    assert (mine["identity"], mine["reasonText"]) == ("19910717-2380", WHY)
    masked = [each for each in lines if each["identity"] == MASKED]
    assert masked
    assert {each["reasonText"] for each in masked} == {None}
    text = csv_file.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert ["19910717-2380" in row and WHY in row for row in rows].count(True) == 1
    assert MASKED in html_file.read_text()
    _kept_nowhere(committee)
    with pytest.raises(AlreadyThere):
        hand_over(here, asked(tmp_path / "ut"), Output(as_json=True))
    assert CODES[AlreadyThere] == 1
    hand_over(here, asked(tmp_path / "igen", report=told["reportId"]), Output(as_json=True))
    again = json.loads(capsys.readouterr().out)
    assert (again["contentHash"], again["files"][0]["sha256"]) == (
        told["contentHash"],
        told["files"][0]["sha256"],
    )


def _kept_nowhere(committee: Committee) -> None:
    """See that neither number nor words stand among the events and reporting's read models."""
    for table in ("store.event", "reporting.granted_decision", "reporting.delivered_report"):
        asked_for = f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s OR t::text LIKE %s"
        assert committee.rows(asked_for, "%19910717%", f"%{WHY}%") == [(0,)], table


def test_a_report_that_is_not_there_is_not_handed_over(here: Here, tmp_path: Path) -> None:
    with pytest.raises(NothingFound) as failed:
        hand_over(here, asked(tmp_path, report=str(UUID(int=9))), Output(as_json=True))
    assert CODES[type(failed.value)] == 3
