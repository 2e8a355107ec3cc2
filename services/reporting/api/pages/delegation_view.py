"""Decisions tried against their day's order as pages show them: counts, and one by one."""

from collections import Counter
from collections.abc import Sequence

from services.reporting.api.charts import Chart, Series, Table, bars
from services.reporting.api.delegation_schemas import SAID, TriedDecision
from services.reporting.api.pages.words import ROLES, VERDICTS
from services.reporting.application.delegation import Tried
from shared.catalogue import Catalogue

HEADERS = ("Beslut", "Dag", "Roll", "Prövning", "Varför", "Punkt", "Lägsta behöriga", "Ärende")


def verdicts_chart(tried: Sequence[Tried]) -> Chart:
    """Return how many decisions each role took, by how they stand."""
    found: Counter[tuple[str, str]] = Counter(
        (each.decided.role, each.verdict.value) for each in tried
    )
    roles = sorted({role for role, _ in found}, key=lambda role: ROLES.get(role, role))
    counts: Counter[str] = Counter(each.verdict.value for each in tried)
    said = ", ".join(f"{counts[verdict]} {name}" for verdict, name in VERDICTS.items())
    return bars(
        "verdicts",
        "Per roll",
        f"{len(tried)} beslut: {said}.",
        first="Roll",
        labels=[ROLES.get(role, role) or "okänd" for role in roles],
        series=[
            Series(name=name.capitalize(), values=[found[role, verdict] for role in roles])
            for verdict, name in VERDICTS.items()
        ],
    )


def table_of(tried: Sequence[Tried], law: Catalogue) -> Table:
    """Return the decisions as a table, in words."""
    rows = [TriedDecision.of(each, law) for each in tried]
    return Table(
        headers=HEADERS,
        rows=[
            (
                each.name,
                each.decided_on.isoformat(),
                ROLES.get(each.role, each.role),
                VERDICTS[each.verdict],
                SAID[each.why],
                each.rule_id or "",
                ROLES.get(each.lowest_role or "", each.lowest_role or ""),
                str(each.matter_id),
            )
            for each in rows
        ],
    )
