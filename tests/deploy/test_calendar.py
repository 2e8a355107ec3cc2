"""`rodatraden calendar` says when time limits end, and what is wrong with a bad line."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from deploy.cli import main

ASKED = '{"start": "2026-12-11", "n": 14, "unit": "days"}'
ANSWER = {
    "start": "2026-12-11",
    "n": 14,
    "unit": "days",
    "nominal": "2026-12-25",
    "effective": "2026-12-28",
}


def ask(monkeypatch: pytest.MonkeyPatch, sent: bytes | str, *arguments: str) -> int:
    """Return the exit code of ``rodatraden calendar`` with ``sent`` on standard input."""
    raw = sent.encode() if isinstance(sent, str) else sent
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return main(["calendar", *arguments])


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_each_line_is_answered_with_both_its_ends(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    four_months = '{"start": "2026-10-31", "n": 4, "unit": "months"}'
    assert ask(monkeypatch, f"{ASKED}\n\n{four_months}", *arguments) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == ANSWER
    assert (second["nominal"], second["effective"]) == ("2027-02-28", "2027-03-01")


def test_the_lines_of_a_file_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(f"\ufeff{ASKED}\r\n")  # as some spreadsheets write
    assert main(["calendar", str(asked)]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWER


def test_a_bad_line_is_named_with_every_fault_and_the_others_are_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = '{"start": "2026-02-30", "n": -1, "unit": "fortnights", "why": 1}'
    assert ask(monkeypatch, f"{ASKED}\n\n{bad}\n{ASKED}\n") == 1
    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [ANSWER, ANSWER]
    told = next(line for line in said.err.splitlines() if line.startswith("line 3: "))
    assert all(re.search(rf"'?{name}'?: ", told) for name in ("start", "n", "unit", "why"))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not JSON"),
        (b"\xff", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ("{}", "start: is missing; n: is missing; unit: is missing"),
        ('{"start": "20261211", "n": 14, "unit": "days"}', "start: "),
        ('{"start": 20261211, "n": 14, "unit": "days"}', "start: "),
        ('{"start": "2026-12-11", "n": true, "unit": "days"}', "n: "),
        ('{"start": "2026-12-11", "n": 1.5, "unit": "days"}', "n: "),
        ('{"start": "2026-12-11", "n": 14, "unit": ["days"]}', "unit: "),
        ('{"start": "2026-12-11", "n": 1, "n": 2, "unit": "days"}', "n: stands twice"),
        ('{"start": "9999-12-31", "n": 1, "unit": "days"}', "n: "),
        ('{"start": "2026-12-11", "n": 99999999, "unit": "years"}', "n: "),
        ('{"start": "2026-12-11", "n": 99999999999999999999, "unit": "weeks"}', "n: "),
    ],
)
def test_what_cannot_be_answered_is_told_and_never_guessed(
    line: str | bytes,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ask(monkeypatch, line) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"line 1: {fault}")


def test_a_file_that_is_not_there_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_nothing_asked_is_nothing_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(monkeypatch, "") == 0
    assert capsys.readouterr().out == ""
