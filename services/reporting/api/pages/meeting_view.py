"""Meetings as pages show them: in words, and the list as a table."""

from collections.abc import Mapping, Sequence

from services.reporting.api.charts import Table
from services.reporting.api.delegation_list_schemas import ListedDecision
from services.reporting.api.pages.words import ROLES, VERDICTS, type_in_swedish
from services.reporting.domain.meetings.commands import MeetingBody
from services.reporting.domain.meetings.urgent import TaskState

BODIES: Mapping[str, str] = {
    MeetingBody.COMMITTEE: "nämnden",
    MeetingBody.SUBCOMMITTEE: "utskottet",
}
DUTIES: Mapping[str, tuple[str, str]] = {
    TaskState.OVERDUE: ("skulle ha anmälts", "bad"),
    TaskState.NO_MEETING: ("inget sammanträde utsatt", "note"),
    TaskState.AWAITS: ("väntar på nästa sammanträde", "note"),
    TaskState.REPORTED: ("anmält", "good"),
    TaskState.REPORTED_LATE: ("anmält för sent", "bad"),
}
HEADERS = (
    "Beslut",
    "Dag",
    "Vem",
    "Roll",
    "Insats",
    "Prövning",
    "Punkt",
    "Anmärkning",
    "Ärende",
)


def table_of(lines: Sequence[ListedDecision]) -> Table:
    """Return the list as a table, in words."""
    return Table(headers=HEADERS, rows=[_row(each) for each in lines])


def remark_of(line: ListedDecision) -> str:
    """Return what sets a decision apart from the others."""
    marks = (
        (line.is_urgent, "brådskande"),
        (line.is_late, "efterregistrerat"),
        (line.is_masked, "skyddade personuppgifter"),
    )
    return ", ".join(name for holds, name in marks if holds)


def _row(line: ListedDecision) -> Sequence[str]:
    return (
        line.name,
        line.decided_on.isoformat(),
        line.decided_by,
        ROLES.get(line.role, line.role),
        type_in_swedish(line.intervention_type) if line.intervention_type else "",
        VERDICTS[line.verdict],
        line.rule_id or "",
        remark_of(line),
        str(line.matter_id or ""),
    )
