"""Time limits from the command: where one ends by the calendar, and those of a thread."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.answers import ask_reporting
from deploy.output import Column, Output
from deploy.questions import answer_to
from deploy.verbs import Here, Verb

CLOCK_COLUMNS = [
    Column(title="frist", field="rule", style="bold"),
    Column(title="startade", field="startedOn"),
    Column(title="slut", field="nominalOn"),
    Column(title="sista dag", field="effectiveOn"),
    Column(title="dagar kvar", field="daysLeft"),
    Column(title="läge", field="state", style="bold"),
    Column(title="bruten", field="breachedOn"),
    Column(title="lagrum", field="basis"),
    Column(title="väntar på", field="awaits", style="dim"),
]
DUTY_COLUMNS = [
    Column(title="period", field="period"),
    Column(title="enhet", field="unit"),
    *CLOCK_COLUMNS,
]
STATES = {
    "running": "löper",
    "met": "hållen",
    "met-late": "hållen för sent",
    "overdue": "överskriden",
    "lapsed": "förfallen",
    "absorbed": "upphörd",
    "not-observable": "syns inte",
}


class LinesUnanswered(Exception):  # noqa: N818
    """Some of the lines asked nothing that can be answered; each was told why."""


class OneOfTwo(Exception):  # noqa: N818
    """What is to be shown is said twice over, or not at all."""


class InputUnreadable(Exception):  # noqa: N818
    """The file with the questions cannot be read."""


def add_verbs(verb: Callable[[str, Verb, str, str], argparse.ArgumentParser]) -> None:
    """Add what can be asked about time limits."""
    asking = verb(
        "calendar",
        calendar,
        "say when time limits end, nominally and in effect, one JSON line for each asked",
        """echo '{"start": "2026-12-11", "n": 14, "unit": "days"}' | rodatraden calendar""",
    )
    asking.add_argument(
        "file", type=Path, nargs="?", help="the lines to answer (default: standard input)"
    )
    limits = verb(
        "clocks",
        clocks,
        "show every time limit of a thread, as seen from any moment",
        "rodatraden clocks 01926f3e-8a10-7000-8000-000000000001 --known-at 2026-03-20T12:00:00Z",
    )
    limits.add_argument("id", type=UUID, nargs="?", help="a thread, or something in it")
    limits.add_argument(
        "--authority", action="store_true", help="those of the authority's own duties instead"
    )
    limits.add_argument("--unit", help="of the authority's own: only this unit's")
    limits.add_argument("--valid-at", metavar="DAY", help="the day to see it from (today)")
    limits.add_argument("--known-at", metavar="INSTANT", help="only what was recorded by then")
    limits.add_argument("--known-position", metavar="N", help="only what the ledger held by then")
    limits.add_argument("--rules-as-of", metavar="DAY", help="all by the rules of this day")


def clocks(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Show the clocks of a thread, or of the authority's own, as reporting explains them.

    Raises:
        OneOfTwo: both were asked for, or neither.
    """
    if (asked.id is None) is not asked.authority or (asked.unit and not asked.authority):
        raise OneOfTwo("give the id of a thread, or --authority (and then perhaps --unit)")
    chosen = {
        "unit": asked.unit,
        "validAt": asked.valid_at,
        "knownAt": asked.known_at,
        "knownPosition": asked.known_position,
        "rulesAsOf": asked.rules_as_of,
    }
    query = {name: value for name, value in chosen.items() if value is not None}
    if asked.authority:
        return show_duties(output, ask_reporting("/authority-clocks", query, here.var, here.env))
    show_clocks(output, ask_reporting(f"/threads/{asked.id}/clocks", query, here.var, here.env))


def show_clocks(output: Output, answer: Mapping[str, Any]) -> None:
    """Show clocks as reporting answers them: one line for each."""
    rows = [_row(line) for line in answer["clocks"]]
    title = f"Frister {answer['id']}, sedda {answer['validOn']}"
    output.show(answer, rows=rows, columns=CLOCK_COLUMNS, title=title)


def show_duties(output: Output, answer: Mapping[str, Any]) -> None:
    """Show the clocks of the authority's own duties: who answers, and for which period."""
    rows = [
        {**_row(each["clock"]), "unit": each["unit"], "period": each["periodCode"]}
        for each in answer["clocks"]
    ]
    title = f"Förvaltningens egna frister, sedda {answer['validOn']}"
    output.show(answer, rows=rows, columns=DUTY_COLUMNS, title=title)


def _row(line: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **line,
        "rule": f"{line['number']} {line['name']}",
        "startedOn": (line["startedBy"] or {}).get("day"),
        "state": STATES[line["state"]],
        "basis": line["legalBasis"],
        "awaits": ", ".join(line["awaitedFacts"]),
    }


def calendar(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Answer each line of a file, or of standard input, as it comes.

    Raises:
        LinesUnanswered: after the last line, when any of them was faulty.
        InputUnreadable: there is no such file, or it may not be read.
    """
    refused = 0
    try:
        with _opened(asked.file) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    refused += not _answer(number, line, output)
    except OSError as error:
        raise InputUnreadable(f"{asked.file}: {error.strerror}") from None
    if refused:
        raise LinesUnanswered(f"lines without an answer: {refused}")


def _opened(file: Path | None) -> Any:
    return nullcontext(sys.stdin.buffer) if file is None else file.open("rb")


def _answer(number: int, line: bytes, output: Output) -> bool:
    """Write the answer to a line, or what is wrong with it; say whether it was answered."""
    try:
        answer = answer_to(line)
    except ValueError as faulty:
        output.complain(f"line {number}: {faulty}")
        return False
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    return True
