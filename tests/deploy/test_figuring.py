"""`rodatraden figure` shows a figure by its definition, and asks as the interface is asked."""

import argparse
import json
from typing import Any

import pytest

from deploy.figuring import query_of, show_figure
from deploy.output import Output

CELLS = [
    {"by": {"sex": "female"}, "count": None, "value": None, "isSuppressed": True},
    {"by": {}, "count": 30, "value": 30, "isSuppressed": False},
]
FIGURE: dict[str, Any] = {
    "figure": "children-intakes",
    "version": "1",
    "period": "2024-2025",
    "divisions": ["sex"],
    "knownPosition": 17,
    "contentHash": "9f86",
    "years": [{"year": 2024, "cells": CELLS}, {"year": 2025, "cells": CELLS}],
    "sums": CELLS,
}


def asked(**given: object) -> argparse.Namespace:
    names = ("period", "by", "wording", "known_at", "rules_at")
    return argparse.Namespace(**{**dict.fromkeys(names), "public": False, **given})


def test_each_cell_is_a_line_and_what_is_kept_back_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_figure(Output(as_json=False), FIGURE)
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert sum("hålls inne" in line for line in lines) == 3
    assert sum(line.startswith("2024-2025") for line in lines) == 2
    assert "kontrollsumma 9f86" in told.err


def test_as_json_it_is_what_reporting_answers(capsys: pytest.CaptureFixture[str]) -> None:
    show_figure(Output(as_json=True), FIGURE)
    assert json.loads(capsys.readouterr().out) == FIGURE


def test_known_at_is_a_position_or_an_instant() -> None:
    assert query_of(asked(period="2025", by="sex,age", known_at="120")) == {
        "period": "2025",
        "by": "sex,age",
        "knownPosition": "120",
    } | {"for": "internal"}
    told = query_of(asked(known_at="2026-01-15T09:00:00Z", public=True, wording="1"))
    assert told == {"knownAt": "2026-01-15T09:00:00Z", "for": "public", "version": "1"}
