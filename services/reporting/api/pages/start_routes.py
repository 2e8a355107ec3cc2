"""Routes of the first page: what is open, at which stage, with whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import Response

from services.reporting.api import queries
from services.reporting.api.charts import Chart, Series, bars
from services.reporting.api.few import shown_in
from services.reporting.api.following import EITHER, own_only
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.watch_view import rows_of, shown_by
from services.reporting.api.pages.words import KINDS, STAGES
from services.reporting.api.watch_lists import (
    Asked,
    Band,
    seen_by,
    watch_counts,
    watch_list,
)
from services.reporting.projections.open_matters import OPEN_MATTERS, Stage
from services.reporting.projections.watching import WATCH_LIST
from shared.catalogue import catalogue
from shared.kernel.clock import today

MOST_PRESSING = 12
Row = Mapping[str, Any]


def start_pages(router: PageRouter) -> None:
    """Add the first page."""

    @router.page("", rights=EITHER)
    async def start(view: ViewOf) -> Response:
        """Översikt: vad som är öppet, och vad som ska vara gjort snart."""
        counts = await queries.open_matter_counts(view.store, view.sight, own_only(view))
        pressing = await watch_list(view.store, _asked(view), limit=MOST_PRESSING, offset=0)
        watched = await watch_counts(view.store, replace(_asked(view), within=7))
        return await view.render(
            "start.html",
            models=(OPEN_MATTERS.name, WATCH_LIST.name),
            shows=shown_in([*counts, *watched]) | shown_by(pressing),
            figures=[*_open(counts), *_due(watched)],
            stages=_stages(counts),
            lines=rows_of(pressing, catalogue()),
        )


def _asked(view: View) -> Asked:
    return Asked(on=today(), seen=seen_by(view.sight), own=own_only(view))


def _due(watched: Sequence[Row]) -> list[tuple[str, int, str]]:
    """Return how much is overdue, due within a week, and at risk."""
    found: Counter[str] = Counter()
    for row in watched:
        found[row["band"]] += row["items"]
    return [
        ("Passerade frister", found[Band.OVERDUE], "som ännu inte är avslutade"),
        ("Frister inom 7 dagar", found[Band.DUE], "sista dag i dag eller senast om en vecka"),
        ("I riskzonen", found[Band.AT_RISK], "ligger stilla eller hinner kanske inte"),
    ]


def _open(counts: Sequence[Row]) -> list[tuple[str, int, str]]:
    total = sum(each["matters"] for each in counts)
    unassigned = sum(each["matters"] for each in counts if each["official"] is None)
    waiting = ("opened", "assigned", "offered", "interrupted")
    granted = sum(
        each["matters"]
        for each in counts
        if each["kind"] == "intervention" and each["stage"] in waiting
    )
    return [
        ("Öppna ärenden", total, "aktualiseringar, utredningar och insatser"),
        ("Utan handläggare", unassigned, "av de öppna"),
        ("Insatser som inte pågår", granted, "inte påbörjade eller avbrutna"),
    ]


def _stages(counts: Sequence[Row]) -> Chart:
    """Return how many matters there are at each stage, by kind."""
    found: Counter[tuple[str, str]] = Counter()
    for each in counts:
        found[each["kind"], each["stage"]] += each["matters"]
    stages = [stage.value for stage in Stage if any(found[kind, stage] for kind in KINDS)]
    series = [
        Series(name=name.capitalize(), values=[found[kind, stage] for stage in stages])
        for kind, name in KINDS.items()
    ]
    return bars(
        "stages",
        "Öppna ärenden per skede",
        f"{sum(found.values())} öppna ärenden, fördelade på skede och slag.",
        first="Skede",
        labels=[STAGES[stage].partition(",")[0] for stage in stages],
        series=series,
    )
