"""Delivered reports as pages show them: their kinds, who got them, and what differs."""

from collections.abc import Mapping, Sequence

from services.reporting.api.charts import Table
from services.reporting.application.delivering import Kind
from services.reporting.application.report_views import SECTION_NAMES, STATE_NAMES
from services.reporting.domain.differences import Change, Difference
from shared.catalogue import Catalogue

KINDS: Mapping[Kind, str] = {
    Kind.DECISIONS: "Ej verkställda beslut, per beslut",
    Kind.STATISTICS: "Ej verkställda beslut, statistik",
    Kind.MUNICIPALITY: "Ej verkställda beslut, till en annan kommun",
}
RECIPIENTS: Mapping[str, str] = {
    "ivo": "IVO",
    "auditors": "revisorerna",
    "council": "kommunfullmäktige",
    "municipality": "den andra kommunen",
}
CHANGES: Mapping[Change, str] = {
    Change.ADDED: "tillkommit",
    Change.REMOVED: "fallit bort",
    Change.CHANGED: "ändrats",
}
FIELDS: Mapping[str, str] = {
    "decidedOn": "beslutsdag",
    "interruptedOn": "avbruten",
    "closedOn": "verkställd eller upphörd",
    "agreedOn": "överenskommen dag",
    "reasonCode": "skäl",
    "measureCodes": "åtgärder",
    "explainedBy": "förklaring",
    "interventionType": "insats",
    "unit": "enhet",
    "dueOn": "tre månader till och med",
    "state": "läge",
}


def told_of(found: Sequence[Difference], law: Catalogue) -> Table:
    """Return what differs as a table, in words."""
    return Table(
        headers=("Insats", "Beslutat", "Har", "Stod under", "Står under", "Uppgifter"),
        rows=[_row(each, law) for each in found],
    )


def _row(each: Difference, law: Catalogue) -> Sequence[str]:
    kind = each.line["interventionType"] or ""
    wordings = law.tables.intervention_types.get(kind)
    return (
        wordings[-1].name if wordings else kind or "Beslut",
        each.line["decidedOn"],
        CHANGES[each.change],
        SECTION_NAMES.get(each.was_in or "", "–"),
        SECTION_NAMES.get(each.is_in or "", "–"),
        "; ".join(_changed(name, *values) for name, values in each.fields.items()) or "–",
    )


def _changed(name: str, was: object, now: object) -> str:
    return f"{FIELDS.get(name, name)}: {_said(name, was)} blev {_said(name, now)}"


def _said(name: str, value: object) -> str:
    if value in (None, "", []):
        return "inget"
    if name == "state":
        return STATE_NAMES[str(value)]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
