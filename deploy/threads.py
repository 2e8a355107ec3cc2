"""A red thread as people read it: one line for each change of status."""

from collections.abc import Mapping
from typing import Any

from deploy.output import Column, Output

THREAD_COLUMNS = [
    Column(title="pos", field="position", style="dim"),
    Column(title="hände", field="happenedOn"),
    Column(title="registrerades", field="recordedAt"),
    Column(title="status", field="status", style="bold"),
    Column(title="vem", field="actor"),
    Column(title="roll", field="role"),
    Column(title="klient", field="client"),
    Column(title="lagrum", field="legalBasisId"),
    Column(title="uppgifter", field="told", style="dim"),
]
TELLING = (
    "way",
    "outcome",
    "answer",
    "interventionType",
    "official",
    "unit",
    "methodCode",
    "toMethodCode",
    "instrumentCode",
    "worklist",
    "resultCode",
    "reasonCode",
)
"""The facts of an event that a reader of its thread wants beside its status, in this order."""


def show_thread(output: Output, answer: Mapping[str, Any]) -> None:
    """Show a thread as reporting answers it: one line for each change of status."""
    rows = [
        {
            **line,
            "recordedAt": line["recordedAt"][:19].replace("T", " "),
            "told": ", ".join(
                str(line["facts"][fact]) for fact in TELLING if line["facts"].get(fact)
            ),
        }
        for line in answer["lines"]
    ]
    output.show(answer, rows=rows, columns=THREAD_COLUMNS, title=f"Röd tråd {answer['id']}")
